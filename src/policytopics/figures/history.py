"""How shares moved: every region's categories, year by year, in the study's first part.

What a year does not show stays unknown: nothing is carried on or interpolated.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
import pandas as pd

from policytopics.figures.compare import rows_of
from policytopics.figures.comparison import Category, Comparison, Region

__all__ = ["Fan", "History", "Point", "history", "runs"]


class _Dated(Protocol):
    """What has a year."""

    @property
    def year(self) -> int: ...


D = TypeVar("D", bound=_Dated)


@dataclass(frozen=True)
class Point:
    """A category's share of a region's text in one year, in [0, 1], NaN ends where unknown."""

    year: int
    share: float
    low: float = math.nan
    high: float = math.nan


class Fan(NamedTuple):
    """Deciles 1 and 9 and the quartiles of a category's shares over the regions in a year."""

    year: int
    lowest: float
    lower: float
    median: float
    upper: float
    highest: float


@dataclass(frozen=True)
class History:
    """What moved.

    Attributes
    ----------
    series : mapping of (region_id, category_id) to tuple of Point
        By year; only years whose text suffices for a claim.
    regions : tuple of Region
        Those with any point, in the order of the headline.
    years : tuple of int
        Years with any point, in order.
    n_short : int
        Regions' years left out because their text is too short.
    """

    series: Mapping[tuple[str, str], tuple[Point, ...]]
    regions: tuple[Region, ...]
    years: tuple[int, ...]
    n_short: int

    @property
    def moving(self) -> tuple[Region, ...]:
        """Return the regions known in two years or more: only they have a trend."""
        return tuple(one for one in self.regions if len(self.years_of(one)) > 1)

    def years_of(self, region: Region) -> tuple[int, ...]:
        """Return the years in which a region is known."""
        points = next(some for (place, _), some in self.series.items() if place == region.region_id)
        return tuple(point.year for point in points)

    @property
    def has_gaps(self) -> bool:
        """Return whether a region lacks a year between two of its own."""
        known = map(self.years_of, self.moving)
        return any(
            last - first >= len(some) for some in known for first, last in [some[:: len(some) - 1]]
        )

    def of(self, region: Region, category: Category) -> tuple[Point, ...]:
        """Return a region's points on a category."""
        return self.series[region.region_id, category.category_id]

    def mean(self, category: Category) -> tuple[Point, ...]:
        """Return the mean over the regions in the years in which all are known.

        A mean over whoever has a report would move because reports are missing.
        """
        shares: dict[int, list[float]] = {year: [] for year in self.years}
        for region in self.regions:
            for point in self.of(region, category):
                shares[point.year].append(point.share)
        n = len(self.regions)
        return tuple(
            Point(year, math.fsum(some) / n) for year, some in shares.items() if len(some) == n
        )

    def fan(self, category: Category) -> tuple[Fan, ...]:
        """Return how the regions spread, in the years in which two or more are known."""
        shares: dict[int, list[float]] = {year: [] for year in self.years}
        for region in self.regions:
            for point in self.of(region, category):
                shares[point.year].append(point.share)
        return tuple(
            Fan(year, *np.quantile(sorted(some), (0.1, 0.25, 0.5, 0.75, 0.9)).tolist())
            for year, some in shares.items()
            if len(some) > 1
        )

    def table(self, regions: Iterable[Region], categories: Iterable[Category]) -> pd.DataFrame:
        """Return the points with names: the data behind a figure."""
        named = list(categories)
        return pd.DataFrame(
            [
                {
                    "region_id": region.region_id,
                    "category_id": category.category_id,
                    "year": point.year,
                    "share": point.share,
                    "low": point.low,
                    "high": point.high,
                    "region_zh": region.zh,
                    "region_en": region.en,
                    "category_zh": category.zh,
                    "category_en": category.en,
                }
                for region in regions
                for category in named
                for point in self.of(region, category)
            ]
        )


def history(priorities: pd.DataFrame, compared: Comparison) -> History:
    """Return the years of the part that the headline compares.

    Parameters
    ----------
    priorities : DataFrame
        The table of this name; its rows with a year are used.
    compared : Comparison
        Names the regions and categories; categories that it shows as one are left out.
    """
    of_part = priorities[priorities["part"] == compared.part]
    dated = of_part[(of_part["kind"] == "") & of_part["year"].notna()]
    shown = {category.category_id for category in compared.categories}
    series: dict[tuple[str, str], tuple[Point, ...]] = {}
    short: set[tuple[str, int]] = set()
    for row in rows_of(dated.sort_values(["region_id", "category_id", "year"])):
        year, key = int(row["year"]), (row["region_id"], row["category_id"])
        if "insufficient" in row["flags"] or pd.isna(row["share"]):
            short.add((row["region_id"], year))
        elif row["category_id"] in shown:
            values = (float(row[name]) for name in ("share", "low", "high"))
            series[key] = (*series.get(key, ()), Point(year, *values))
    known = {place for place, _ in series}
    return History(
        series=series,
        regions=tuple(one for one in compared.regions if one.region_id in known),
        years=tuple(sorted({point.year for points in series.values() for point in points})),
        n_short=len(short),
    )


def runs(points: Sequence[D]) -> list[list[D]]:
    """Return points cut where a year is missing: a line must not bridge what nobody knows.

    Examples
    --------
    >>> points = [Point(year, 0.1) for year in (2019, 2020, 2022)]
    >>> [[point.year for point in run] for run in runs(points)]
    [[2019, 2020], [2022]]
    """
    cut: list[list[D]] = []
    for point in points:
        if cut and point.year == cut[-1][-1].year + 1:
            cut[-1].append(point)
        else:
            cut.append([point])
    return cut
