"""What sets a region apart: its shares against the mean of the other regions', all at once.

The intervals of all regions and topics hold together: in a share ``level`` of corpora none of them
misses. One critical value for all cells comes from the resamples (the largest studentised
deviation), is moved to each cell's degrees of freedom at the same tail probability, and sets the
score intervals of the shares involved; their distances to the shares combine to those of the
difference (MOVER, Zou and Donner [1]_). So a rare topic has the longer arm where it can be wrong,
and a fragment's short text widens its own cells, not everybody's.

References
----------
.. [1] G. Y. Zou, A. Donner (2008). Construction of confidence limits about effect measures: A
   general approach. Statistics in Medicine 27(10), 1693-1702.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from policytopics.regions.intervals import critical, wilson
from policytopics.regions.uncertainty import Estimate, degrees_of_freedom

__all__ = ["Contrast", "against_others", "contrast"]

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Contrast:
    """Differences to the mean of the other regions, regions x k; NaN where there is no other.

    Attributes
    ----------
    difference, low, high : array, regions x k
        Share minus the others' mean, and the ends of its simultaneous interval.
    """

    difference: FloatArray
    low: FloatArray
    high: FloatArray

    @property
    def excludes_zero(self) -> npt.NDArray[np.bool_]:
        """Whether an interval lies on one side of 0."""
        return np.asarray((self.low > 0) | (self.high < 0))


def against_others(n: int) -> FloatArray:
    """Return the weights that make shares differences to the mean of the others, n x n.

    Examples
    --------
    >>> against_others(3)
    array([[ 1. , -0.5, -0.5],
           [-0.5,  1. , -0.5],
           [-0.5, -0.5,  1. ]])
    """
    return np.asarray(np.where(np.eye(n) > 0, 1.0, -1 / max(n - 1, 1)))


def _largest(deviations: FloatArray, level: float) -> float:
    """Return the quantile of the largest studentised deviation, draws x regions x k."""
    spread = deviations.std(axis=0)
    studentised = np.abs(deviations) / np.where(spread > 0, spread, np.inf)
    return float(np.quantile(studentised.max(axis=(1, 2)), level))


def contrast(estimate: Estimate, level: float) -> Contrast:
    """Return the differences of all regions with simultaneous intervals.

    Parameters
    ----------
    estimate : Estimate
        Shares of two regions or more; of one there is nothing to compare, and all is NaN.
    level : float
        Probability that all intervals hold.
    """
    share = estimate.share
    if len(share) < 2:
        nothing = np.full_like(share, np.nan)
        return Contrast(nothing, nothing, nothing)
    weights = against_others(len(share))
    difference = weights @ share
    df = degrees_of_freedom(weights, estimate.sampling, estimate.model)
    tail = ndtr(-_largest(np.einsum("rs,bsk->brk", weights, estimate.draws) - difference, level))
    width = critical(float(tail), df) ** 2
    # Regions compared x regions they are made of x topics.
    low, high = wilson(share, width[:, None] * estimate.sampling.dispersion)
    arms = np.where(
        weights[:, :, None] > 0, [share - low, high - share], [high - share, share - low]
    )
    squared = (weights[:, :, None] ** 2 * arms**2).sum(axis=2)
    below, above = np.sqrt(squared + width * estimate.model.variance(weights))
    # No two shares are further apart than 1, however little is known.
    return Contrast(
        difference, np.maximum(difference - below, -1), np.minimum(difference + above, 1)
    )
