"""The largest differences between a region and the others, under every specification.

A specification that does not recover a topic has no estimate of it and agrees with nothing.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from policytopics.figures.comparison import OTHER, Cell, Headline, Region, Topic
from policytopics.figures.headline import records
from policytopics.figures.phrases import say
from policytopics.figures.style import Style

__all__ = [
    "MAIN",
    "MOST_CLAIMS",
    "Claim",
    "Estimate",
    "Sweep",
    "largest",
    "least_agreeing",
    "swept",
]

MOST_CLAIMS = 6
# The name of the study itself among the specifications.
MAIN = "main"


class Estimate(NamedTuple):
    """A difference under one specification, in [-1, 1]; NaN where the topic is not recovered."""

    difference: float
    low: float
    high: float

    @property
    def recovered(self) -> bool:
        """Return whether the specification has the topic, and knows the difference."""
        return not math.isnan(self.difference)

    def excludes(self, sign: float) -> bool:
        """Return whether its interval lies wholly on the side of ``sign``."""
        return (self.low if sign > 0 else -self.high) > 0


@dataclass(frozen=True)
class Claim:
    """A difference between a region and the others, and its estimates by specification."""

    region: Region
    topic: Topic
    cell: Cell
    estimates: Mapping[str, Estimate]

    def agreeing(self, names: Sequence[str]) -> int:
        """Return how many specifications give the same sign."""
        sign = self.cell.difference
        return sum(self.estimates[name].difference * sign > 0 for name in names)


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
    rows = records(specifications.sort_values("specification"))
    done = [row for row in rows if row["status"] == "done"]
    labels = {row["specification"]: _changes(row["settings"]) for row in done}
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


def _changes(settings: str) -> str:
    """Return what a specification changes.

    Examples
    --------
    >>> _changes('{"topics.weighting": "bm25", "topics.number": 8}')
    'topics.number = 8, topics.weighting = bm25'
    """
    found = sorted(json.loads(settings or "{}").items())
    return ", ".join(
        f"{key} = {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for key, value in found
    )


def largest(headline: Headline, robustness: pd.DataFrame, sweep: Sweep) -> list[Claim]:
    """Return the largest distinct differences, or, where none is, the largest."""
    cells = [one for one in headline.cells.values() if one.sufficient and one.topic_id != OTHER]
    known = [one for one in cells if not math.isnan(one.difference) and one.difference]
    distinct = [one for one in known if one.distinct]

    def size(cell: Cell) -> tuple[float, str, str]:
        return -round(abs(cell.difference), 9), cell.region_id, cell.topic_id

    regions = {one.region_id: one for one in headline.regions}
    topics = {one.topic_id: one for one in headline.topics}
    found: dict[tuple[str, str], dict[str, Estimate]] = {}
    for row in records(robustness):
        values = (row[name] for name in ("difference", "difference_low", "difference_high"))
        estimate = Estimate(*(math.nan if pd.isna(value) else float(value) for value in values))
        found.setdefault((row["region_id"], row["topic_id"]), {})[row["specification"]] = estimate
    unknown = Estimate(math.nan, math.nan, math.nan)
    return [
        Claim(
            regions[cell.region_id],
            topics[cell.topic_id],
            cell,
            {
                **{name: found[key].get(name, unknown) for name in sweep.others},
                MAIN: Estimate(cell.difference, cell.difference_low, cell.difference_high),
            },
        )
        for cell in sorted(distinct or known, key=size)[:MOST_CLAIMS]
        for key in [(cell.region_id, cell.topic_id)]
    ]


def least_agreeing(claims: Sequence[Claim], names: Sequence[str], most: int) -> list[str]:
    """Return the specifications in order; if more than ``most``, those that agree least."""
    agreeing = {name: sum(claim.agreeing([name]) for claim in claims) for name in names}
    kept = sorted(names, key=lambda name: (agreeing[name], name))[:most]
    return [name for name in names if name in kept]
