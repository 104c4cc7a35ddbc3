"""How much the texts of one government differ, learnt from a panel of governments and years.

The reference of studies that have one text of each government. Governments' means are those of ten
years: what moves more slowly is a change of the government, not of its drafting.
"""

from typing import NamedTuple

import numpy as np

from policytopics.arrays import FloatArray, IntArray
from policytopics.regions.moderation import Prior, fit_prior, moderated
from policytopics.regions.of_government import Drafting, Sample
from policytopics.regions.replicates import (
    Means,
    Texts,
    angle,
    lag_correlation,
    length_noise,
    region_means,
)

__all__ = ["LearntDrafting", "learn_drafting", "periods"]

_PERIOD = 10  # years
_DOUBT = 4.0  # governments' worth of belief that all categories last alike
_MANY = 1e3  # variance of a year over drafting's, if nothing is believed of it
_SHORTEST = 3.0  # times shorter than usual: one scrap must not tell how length matters


class LearntDrafting(NamedTuple):
    """What a panel tells.

    Attributes
    ----------
    drafting : Drafting
    prior : Prior
        The curve of variances over mean shares that each category's was moderated by.
    lag : float
        Correlation of successive years within a period.
    regions, texts : int
        How many it was learnt from.
    """

    drafting: Drafting
    prior: Prior
    lag: float
    regions: int
    texts: int


def periods(region: IntArray, year: IntArray) -> tuple[IntArray, IntArray]:
    """Return the number of each text's government and period, and the texts of those with several.

    Examples
    --------
    >>> group, kept = periods(np.array([0, 0, 0, 1]), np.array([2008, 2009, 2011, 2011]))
    >>> group.tolist(), kept.tolist()
    ([0, 0], [0, 1])
    """
    pairs = np.column_stack([region, year // _PERIOD])
    _, group, counts = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    kept = np.flatnonzero(counts[group] > 1)
    return np.unique(group[kept], return_inverse=True)[1], kept


def learn_drafting(panel: Sample) -> LearntDrafting:
    """Return the variance of drafting and of what lasts, by category.

    Parameters
    ----------
    panel : Sample
        Whole texts of one kind and level, several of each government.

    Raises
    ------
    ValueError
        If no two governments have two texts of one period.
    """
    group, kept = periods(panel.region, panel.year)
    several = np.bincount(_decade(group, panel.year[kept])) > 1 if len(kept) else np.zeros(1)
    if not several.any():
        raise ValueError("need two governments with two texts each in one decade; got fewer")
    letters = panel.letters[kept]
    usual = float(np.median(letters))
    seen = Texts(angle(panel.share[kept]), group, panel.year[kept], np.ones(len(kept)))
    first = region_means(seen, years=_MANY)
    years = _years(seen, first)
    by_length = _by_length(first, np.minimum(usual / letters, _SHORTEST), group)
    seen = seen._replace(noise=length_noise(letters, usual, by_length))
    means = region_means(seen, years=years)
    prior = fit_prior(means.variance, means.df, panel.share[kept].mean(axis=0))
    variance = moderated(means.variance, means.df, prior)
    return LearntDrafting(
        Drafting(
            variance=variance,
            lasting=_lasting(means, variance, _decade(group, seen.year)),
            df=means.df,
            letters=usual,
            by_length=by_length,
            years=years,
        ),
        prior=prior,
        lag=lag_correlation(means.residual, group, seen.year),
        regions=len(np.unique(panel.region[kept])),
        texts=len(kept),
    )


def _years(seen: Texts, means: Means) -> float:
    """Return the variance of a year's common effect over that of drafting, usual over categories.

    By moments: of the years' means around governments', what chance leaves unexplained.
    """
    _, at, counts = np.unique(seen.year, return_inverse=True, return_counts=True)
    left = seen.angle - means.effect[seen.region]
    mean = np.stack([np.bincount(at, column) / counts for column in left.T], axis=1)
    often = counts >= max(2, counts.max() / 2)
    if often.sum() < 2:
        return 0.0
    chance = means.variance * (1 / counts[often]).mean()
    found = (mean[often].var(axis=0, ddof=1) - chance) / means.variance
    return float(np.clip(np.median(found), 0, 1))


def _by_length(means: Means, shortness: FloatArray, group: IntArray) -> float:
    """Return the share of noise that goes with 1 / length, by least squares over texts.

    A residual around a mean of n texts holds 1 - 2 / n of its own noise and 1 / n of the usual one:
    that makes texts look more alike than they are, and is given back.
    """
    counts = np.bincount(group)[group]
    own = float(((counts - 2) / (counts - 1)).mean())
    scaled = (means.residual**2 / means.variance).mean(axis=1)
    excess = scaled / scaled.mean() - 1
    apart = shortness / shortness.mean() - 1
    total = float((apart**2).sum()) * own
    return float(np.clip((apart @ excess) / total, 0, 1)) if total > 0 else 0.0


def _decade(group: IntArray, year: IntArray) -> IntArray:
    """Return the number of each group's period, from 0."""
    first = np.unique(group, return_index=True)[1]
    return np.unique(year[first] // _PERIOD, return_inverse=True)[1]


def _lasting(means: Means, variance: FloatArray, period: IntArray) -> FloatArray:
    """Return the variance of governments' means of a period beyond chance, moderated.

    Categories where nothing lasts by the numbers are believed to last a little, as the others do.
    """
    counts = np.bincount(period)
    usual = np.stack([np.bincount(period, each) / counts for each in means.effect.T], axis=1)
    apart = means.effect - usual[period]
    number = len(period) - len(counts)
    same = period[:, None] == period
    shared = means.covariance[same & ~np.eye(len(period), dtype=bool)].mean()
    chance = variance * (np.diag(means.covariance).mean() - shared)
    own = np.maximum((apart**2).sum(axis=0) / max(number, 1) - chance, 0)
    believed = (own / variance).mean() * variance
    return np.asarray((number * own + _DOUBT * believed) / (number + _DOUBT))
