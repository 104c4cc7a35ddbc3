"""What sets a region apart: its shares against the mean of the other regions', all at once.

The intervals of all differences hold together: in a share ``level`` of corpora none misses. One
critical value for all cells is the quantile of the draws' largest studentised deviation (max-|t|).
It is moved from the normal distribution to t at the same tail probability, with as many degrees of
freedom as there are independent paragraphs: shares of a text of runs have heavier tails than the
draws. It sets the score intervals of the shares involved; their distances to the shares combine to
those of the difference (MOVER, Zou and Donner [1]_). So a rare topic has the longer arm where it
can be wrong, and a fragment's short text widens its own cells, not everybody's.

References
----------
.. [1] G. Y. Zou, A. Donner (2008). Construction of confidence limits about effect measures: A
   general approach. Statistics in Medicine 27(10), 1693-1702.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from policytopics.regions.dispersion import binomial
from policytopics.regions.intervals import critical, wilson
from policytopics.regions.uncertainty import Estimate

__all__ = ["Contrast", "against_others", "contrast"]

FloatArray = npt.NDArray[np.float64]
_ROUNDING = 1e-9  # a difference that arithmetic alone can make
_NO_DOUBT = 1e9  # degrees of freedom where nothing varies


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
    def excludes_zero(self) -> npt.NDArray[np.bool_]:
        """Whether an interval lies on one side of 0."""
        return np.asarray((self.low > _ROUNDING) | (self.high < -_ROUNDING))


def against_others(n: int) -> FloatArray:
    """Return the weights that make shares differences to the mean of the others, n x n.

    Of a single region there is no other: NaN.

    Examples
    --------
    >>> against_others(3)
    array([[ 1. , -0.5, -0.5],
           [-0.5,  1. , -0.5],
           [-0.5, -0.5,  1. ]])
    """
    if n < 2:
        return np.full((n, n), np.nan)
    return np.asarray(np.where(np.eye(n) > 0, 1.0, -1 / (n - 1)))


def _largest(deviations: FloatArray, level: float) -> float:
    """Return the quantile of the largest studentised deviation, draws x any x k."""
    spread = deviations.std(axis=0)
    studentised = np.abs(deviations) / np.where(spread > 0, spread, np.inf)
    return float(np.quantile(studentised.max(axis=(1, 2)), level))


def _degrees_of_freedom(estimate: Estimate, weights: FloatArray) -> FloatArray:
    """Return those of the differences' variances by Satterthwaite's rule, any x k.

    The model's part counts as known: it is a bound more than an estimate.
    """
    sampled = weights[:, :, None] ** 2 * (estimate.sampling.dispersion * binomial(estimate.share))
    variance = sampled.sum(axis=1) + estimate.model.variance(weights)
    doubt = (sampled**2 / estimate.sampling.df[:, None]).sum(axis=1)
    df = np.full_like(variance, _NO_DOUBT)
    return np.asarray(np.divide(variance**2, doubt, where=doubt > 0, out=df))


def contrast(estimate: Estimate, weights: FloatArray, level: float) -> Contrast:
    """Return differences between shares with intervals that hold together.

    Parameters
    ----------
    estimate : Estimate
        Of the texts compared.
    weights : array, any x texts
        One row for each difference, such as `against_others`; NaN makes a row of NaN.
    level : float
        Probability that all intervals hold.
    """
    share = estimate.share
    if not np.isfinite(weights).all():
        nothing = np.full((len(weights), share.shape[1]), np.nan)
        return Contrast(nothing, nothing, nothing)
    difference = weights @ share
    deviations = np.einsum("rs,bsk->brk", weights, estimate.draws - share)
    tail = ndtr(-_largest(deviations, level))
    width = critical(float(tail), _degrees_of_freedom(estimate, weights)) ** 2
    low, high = wilson(share, width[:, None] * estimate.sampling.dispersion)
    # Differences x the texts they are made of x topics.
    up = weights[:, :, None] > 0
    below = weights[:, :, None] * np.where(up, share - low, high - share)
    above = weights[:, :, None] * np.where(up, high - share, share - low)
    from_model = width * estimate.model.variance(weights)
    # No two shares are further apart than 1, however little is known.
    furthest = np.maximum(weights, 0).sum(axis=1)[:, None]
    return Contrast(
        difference,
        np.maximum(difference - np.sqrt((below**2).sum(axis=1) + from_model), -furthest),
        np.minimum(difference + np.sqrt((above**2).sum(axis=1) + from_model), furthest),
    )
