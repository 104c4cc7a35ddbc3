"""What one document is: region, year, kind, period and title, by its own words and by its name.

The text is asked alone first. Where it is sure (`SURE`) and the file's name or its table says
something else, neither is believed: the value stays empty and both are told as rivals. Where the
text is not sure, what is said outside is one more piece of evidence. A report read in December is
filed under that year or under the next: that is no contradiction, and the text decides.

What lies above `SURE` was right in more than 99.5 % of the reports the weights were set on
(`policytopics.corpus.regions_named`, `policytopics.corpus.years`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from policytopics.corpus.by_document import Rows, each, rows_by_document
from policytopics.corpus.characters import NUMERAL, with_arabic_years
from policytopics.corpus.file_names import NOT_SAID, Outside, outside
from policytopics.corpus.headings import ordinal, parse
from policytopics.corpus.kinds import kind_of
from policytopics.corpus.lines import NOTHING, Finding, Line, finding, is_source
from policytopics.corpus.places import Places
from policytopics.corpus.regions_named import region_of
from policytopics.corpus.titles import is_title
from policytopics.corpus.years import first_year, year_of
from policytopics.tables.corpus import KINDS

__all__ = ["SURE", "Identity", "period_of", "recognise", "recognised", "title_of"]

SURE = 0.7
_CONTRADICTED = 0.5
_COLUMNS = ("line", "role", "part", "text")
_MOST_SAID = 4
# Reports are read from January to March.
_MEETINGS = 3
_ZONE = 45
_LAST_WORDS = 4
_PLAN_END = re.compile(r"保障|实施|监督|落实|考核")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年\s?\d{1,2}\s?月")
_DECEMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)年\s?(?:1[12]|十[一二])月")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-—–~至到]+\s?((?:19|20)\d\d)\s?年")
_FIVE_YEARS = re.compile(
    rf"第([{NUMERAL}]{{1,3}})个五年|[“\"]?(十[一二三四五六七]?)[”\"]?五[”\"]?.{{0,12}}规划"
)


@dataclass(frozen=True)
class Identity:
    """Region, year, kind, period and title of a document, each with its evidence.

    Attributes
    ----------
    region, year, kind, period, title : Finding
        The region's value is a place's key.
    starts_mid, ends_mid : bool
        Whether beginning or end are missing.
    """

    region: Finding
    year: Finding
    kind: Finding
    period: Finding
    title: Finding
    starts_mid: bool
    ends_mid: bool

    @property
    def confidence(self) -> float:
        """Return that of the weakest finding; an empty year is no weakness."""
        found = [self.region, self.kind, *([self.year] if self.year.value else [])]
        return min(one.confidence for one in found)


def recognised(
    sources: pd.DataFrame, paragraphs: pd.DataFrame, places: Places, *, processes: int = 1
) -> dict[str, Identity]:
    """Return what each document that has paragraphs is, by its id.

    Parameters
    ----------
    sources, paragraphs : pd.DataFrame
        Tables of these names.
    places : Places
        The regions known.
    processes : int
        How many share the documents, where there are many; the answer is the same.
    """
    rows = rows_by_document(paragraphs, _COLUMNS)
    named = sources.drop(columns="lines").to_dict("records")
    tasks = [(rows[one["document_id"]], one) for one in named if one["document_id"] in rows]
    found = each(partial(_recognised, places), tasks, processes)
    return {one["document_id"]: known for (_, one), known in zip(tasks, found, strict=True)}


def _recognised(places: Places, task: tuple[Rows, Mapping[Any, Any]]) -> Identity:
    """Return what one document is: of its rows of ``paragraphs`` and that of ``sources``."""
    rows, source = task
    return recognise([Line(*row) for row in zip(*rows.values(), strict=True)], places, source)


def recognise(
    lines: Sequence[Line], places: Places, source: Mapping[Any, Any] | None = None
) -> Identity:
    """Return what the paragraphs of one document show, and what its name says.

    Parameters
    ----------
    lines : sequence of Line
        Its paragraphs, in order.
    places : Places
        The regions known.
    source : mapping or None
        Its row of the table ``sources``.
    """
    said = outside(source, places) if source is not None else NOT_SAID
    kind = kind_of(lines)
    if said.kind in KINDS:
        kind = Finding(said.kind, f"{said.where}: {said.kind}", 1.0)
    year = _year(lines, kind.value, said)
    starts, ends = _fragment(lines, kind.value)
    title = title_of(lines)
    return Identity(
        region=_region(lines, places, year, said),
        year=year if year.confidence >= SURE else replace(year, value="", rivals=_all(year)),
        kind=kind,
        period=period_of(lines, kind.value, year.value if year.confidence >= SURE else ""),
        title=title if title.value or not said.title else Finding(said.title, said.where, 1.0),
        starts_mid=starts,
        ends_mid=ends,
    )


def _all(found: Finding) -> tuple[str, ...]:
    """Return a finding's value and rivals."""
    return tuple(dict.fromkeys(filter(None, (found.value, *found.rivals))))


def _year(lines: Sequence[Line], kind: str, said: Outside) -> Finding:
    """Return the year, by the text and by what is said outside."""
    if kind == "five_year_plan":
        text = _adopted(lines)
        if not text.value and said.year:
            return Finding(said.year, f"{said.where}: {said.year}", 0.9)
        return text
    text = year_of(lines)
    if not said.year:
        return text
    sure = text.confidence >= SURE
    if said.month and said.year != text.value and (sure or said.month > _MEETINGS):
        # The day of a download: no contradiction, and no proof.
        return text if sure else replace(text, rivals=(*text.rivals, said.year))
    if text.confidence < SURE:
        both = year_of(lines, said.year)
        if both.value == said.year and both.confidence >= SURE:
            return replace(both, evidence=f"{said.where}: {said.year}; {both.evidence}")
        return replace(both, confidence=min(both.confidence, _CONTRADICTED))
    if text.value == said.year or _follows(text, lines, said.year):
        return text
    return _contradicted(text, (said.year,), said.where, said.year)


def _follows(text: Finding, lines: Sequence[Line], year: str) -> bool:
    """Return whether the text's year is that for which a meeting late in another year plans."""
    late = {y for row in lines[:_ZONE] for y in _DECEMBER.findall(with_arabic_years(row.text))}
    return year in late and int(text.value) == int(year) + 1


def _adopted(lines: Sequence[Line]) -> Finding:
    """Return the year in which a plan was adopted: its date's, or the first of its period."""
    for row in _head(lines):
        dated = _DATE.search(with_arabic_years(row.text))
        if dated and row.role == "front" and not is_source(row.text):
            return finding(dated[1], row, 0.95)
    first = period_of(lines, "five_year_plan", "")
    return Finding(first.value[:4], first.evidence, 0.9) if first.value else NOTHING


def _region(lines: Sequence[Line], places: Places, year: Finding, said: Outside) -> Finding:
    """Return the region, by the text and by what is said outside."""
    when = int(year.value) if year.value and year.confidence >= SURE else None
    text = region_of(lines, places, when)
    if not said.regions and not said.within:
        return text
    if text.confidence < SURE:
        both = region_of(lines, places, when, said)
        others = dict.fromkeys((*both.rivals, *(said.regions or said.within)[:_MOST_SAID]))
        rivals = tuple(key for key in others if key != both.value)
        return replace(both, evidence=f"{said.where}; {both.evidence}", rivals=rivals)
    above = set(places.lineage(text.value))
    contained = bool(above & set(said.within))
    if (
        said.regions
        and text.value not in said.regions
        and not (contained and set(said.regions) <= set(said.within))
    ):
        named = places.by_key[said.regions[0]].name_zh
        return _contradicted(text, said.regions, said.where, named) if said.sure else text
    if said.within and not above & set(said.within):
        named = places.by_key[said.within[-1]].name_zh
        return _contradicted(text, said.within[-1:], "folder", named)
    return text


def _contradicted(text: Finding, others: Sequence[str], where: str, named: str) -> Finding:
    """Return a finding that is asked about."""
    return Finding(
        text.value, f"the {where} says {named}, but {text.evidence}", _CONTRADICTED, tuple(others)
    )


def _fragment(lines: Sequence[Line], kind: str) -> tuple[bool, bool]:
    """Return whether a document begins and whether it ends in the middle."""
    text = [row for row in lines if row.role in ("heading", "body")]
    headings = [heading for row in text if (heading := parse(row.text)) is not None]
    opened = any(row.role in ("title", "front") for row in lines)
    # A first heading （三） or 4. says that others came before it.
    starts = not opened and (not headings or headings[0].number > 1)
    closed = any(row.part == "closing" for row in text) or any(
        row.role == "glossary" for row in lines
    )
    last = [row.text for row in text if row.role == "heading"][-_LAST_WORDS:]
    ended = kind == "five_year_plan" and any(_PLAN_END.search(heading) for heading in last)
    return starts, not (closed or ended)


def title_of(lines: Sequence[Line]) -> Finding:
    """Return the document's title: the longest line before the text that reads as one."""
    found = [row for row in _head(lines) if is_title(row.text) and "?" not in row.text]
    if not found:
        return NOTHING
    best = max(found, key=lambda row: (len(row.text), row.role == "title"))
    return finding(best.text, best, 1.0)


def period_of(lines: Sequence[Line], kind: str, year: str) -> Finding:
    """Return the years a document covers: a report its year, a plan its five.

    Examples
    --------
    >>> rows = [Line(1, "title", "other", "某县国民经济和社会发展第十四个五年规划纲要")]
    >>> period_of(rows, "five_year_plan", "2021").value
    '2021-2025'
    """
    if kind != "five_year_plan":
        return Finding(year, "", 1.0)
    for row in _head(lines):
        if found := _YEARS.search(row.text):
            return finding(f"{found[1]}-{found[2]}", row, 1.0)
        if found := _FIVE_YEARS.search(row.text):
            start = first_year(ordinal(found[1] or found[2]))
            return finding(f"{start}-{start + 4}", row, 0.95)
    return NOTHING


def _head(lines: Sequence[Line]) -> list[Line]:
    """Return what stands before the text of the report."""
    found: list[Line] = []
    for row in lines[:_ZONE]:
        if row.role in ("heading", "body"):
            break
        found.append(row)
    return found
