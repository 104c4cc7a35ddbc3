"""Governments' means over their texts, with the noise of drafting between texts taken as it is.

Shares are put on a scale where chance varies alike at all of them, asin√. A text is then region +
year + drafting. What texts of a government have in common is its mean; the year that all texts
share is a chance effect with a variance of its own, so that regions of the same years are compared
without it, and regions of different years pay for it. Drafting is correlated from one year to the
next, and varies more in short texts. One generalised least squares fit serves all categories:
Henderson's equations [1]_, in which every cost is linear in the number of texts.

References
----------
.. [1] C. R. Henderson (1975). Best linear unbiased estimation and prediction under a selection
   model. Biometrics 31(2), 423-447.
"""

from typing import NamedTuple

import numpy as np

from policytopics.arrays import FloatArray, IntArray

__all__ = [
    "Means",
    "Texts",
    "angle",
    "angle_share",
    "angle_variance",
    "effective_years",
    "lag_correlation",
    "length_noise",
    "region_means",
]

_LEAST = 1e-4  # of a share where its variance is taken: below, the scale has no slope to speak of


def angle(share: FloatArray) -> FloatArray:
    """Return asin√share, radians: 0 to π/2.

    Examples
    --------
    >>> angle(np.array([0.0, 0.25, 1.0])).round(4).tolist()
    [0.0, 0.5236, 1.5708]
    """
    return np.asarray(np.arcsin(np.sqrt(np.clip(share, 0, 1))))


def angle_share(angles: FloatArray) -> FloatArray:
    """Return the shares of angles; beyond the ends of the scale the share at the end."""
    return np.asarray(np.sin(np.clip(angles, 0, np.pi / 2)) ** 2)


def angle_variance(variance: FloatArray, share: FloatArray) -> FloatArray:
    """Return the variance of an angle from that of its share: by the slope 1 / 2√(p(1 - p)).

    Examples
    --------
    >>> angle_variance(np.array([0.01]), np.array([0.5])).tolist()
    [0.01]
    """
    at = np.clip(share, _LEAST, 1 - _LEAST)
    return np.asarray(variance / (4 * at * (1 - at)))


def length_noise(letters: FloatArray, usual: float, by_length: float) -> FloatArray:
    """Return the noise of texts over a usual one's: drafting, and measurement ÷ length.

    Examples
    --------
    >>> length_noise(np.array([4000.0, 8000.0, 16000.0]), 8000.0, 0.5).tolist()
    [1.5, 1.0, 0.75]
    """
    return np.asarray(1 - by_length + by_length * usual / letters)


class Texts(NamedTuple):
    """Texts to learn from.

    Attributes
    ----------
    angle : ndarray, shape (texts, categories)
    region : ndarray of int, shape (texts,)
        Numbers of regions, from 0, none left out.
    year : ndarray of int, shape (texts,)
    noise : ndarray, shape (texts,)
        Variance of each text's drafting and measurement over the usual one's.
    """

    angle: FloatArray
    region: IntArray
    year: IntArray
    noise: FloatArray


class Means(NamedTuple):
    """Governments' means.

    Attributes
    ----------
    effect : ndarray, shape (regions, categories)
        Mean angle, common years taken out.
    covariance : ndarray, shape (regions, regions)
        Of the means of one category, in units of its variance of drafting.
    variance : ndarray, shape (categories,)
        Of drafting of a usual text, from the residuals; NaN without any.
    df : float
        Degrees of freedom of that variance: texts less regions.
    residual : ndarray, shape (texts, categories)
        Texts less government's mean and year.
    """

    effect: FloatArray
    covariance: FloatArray
    variance: FloatArray
    df: float
    residual: FloatArray


def region_means(texts: Texts, *, years: float = 0.0, lag: float = 0.0) -> Means:
    """Return governments' means, their covariance, and the variance of drafting.

    Parameters
    ----------
    texts : Texts
    years : float
        Variance of the effect that a year has on all texts, over that of drafting.
    lag : float
        Correlation of drafting between successive years of a government, in [0, 1); between years
        further apart its power.
    """
    n_regions, n_years = int(texts.region.max()) + 1, len(np.unique(texts.year))
    fixed = np.eye(n_regions)[texts.region]
    common = np.eye(n_years)[np.unique(texts.year, return_inverse=True)[1]]
    design = np.hstack([fixed, common]) if years > 0 else fixed
    weighed = _whitened(np.hstack([design, texts.angle]), texts, lag)
    known, seen = weighed[:, : design.shape[1]], weighed[:, design.shape[1] :]
    system = known.T @ known
    if years > 0:
        at = np.arange(n_regions, design.shape[1])
        system[at, at] += 1 / years
    inverse: FloatArray = np.linalg.inv(system).astype(np.float64)
    found = inverse @ (known.T @ seen)
    df = len(texts.angle) - n_regions
    # y'Py = y'V⁻¹(y - Xb) with V of drafting and years together: by Henderson's equations.
    total = (seen * (seen - known @ found)).sum(axis=0)
    return Means(
        effect=found[:n_regions],
        covariance=inverse[:n_regions, :n_regions],
        variance=np.maximum(total, 0) / df if df > 0 else np.full(seen.shape[1], np.nan),
        df=float(df),
        residual=texts.angle - design @ found,
    )


def _whitened(columns: FloatArray, texts: Texts, lag: float) -> FloatArray:
    """Return columns in which the noise of texts is independent, with variance 1.

    Of each government's texts in the order of years, each less what the one before foretells.
    """
    scaled = columns / np.sqrt(texts.noise)[:, None]
    order = np.lexsort((texts.year, texts.region))
    region, year = texts.region[order], texts.year[order]
    before = np.zeros(len(order))
    before[1:] = np.where(region[1:] == region[:-1], lag ** np.abs(np.diff(year)), 0.0)
    # Two texts of one year are two drafts: as far apart as successive years.
    before = np.minimum(before, lag)
    moved = np.vstack([np.zeros((1, scaled.shape[1])), scaled[order][:-1]])
    left = (scaled[order] - before[:, None] * moved) / np.sqrt(1 - before**2)[:, None]
    found = np.empty_like(left)
    found[order] = left
    return found


def lag_correlation(
    residual: FloatArray, region: IntArray, year: IntArray, *, beyond: bool = False
) -> float:
    """Return the correlation of residuals of successive years, pooled over regions and categories.

    Parameters
    ----------
    residual : ndarray, shape (texts, categories)
        As in `Means`; each category weighs by its variance.
    region, year : ndarray of int, shape (texts,)
    beyond : bool
        Whether the question goes beyond the period that the texts are of. Within it, what changes
        more slowly than the period lasts is no noise of its mean: the correlation is that around
        the period's own means. Beyond it, the part is given back that those means took out, about
        (1 + 3 · correlation) / years [1]_.

    Returns
    -------
    float
        In [0, .9]; 0 where no region has successive years (beyond: more than three).

    References
    ----------
    .. [1] M. G. Kendall (1954). Note on bias in the estimation of autocorrelation. Biometrika
       41(3-4), 403-404.
    """
    order = np.lexsort((year, region))
    region, year = region[order], year[order]
    scaled = residual[order] / np.sqrt(np.maximum((residual**2).mean(axis=0), 1e-300))
    follows = np.flatnonzero((np.diff(region) == 0) & (np.diff(year) == 1))
    if len(follows) < 2:
        return 0.0
    found = float((scaled[follows] * scaled[follows + 1]).mean())
    counts = np.bincount(region)
    usual = float((counts**2).sum() / counts.sum())
    if beyond:
        found = (found * usual + 1) / (usual - 3) if usual > 3 else 0.0
    return float(np.clip(found, 0, 0.9))


def effective_years(number: int, lag: float) -> float:
    """Return how many independent years tell a mean as well as so many correlated ones.

    Examples
    --------
    >>> effective_years(5, 0.0)
    5.0
    >>> round(effective_years(5, 0.3), 2)
    3.1
    """
    apart = np.arange(1, number)
    return float(number / (1 + 2 * ((1 - apart / number) * lag**apart).sum()))
