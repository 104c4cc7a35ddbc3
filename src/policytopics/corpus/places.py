"""The regions a document can be of, and which of their names stand where in a text.

A place is a division of the gazetteer with all names it bore and the years in which it bore them,
the whole country, or a region that the study's ``regions.csv`` adds. Names are found longest first,
so that 苏州市姑苏区 is not 苏州.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from policytopics.corpus.beginnings import Beginnings
from policytopics.gazetteer import customary_names

__all__ = ["COUNTRY", "LOW", "Mention", "Place", "PlaceName", "Places"]

# The gazetteer begins in 1980; what stood then is taken to have stood before.
_FIRST_YEAR, _EVER = 1980, 9999
_PRESENT = 2100
_COUNTRY_NAME = "全国"
# The levels below the prefectures: counties and districts, zones and new areas.
LOW = ("county", "other")


@dataclass(frozen=True)
class PlaceName:
    """A name a place bore, with the years in which it did; ``parent`` is the key above it then.

    ``ordinary`` says that the short name is a word of the language too (和平, 资源).
    """

    full: str
    short: str
    first: int = 0
    last: int = _EVER
    parent: str = ""
    ordinary: bool = False


@dataclass(frozen=True)
class Place:
    """A region as the table ``regions`` describes it, before it has an id of its own.

    Attributes
    ----------
    key : str
        The gazetteer's ``division`` (its present code, mostly), or the study's region_id.
    parents : tuple of str
        Names of the divisions above, outermost first.
    parent_keys : tuple of str
        Their keys, if they are in the gazetteer.
    aliases : tuple of str
        Other full names, earlier ones included.
    region_id : str
        Given by the study; else empty.
    names : tuple of PlaceName
        All names, in the order of their years.
    """

    key: str
    code: str
    name_zh: str
    name_en: str
    short_zh: str
    level: str
    parents: tuple[str, ...] = ()
    parent_keys: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    region_id: str = ""
    names: tuple[PlaceName, ...] = ()

    @property
    def full_names(self) -> tuple[str, ...]:
        """Return all names with their rank."""
        return (self.name_zh, *self.aliases)

    @cached_property
    def first(self) -> int:
        """Return the year the place began; 0 if before the gazetteer does."""
        return min((name.first for name in self.names), default=0)

    @cached_property
    def last(self) -> int:
        """Return the year the place ended; 9999 if it stands."""
        return max((name.last for name in self.names), default=_EVER)

    def called(self, name: str) -> tuple[PlaceName, ...]:
        """Return the entries under which a full, customary or short name belongs to this place."""
        return tuple(
            one
            for one in self.names
            if name in (one.full, one.short) or name in customary_names(one.full)
        )

    def years_from(self, year: int, name: str = "") -> int:
        """Return how many years a year lies outside those of the place, or of one of its names."""
        spans = [(one.first, one.last) for one in self.called(name)] if name else []
        return min(
            max(first - year, year - last, 0) for first, last in spans or [(self.first, self.last)]
        )

    def name_in(self, year: int | None) -> PlaceName | None:
        """Return the name borne in a year, or at last."""
        if year is not None:
            for one in self.names:
                if one.first <= year <= one.last and one.full in self.full_names:
                    return one
        return max(self.names, key=lambda one: one.last, default=None)


COUNTRY = Place(
    key="china", code="000000", name_zh=_COUNTRY_NAME, name_en="China", short_zh=_COUNTRY_NAME,
    level="country", aliases=("中华人民共和国",), names=(PlaceName(_COUNTRY_NAME, _COUNTRY_NAME),),
)  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """A name in a text: where it begins, and the keys of the places that it may mean."""

    start: int
    name: str
    keys: tuple[str, ...]


@dataclass
class Places:
    """All places, by key and by name."""

    by_key: dict[str, Place]
    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, divisions: pd.DataFrame, study: Sequence[Place] = ()) -> "Places":
        """Return the places of the gazetteer and of the study; the study's own come first."""
        taken = {place.code for place in study} - {""}
        known = [COUNTRY, *_divisions(divisions)]
        places = [*study, *(place for place in known if place.code not in taken or not place.code)]
        full: dict[str, list[str]] = defaultdict(list)
        short: dict[str, list[str]] = defaultdict(list)
        children: dict[str, list[str]] = defaultdict(list)
        for place in places:
            customary = (one for name in place.full_names for one in customary_names(name))
            for name in dict.fromkeys((*place.full_names, *customary)):
                full[name].append(place.key)
            for name in dict.fromkeys((place.short_zh, *(one.short for one in place.names))):
                short[name].append(place.key)
            for key in dict.fromkeys(one.parent for one in place.names if one.parent):
                children[key].append(place.key)
        return cls(
            by_key={place.key: place for place in places},
            full={name: tuple(keys) for name, keys in full.items()},
            short={name: tuple(keys) for name, keys in short.items()},
            children={key: tuple(keys) for key, keys in children.items()},
        )

    @cached_property
    def _all_names(self) -> Beginnings:
        """Return full and short names."""
        return Beginnings.of({*self.full, *self.short})

    @cached_property
    def _full_names(self) -> Beginnings:
        """Return full names alone."""
        return Beginnings.of(self.full)

    @cached_property
    def _keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys of all places of each name, full names first."""
        return {
            name: tuple(dict.fromkeys((*self.full.get(name, ()), *self.short.get(name, ()))))
            for name in {*self.full, *self.short}
        }

    @cached_property
    def longest(self) -> int:
        """Return the length of the longest name."""
        return max(map(len, self.full), default=0)

    def named(self, name: str) -> tuple[str, ...]:
        """Return the keys of all places of a full or short name, full names first."""
        return self._keys.get(name, ())

    def mentions(self, text: str, *, short: bool) -> list[Mention]:
        """Return the names in a text from left to right, longest first, none overlapping."""
        beginnings = self._all_names if short else self._full_names
        found: list[Mention] = []
        free = 0
        for start in beginnings.places_in(text):
            if start < free:
                continue
            names = beginnings.names[text[start : start + 2]]
            name = next((one for one in names if text.startswith(one, start)), "")
            if name:
                keys = self.named(name) if short else self.full[name]
                found.append(Mention(start, name, keys))
                free = start + len(name)
        return found

    def ending(self, text: str, *, short: bool) -> Mention | None:
        """Return the longest name that ends where the text does."""
        for start in range(max(0, len(text) - self.longest), len(text) - 1):
            name = text[start:]
            if name in self.full or (short and name in self.short):
                return Mention(start, name, self.named(name) if short else self.full[name])
        return None

    def nearest(self, keys: Sequence[str], year: int | None) -> tuple[str, ...]:
        """Return the places nearest to a year, or to the present; 内江市 was a county once."""
        when = _PRESENT if year is None else year
        gaps = {key: self.by_key[key].years_from(when) for key in keys}
        return tuple(key for key in keys if gaps[key] == min(gaps.values()))

    def lineage(self, key: str) -> tuple[str, ...]:
        """Return the keys above a place and its own, outermost first."""
        return (*self.by_key[key].parent_keys, key)


def _divisions(divisions: pd.DataFrame) -> list[Place]:
    """Return a place per division, under its present name, with the names it bore before."""
    rows = [{str(name): cell for name, cell in row.items()} for row in divisions.to_dict("records")]
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    bearers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        members[row["division"]].append(row)
        if row["code"]:
            bearers[row["code"]].append(row)
    names = {key: _names(own, bearers) for key, own in members.items()}
    heads = {key: max(own, key=_presence) for key, own in members.items()}
    return [_place(key, names, heads) for key in sorted(members)]


def _names(
    own: Sequence[dict[str, Any]], bearers: dict[str, list[dict[str, Any]]]
) -> tuple[PlaceName, ...]:
    """Return the names of one division."""
    found = [
        PlaceName(
            full=row["name_zh"], short=row["short_zh"], first=_first(row), last=_last(row),
            parent=_bearer(bearers.get(row["parent_code"], []), _last(row)),
            ordinary=row["ordinary"] == "yes",
        )
        for row in own
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.full)))


def _bearer(rows: Sequence[dict[str, Any]], year: int) -> str:
    """Return the division that bore a code in a year."""
    near = min(rows, key=lambda row: max(_first(row) - year, year - _last(row), 0), default=None)
    return "" if near is None else str(near["division"])


def _first(row: dict[str, Any]) -> int:
    """Return the first year of a row, 0 if that is not known."""
    year = row["from_year"]
    return 0 if pd.isna(year) or int(year) <= _FIRST_YEAR else int(year)


def _last(row: dict[str, Any]) -> int:
    """Return the last year of a row."""
    return _EVER if pd.isna(row["to_year"]) else int(row["to_year"])


def _presence(row: dict[str, Any]) -> tuple[int, bool, int]:
    """Return how much a name is the present one: latest, a district's not its zone's."""
    return _last(row), not row["name_zh"].endswith(("新区", "高新区")), _first(row)


def _place(
    key: str, names: dict[str, tuple[PlaceName, ...]], heads: dict[str, dict[str, Any]]
) -> Place:
    """Return the place of one division."""
    head = heads[key]
    above: list[str] = []
    parent = max(names[key], key=lambda one: (one.full == head["name_zh"], one.last)).parent
    while parent and parent not in above and parent != key:
        above.insert(0, parent)
        parent = max(names[parent], key=lambda one: one.last).parent
    others = dict.fromkeys(one.full for one in names[key])
    return Place(
        key=key,
        code=head["code"],
        name_zh=head["name_zh"],
        name_en=head["name_en"],
        short_zh=head["short_zh"],
        level=head["level"],
        parents=tuple(heads[one]["name_zh"] for one in above),
        parent_keys=tuple(above),
        aliases=tuple(name for name in others if name != head["name_zh"]),
        names=names[key],
    )
