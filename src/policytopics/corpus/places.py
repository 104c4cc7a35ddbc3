"""The regions a document can be of, and which of their names stand where in a text.

A place is a division of the gazetteer with all names it bore, or a region that the study's
``regions.csv`` adds. Names are found longest first, so that 苏州市姑苏区 is not 苏州.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from policytopics import gazetteer as divisions_of
from policytopics.problems import Problem, ProblemsError, suggestion

__all__ = ["STUDY_COLUMNS", "Mention", "Place", "Places", "study_places"]

STUDY_COLUMNS = (
    "region_id", "name_zh", "name_en", "short_zh", "region_code", "parents", "level", "aliases",
)  # fmt: skip
_LEVELS = (*divisions_of.LEVELS, "other")
# A zone is spoken of by its kind alone where its city is understood: 苏州高新区 as 高新区.
_ZONE = "高新区"


@dataclass(frozen=True)
class Place:
    """A region as the table ``regions`` describes it, before it has an id of its own.

    Attributes
    ----------
    key : str
        Division code, or the region_id given by the study.
    parents : tuple of str
        Names of the divisions above, outermost first.
    parent_keys : tuple of str
        Their keys, if they are in the gazetteer.
    aliases : tuple of str
        Other full names, earlier ones included.
    region_id : str
        Given by the study; else empty.
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

    @property
    def full_names(self) -> tuple[str, ...]:
        """Return all names with their rank."""
        return (self.name_zh, *self.aliases)

    @property
    def short_names(self) -> tuple[str, ...]:
        """Return the names it goes by without rank, a zone's kind included."""
        zones = (_ZONE for name in self.full_names if name.endswith(_ZONE))
        shorts = (divisions_of.short_name(name) for name in self.full_names)
        return tuple(dict.fromkeys((self.short_zh, *shorts, *zones)))


@dataclass(frozen=True)
class Mention:
    """A name found in a text, and whom it may mean."""

    start: int
    name: str
    keys: tuple[str, ...]


@dataclass
class Places:
    """All places, by key and by name."""

    by_key: dict[str, Place]
    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, divisions: pd.DataFrame, study: Sequence[Place] = ()) -> "Places":
        """Return the places of the gazetteer and of the study; the study's own come first."""
        taken = {place.code for place in study} - {""}
        places = [*study, *(p for p in _divisions(divisions) if p.code not in taken)]
        full: dict[str, list[str]] = defaultdict(list)
        short: dict[str, list[str]] = defaultdict(list)
        for place in places:
            for name in dict.fromkeys(place.full_names):
                full[name].append(place.key)
            for name in place.short_names:
                short[name].append(place.key)
        return cls(
            by_key={place.key: place for place in places},
            full={name: tuple(keys) for name, keys in full.items()},
            short={name: tuple(keys) for name, keys in short.items()},
            longest=max(map(len, full), default=0),
        )

    def named(self, name: str) -> tuple[str, ...]:
        """Return the keys of all places of a full or short name, full names first."""
        return tuple(dict.fromkeys((*self.full.get(name, ()), *self.short.get(name, ()))))

    def mentions(self, text: str, *, short: bool) -> list[Mention]:
        """Return the names in a text from left to right, longest first, none overlapping."""
        found: list[Mention] = []
        start = 0
        while start < len(text):
            for length in range(min(self.longest, len(text) - start), 1, -1):
                name = text[start : start + length]
                if name in self.full or (short and name in self.short):
                    keys = self.named(name) if short else self.full[name]
                    found.append(Mention(start, name, keys))
                    start += length
                    break
            else:
                start += 1
        return found

    def lineage(self, key: str) -> tuple[str, ...]:
        """Return the keys above a place and its own, outermost first."""
        return (*self.by_key[key].parent_keys, key)


def _divisions(divisions: pd.DataFrame) -> list[Place]:
    """Return a place per division, under its present name, with the names it bore before."""
    rows = _records(divisions)
    homes, of_code = _homes(rows)
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row, home in zip(rows, homes, strict=True):
        members[home].append(row)
    heads = {home: max(own, key=_presence) for home, own in members.items()}
    return [_place(home, members[home], heads, of_code) for home in sorted(heads)]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as dictionaries."""
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _presence(row: dict[str, Any]) -> tuple[bool, int, bool, int]:
    """Return how much a name is the present one: still borne, latest, a district's not a zone's."""
    borne = bool(pd.isna(row["to_year"]))
    last = 0 if borne else int(row["to_year"])
    return borne, last, not row["name_zh"].endswith(_ZONE), int(row["from_year"])


def _homes(rows: list[dict[str, Any]]) -> tuple[list[str], dict[str, str]]:
    """Return the present code of each row's division, and of each code.

    Codes change with the rank (吴江县, 吴江市, 吴江区), so that rows are one division if they share
    the short name under the same parent, or else the code.
    """
    home: dict[int, str] = {}
    of_code: dict[str, str] = {}
    for level in divisions_of.LEVELS:
        own = [i for i, row in enumerate(rows) if row["level"] == level]
        borne = {rows[i]["code"] for i in own if pd.isna(rows[i]["to_year"])}
        kin: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i in own:
            parent = rows[i]["parent_code"]
            kin[rows[i]["short_zh"], of_code.get(parent, parent)].append(i)
        for members in kin.values():
            head = max((rows[i] for i in members), key=_presence)
            for i in members:
                code = rows[i]["code"]
                stays = code in borne and not pd.isna(head["to_year"])
                home[i] = code if stays else head["code"]
        for i in sorted(own, key=lambda i: _presence(rows[i])):
            of_code[rows[i]["code"]] = home[i]
    return [home[i] for i in range(len(rows))], of_code


def _place(
    home: str,
    members: list[dict[str, Any]],
    heads: dict[str, dict[str, Any]],
    of_code: dict[str, str],
) -> Place:
    """Return the place of one division."""
    head = heads[home]
    above: list[str] = []
    parent = of_code.get(head["parent_code"], "")
    while parent and parent not in above:
        above.insert(0, parent)
        parent = of_code.get(heads[parent]["parent_code"], "")
    others = dict.fromkeys(row["name_zh"] for row in members)
    return Place(
        key=home,
        code=home,
        name_zh=head["name_zh"],
        name_en=head["name_en"],
        short_zh=head["short_zh"],
        level=head["level"],
        parents=tuple(heads[code]["name_zh"] for code in above),
        parent_keys=tuple(above),
        aliases=tuple(name for name in others if name != head["name_zh"]),
    )


def study_places(regions: pd.DataFrame, where: str) -> list[Place]:
    """Return the regions that a study adds.

    Parameters
    ----------
    regions : pd.DataFrame
        Columns `STUDY_COLUMNS`, all strings; ``parents`` and ``aliases`` separated by ``|``. The
        index tells the lines of the file.
    where : str
        Name of the file, for messages.

    Raises
    ------
    ProblemsError
        If a column is unknown or missing, an id is no slug or repeats, or a level is unknown.
    """
    problems = [
        Problem(f"{where}:1", f"unknown column {name}", suggestion(name, STUDY_COLUMNS))
        for name in regions.columns
        if name not in STUDY_COLUMNS
    ]
    if missing := [name for name in ("region_id", "name_zh") if name not in regions.columns]:
        problems.append(Problem(f"{where}:1", f"no column {missing[0]}", "add it"))
        raise ProblemsError(problems)
    rows = _records(regions.reindex(columns=list(STUDY_COLUMNS), fill_value=""))
    seen: set[str] = set()
    for line, row in zip(regions.index, rows, strict=True):
        problems += _faults(row, seen, f"{where}:{line}")
        seen.add(row["region_id"])
    if problems:
        raise ProblemsError(problems)
    return [_study_place(row) for row in rows]


def _faults(row: dict[str, Any], seen: Iterable[str], where: str) -> list[Problem]:
    """Return what is wrong with a row of ``regions.csv``."""
    slug, level = row["region_id"], row["level"]
    problems = []
    if not (slug.isascii() and slug.isidentifier() and slug == slug.lower()):
        fix = "use small letters, digits and _, beginning with a letter"
        problems.append(Problem(where, f"region_id {slug!r} is no ASCII slug", fix))
    if slug in seen:
        problems.append(Problem(where, f"region_id {slug} stands twice", "choose another"))
    if not row["name_zh"]:
        problems.append(Problem(where, "name_zh is empty", "give the full Chinese name"))
    if level and level not in _LEVELS:
        problems.append(Problem(where, f"unknown level {level}", suggestion(level, _LEVELS)))
    return problems


def _study_place(row: dict[str, Any]) -> Place:
    """Return the place of a row of ``regions.csv``."""
    return Place(
        key=row["region_id"],
        code=row["region_code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"] or row["region_id"].replace("_", " ").title(),
        short_zh=row["short_zh"] or divisions_of.short_name(row["name_zh"]),
        level=row["level"] or "other",
        parents=tuple(filter(None, row["parents"].split("|"))),
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        region_id=row["region_id"],
    )
