"""The largest differences between a region and the others, under every specification.

A specification that does not recover a category has no estimate of it and agrees with nothing.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from policytopics.figures.compare import rows_of
from policytopics.figures.comparison import Category, Comparison, Region
from policytopics.figures.phrases import say
from policytopics.figures.style import Style
from policytopics.labels import changed_keys
from policytopics.tables.robustness import MAIN

__all__ = [
    "MOST_CLAIMS",
    "FollowedClaim",
    "Repeated",
    "Sweep",
    "followed",
    "least_agreeing",
    "swept",
]

MOST_CLAIMS = 6


class Repeated(NamedTuple):
    """A difference under one specification, in [-1, 1]; NaN where the category is not recovered."""

    difference: float
    low: float
    high: float

    @property
    def recovered(self) -> bool:
        """Return whether the specification has the category, and knows the difference."""
        return not math.isnan(self.difference)

    def excludes(self, sign: float) -> bool:
        """Return whether its interval lies wholly on the side of ``sign``."""
        return (self.low if sign > 0 else -self.high) > 0


@dataclass(frozen=True)
class FollowedClaim:
    """A row of the table ``claims``, and the difference by specification, the study's included."""

    region: Region
    category: Category
    difference: float
    claimed: bool
    n_same_sign: int
    repeated: Mapping[str, Repeated]

    def agrees(self, name: str) -> bool:
        """Return whether a specification has a difference of the same sign."""
        return self.repeated[name].difference * self.difference > 0


class Sweep(NamedTuple):
    """Specifications that ran to their end, the study first: name → what it changes."""

    labels: Mapping[str, str]
    n_failed: int

    @property
    def others(self) -> list[str]:
        """Return the specifications beside the study."""
        return [name for name in self.labels if name != MAIN]


def swept(specifications: pd.DataFrame, style: Style) -> Sweep:
    """Return the specifications by name, the study first."""
    rows = rows_of(specifications.sort_values("specification"))
    done = [row for row in rows if row["status"] == "done"]
    labels = {row["specification"]: ", ".join(changed_keys(row["settings"])) for row in done}
    labels = {MAIN: say(style, "the_study")} | {
        name: labels[name]
        for name in sorted(labels, key=lambda name: _natural(labels[name]))
        if name != MAIN
    }
    return Sweep(labels, len(rows) - len(done))


def _natural(label: str) -> list[tuple[bool, float, str]]:
    """Return a key that sorts 8 before 10."""
    pieces = re.split(r"(\d+)", label)
    return [(one.isdigit(), float(one) if one.isdigit() else 0.0, one) for one in pieces]


def followed(
    compared: Comparison, claims: pd.DataFrame, robustness: pd.DataFrame, sweep: Sweep
) -> list[FollowedClaim]:
    """Return the first claims, or, where nothing is claimed, the largest differences.

    Parameters
    ----------
    compared : Comparison
        Names the regions and categories; categories that it shows as one are left out.
    claims, robustness : DataFrame
        The tables of these names.
    sweep : Sweep
        Whose specifications are wanted.
    """
    regions = {one.region_id: one for one in compared.regions}
    categories = {one.category_id: one for one in compared.categories}
    rows = rows_of(claims[claims["category_id"].isin(categories)].sort_values("claim"))
    shown = [row for row in rows if row["claimed"]] or rows
    repeated: dict[tuple[str, str], dict[str, Repeated]] = {}
    for row in rows_of(robustness):
        key = row["region_id"], row["category_id"]
        repeated.setdefault(key, {})[row["specification"]] = _repeated(row)
    unknown = Repeated(math.nan, math.nan, math.nan)
    return [
        FollowedClaim(
            region=regions[row["region_id"]],
            category=categories[row["category_id"]],
            difference=row["difference"],
            claimed=bool(row["claimed"]),
            n_same_sign=int(row["n_same_sign"]),
            repeated={
                **{name: repeated[key].get(name, unknown) for name in sweep.others},
                MAIN: _repeated(row),
            },
        )
        for row in shown[:MOST_CLAIMS]
        for key in [(row["region_id"], row["category_id"])]
    ]


def _repeated(row: Mapping[str, Any]) -> Repeated:
    """Return the difference of a row of ``robustness`` or ``claims``."""
    values = (row[name] for name in ("difference", "difference_low", "difference_high"))
    return Repeated(*(math.nan if pd.isna(value) else float(value) for value in values))


def least_agreeing(claims: Sequence[FollowedClaim], names: Sequence[str], most: int) -> list[str]:
    """Return the specifications in order; if more than ``most``, those that agree least."""
    agreeing = {name: sum(claim.agrees(name) for claim in claims) for name in names}
    kept = sorted(names, key=lambda name: (agreeing[name], name))[:most]
    return [name for name in names if name in kept]
