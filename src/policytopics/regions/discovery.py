"""Many tests at once: the false discovery rate, and intervals that say the same as the tests.

Claims are the cells with q ≤ rate by Benjamini and Hochberg [1]_; cells may weigh differently where
it is known beforehand, from other regions, which categories tell governments apart [2]_. A claimed
cell's interval is widened for its having been chosen among many [3]_, the others' likewise; where
nothing is claimed they are Bonferroni's. So an interval excludes 0 exactly where its cell is
claimed.

References
----------
.. [1] Y. Benjamini, Y. Hochberg (1995). Controlling the false discovery rate: a practical and
   powerful approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289-300.
.. [2] C. R. Genovese, K. Roeder, L. Wasserman (2006). False discovery control with p-value
   weighting. Biometrika 93(3), 509-524.
.. [3] Y. Benjamini, D. Yekutieli (2005). False discovery rate-adjusted multiple confidence
   intervals for selected parameters. Journal of the American Statistical Association 100, 71-81.
"""

from typing import NamedTuple

import numpy as np

from policytopics.arrays import BoolArray, FloatArray

__all__ = ["Discoveries", "discover", "family_wise", "q_values", "weights_of"]


class Discoveries(NamedTuple):
    """What is claimed of a family of tests, all of one shape.

    Attributes
    ----------
    q : ndarray
        The smallest false discovery rate at which the cell is claimed; NaN outside the family.
    claimed : ndarray of bool
    tail : ndarray
        Probability outside of the cell's adjusted interval, both sides together.
    """

    q: FloatArray
    claimed: BoolArray
    tail: FloatArray


def weights_of(reliability: FloatArray) -> FloatArray:
    """Return weights of tests that average 1, by how reliably a category tells governments apart.

    Parameters
    ----------
    reliability : ndarray
        Share of the variance between texts that lasts, in [0, 1].

    Notes
    -----
    They go with the square: where little lasts, even a large deviation is more likely the year's.

    Examples
    --------
    >>> weights_of(np.array([0.2, 0.4])).round(6).tolist()
    [0.4, 1.6]
    """
    squared = np.asarray(reliability, dtype=float) ** 2
    mean = squared.mean() if squared.size else 0.0
    return np.asarray(squared / mean) if mean > 0 else np.ones_like(squared)


def q_values(p: FloatArray) -> FloatArray:
    """Return Benjamini's and Hochberg's adjusted p-values; NaN where p is NaN.

    Examples
    --------
    >>> q_values(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    found = np.full(p.shape, np.nan)
    inside = np.isfinite(p)
    values = p[inside]
    order = np.argsort(-values, kind="stable")
    rank = np.arange(len(values), 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum.accumulate(values[order] * len(values) / rank)
    found[inside] = np.minimum(adjusted, 1)
    return found


def discover(p: FloatArray, rate: float, weights: FloatArray | None = None) -> Discoveries:
    """Return what is claimed at a false discovery rate, and the tails of the intervals.

    Parameters
    ----------
    p : ndarray
        Of two-sided tests; NaN: not in the family.
    rate : float
        False discovery rate.
    weights : ndarray, optional
        Of the tests, known beforehand; those of the family are scaled to average 1.
    """
    inside = np.isfinite(p)
    number = int(inside.sum())
    if not number:
        return Discoveries(np.full(p.shape, np.nan), inside, np.full(p.shape, np.nan))
    heavy = np.ones(p.shape) if weights is None else np.where(inside, weights, 0.0)
    heavy = heavy / heavy[inside].mean()
    weighed = np.divide(p, heavy, out=np.full(p.shape, np.inf), where=heavy > 0)
    weighed[~inside] = np.nan
    q = q_values(weighed)
    claimed = inside & (np.nan_to_num(q, nan=2) <= rate)
    tail = np.minimum(heavy * max(int(claimed.sum()), 1) * rate / number, 1)
    return Discoveries(q, claimed, np.where(inside, tail, np.nan))


def family_wise(p: FloatArray, level: float) -> BoolArray:
    """Return which tests hold all at once with probability ``1 - level`` (Holm).

    Examples
    --------
    >>> family_wise(np.array([0.01, 0.02, 0.2, np.nan]), 0.05).tolist()
    [True, True, False, False]
    """
    found = np.zeros(p.shape, dtype=bool)
    inside = np.flatnonzero(np.isfinite(p.ravel()))
    values = p.ravel()[inside]
    order = np.argsort(values, kind="stable")
    holds = values[order] * np.arange(len(values), 0, -1) <= level
    kept = order[: int(np.argmin(holds))] if not holds.all() else order
    found.ravel()[inside[kept]] = True
    return found
