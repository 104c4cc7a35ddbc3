"""The headline findings: what is distinct, how sure, and whether other choices agree.

A finding is a cell (region, topic) whose simultaneous interval excludes zero. If there is none,
that is the finding. A specification that does not recover the topic counts as not agreeing: it is
never dropped from the denominator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.report.names import Name, Names

__all__ = ["Agreement", "Claim", "First", "agreement", "claims", "firsts", "headline_cells"]

_MAIN = "main"


@dataclass(frozen=True)
class Agreement:
    """What the other specifications say of one claim.

    Attributes
    ----------
    done, failed : int
        The other specifications that ran to their end, and those that did not.
    recovered : int
        Of those done, how many have the topic.
    same_sign : int
        How many of these have a difference of the same sign.
    distinct : int
        How many of these have an interval that excludes zero.
    """

    done: int
    failed: int
    recovered: int
    same_sign: int
    distinct: int


@dataclass(frozen=True)
class Claim:
    """A distinct difference: shares and differences are fractions, intervals (low, high)."""

    region: Name
    topic: Name
    share: float
    share_interval: tuple[float | None, float | None]
    difference: float
    difference_interval: tuple[float | None, float | None]
    flags: tuple[str, ...]
    agreement: Agreement


@dataclass(frozen=True)
class First:
    """A region's largest topic, with the range of ranks it has in 95 % of the resamples."""

    region: Name
    topic: Name
    share: float
    share_interval: tuple[float | None, float | None]
    ranks: tuple[int | None, int | None]
    contenders: tuple[Name, ...]
    above: tuple[Name, ...]
    below: tuple[Name, ...]
    sufficient: bool


def headline_cells(priorities: pd.DataFrame, part: str) -> pd.DataFrame:
    """Return the cells over all kinds and years of one part, by region and topic."""
    whole = (priorities["document_kind"] == "") & priorities["year"].isna()
    cells = priorities[whole & (priorities["part"] == part)]
    return cells.sort_values(["region_id", "topic_id"], ignore_index=True)


def claims(
    cells: pd.DataFrame,
    robustness: pd.DataFrame,
    specifications: pd.DataFrame,
    names: Names,
    *,
    most: int,
) -> tuple[Claim, ...]:
    """Return the largest distinct differences, the largest first.

    Parameters
    ----------
    cells : DataFrame
        One row per region and topic, as of `headline_cells`.
    robustness, specifications : DataFrame
        The tables of those names.
    names : Names
        How regions and topics are called.
    most : int
        How many to tell.
    """
    distinct = cells[cells["distinct"] & cells["difference"].notna()]
    ordered = distinct.assign(size=distinct["difference"].abs()).sort_values(
        ["size", "region_id", "topic_id"], ascending=[False, True, True]
    )
    return tuple(
        _claim(row, robustness, specifications, names)
        for row in ordered.head(most).to_dict("records")
    )


def _claim(
    row: dict[Any, Any], robustness: pd.DataFrame, specifications: pd.DataFrame, names: Names
) -> Claim:
    region, topic, difference = row["region_id"], row["topic_id"], float(row["difference"])
    return Claim(
        region=names.regions[region],
        topic=names.topics[topic],
        share=row["share"],
        share_interval=(row["share_low"], row["share_high"]),
        difference=difference,
        difference_interval=(row["difference_low"], row["difference_high"]),
        flags=tuple(row["flags"]),
        agreement=agreement(robustness, specifications, region, topic, difference),
    )


def agreement(
    robustness: pd.DataFrame,
    specifications: pd.DataFrame,
    region_id: str,
    topic_id: str,
    difference: float,
) -> Agreement:
    """Return how the specifications other than the study itself speak on one claim.

    Parameters
    ----------
    robustness, specifications : DataFrame
        The tables of those names.
    region_id, topic_id : str
        The cell.
    difference : float
        The study's difference, not zero.

    Raises
    ------
    ValueError
        If the difference is zero: it has no sign to agree with.
    """
    if not difference:
        raise ValueError(f"{region_id}, {topic_id}: a difference of zero has no sign")
    others = specifications[specifications["specification"] != _MAIN]
    done = others.loc[others["status"] == "done", "specification"]
    rows = robustness[
        robustness["specification"].isin(done)
        & (robustness["region_id"] == region_id)
        & (robustness["topic_id"] == topic_id)
    ]
    found = rows[rows["matched_topic_id"] != ""]
    same = found[found["difference"].fillna(0.0) * difference > 0]
    nearest_zero = same["difference_low"] if difference > 0 else same["difference_high"]
    return Agreement(
        done=len(done),
        failed=len(others) - len(done),
        recovered=len(found),
        same_sign=len(same),
        distinct=int((nearest_zero.fillna(0.0) * difference > 0).sum()),
    )


def firsts(cells: pd.DataFrame, names: Names) -> tuple[First, ...]:
    """Return what each region puts first, and what it stresses more or less than the others.

    A topic contends for the first place if it holds rank 1 within the resamples; a region's
    ``above`` and ``below`` are its distinct differences, the largest first.
    """
    found = []
    for region_id, group in cells.groupby("region_id", sort=True):
        ranked = group.dropna(subset=["share"]).sort_values(
            ["share", "topic_id"], ascending=[False, True]
        )
        if not ranked.empty:
            found.append(_first(names.regions[str(region_id)], ranked, names))
    return tuple(found)


def _first(region: Name, ranked: pd.DataFrame, names: Names) -> First:
    top = ranked.iloc[0]
    distinct = ranked[ranked["distinct"]].sort_values(["difference", "topic_id"])
    contenders = ranked.iloc[1:].loc[ranked["rank_low"].fillna(2) == 1]
    return First(
        region=region,
        topic=names.topics[top["topic_id"]],
        share=top["share"],
        share_interval=(top["share_low"], top["share_high"]),
        ranks=(top["rank_low"], top["rank_high"]),
        contenders=_topics(contenders["topic_id"], names),
        above=_topics(distinct.loc[distinct["difference"] > 0, "topic_id"][::-1], names),
        below=_topics(distinct.loc[distinct["difference"] < 0, "topic_id"], names),
        sufficient="insufficient" not in top["flags"],
    )


def _topics(topic_ids: Sequence[str] | pd.Series, names: Names) -> tuple[Name, ...]:
    return tuple(names.topics[str(topic_id)] for topic_id in topic_ids)
