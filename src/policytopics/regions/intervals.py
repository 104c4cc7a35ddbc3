"""Two bricks of the room's intervals: quantiles of t, and score intervals of a share."""

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

__all__ = ["critical", "wilson"]

FloatArray = npt.NDArray[np.float64]


def critical(tail: float, df: FloatArray) -> FloatArray:
    """Return the t quantile with probability ``tail`` above it.

    Parameters
    ----------
    tail : float
        In (0, 0.5).
    df : array
        Degrees of freedom, 1 or more.

    Examples
    --------
    >>> critical(0.025, np.array([12.0, 1e9])).round(3)
    array([2.179, 1.96 ])
    """
    return np.asarray(-stdtrit(df, tail))


def wilson(share: FloatArray, dispersion: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the ends p of the score interval ``(share - p)^2 = dispersion x p (1 - p)``.

    Parameters
    ----------
    share : array
        In [0, 1].
    dispersion : array
        Squared critical value x variance of the share over share x (1 - share).

    Examples
    --------
    Wilson's interval of 0 in 10 at 1.96: dispersion 1.96^2 / 10 = 0.384, ends 0 and 0.384 / 1.384.

    >>> low, high = wilson(np.array([0.0]), np.array([1.96**2 / 10]))
    >>> low.round(3), high.round(3)
    (array([0.]), array([0.278]))
    """
    middle = share + dispersion / 2
    half = np.sqrt(dispersion * share * (1 - share) + dispersion**2 / 4)
    return (middle - half) / (1 + dispersion), (middle + half) / (1 + dispersion)
