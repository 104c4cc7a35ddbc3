"""What a document's file, its folders and the columns of its table say of it.

合肥市2021.txt, 安徽省/合肥市/2021.txt, 2021_合肥.docx, and the columns province, city, year of a
table with a report in each row (``given_city`` and others of the table ``sources``). They are
evidence beside the text: where the two contradict each other, neither is believed
(`policytopics.corpus.recognise`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from policytopics.corpus.characters import with_arabic_years
from policytopics.corpus.places import LOW, Places

__all__ = ["NOT_SAID", "Outside", "outside"]

_YEAR = re.compile(r"(?<!\d)((?:19[4-9]|20[0-4])\d)(?=年|(?!\d)|(?:0[1-9]|1[0-2])[0-3]\d(?!\d))")
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-—–~至到]+\s?(?:19|20)\d\d")
_CODE = re.compile(r"(\d{6})(?:0{3}|0{6})?(?:\.0)?")
_CELL_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?年?度?")
# 20230418, 2023-04-18: the day of a download or of a meeting.
_DAY = re.compile(
    r"(?<!\d)((?:19[4-9]|20[0-4])\d)(?:(0[1-9]|1[0-2])[0-3]\d|[-_.年](0?[1-9]|1[0-2])[-_.月][0-3]?\d日?)(?!\d)"
)
_OF_REPORT = re.compile(r"(?<!\d)((?:19[4-9]|20[0-4])\d)年?度?[^\d]{0,12}(?:工作报告|报告|公报)")
_NUMBER = re.compile(r"\d+")
_LEVELS = ("county", "city", "province")


@dataclass(frozen=True)
class Outside:
    """What is said outside the text.

    Attributes
    ----------
    regions : tuple of str
        Keys of the places that may be meant; empty if none is named.
    within : tuple of str
        Keys of places that folders name: the document is of one of them or of one below.
    year : str
        The year, or empty.
    month : int
        If the year is only that of a day, which may be the day of a download, its month; else 0.
    sure : bool
        Whether the region is named with its rank, by a code, or is above the counties.
    where : str
        ``file name`` or ``table``.
    title, kind : str
        As a table gives them.
    """

    regions: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    year: str = ""
    month: int = 0
    sure: bool = False
    where: str = "file name"
    title: str = ""
    kind: str = ""


NOT_SAID = Outside()


def outside(source: Mapping[Any, Any], places: Places) -> Outside:
    """Return what file name, folders and table columns say of a document.

    Parameters
    ----------
    source : mapping
        A row of the table ``sources``; columns ``given_…`` may be missing.
    places : Places
        The regions known.
    """
    path = PurePosixPath(str(source["file"]).split("#")[0])
    in_table = "#" in str(source["file"])
    folders = [*path.parent.parts, *([path.stem] if in_table else [])]
    stem = "" if in_table else path.stem
    cells = {
        name: _cell(source.get(f"given_{name}"))
        for name in ("code", "region", "county", "city", "province", "year", "title", "kind")
    }
    named = [_meant(part, places)[0] for part in folders]
    regions, sure, where = (*_of_cells(cells, places), "table")
    if not regions:
        regions, sure = _meant(stem, places)
        where = "file name"
    elif not any(cells[name] for name in ("code", "region", "county", "city")):
        # A column of provinces alone holds their cities' reports too.
        named.append(regions)
    place = bool(regions or any(named))
    names = [(stem, place), *((part, True) for part in reversed(folders))]
    years = [(_year(name, alone=alone), 0) for name, alone in names]
    days = [_day(name) for name, _ in names]
    cell = (_cell_year(cells["year"]), 0)
    year, month = next((one for one in (cell, *years, *days) if one[0]), ("", 0))
    when = int(year) if year else None
    return Outside(
        places.nearest(regions, when), places.nearest(_innermost(named, places), when), year, month,
        sure, where, cells["title"], cells["kind"],
    )  # fmt: skip


def _innermost(named: Sequence[Sequence[str]], places: Places) -> tuple[str, ...]:
    """Return the places named that none named by another lies in."""
    found: dict[str, None] = {}
    for i, keys in enumerate(named):
        others = [key for j, more in enumerate(named) if j != i for key in more]
        above = {one for key in others for one in places.by_key[key].parent_keys}
        found |= dict.fromkeys(key for key in keys if key not in above)
    return tuple(found)


def _cell(value: object) -> str:
    """Return a cell's text; what is missing is empty."""
    return value.strip() if isinstance(value, str) else ""


def _cell_year(text: str) -> str:
    """Return the year of a cell."""
    found = _CELL_YEAR.fullmatch(with_arabic_years(text))
    return found[1] if found else ""


def _year(name: str, *, alone: bool) -> str:
    """Return the year that a name holds, if just one; a bare number only beside a place."""
    name = with_arabic_years(name)
    if _NUMBER.fullmatch(name) and not alone:
        return ""
    name = _DAY.sub(" ", name)
    if _SPAN.search(name):
        return ""
    years = set(_OF_REPORT.findall(name)) or set(_YEAR.findall(name))
    return years.pop() if len(years) == 1 else ""


def _day(name: str) -> tuple[str, int]:
    """Return year and month of the day that a name holds, if just one; else empty and 0."""
    days = {(year, int(one or other)) for year, one, other in _DAY.findall(with_arabic_years(name))}
    return days.pop() if len(days) == 1 else ("", 0)


def _of_cells(cells: Mapping[str, str], places: Places) -> tuple[tuple[str, ...], bool]:
    """Return the places that a table's columns name, innermost column first."""
    if code := _CODE.fullmatch(cells["code"]):
        keys = tuple(key for key, place in places.by_key.items() if place.code == code[1])
        if keys:
            return keys, True
    named = [cells[name] for name in _LEVELS if cells[name]]
    if cells["region"]:
        keys, sure = _meant(cells["region"], places)
        return _below(keys, named, places), sure
    if not named:
        return (), False
    keys, _ = _meant(named[0], places)
    return _below(keys, named[1:], places), True


def _below(keys: Sequence[str], above: Sequence[str], places: Places) -> tuple[str, ...]:
    """Return those places that lie below others named, or all if none does."""
    over = {key for name in above for key in places.named(name)}
    fitting = tuple(key for key in keys if over & {*places.by_key[key].parent_keys, key})
    return fitting or tuple(keys)


def _meant(name: str, places: Places) -> tuple[tuple[str, ...], bool]:
    """Return the places that a name of a file or folder means, and whether that is sure.

    The innermost of a chain (安徽省-合肥市) is meant; places of which neither lies in the other
    (上海支援喀什) mean nothing.
    """
    mentions = [
        mention
        for mention in places.mentions(name, short=True)
        if mention.name in places.full
        or not all(
            any(one.ordinary for one in places.by_key[key].called(mention.name))
            for key in mention.keys
        )
    ]
    if not mentions:
        return (), False
    last = mentions[-1]
    keys = _below(last.keys, [mention.name for mention in mentions[:-1]], places)
    for mention in mentions[:-1]:
        if not any(set(mention.keys) & {*places.by_key[key].parent_keys, key} for key in keys):
            return (), False
    whole = last.name in places.full
    high = any(places.by_key[key].level not in LOW for key in keys)
    return keys, whole or high
