"""How many claims a rule makes, and how many hold: with intervals clustered by region."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.replication.panel import Panel
from benchmarks.replication.studies import Study
from policytopics.regions.replicates import angle

__all__ = ["Counts", "at_thresholds", "counts", "interval", "per_region", "ratio", "same_sign"]

_DRAWS = 1000
_NEAR = 10  # years apart that other years may be

_Floats = npt.NDArray[np.float64]


class Counts(NamedTuple):
    """By region: claims, studies, and of the claims those with a sign elsewhere and the same one.

    Attributes
    ----------
    claims, studies, other, same, after, same_after, apart, same_apart : ndarray, shape (regions,)
        ``other``: in the mean of the years outside the study; ``after``: in the year that follows;
        ``apart``: in the mean of the years two or more away.
    """

    claims: _Floats
    studies: _Floats
    other: _Floats
    same: _Floats
    after: _Floats
    same_after: _Floats
    apart: _Floats
    same_apart: _Floats


def counts(panel: Panel, studies: list[Study], rate: float) -> Counts:
    """Return the counts of a rule's studies at a false discovery rate."""
    seen = angle(panel.share)
    for year in np.unique(panel.year):
        rows = panel.year == year
        seen[rows] -= seen[rows].mean(axis=0)
    found = np.zeros((8, len(panel.names)))
    for study in studies:
        first, last = study.years[0], study.years[-1]
        for row, region in enumerate(study.regions):
            own = panel.region == region
            year = panel.year
            away = np.maximum(first - year, year - last)
            groups = (
                own & (away > 0) & (away <= _NEAR),
                own & (year == last + 1),
                own & (away > 1) & (away <= _NEAR),
            )
            claimed = study.found.q[row] <= rate
            sign = np.sign(study.found.difference[row])
            found[:2, region] += claimed.sum(), 1
            for at, group in enumerate(groups):
                if group.any():
                    agrees = np.sign(seen[group].mean(axis=0)) == sign
                    found[2 + 2 * at, region] += claimed.sum()
                    found[3 + 2 * at, region] += (claimed & agrees).sum()
    return Counts(*found)


def at_thresholds(panel: Panel, studies: list[Study], equal: list[Study], rate: float) -> _Floats:
    """Return by region the cells of equal governments that are as strong as what is claimed.

    In each study the weakest claim on real data is the threshold: rules that adapt to the data
    (as false discovery rates do) may not adapt to there being nothing to find.
    """
    found = np.zeros(len(panel.names))
    for real, null in zip(studies, equal, strict=True):
        claimed = real.found.q <= rate
        if claimed.any():
            threshold = real.found.strength[claimed].max()
            as_strong = (null.found.strength <= threshold).sum(axis=1)
            np.add.at(found, null.regions, as_strong)
    return found


def ratio(above: _Floats, below: _Floats) -> float:
    """Return the ratio of two sums; NaN over nothing."""
    return float(above.sum() / below.sum()) if below.sum() else float("nan")


def interval(above: _Floats, below: _Floats) -> tuple[float, float]:
    """Return the 95 % interval of a ratio of sums, regions drawn again."""
    rng = np.random.default_rng(1)
    drawn = rng.integers(len(above), size=(_DRAWS, len(above)))
    sums = np.maximum(below[drawn].sum(axis=1), 1e-9)
    low, high = np.quantile(above[drawn].sum(axis=1) / sums, [0.025, 0.975])
    return float(low), float(high)


def per_region(found: Counts) -> float:
    """Return the claims a region and study."""
    return ratio(found.claims, found.studies)


def same_sign(found: Counts) -> float:
    """Return the share of claims with the same sign in the mean of the other years."""
    return ratio(found.same, found.other)
