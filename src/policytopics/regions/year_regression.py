"""How much a region's years scatter around a steady change, beyond the choice of text in each.

A year's report has subjects of its own. Paragraphs alone cannot show that, and where documents are
long, any two years differ for sure: taken as given they seem a trend, whether there is one or not.
So the line through a region's years is a regression, with the years as its sample. Their residuals
are measured by moments as in the module ``dispersion``, over all regions, and lean over topics:
a region with three years has one residual degree of freedom only, all together have more.
"""

from collections.abc import Sequence

import numpy as np

from policytopics.arrays import FloatArray
from policytopics.regions.dispersion import binomial, leaning

__all__ = ["around_lines", "leftover", "slope"]


def slope(years: Sequence[int]) -> FloatArray:
    """Return the weights that make yearly shares the least-squares change per year.

    Examples
    --------
    >>> slope([2021, 2022, 2024]).round(3)
    array([-0.286, -0.071,  0.357])
    >>> slope([2021, 2023])
    array([-0.5,  0.5])
    """
    apart = np.array(years, dtype=float) - np.mean(years)
    return np.asarray(apart / (apart**2).sum())


def leftover(years: Sequence[int]) -> FloatArray:
    """Return the weights that make yearly shares their residuals from the line, years x years.

    Examples
    --------
    Of three years the middle one may lie apart from the others' mean, of two none:

    >>> leftover([2021, 2022, 2023]).round(3)
    array([[ 0.167, -0.333,  0.167],
           [-0.333,  0.667, -0.333],
           [ 0.167, -0.333,  0.167]])
    >>> np.abs(leftover([2021, 2023])).round(9).max()
    np.float64(0.0)
    """
    apart = np.array(years, dtype=float) - np.mean(years)
    return np.asarray(np.eye(len(years)) - 1 / len(years) - np.outer(apart, slope(years)))


def around_lines(
    years: Sequence[Sequence[int]], shares: Sequence[FloatArray], dispersion: Sequence[FloatArray]
) -> FloatArray:
    """Return the dispersion of yearly shares around their region's line, k.

    Parameters
    ----------
    years : sequence of sequences of int
        Of each region, two or more.
    shares, dispersion : sequence of arrays, years x k
        Of each region: shares, and the dispersion that they have by the choice of text.

    Returns
    -------
    array
        Variance over share x (1 - share), beyond what the text explains, rather too large than too
        small; 0 where no region has three years, and what two differ by may be all chance or none.

    Examples
    --------
    Residuals of 0.05, -0.1 and 0.05 square to 0.015, where 0.2392 is possible: 0.0627. But that is
    one degree of freedom, and two standard errors upwards it is 1 + 2 x 1.414 times as much:

    >>> shares = np.array([[0.45, 0.55], [0.4, 0.6], [0.65, 0.35]])
    >>> around_lines([[2021, 2022, 2023]], [shares], [np.zeros((3, 2))]).round(4)
    array([0.2401, 0.2401])
    """
    k = shares[0].shape[1]
    squares, explained, possible = np.zeros(k), np.zeros(k), np.zeros(k)
    for known, share, varies in zip(years, shares, dispersion, strict=True):
        if len(known) > 2:
            weights, cells = leftover(known), binomial(share)
            squares += ((weights @ share) ** 2).sum(axis=0)
            explained += np.diag(weights) @ (varies * cells)
            possible += np.diag(weights) @ cells
    if not possible.sum() > 0:
        return np.zeros(k)
    # Two standard errors up, so that years that lie on a line by chance make nothing certain.
    freedom = (k - 1) * sum(max(len(known) - 2, 0) for known in years)
    beyond = squares * (1 + 2 * np.sqrt(2 / max(freedom, 1))) - explained
    return np.maximum(leaning(beyond, possible, beyond.sum() / possible.sum()), 0)
