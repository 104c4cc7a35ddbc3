"""Which regions resemble one another, and how evenly each spreads its text over the topics.

Both numbers are curved functions of the shares, so noise pushes them one way: two regions that put
the same things first look apart, and a region looks more uneven than it is. Resamples carry that
noise a second time and sit further off than the estimate does; percentiles would double the bias,
and two equal regions would never be found equal. The intervals are therefore basic ones,
``2 x estimate - quantile`` (Davison and Hinkley [1]_, section 5.2), which take the resamples' shift
off, once. They are widened to hold the estimate, which is reported as it is.

References
----------
.. [1] A. C. Davison, D. V. Hinkley (1997). Bootstrap Methods and their Application. Cambridge.
.. [2] J. Lin (1991). Divergence Measures Based on the Shannon Entropy. IEEE Transactions on
   Information Theory 37(1), 145-151.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import xlogy

from policytopics.regions.share import Text
from policytopics.regions.uncertainty import Estimate, estimate
from policytopics.study.regions import RegionsSettings

__all__ = ["divergence", "entropy_table", "estimate_profiles", "evenness", "similarity_table"]

FloatArray = npt.NDArray[np.float64]


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


def estimate_profiles(texts: Sequence[Text], settings: RegionsSettings) -> Estimate:
    """Return the regions' shares and draws of them that are shares too: >= 0, with sum 1."""
    found = estimate(texts, settings, "profiles")
    positive = np.maximum(found.draws, 0)
    total = positive.sum(axis=-1, keepdims=True)
    # Wide noise around a single paragraph can leave a draw nothing above 0.
    draws = np.where(total > 0, positive / np.where(total > 0, total, 1), found.share)
    return replace(found, draws=draws)


def _basic(found: FloatArray, drawn: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Return the basic bootstrap interval over the first axis, widened to hold ``found``."""
    best, worst = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.minimum(2 * found - worst, found), np.maximum(2 * found - best, found)


def similarity_table(
    region_ids: Sequence[str], profiles: Estimate, settings: RegionsSettings
) -> pd.DataFrame:
    """Return the table ``similarity``: 1 minus the distance, each pair once.

    Parameters
    ----------
    region_ids : sequence of str
        Sorted; one for each region of ``profiles``. One region alone makes no pair.
    profiles : Estimate
        Shares and draws from `estimate_profiles`.
    settings : RegionsSettings
        Level.
    """
    rows = []
    for a, b in combinations(range(len(region_ids)), 2):
        found = divergence(profiles.share[a], profiles.share[b])
        drawn = divergence(profiles.draws[:, a], profiles.draws[:, b])
        low, high = _basic(found, drawn, settings.level)
        # The divergence, not its root, adds noise up: its shift is the same for the resamples.
        values = (1 - np.sqrt(np.clip([found, high, low], 0, 1))).tolist()
        rows.append((region_ids[a], region_ids[b], *values))
    return pd.DataFrame(rows, columns=["region_id", "other_region_id", "similarity", "low", "high"])


def entropy_table(
    region_ids: Sequence[str], profiles: Estimate, settings: RegionsSettings
) -> pd.DataFrame:
    """Return the table ``entropy``: how evenly each region spreads its text.

    Parameters
    ----------
    region_ids, profiles, settings
        As for `similarity_table`.
    """
    found = evenness(profiles.share)
    low, high = _basic(found, evenness(profiles.draws), settings.level)
    ends = {"low": np.clip(low, 0, 1), "high": np.clip(high, 0, 1)}
    return pd.DataFrame({"region_id": list(region_ids), "entropy": found, **ends})
