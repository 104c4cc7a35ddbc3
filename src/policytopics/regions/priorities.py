"""What each region puts first: shares, contrasts and ranks of categories, with what limits them.

One cell of the result is a part of the reports, in all documents or in those of a year or a kind:
the parts that count as priority taken together (named by their names, as ``plan`` or
``plan+review``), every other part for itself, and for regions with documents of several years or
kinds each year and each kind too. Intervals of differences are simultaneous over the regions and
categories of a cell. Text of no category has a share, but neither difference nor rank.

With all years together the question is about the regions, and documents are a sample of theirs. In
a single year it is about that year's documents, which are given.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.member_shares import MemberShares
from policytopics.regions.answers import Asked
from policytopics.regions.borrowed import Reference
from policytopics.regions.cell_answers import answers_of
from policytopics.regions.contrast import against_others, contrast
from policytopics.regions.dispersion import design_effect
from policytopics.regions.flags import region_flags, suffices
from policytopics.regions.share import (
    MeasuredUnits,
    RegionText,
    measure_units,
    part_name,
    texts_of,
)
from policytopics.regions.uncertainty import Estimate, estimate
from policytopics.study.regions import RegionsSettings
from policytopics.tables.schemes import UNRANKED

__all__ = ["headline", "measure_priorities", "rank_intervals", "ranks"]

_NUMBERS = (
    *("share", "low", "high"),
    *("difference", "difference_low", "difference_high"),
    *("rank", "rank_low", "rank_high"),
)
_REFERRED = ("plan",)  # the part that the reference of drafting is of
_COUNTS = ("n_units", "n_paragraphs", "n_documents")
_NOTHING: dict[str, Any] = {
    **dict.fromkeys(_NUMBERS, np.nan), **dict.fromkeys(_COUNTS, 0), "distinct": False
}  # fmt: skip


@dataclass(frozen=True)
class _Cell:
    """A part, a year (None: all) and kind of document (empty: all); regions' flags by region_id."""

    part: str
    parts: tuple[str, ...]
    flags: Mapping[str, list[str]]
    year: int | None = None
    kind: str = ""

    def holds(self, units: pd.DataFrame) -> BoolArray:
        """Return which units are of the year and the kind."""
        inside = pd.Series(True, index=units.index)
        if self.year is not None:
            inside &= units["year"].eq(self.year).fillna(False)
        if self.kind:
            inside &= units["kind"].eq(self.kind)
        return inside.to_numpy(dtype=bool)


@dataclass(frozen=True)
class _Known:
    """The settings, and the reference of drafting: none for categories found in the texts."""

    settings: RegionsSettings
    reference: Reference | None


def ranks(values: FloatArray) -> IntArray:
    """Return ranks along the last axis, 1 for the largest; of equals the first comes first.

    Examples
    --------
    >>> ranks(np.array([0.2, 0.5, 0.2, 0.1]))
    array([2, 1, 3, 4])
    """
    order = np.argsort(-values, axis=-1, kind="stable")
    return np.argsort(order, axis=-1, kind="stable") + 1


def rank_intervals(
    found: Estimate, level: float, ranked: BoolArray | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return ranks, regions x k, and the best and worst ones in ``level`` of the draws.

    Categories outside of ``ranked`` (None: all can be a priority) have no rank: NaN.
    """
    within = np.ones(found.share.shape[1], dtype=bool) if ranked is None else ranked
    rank, drawn = ranks(found.share[:, within]), ranks(found.draws[:, :, within])
    ends = [(1 - level) / 2, (1 + level) / 2]
    best, worst = np.quantile(drawn, ends, axis=0, method="inverted_cdf")
    every = np.full((3, *found.share.shape), np.nan)
    every[:, :, within] = rank, np.minimum(best, rank), np.maximum(worst, rank)
    return every[0], every[1], every[2]


def _numbers(
    texts: Sequence[RegionText],
    cell: _Cell,
    effect: float,
    ranked: BoolArray,
    settings: RegionsSettings,
) -> dict[str, dict[str, Any]]:
    """Return the columns of each region that has text, by region_id."""
    purpose = cell.part, cell.kind if cell.year is None else cell.year
    found = estimate(texts, settings, *purpose, effect=effect, across_documents=cell.year is None)
    counted = np.array([suffices(text.n_units, len(text.tokens), settings) for text in texts])
    differences = contrast(found, against_others(counted), settings.level, ranked)
    # Below two of them there is no other region that a claim could rest on.
    claimed = counted[:, None] & differences.excludes_zero & (counted.sum() > 1)
    columns = (
        *(found.share, found.low, found.high),
        *(differences.difference, differences.low, differences.high),
        *rank_intervals(found, settings.level, ranked),
    )
    numbers: dict[str, dict[str, Any]] = {}
    for row, text in enumerate(texts):
        counts = text.n_units, len(text.tokens), text.n_documents
        numbers[text.region_id] = {
            **{name: column[row] for name, column in zip(_NUMBERS, columns, strict=True)},
            **dict(zip(_COUNTS, counts, strict=True)),
            "distinct": claimed[row],
        }
    return numbers


def _measure(
    measured: MeasuredUnits, cell: _Cell, documents: pd.DataFrame, known: _Known
) -> pd.DataFrame:
    """Return the rows of one cell; regions without text in it have empty numbers."""
    settings = known.settings
    of_part = measured.select(measured.units["part"].isin(list(cell.parts)).to_numpy(dtype=bool))
    inside = of_part.select(cell.holds(of_part.units))
    texts = texts_of(inside)
    # All documents together tell best how independent the paragraphs of some are.
    numbers: dict[str, dict[str, Any]] = {}
    if texts:
        effect = design_effect(texts_of(of_part))
        numbers = _numbers(texts, cell, effect, measured.ranked, settings)
    frames = []
    for region_id, flags in cell.flags.items():
        columns = numbers.get(region_id, _NOTHING)
        sufficient = suffices(columns["n_units"], columns["n_paragraphs"], settings)
        frame = pd.DataFrame(
            {"category_id": measured.category_ids, "region_id": region_id, **columns}
        )
        said = flags if sufficient else [*flags, "insufficient"]
        frames.append(frame.assign(flags=pd.Series([said] * len(frame), dtype=object)))
    rows = answers_of(pd.concat(frames), inside, documents, *_asked(cell, known))
    return rows.assign(part=cell.part, year=cell.year, kind=cell.kind)


def _asked(cell: _Cell, known: _Known) -> tuple[Reference | None, Asked]:
    """Return what is asked of a cell, and the reference where it is one of such text."""
    settings = known.settings
    leading = cell.part == part_name(settings.parts) and cell.year is None and not cell.kind
    asked = Asked(
        untested=(UNRANKED,),
        level=settings.level,
        governments=known.reference is not None,
        cautious=leading,
    )
    return (known.reference if cell.parts == _REFERRED else None), asked


def _slices(documents: pd.DataFrame, column: str) -> Iterator[tuple[Any, Mapping[str, list[str]]]]:
    """Yield each year or kind, and the flags in it of the regions that have several of them."""
    known = documents.dropna(subset=[column])
    distinct = known[["region_id", column]].drop_duplicates()
    several = set(distinct.loc[distinct["region_id"].duplicated(), "region_id"])
    for value, here in known.groupby(column, sort=True):
        flags = region_flags(here)
        reported = {name: said for name, said in flags.items() if name in several}
        if reported:
            yield value, reported


def _cells(
    measured: MeasuredUnits, documents: pd.DataFrame, settings: RegionsSettings
) -> Iterator[_Cell]:
    """Yield the parts that count, then the others; each in all documents, by year and by kind."""
    others = sorted(set(measured.units["part"]) - set(settings.parts) - {""})
    parts: list[tuple[str, ...]] = [tuple(settings.parts), *((part,) for part in others)]
    for names in parts:
        whole = _Cell(part_name(names), names, region_flags(documents))
        yield whole
        for year, flags in _slices(documents, "year"):
            yield replace(whole, year=int(year), flags=flags)
        for kind, flags in _slices(documents, "kind"):
            yield replace(whole, kind=str(kind), flags=flags)


def measure_priorities(
    units: pd.DataFrame,
    unit_shares: pd.DataFrame,
    members: MemberShares | None,
    documents: pd.DataFrame,
    settings: RegionsSettings,
    levels: Mapping[str, str] | None = None,
    reference: Reference | None = None,
) -> pd.DataFrame:
    """Return the table ``priorities``.

    Parameters
    ----------
    units, unit_shares, members
        As for `policytopics.regions.share.align`.
    documents : DataFrame
        The table of this name, in any order of rows.
    settings : RegionsSettings
        Parts, draws, level, smallest number of units, seed.
    levels : mapping of str to str, optional
        Levels of the regions, by region_id.
    reference : Reference, optional
        Of drafting, for categories that were fixed beforehand. Without, nothing is claimed of
        governments, and ``distinct`` is what the paragraphs of the texts say.

    Raises
    ------
    ProblemsError
        If no region has text in the parts that count.
    """
    measured = measure_units(units, unit_shares, members, settings)
    known = _Known(settings, reference)
    of_region = [(levels or {}).get(region, "") for region in documents["region_id"]]
    of_level = documents.assign(level=np.array(of_region, dtype=object))
    cells = _cells(measured, documents, settings)
    rows = [_measure(measured, cell, of_level, known) for cell in cells]
    table = pd.concat(rows, ignore_index=True)
    table["year"] = table["year"].astype("Int64")
    table["covers"] = measured.covers
    return table


def headline(priorities: pd.DataFrame, settings: RegionsSettings) -> pd.DataFrame:
    """Return the table ``headline``: the parts that count, over all kinds and years.

    Parameters
    ----------
    priorities : DataFrame
        From `measure_priorities`.
    settings : RegionsSettings
        Parts and level.
    """
    whole = (priorities["kind"] == "") & priorities["year"].isna()
    asked = priorities[whole & (priorities["part"] == part_name(settings.parts))]
    return asked.assign(level=settings.level)
