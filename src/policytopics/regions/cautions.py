"""What limits a claim about a government: that it follows from another, or that it changes."""

import numpy as np
from scipy.special import stdtr

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.regions.discovery import discover
from policytopics.regions.of_government import (
    Drafting,
    GovernmentAnswer,
    Sample,
    government_answers,
)
from policytopics.regions.replicates import Texts, angle, length_noise, region_means

__all__ = ["changing", "follows_from_closure", "sparse"]

_LEAST_YEARS = 4  # that a change is judged from
_MOST_AT_ZERO = 1 / 3
_HALF_A_SENTENCE = 20  # letters: what has fewer in a text is at zero


def sparse(share: FloatArray, letters: FloatArray) -> BoolArray:
    """Return the texts with more than a third of the categories at zero: what is no whole plan.

    Parameters
    ----------
    share : ndarray, shape (texts, categories)
    letters : ndarray, shape (texts,)
        Of each text; a share below half a sentence is zero.

    Examples
    --------
    >>> sparse(np.array([[0.5, 0.3, 0.2], [0.97, 0.01, 0.02]]), np.array([900.0, 900.0])).tolist()
    [False, True]
    """
    at_zero = share * letters[:, None] < _HALF_A_SENTENCE
    return np.asarray(at_zero.mean(axis=1) > _MOST_AT_ZERO)


def follows_from_closure(
    sample: Sample, answer: GovernmentAnswer, borrowed: Drafting | None, *, beyond: bool = False
) -> BoolArray:
    """Return the claims of "less" that vanish without the region's largest "more".

    Shares sum to 1: where a government gives one category much, others must have less. The largest
    claimed "more" is taken out of all texts and shares are closed again; a "less" that would not
    be claimed then (at the same tail) is no priority of its own.

    Parameters
    ----------
    sample, borrowed, beyond
        As for `government_answers`.
    answer : GovernmentAnswer
        What that returned.

    Returns
    -------
    ndarray of bool, shape (regions, categories)
    """
    found = np.zeros(answer.claimed.shape, dtype=bool)
    more = np.where(answer.claimed, answer.difference, 0.0)
    for region in np.flatnonzero(((more > 0).any(axis=1)) & (more < 0).any(axis=1)):
        largest = int(more[region].argmax())
        rest = np.maximum(1 - sample.share[:, [largest]], 1e-9)
        closed = sample._replace(share=np.clip(sample.share / rest, 0, 1))
        again = government_answers(closed, borrowed, beyond=beyond)
        holds = (again.difference[region] < 0) & (again.p[region] <= answer.tail[region])
        found[region] = (more[region] < 0) & ~holds
    return found


def changing(sample: Sample, borrowed: Drafting | None, *, rate: float = 0.05) -> BoolArray:
    """Return where a government's share moves over the years, beyond the noise of drafting.

    Parameters
    ----------
    sample, borrowed
        As for `government_answers`.
    rate : float
        False discovery rate over regions of four years or more, and categories.

    Returns
    -------
    ndarray of bool, shape (regions, categories)
        Whether the slope against the common years is distinct.
    """
    usual = borrowed.letters if borrowed else float(np.median(sample.letters))
    noise = length_noise(sample.letters, usual, borrowed.by_length if borrowed else 0.5)
    texts = Texts(angle(sample.share), sample.region, sample.year, noise)
    means = region_means(texts, years=borrowed.years if borrowed else 0.25)
    slope, spread = _slopes(means.residual, sample.region, sample.year, noise)
    t = np.abs(slope) / np.maximum(spread * np.sqrt(means.variance), 1e-12)
    p = np.where(np.isfinite(spread), 2 * stdtr(max(means.df, 1.0), -t), np.nan)
    return discover(p, rate).claimed


def _slopes(
    residual: FloatArray, region: IntArray, year: IntArray, noise: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return slopes by region and category, and their standard errors at unit variance.

    NaN where a region has fewer than four years.
    """
    counts = np.bincount(region)
    apart = year - (np.bincount(region, year) / counts)[region]
    total = np.bincount(region, apart**2)
    years = np.array([len(np.unique(year[region == each])) for each in range(len(counts))])
    usable = np.where((years >= _LEAST_YEARS) & (total > 0), total, np.nan)
    sums = [np.bincount(region, apart * column) for column in residual.T]
    slope = np.stack(sums, axis=1) / usable[:, None]
    spread = np.sqrt(np.bincount(region, apart**2 * noise)) / usable
    return slope, spread[:, None]
