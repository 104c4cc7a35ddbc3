"""The headline findings: what is claimed, and what each region puts first.

What is claimed, and how far other choices agree, stands in the tables ``headline`` and ``claims``;
here it only gets its names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.report.names import DisplayName, DisplayNames, records
from policytopics.tables.schemes import UNRANKED

__all__ = ["First", "NamedClaim", "findings", "firsts", "text_findings"]


@dataclass(frozen=True)
class NamedClaim:
    """A claim: its row of the table ``claims``, with the names of region and category."""

    region: DisplayName
    category: DisplayName
    row: Mapping[str, Any]


@dataclass(frozen=True)
class First:
    """A region's largest category.

    Attributes
    ----------
    region, category : DisplayName
    row : mapping
        Its row of the table ``headline``, with the range of ranks.
    contenders : tuple of DisplayName
        What holds rank 1 in some of the resamples too.
    above, below : tuple of DisplayName
        What is more or less than in the others, of the text or of the government, the largest
        first.
    sufficient : bool
        Whether the text is long enough for a claim.
    """

    region: DisplayName
    category: DisplayName
    row: Mapping[str, Any]
    contenders: tuple[DisplayName, ...]
    above: tuple[DisplayName, ...]
    below: tuple[DisplayName, ...]
    sufficient: bool


def findings(claims: pd.DataFrame, names: DisplayNames) -> tuple[NamedClaim, ...]:
    """Return what is claimed, the largest difference first, from the table ``claims``."""
    return tuple(
        NamedClaim(names.regions[row["region_id"]], names.categories[row["category_id"]], row)
        for row in map(dict[str, Any], records(claims[claims["claimed"]].sort_values("claim")))
    )


def text_findings(headline: pd.DataFrame, names: DisplayNames) -> tuple[NamedClaim, ...]:
    """Return what sets texts apart from the others, the largest difference first."""
    told = headline[headline["in_text"].astype(bool)]
    size = -told["difference"].abs().round(9)
    told = told.assign(size=size).sort_values(["size", "region_id", "category_id"])
    return tuple(
        NamedClaim(names.regions[row["region_id"]], names.categories[row["category_id"]], row)
        for row in map(dict[str, Any], records(told))
    )


def firsts(headline: pd.DataFrame, names: DisplayNames) -> tuple[First, ...]:
    """Return what each region puts first, and what it stresses more or less than the others.

    Parameters
    ----------
    headline : DataFrame
        The table of this name. A region without shares puts nothing first.
    names : DisplayNames
        How regions and categories are called.
    """
    found = []
    for region_id, group in headline.groupby("region_id", sort=True):
        known = group[group["category_id"] != UNRANKED].dropna(subset=["share"])
        ranked = known.sort_values(["share", "category_id"], ascending=[False, True])
        if not ranked.empty:
            found.append(_first(names.regions[str(region_id)], ranked, names))
    return tuple(found)


def _first(region: DisplayName, ranked: pd.DataFrame, names: DisplayNames) -> First:
    top: Mapping[str, Any] = records(ranked.head(1))[0]
    told = ranked["distinct"].astype(bool) | ranked["in_text"].astype(bool)
    apart = ranked[told].sort_values(["difference", "category_id"])
    contenders = ranked.iloc[1:].loc[ranked["rank_low"].fillna(2) == 1]
    return First(
        region=region,
        category=names.categories[top["category_id"]],
        row=top,
        contenders=_called(contenders["category_id"], names),
        above=_called(apart.loc[apart["difference"] > 0, "category_id"][::-1], names),
        below=_called(apart.loc[apart["difference"] < 0, "category_id"], names),
        sufficient="insufficient" not in top["flags"],
    )


def _called(
    category_ids: Sequence[str] | pd.Series, names: DisplayNames
) -> tuple[DisplayName, ...]:
    return tuple(names.categories[str(category_id)] for category_id in category_ids)
