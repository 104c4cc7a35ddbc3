"""What changes within a region: from what a report says was done to what it promises, by year.

Both are differences between two texts of one region, so no other region is needed to see them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from policytopics.report.names import DisplayName, DisplayNames, records
from policytopics.report.tables import CellMatrix, matrix

__all__ = ["ChangesWithin", "over_the_years", "review_to_plan"]

_TREND = {"change": "difference", "change_low": "difference_low", "change_high": "difference_high"}


@dataclass(frozen=True)
class ChangesWithin:
    """Differences within regions.

    Attributes
    ----------
    n : int
        How many were compared; their intervals hold for all of them together.
    distinct : tuple of (region, topic, row)
        Those whose interval excludes 0, the largest first.
    cells : CellMatrix
        All of them; a cell has ``difference``, ``difference_low`` and ``difference_high``.
    short : tuple of DisplayName
        Regions with too little text for a claim.
    most_years : int
        Years of the region with the most; 0 where years are not compared.
    """

    n: int
    distinct: tuple[tuple[DisplayName, DisplayName, Mapping[str, object]], ...]
    cells: CellMatrix
    short: tuple[DisplayName, ...]
    most_years: int = 0


def review_to_plan(review_plan: pd.DataFrame, names: DisplayNames) -> ChangesWithin:
    """Return plan minus review, from the table ``review_plan``."""
    return _changes(review_plan, names)


def over_the_years(trends: pd.DataFrame, names: DisplayNames) -> ChangesWithin:
    """Return the change of every share per year, from the table ``trends``."""
    found = _changes(trends.rename(columns=_TREND), names)
    return replace(found, most_years=int(trends["n_years"].max()) if len(trends) else 0)


def _changes(rows: pd.DataFrame, names: DisplayNames) -> ChangesWithin:
    """Return the rows of either table as the page shows them."""
    sizes = rows.assign(size=rows["difference"].abs()).sort_values(
        ["size", "region_id", "category_id"], ascending=[False, True, True]
    )
    short = rows.loc[["insufficient" in flags for flags in rows["flags"]], "region_id"]
    return ChangesWithin(
        n=len(rows),
        distinct=tuple(
            (names.regions[str(row["region_id"])], names.categories[str(row["category_id"])], row)
            for row in records(sizes[sizes["distinct"]])
        ),
        cells=matrix(rows, names),
        short=tuple(names.regions[region] for region in sorted(set(short))),
    )
