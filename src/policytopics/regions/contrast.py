"""What sets a region apart: its shares against the mean of the other regions', all at once.

The intervals of all differences hold together: in a share ``level`` of corpora none misses. One
tail probability for all cells comes from the quantile of the draws' largest studentised deviation
(max-|t|). It sets the exact intervals of what is added and of what is taken away in a difference,
each a mean of shares, with variances larger by the doubt about them; their distances to the means
combine to those of the difference (MOVER, Zou and Donner [1]_). So a rare topic has the longer arm
where it can be wrong, the mean of many regions a shorter one than each of them, and a fragment
widens its own cells, not everybody's.

References
----------
.. [1] G. Y. Zou, A. Donner (2008). Construction of confidence limits about effect measures: A
   general approach. Statistics in Medicine 27(10), 1693-1702.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr, ndtri

from policytopics.arrays import BoolArray, FloatArray
from policytopics.regions.dispersion import binomial
from policytopics.regions.intervals import doubt, exact
from policytopics.regions.uncertainty import Estimate, ModelSpread

__all__ = ["Contrast", "against_others", "contrast"]

_ROUNDING = 1e-9  # a difference that arithmetic alone can make


@dataclass(frozen=True)
class Contrast:
    """Differences between shares, any x k.

    Attributes
    ----------
    difference, low, high : array, any x k
        The difference, and the ends of its simultaneous interval.
    """

    difference: FloatArray
    low: FloatArray
    high: FloatArray

    @property
    def excludes_zero(self) -> BoolArray:
        """Whether an interval lies on one side of 0."""
        return np.asarray((self.low > _ROUNDING) | (self.high < -_ROUNDING))


def against_others(counted: BoolArray) -> FloatArray:
    """Return the weights that make shares differences to the mean of the others, n x n.

    Parameters
    ----------
    counted : array of bool, n
        Which regions others are compared with. Where fewer than two are, all of them: each region
        needs another.

    Returns
    -------
    array
        Of a single region there is no other: NaN.

    Examples
    --------
    >>> against_others(np.array([True, True, False]))
    array([[ 1. , -1. ,  0. ],
           [-1. ,  1. ,  0. ],
           [-0.5, -0.5,  1. ]])
    """
    n = len(counted)
    if n < 2:
        return np.full((n, n), np.nan)
    others = (counted if counted.sum() > 1 else np.ones(n, dtype=bool)) & ~np.eye(n, dtype=bool)
    return np.asarray(np.eye(n) - others / others.sum(axis=1, keepdims=True))


def _largest(deviations: FloatArray, level: float) -> float:
    """Return the quantile of the largest studentised deviation, draws x any x k."""
    spread = deviations.std(axis=0)
    studentised = np.abs(deviations) / np.where(spread > 0, spread, np.inf)
    return float(np.quantile(studentised.max(axis=(1, 2)), level))


def _arms(
    estimate: Estimate, weights: FloatArray, tail: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return weighted sums of shares, and how far their intervals reach down and up, any x k.

    ``weights`` are 0 or more. A weighted mean of shares is a share too.
    """
    total = weights.sum(axis=1, keepdims=True)
    parts = weights / np.where(total > 0, total, 1)
    mean = np.clip(parts @ estimate.share, 0, 1)
    dispersion = estimate.sampling.dispersion * doubt(estimate.sampling.df, tail)[:, None]
    variance = parts**2 @ (dispersion * binomial(estimate.share))
    low, high = exact(mean, variance / binomial(mean), tail)
    return total * mean, total * (mean - low), total * (high - mean)


def _of(estimate: Estimate, tested: BoolArray) -> Estimate:
    """Return the estimate of some categories."""
    sampling = replace(estimate.sampling, dispersion=estimate.sampling.dispersion[:, tested])
    model = ModelSpread(estimate.model.deviations[:, :, tested], estimate.model.apart[:, :, tested])
    return Estimate(
        share=estimate.share[:, tested],
        low=estimate.low[:, tested],
        high=estimate.high[:, tested],
        sampling=sampling,
        model=model,
        coding=estimate.coding[:, tested],
        draws=estimate.draws[:, :, tested],
    )


def _tested(found: Contrast, tested: BoolArray) -> Contrast:
    """Return a contrast of some categories with NaN for the others."""
    columns = []
    for known in (found.difference, found.low, found.high):
        every = np.full((len(known), len(tested)), np.nan)
        every[:, tested] = known
        columns.append(every)
    return Contrast(*columns)


def contrast(
    estimate: Estimate, weights: FloatArray, level: float, tested: BoolArray | None = None
) -> Contrast:
    """Return differences between shares with intervals that hold together.

    Parameters
    ----------
    estimate : Estimate
        Of the texts compared.
    weights : array, any x texts
        One row for each difference, such as `against_others`; NaN makes a row of NaN.
    level : float
        Probability that all intervals hold.
    tested : array of bool, k, optional
        Categories whose differences are asked for: the others' are NaN, and widen no interval.
    """
    if tested is not None and not tested.all():
        return _tested(contrast(_of(estimate, tested), weights, level), tested)
    share = estimate.share
    if not np.isfinite(weights).all():
        nothing = np.full((len(weights), share.shape[1]), np.nan)
        return Contrast(nothing, nothing, nothing)
    deviations = np.einsum("rs,bsk->brk", weights, estimate.draws - share)
    # Never more than for a single interval, as where nothing varies.
    tail = min(float(ndtr(-_largest(deviations, level))), (1 - level) / 2)
    added, added_below, added_above = _arms(estimate, np.maximum(weights, 0), tail)
    taken, taken_below, taken_above = _arms(estimate, np.maximum(-weights, 0), tail)
    difference = added - taken
    critical = -float(ndtri(tail))
    from_model = estimate.model.reach(weights, critical) ** 2
    from_model = from_model + critical**2 * (weights**2 @ estimate.coding)
    # No two shares are further apart than 1, however little is known.
    furthest = np.maximum(weights, 0).sum(axis=1)[:, None]
    return Contrast(
        difference,
        np.maximum(difference - np.sqrt(added_below**2 + taken_above**2 + from_model), -furthest),
        np.minimum(difference + np.sqrt(added_above**2 + taken_below**2 + from_model), furthest),
    )
