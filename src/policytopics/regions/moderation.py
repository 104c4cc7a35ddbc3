"""Variances moderated by one another: few years tell a variance badly, many variances tell it well.

Sample variances s² with d degrees of freedom come from a scaled F distribution: their true values
vary around a prior s₀² (a curve of the mean share, if there is a covariate) with d₀ degrees of
freedom, which are found by the moments of log s². A variance is then the mean of both,
(d₀s₀² + ds²)/(d₀ + d), and a test by it is a t test with d₀ + d degrees of freedom [1]_.

References
----------
.. [1] G. K. Smyth (2004). Linear models and empirical Bayes methods for assessing differential
   expression in microarray experiments. Statistical Applications in Genetics and Molecular
   Biology 3, 3.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import digamma, polygamma

from policytopics.arrays import FloatArray

__all__ = ["Prior", "fit_prior", "moderated", "spline_basis", "trigamma_inverse"]

_LEAST = 1e-5  # of the median variance: no smaller variance is believed


class Prior(NamedTuple):
    """What variances vary around.

    Attributes
    ----------
    variance : ndarray, shape of the variances fitted to
        Prior variance s₀², at each one's covariate.
    df : float
        Prior degrees of freedom d₀; infinite where the variances differ by chance alone, 0 where
        a single one says nothing of others.
    """

    variance: FloatArray
    df: float


def trigamma_inverse(value: float) -> float:
    """Return where the trigamma function has this value, which is above 0.

    Newton's steps on 1/trigamma, which is convex and nearly linear: they never overshoot.

    Examples
    --------
    >>> round(trigamma_inverse(float(polygamma(1, 3.0))), 9)
    3.0
    """
    if value > 1e7:
        return float(1 / np.sqrt(value))
    if value < 1e-6:
        return float(1 / value)
    found = 0.5 + 1 / value
    for _ in range(50):
        tri = float(polygamma(1, found))
        step = tri * (1 - tri / value) / float(polygamma(2, found))
        found += step
        if -step / found < 1e-10:
            break
    return found


def spline_basis(covariate: FloatArray, df: int) -> FloatArray:
    """Return natural cubic splines with knots at quantiles, shape (values, df); linear for df 2.

    Parameters
    ----------
    covariate : ndarray, shape (values,)
    df : int
        Number of basis functions, a constant among them.

    Examples
    --------
    >>> spline_basis(np.array([0.0, 1.0, 2.0]), 2).tolist()
    [[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]
    """
    ones = np.ones_like(covariate)
    if df < 2:
        return ones[:, None]
    knots = np.quantile(covariate, np.linspace(0, 1, df))
    scaled = (knots - knots[0]) / max(knots[-1] - knots[0], 1e-300)
    at = (covariate - knots[0]) / max(knots[-1] - knots[0], 1e-300)
    cubes = np.maximum(at[:, None] - scaled, 0) ** 3
    slopes = [
        (cubes[:, each] - cubes[:, -1]) / max(scaled[-1] - scaled[each], 1e-300)
        for each in range(df - 1)
    ]
    curved = [slope - slopes[-1] for slope in slopes[:-1]]
    return np.column_stack([ones, covariate, *curved])


def fit_prior(
    variance: FloatArray, df: FloatArray | float, covariate: FloatArray | None = None
) -> Prior:
    """Return the prior that sample variances share.

    Parameters
    ----------
    variance : ndarray, shape (values,)
        Sample variances, 0 or more.
    df : ndarray or float
        Their degrees of freedom, above 0.
    covariate : ndarray, shape (values,), optional
        Such as the mean share: the prior follows it by a natural spline with as many degrees of
        freedom as limma gives it (2 from 3 values, 3 from 6, 4 from 30).

    Examples
    --------
    Where variances are equal but for chance, nothing is left to explain:

    >>> fit_prior(np.array([1.0, 1.1, 0.9]), 4.0).df
    inf
    """
    degrees = np.broadcast_to(np.asarray(df, dtype=float), variance.shape)
    if len(variance) < 2:
        return Prior(variance.astype(float), 0.0)
    kept = np.maximum(variance, _LEAST * (float(np.median(variance)) or 1.0))
    logs = np.log(kept) - digamma(degrees / 2) + np.log(degrees / 2)
    design = _design(logs, covariate)
    coefficients, _, rank, _ = np.linalg.lstsq(design, logs, rcond=None)
    mean = design @ coefficients
    left = float(((logs - mean) ** 2).sum()) / max(len(logs) - int(rank), 1)
    between = left - float(polygamma(1, degrees / 2).mean())
    if between <= 0:
        return Prior(np.exp(mean) if covariate is not None else _same(kept.mean(), kept), np.inf)
    prior_df = 2 * trigamma_inverse(between)
    return Prior(np.exp(mean + digamma(prior_df / 2) - np.log(prior_df / 2)), prior_df)


def _design(logs: FloatArray, covariate: FloatArray | None) -> FloatArray:
    """Return what explains the logarithms of variances: a constant, or a curve."""
    if covariate is None:
        return np.ones((len(logs), 1))
    wanted = 1 + (len(logs) >= 3) + (len(logs) >= 6) + (len(logs) >= 30)
    return spline_basis(covariate, min(wanted, len(np.unique(covariate))))


def _same(value: float, like: FloatArray) -> FloatArray:
    return np.full_like(like, value)


def moderated(variance: FloatArray, df: FloatArray | float, prior: Prior) -> FloatArray:
    """Return the variances, each the mean of its own and the prior's by degrees of freedom.

    Parameters
    ----------
    variance, df
        As for `fit_prior`.
    prior : Prior

    Examples
    --------
    >>> moderated(np.array([1.0, 4.0]), 2.0, Prior(np.array([2.0, 2.0]), 2.0)).tolist()
    [1.5, 3.0]
    """
    if np.isinf(prior.df):
        return prior.variance.copy()
    return np.asarray((df * variance + prior.df * prior.variance) / (df + prior.df))
