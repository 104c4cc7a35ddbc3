"""What a text puts first: a fact about it, with errors of measurement and none of sampling.

A report is read whole. Its share of a category is what it is; only reading may err: sentences that
are coded wrongly, topics that other fits draw otherwise. A claim therefore asks for a size that
matters, not for a small p-value: the interval of the difference to the others lies beyond one point
and beyond 1.25 times, up or down. Below a point lie a few sentences of a plan; a share that is not
a quarter larger or a fifth smaller is one that readers would not call another priority.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from policytopics.arrays import BoolArray, FloatArray

__all__ = ["SMALLEST", "Smallest", "TextAnswer", "matters", "text_answers"]


class Smallest(NamedTuple):
    """The smallest difference that matters.

    Attributes
    ----------
    points : float
        Of the share, as a fraction.
    times : float
        Of the others' share, above 1.
    """

    points: float = 0.01
    times: float = 1.25


SMALLEST = Smallest()


class TextAnswer(NamedTuple):
    """What texts put first; all of shape (regions, categories).

    Attributes
    ----------
    difference : ndarray
        Share less the mean of the others' shares; NaN without others.
    low, high : ndarray
        Interval of the share, in [0, 1].
    difference_low, difference_high : ndarray
        Interval of the difference.
    claimed : ndarray of bool
    """

    difference: FloatArray
    low: FloatArray
    high: FloatArray
    difference_low: FloatArray
    difference_high: FloatArray
    claimed: BoolArray


def matters(low: FloatArray, high: FloatArray, others: FloatArray, least: Smallest) -> BoolArray:
    """Return where an interval of a difference lies beyond the smallest that matters.

    Parameters
    ----------
    low, high : ndarray
        Ends of the interval of share - others.
    others : ndarray
        The others' mean share.
    least : Smallest

    Examples
    --------
    Of two, three and five points more than ten, only the last is beyond a quarter of ten points:

    >>> low = np.array([0.02, 0.03, 0.05])
    >>> matters(low - 0.01, low + 0.01, np.full(3, 0.1), Smallest()).tolist()
    [False, False, True]
    """
    more = np.maximum(least.points, (least.times - 1) * others)
    less = np.maximum(least.points, (1 - 1 / least.times) * others)
    return np.asarray((low > more) | (high < -less))


def text_answers(
    share: FloatArray,
    variance: FloatArray,
    others: FloatArray,
    *,
    level: float = 0.95,
    least: Smallest = SMALLEST,
) -> TextAnswer:
    """Return what each region's texts put first.

    Parameters
    ----------
    share, variance : ndarray, shape (regions, categories)
        Shares and variances of their measurement.
    others : ndarray, shape (regions, regions)
        Row by row the weights of the regions that one is compared with; they sum to 1, its own is
        0. NaN: there are none.
    level : float
        Of the intervals.
    least : Smallest
    """
    critical = float(ndtri((1 + level) / 2))
    usual = others @ share
    half = critical * np.sqrt(variance)
    apart = critical * np.sqrt(variance + others**2 @ variance)
    difference = share - usual
    low, high = difference - apart, difference + apart
    return TextAnswer(
        difference,
        np.clip(share - half, 0, 1),
        np.clip(share + half, 0, 1),
        low,
        high,
        np.asarray(np.isfinite(difference) & matters(low, high, usual, least)),
    )
