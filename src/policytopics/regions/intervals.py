"""Intervals of a share: a score interval for one, an exact one where many must hold together.

Both know the variance ``dispersion x p (1 - p)`` and take it at the end ``p`` itself, not at the
share found: they stay in [0, 1] and are right for rare topics. They differ in the shape of chance:

* Score intervals (Wilson's; for surveys Franco et al. [1]_) take it for normal. At 95 % they hold
  as often as they say, where exact intervals hold more often.
* Exact intervals (Clopper's and Pearson's; for surveys Korn and Graubard [2]_) take the share for a
  count out of ``1 / dispersion`` independent paragraphs. Paragraphs of uneven length in runs on one
  topic make sums at least as skewed: a share is more often far too high than a normal law says. So
  they are the ones for the far ends of simultaneous intervals.

References
----------
.. [1] C. Franco, R. J. A. Little, T. A. Louis, E. V. Slud (2019). Comparative Study of Confidence
   Intervals for Proportions in Complex Sample Surveys. Journal of Survey Statistics and
   Methodology 7(3), 334-364.
.. [2] E. L. Korn, B. I. Graubard (1998). Confidence Intervals for Proportions with Small Expected
   Number of Positive Counts Estimated from Survey Data. Survey Methodology 24(2), 193-201.
"""

import numpy as np
from scipy.special import betainccinv, betaincinv, ndtri, stdtrit

from policytopics.arrays import FloatArray
from policytopics.wilson import wilson

__all__ = ["doubt", "exact", "wilson"]

# Where nothing varies: a count out of so many is what it is, to more digits than tables hold.
_SMALLEST_DISPERSION = 1e-12
_NO_COUNT = 1e-12  # stands for a count of 0, of which the beta law does not know


def doubt(df: FloatArray, tail: float) -> FloatArray:
    """Return by what a variance grows that is itself estimated: squared quantile of t over normal.

    Parameters
    ----------
    df : array
        Degrees of freedom of the variance, 1 or more.
    tail : float
        Probability beyond the quantile, in (0, 0.5).

    Examples
    --------
    2.179 against 1.960:

    >>> doubt(np.array([12.0, 1e9]), 0.025).round(3)
    array([1.236, 1.   ])
    """
    return np.asarray((stdtrit(df, tail) / ndtri(tail)) ** 2)


def exact(share: FloatArray, dispersion: FloatArray, tail: float) -> tuple[FloatArray, FloatArray]:
    """Return the ends of the exact interval of a count out of ``1 / dispersion``.

    Parameters
    ----------
    share : array
        In [0, 1].
    dispersion : array
        Variance of the share over share x (1 - share).
    tail : float
        Probability beyond either end, in (0, 0.5).

    Examples
    --------
    0 in 10 would happen to a share of 0.308 once in 40 times: 0.692^10 = 0.025.

    >>> low, high = exact(np.array([0.0]), np.array([0.1]), 0.025)
    >>> low.round(3), high.round(3)
    (array([0.]), array([0.308]))
    """
    n = 1 / np.maximum(dispersion, _SMALLEST_DISPERSION)
    here, elsewhere = np.maximum(n * share, _NO_COUNT), np.maximum(n * (1 - share), _NO_COUNT)
    low, high = betaincinv(here, elsewhere + 1, tail), betainccinv(here + 1, elsewhere, tail)
    return np.minimum(low, share), np.maximum(high, share)
