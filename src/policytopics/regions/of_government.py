"""What a government puts first: what another text of it would say, too.

Governments' means are compared on the scale asin√share with the noise of drafting: that of their
own years, or that of other governments (borrowed) where each has one text. Claims have a false
discovery rate; intervals of differences are adjusted so that they exclude 0 exactly where claimed.
"""

from typing import Literal, NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.regions.discovery import Discoveries, discover, family_wise, weights_of
from policytopics.regions.moderation import fit_prior, moderated
from policytopics.regions.replicates import (
    Means,
    Texts,
    angle,
    angle_share,
    effective_years,
    lag_correlation,
    length_noise,
    region_means,
)

__all__ = ["Drafting", "GovernmentAnswer", "Sample", "government_answers"]

NoiseSource = Literal["own", "borrowed", "unknown"]

_ENOUGH = 10  # degrees of freedom of their own years that need no other governments'
_YEARS = 0.25  # variance of a year's common effect over drafting's, where no reference tells it
_BY_LENGTH = 0.5  # share of a usual text's noise that goes with 1 / length, likewise


class Sample(NamedTuple):
    """Whole texts of one kind and level.

    Attributes
    ----------
    share : ndarray, shape (texts, categories)
        Shares of all text; rows need not sum to 1 (what is not tested is not here).
    region : ndarray of int, shape (texts,)
        Numbers of regions from 0, none left out.
    year : ndarray of int, shape (texts,)
    letters : ndarray, shape (texts,)
        Length, above 0.
    """

    share: FloatArray
    region: IntArray
    year: IntArray
    letters: FloatArray


class Drafting(NamedTuple):
    """What is known from other governments of how texts of one government differ.

    Attributes
    ----------
    variance : ndarray, shape (categories,)
        Of drafting around a government's mean, a text of ``letters`` letters, angle scale.
    lasting : ndarray, shape (categories,)
        Variance of governments' means; NaN where it is not known by category.
    df : float
        Degrees of freedom of that knowledge.
    letters : float
        Length of a usual text.
    by_length : float
        Share of its noise that goes with 1 / length, in [0, 1].
    years : float
        Variance of a year's effect on all texts, over that of drafting.
    """

    variance: FloatArray
    lasting: FloatArray
    df: float
    letters: float
    by_length: float = _BY_LENGTH
    years: float = _YEARS


class GovernmentAnswer(NamedTuple):
    """What governments put first; arrays of shape (regions, categories) unless said.

    Attributes
    ----------
    low, high : ndarray
        Pointwise interval of the government's share.
    difference : ndarray
        To the mean of the others, common years taken out, as a difference of shares; NaN for one
        region or unknown noise.
    difference_low, difference_high : ndarray
        Adjusted: 0 lies outside exactly where claimed.
    shrunken : ndarray
        The difference expected of the government, given that large ones are partly chance.
    p, q, tail : ndarray
        Of the test against the others' mean; adjusted for the family; what lies outside of the
        adjusted interval.
    claimed, strict : ndarray of bool
        At the false discovery rate; at the family-wise level.
    visible : ndarray
        The difference that would have been claimed alone of the family, upwards.
    noise : str
        own, borrowed, unknown.
    years : ndarray, shape (regions,)
        Number of texts that count as independent.
    df, lag : float
        Degrees of freedom of the test; correlation of successive years.
    """

    low: FloatArray
    high: FloatArray
    difference: FloatArray
    difference_low: FloatArray
    difference_high: FloatArray
    shrunken: FloatArray
    p: FloatArray
    q: FloatArray
    tail: FloatArray
    claimed: BoolArray
    strict: BoolArray
    visible: FloatArray
    noise: NoiseSource
    years: FloatArray
    df: float
    lag: float


class _Noise(NamedTuple):
    """Variance of drafting by category, with its degrees of freedom; of lasting differences."""

    variance: FloatArray
    df: float
    lasting: FloatArray
    source: NoiseSource


def government_answers(
    sample: Sample,
    borrowed: Drafting | None = None,
    *,
    rate: float = 0.05,
    level: float = 0.95,
    beyond: bool = False,
) -> GovernmentAnswer:
    """Return what each government puts first.

    Parameters
    ----------
    sample : Sample
        Texts of the regions to compare; other kinds, other levels and fragments are no replicates.
    borrowed : Drafting, optional
        From a reference; used where the texts' own years do not tell the noise.
    rate : float
        False discovery rate, over all regions and categories (two regions: over categories).
    level : float
        Of pointwise intervals.
    beyond : bool
        Whether the question goes beyond the years that the texts are of.
    """
    means, lag = _means(sample, borrowed, beyond)
    noise = _noise(means, sample.share, borrowed)
    number = len(means.effect)
    years = np.array([effective_years(int(n), lag) for n in np.bincount(sample.region)])
    spread = np.sqrt(np.diag(means.covariance)[:, None] * noise.variance)
    reach = stdtrit(noise.df, (1 + level) / 2) * spread
    base, d, spread_of = _against_others(means)
    variance = spread_of * noise.variance
    p = _p(d, variance, noise.df)
    found = _discover(p, rate, noise.lasting / (noise.lasting + spread**2))
    critical = _upper(found.tail, noise.df) * np.sqrt(variance)
    alone = _upper(_alone(found), noise.df) * np.sqrt(variance)
    between = (1 + 1 / max(number - 1, 1)) * noise.lasting
    between = np.where(np.isfinite(between), between, _between(d, variance))
    return GovernmentAnswer(
        low=angle_share(means.effect - reach),
        high=angle_share(means.effect + reach),
        difference=_apart(base, d),
        difference_low=_apart(base, d - critical),
        difference_high=_apart(base, d + critical),
        shrunken=_apart(base, d * between / (between + variance)),
        p=p,
        q=found.q,
        tail=found.tail,
        claimed=found.claimed,
        strict=_strict(p, 1 - level),
        visible=_apart(base, alone),
        noise=noise.source,
        years=years,
        df=noise.df,
        lag=lag,
    )


def _against_others(means: Means) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the angles of the others' mean shares, how far each is from them, and variances.

    The mean is one of shares: a mean of angles lies below it where shares are uneven. To first
    order it moves with each of the others by the ratio of the slopes of share over angle. Variances
    are in units of a category's variance of drafting.
    """
    effect, number = means.effect, len(means.effect)
    if number < 2:
        nothing = np.full(effect.shape, np.nan)
        return nothing, nothing, nothing
    others = (1 - np.eye(number)) / (number - 1)
    base = angle(others @ angle_share(effect))
    slope, of_base = (np.maximum(np.sin(2 * each), 1e-3) for each in (effect, base))
    ratio = np.clip(slope[None] / of_base[:, None], 0, 3)
    weights = np.eye(number)[:, :, None] - others[:, :, None] * ratio
    spread = np.einsum("rok,op,rpk->rk", weights, means.covariance, weights, optimize=True)
    return base, effect - base, spread


def _means(sample: Sample, borrowed: Drafting | None, beyond: bool) -> tuple[Means, float]:
    """Return governments' means, and the correlation of successive years that they reckon with."""
    usual = borrowed.letters if borrowed else float(np.median(sample.letters))
    by_length = borrowed.by_length if borrowed else _BY_LENGTH
    years = borrowed.years if borrowed else _YEARS
    relative = length_noise(sample.letters, usual, by_length)
    texts = Texts(angle(sample.share), sample.region, sample.year, relative)
    first = region_means(texts, years=years)
    lag = lag_correlation(first.residual, sample.region, sample.year, beyond=beyond)
    return (region_means(texts, years=years, lag=lag) if lag > 0 else first), lag


def _noise(means: Means, share: FloatArray, borrowed: Drafting | None) -> _Noise:
    """Return the noise of drafting: of the texts' own years, else with other governments'."""
    unknown = np.full(means.effect.shape[1], np.nan)
    lasting = borrowed.lasting if borrowed else unknown
    if means.df >= _ENOUGH or (borrowed is None and means.df > 0):
        prior = fit_prior(means.variance, means.df, share.mean(axis=0))
        return _Noise(
            moderated(means.variance, means.df, prior), means.df + prior.df, lasting, "own"
        )
    if borrowed is None:
        return _Noise(unknown, np.nan, lasting, "unknown")
    own = np.nan_to_num(means.variance) * means.df
    df = borrowed.df + means.df
    return _Noise((borrowed.df * borrowed.variance + own) / df, df, lasting, "borrowed")


def _p(d: FloatArray, variance: FloatArray, df: float) -> FloatArray:
    """Return two-sided p-values; 1 where neither differences nor noise are there."""
    t = np.divide(np.abs(d), np.sqrt(variance), out=np.zeros_like(d), where=variance > 0)
    return np.where(np.isfinite(d) & np.isfinite(variance), 2 * stdtr(df, -t), np.nan)


def _upper(tail: FloatArray, df: float) -> FloatArray:
    """Return the quantile of t that leaves half of ``tail`` above."""
    return np.asarray(-stdtrit(df, tail / 2))


def _once(number: int) -> int:
    """Return how many rows make a family: of two regions, whose rows are mirrored, one."""
    return 1 if number == 2 else number


def _strict(p: FloatArray, level: float) -> BoolArray:
    found = family_wise(p[: _once(len(p))], level)
    return np.broadcast_to(found, p.shape).copy()


def _discover(p: FloatArray, rate: float, reliability: FloatArray) -> Discoveries:
    rows = slice(_once(len(p)))
    known = bool(np.isfinite(reliability).all())
    found = discover(p[rows], rate, weights_of(reliability[rows]) if known else None)
    return Discoveries(
        np.broadcast_to(found.q, p.shape).copy(),
        np.broadcast_to(found.claimed, p.shape).copy(),
        np.broadcast_to(found.tail, p.shape).copy(),
    )


def _alone(found: Discoveries) -> FloatArray:
    """Return the tails as if one cell were claimed."""
    number = int(found.claimed[: _once(len(found.claimed))].sum())
    return np.asarray(found.tail / max(number, 1))


def _between(d: FloatArray, variance: FloatArray) -> FloatArray:
    """Return the variance of lasting differences by moments: half by category, half by all."""
    number = len(d)
    excess = (d**2).mean(axis=0) - variance.mean(axis=0) if number else d.sum(axis=0)
    ratio = np.nansum(excess) / max(float(np.nansum(variance.mean(axis=0))), 1e-300)
    pooled = max(ratio, 0.0) * variance.mean(axis=0)
    return np.asarray((np.maximum(excess, 0) + pooled) / 2)


def _apart(base: FloatArray, by: FloatArray) -> FloatArray:
    """Return how far shares move from those of angles ``base`` when these move ``by``."""
    return np.where(np.isfinite(by), angle_share(base + by) - angle_share(base), np.nan)
