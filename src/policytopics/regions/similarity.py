"""Which regions resemble one another, and how evenly each spreads its text over the categories.

Both numbers are curved functions of the shares, so noise pushes them one way: two regions that put
the same things first look apart, and a region looks more uneven than it is. How far follows from
the variances and the curvature (for counts it is Miller's correction [1]_). The draws are moved so
that their mean is the plain estimate without that push, but no further than the numbers reach:
regions whose difference is less than their noise may be alike, and the spread of the draws says how
unlike they may be too. Their mean is the estimate reported, their percentiles are its interval: one
centre for both, and both carry what the draws carry, text and ensemble. The draws do not tell the
push themselves: those of a topic that a short text hardly has end at 0, and show too little of it.

A divergence is moved back before the root is taken that makes it a distance: its noise adds up.

References
----------
.. [1] G. A. Miller (1955). Note on the Bias of Information Estimates. In: H. Quastler (ed.),
   Information Theory in Psychology, 95-100. Free Press.
.. [2] J. Lin (1991). Divergence Measures Based on the Shannon Entropy. IEEE Transactions on
   Information Theory 37(1), 145-151.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.special import xlogy

from policytopics.arrays import FloatArray
from policytopics.regions.flags import FlagsByRegion
from policytopics.regions.share import RegionText
from policytopics.regions.uncertainty import Estimate, estimate
from policytopics.study.regions import RegionsSettings

__all__ = [
    "corrected",
    "divergence",
    "entropy_table",
    "estimate_profiles",
    "evenness",
    "push_of_divergence",
    "push_of_evenness",
    "similarities",
    "similarity_table",
]


def _entropy(shares: FloatArray) -> FloatArray:
    """Return the Shannon entropy along the last axis, in bits."""
    return np.asarray(-xlogy(shares, shares).sum(axis=-1) / np.log(2))


def divergence(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the Jensen-Shannon divergence (base 2) along the last axis [2]_, in [0, 1].

    Its square root is the Jensen-Shannon distance.

    Examples
    --------
    Disjoint: 1. Half shared: the mean (1/4, 1/2, 1/4) has 1.5 bits, each has 1.

    >>> divergence(np.array([1.0, 0.0]), np.array([0.0, 1.0])).round(6)
    np.float64(1.0)
    >>> divergence(np.array([0.5, 0.5, 0.0]), np.array([0.0, 0.5, 0.5])).round(6)
    np.float64(0.5)
    """
    found = _entropy((a + b) / 2) - (_entropy(a) + _entropy(b)) / 2
    return np.asarray(np.maximum(found, 0))


def evenness(shares: FloatArray) -> FloatArray:
    """Return Shannon entropy over its largest value, along the last axis: 1 = evenly spread.

    Examples
    --------
    >>> evenness(np.array([[0.25, 0.25, 0.25, 0.25], [0.5, 0.5, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]]))
    array([1. , 0.5, 0. ])
    """
    return np.asarray(np.abs(_entropy(shares) / np.log2(max(shares.shape[-1], 2))))


def push_of_divergence(
    a: FloatArray, b: FloatArray, dispersion_a: FloatArray, dispersion_b: FloatArray
) -> FloatArray:
    """Return by how much noise makes the divergence of two texts too large, on average.

    Parameters
    ----------
    a, b, dispersion_a, dispersion_b : array, any x k
        Shares, and their variances over share x (1 - share).

    Notes
    -----
    Half of variance times second derivative, ``1 / (2 a) - 1 / (2 (a + b))`` over ln 2 for ``a``.

    Examples
    --------
    Counts out of 10: four times 1/2 x 1/40 x (1 - 1/2) nats.

    >>> half, tenth = np.array([0.5, 0.5]), np.array([0.1, 0.1])
    >>> (push_of_divergence(half, half, tenth, tenth) * np.log(2)).round(6)
    np.float64(0.025)
    """
    both = a + b
    ratio = np.divide(a, both, where=both > 0, out=np.ones_like(both))
    from_a = dispersion_a * (1 - a) * (1 - ratio)
    from_b = dispersion_b * (1 - b) * ratio
    return np.asarray(np.where(both > 0, from_a + from_b, 0).sum(axis=-1) / 4 / np.log(2))


def push_of_evenness(shares: FloatArray, dispersion: FloatArray) -> FloatArray:
    """Return by how much noise makes the evenness of a text too large, on average: below 0.

    Parameters
    ----------
    shares, dispersion : array, any x k
        Shares, and their variances over share x (1 - share).

    Examples
    --------
    Counts out of 10 of two equal topics: Miller's -(2 - 1) / (2 x 10) nats, over ln 2.

    >>> push_of_evenness(np.array([0.5, 0.5]), np.array([0.1, 0.1])).round(4)
    np.float64(-0.0721)
    """
    nats = np.where(shares > 0, dispersion * (1 - shares), 0).sum(axis=-1) / 2
    return np.asarray(-nats / np.log(max(shares.shape[-1], 2)))


def corrected(found: FloatArray, push: FloatArray, drawn: FloatArray) -> FloatArray:
    """Return the draws around the estimate without what noise adds to it, in [0, 1].

    Parameters
    ----------
    found, push : array
        Plain estimates, in [0, 1], and by how much noise makes them too large on average.
    drawn : array, draws x as many
        The same of draws of the shares.

    Examples
    --------
    The draws' mean 0.5 becomes 0.4 - 0.1:

    >>> corrected(np.array(0.4), np.array(0.1), np.array([0.3, 0.5, 0.7])).round(3)
    array([0.1, 0.3, 0.5])

    Here it is all noise: the mean stops at 0, and the draws still tell how much it could be.

    >>> corrected(np.array(0.1), np.array(0.3), np.array([0.3, 0.5, 0.7])).round(3)
    array([0. , 0. , 0.2])
    """
    return np.asarray(np.clip(drawn - drawn.mean(axis=0) + np.clip(found - push, 0, 1), 0, 1))


def estimate_profiles(texts: Sequence[RegionText], settings: RegionsSettings) -> Estimate:
    """Return the regions' shares and draws of them that are shares too: >= 0, with sum 1."""
    found = estimate(texts, settings, "profiles")
    positive = np.maximum(found.draws, 0)
    total = positive.sum(axis=-1, keepdims=True)
    # Wide noise around a single paragraph can leave a draw nothing above 0.
    draws = np.where(total > 0, positive / np.where(total > 0, total, 1), found.share)
    return replace(found, draws=draws)


def similarities(profiles: Estimate) -> FloatArray:
    """Return draws of 1 minus the distance, draws x pairs in the order of `combinations`."""
    one, other = np.triu_indices(len(profiles.share), 1)
    share, dispersion = profiles.share, profiles.sampling.dispersion
    apart = corrected(
        divergence(share[one], share[other]),
        push_of_divergence(share[one], share[other], dispersion[one], dispersion[other]),
        divergence(profiles.draws[:, one], profiles.draws[:, other]),
    )
    return np.asarray(1 - np.sqrt(apart))


def _summary(name: str, draws: FloatArray, level: float) -> dict[str, FloatArray]:
    """Return the draws' means and percentiles."""
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    mean = draws.mean(axis=0)
    return {name: mean, "low": np.minimum(low, mean), "high": np.maximum(high, mean)}


def similarity_table(
    texts: Sequence[RegionText], profiles: Estimate, flags: FlagsByRegion, level: float
) -> pd.DataFrame:
    """Return the table ``similarity``: 1 minus the distance, each pair once.

    Parameters
    ----------
    texts : sequence of RegionText
        By region_id. One region alone makes no pair.
    profiles : Estimate
        Their shares and draws from `estimate_profiles`.
    flags : mapping of region_id to flags
        A pair has those of both.
    level : float
        Of the intervals.
    """
    pairs = list(combinations([text.region_id for text in texts], 2))
    table = pd.DataFrame(pairs, columns=["region_id", "other_region_id"])
    table = table.assign(**_summary("similarity", similarities(profiles), level))
    said = [list(dict.fromkeys([*flags[a], *flags[b]])) for a, b in pairs]
    return table.assign(flags=pd.Series(said, dtype=object))


def entropy_table(
    texts: Sequence[RegionText], profiles: Estimate, flags: FlagsByRegion, level: float
) -> pd.DataFrame:
    """Return the table ``entropy``: how evenly each region spreads its text.

    Parameters
    ----------
    texts, profiles, flags, level
        As for `similarity_table`.
    """
    push = push_of_evenness(profiles.share, profiles.sampling.dispersion)
    draws = corrected(evenness(profiles.share), push, evenness(profiles.draws))
    region_ids = [text.region_id for text in texts]
    table = pd.DataFrame({"region_id": region_ids, **_summary("entropy", draws, level)})
    said = [list(flags[region]) for region in table["region_id"]]
    return table.assign(flags=pd.Series(said, dtype=object))
