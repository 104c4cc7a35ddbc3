"""How sure a region's shares are: sampled text, and the spread of the model's ensemble.

A region's text is a sample of the text that its government could have written to the same end;
the module ``dispersion`` says how much shares vary by that choice. `estimate` makes of it

* intervals of shares: score intervals (Franco et al. [1]_), which stay in [0, 1] and are right for
  rare topics in short texts, where symmetric ones and bootstrap percentiles fall short;
* draws of all shares together, for simultaneous intervals, ranks and everything else: a multiplier
  bootstrap (Chernozhukov et al. [2]_). Each paragraph's influence is multiplied by its own standard
  normal number; sums are scaled to the variances above. So topics of a region move against each
  other as they do in its text.

The model's part is the spread of the ensemble's members, single fits to subsamples of the units:
how far shares hang on the text that topics are learnt from. The final topics do not follow stray
members, so it is their median absolute deviation (x 1.4826), not their variance: on two corpora
0.006 and 0.017, where the members' standard deviation was 0.015 and 0.022. It says nothing of other
seeds: six gave the same final shares to nine digits on both.

Shares of a scheme that is fixed beforehand have no ensemble, but their coding errs: its variance,
known for every unit, adds to that of the sampled text.

References
----------
.. [1] C. Franco, R. J. A. Little, T. A. Louis, E. V. Slud (2019). Comparative Study of Confidence
   Intervals for Proportions in Complex Sample Surveys. Journal of Survey Statistics and
   Methodology 7(3), 334-364.
.. [2] V. Chernozhukov, D. Chetverikov, K. Kato (2013). Gaussian approximations and multiplier
   bootstrap for maxima of sums of high-dimensional random vectors. The Annals of Statistics 41(6),
   2786-2819.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from policytopics.arrays import FloatArray
from policytopics.regions.dispersion import (
    Sampling,
    binomial,
    design_effect,
    influence,
    sampling,
)
from policytopics.regions.intervals import wilson
from policytopics.regions.share import RegionText
from policytopics.study.regions import RegionsSettings

__all__ = ["Estimate", "ModelSpread", "estimate", "model_spread", "stream"]

_NORMAL = 1.4826  # a normal's standard deviation over its median absolute deviation


@dataclass(frozen=True)
class ModelSpread:
    """How the ensemble's members differ in the regions' shares.

    Attributes
    ----------
    deviations : array, members x regions x k
        Around the median; their squares sum to the variance of the share.
    apart : array, members x regions x k
        Around the median, as they are.
    """

    deviations: FloatArray
    apart: FloatArray

    def variance(self, weights: FloatArray) -> FloatArray:
        """Return the variance of ``weights @ shares``; 0 without members."""
        combined = np.einsum("rs,msk->mrk", weights, self.deviations)
        return np.asarray((combined**2).sum(axis=0))

    def reach(self, weights: FloatArray, critical: float) -> FloatArray:
        """Return how far ``weights @ shares`` may be off by the model; 0 without members.

        ``critical`` standard deviations, but no further than any member: where two groups of
        members disagree there is no far tail beyond them.
        """
        furthest = np.abs(np.einsum("rs,msk->mrk", weights, self.apart)).max(axis=0, initial=0)
        return np.asarray(np.minimum(critical * np.sqrt(self.variance(weights)), furthest))


@dataclass(frozen=True)
class Estimate:
    """Shares of regions x topics with all that their intervals rest on.

    Attributes
    ----------
    share, low, high : array, regions x k
        Share of the text and its interval, in [0, 1].
    sampling : Sampling
        How much shares vary by the choice of text.
    model : ModelSpread
        Of the ensemble.
    coding : array, regions x k
        Variance of the shares by their coding; 0 where the scheme knows none.
    draws : array, draws x regions x k
        Shares as they might have been, around ``share``, not clipped to [0, 1].
    """

    share: FloatArray
    low: FloatArray
    high: FloatArray
    sampling: Sampling
    model: ModelSpread
    coding: FloatArray
    draws: FloatArray


def stream(seed: int, *name: object) -> np.random.Generator:
    """Return the random numbers of one purpose: other regions, parts or years never shift them.

    Examples
    --------
    >>> draws = [stream(1, name).random() for name in ("a", "b", "a")]
    >>> draws[0] == draws[2], draws[0] == draws[1]
    (True, False)
    """
    key = tuple("\0".join(map(str, name)).encode())
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))


def model_spread(members: FloatArray) -> ModelSpread:
    """Return how the members differ around their median, strays weighing no more than others.

    Members are single fits to subsamples; the consensus of them all differs from their median, and
    not by chance: only their spread counts, and intervals stay around the final model. A member
    that lacks the topic has no say in it.

    Parameters
    ----------
    members : array, members x regions x k
        Shares by each member, NaN where it lacks the topic. Where fewer than two members have a
        topic its spread is unknown, and taken as 0.

    Examples
    --------
    The median is 0.32, the absolute deviations 0.02, 0, 0.02, 0.48; their median is 0.02:

    >>> spread = model_spread(np.array([[[0.30]], [[0.32]], [[0.34]], [[0.80]], [[0.31]]]))
    >>> np.sqrt(spread.variance(np.eye(1)) / 1.4826**2).round(6)
    array([[0.02]])
    """
    if not len(members):
        return ModelSpread(members, members)
    with warnings.catch_warnings():
        # A topic that no member has: its median is NaN, its spread 0.
        warnings.simplefilter("ignore", RuntimeWarning)
        apart = members - np.nanmedian(members, axis=0)
        wanted = _NORMAL * np.nanmedian(np.abs(apart), axis=0)
    apart = np.nan_to_num(apart)
    length = np.sqrt((apart**2).sum(axis=0))
    scale = np.divide(np.nan_to_num(wanted), length, where=length > 0, out=np.zeros_like(length))
    return ModelSpread(apart * scale, apart)


def _sampled(
    text: RegionText, spread: FloatArray, draws: int, rng: np.random.Generator
) -> FloatArray:
    """Return deviations of the region's shares, draws x k, with standard deviation ``spread``."""
    moves = influence(text)
    length = np.sqrt((moves**2).sum(axis=0))
    moved = rng.standard_normal((draws, len(moves))) @ moves
    # Where no two paragraphs differ there is no direction either: chance alone.
    alone = rng.standard_normal(moved.shape)
    directed = np.divide(moved, length, where=length > 0, out=alone)
    return np.asarray(directed * spread)


def _draws(
    texts: Sequence[RegionText],
    spread: FloatArray,
    model: ModelSpread,
    settings: RegionsSettings,
    purpose: tuple[object, ...],
) -> FloatArray:
    """Return deviations of all shares, draws x regions x k: sampled text, and one model for all."""
    rngs = [stream(settings.seed, *purpose, text.region_id) for text in texts]
    sampled = [
        _sampled(text, width, settings.draws, rng)
        for text, width, rng in zip(texts, spread, rngs, strict=True)
    ]
    chosen = stream(settings.seed, "members").standard_normal(
        (settings.draws, len(model.deviations))
    )
    return np.stack(sampled, axis=1) + np.tensordot(chosen, model.deviations, axes=1)


def estimate(
    texts: Sequence[RegionText],
    settings: RegionsSettings,
    *purpose: object,
    effect: float | None = None,
    across_documents: bool = True,
    beyond: FloatArray | float = 0.0,
) -> Estimate:
    """Return the shares of all regions, their intervals, and draws of them.

    Parameters
    ----------
    texts : sequence of RegionText
        One for each region, none empty.
    settings : RegionsSettings
        Draws, level and seed.
    *purpose
        What the draws are for, such as part and year: it names their random numbers.
    effect : float, optional
        Design effect of the paragraphs, where other texts tell it better than these.
    across_documents : bool
        Whether the question is about the regions (documents vary) or these documents.
    beyond : array, k, or float
        Dispersion of the texts beyond what their paragraphs show.
    """
    share = np.stack([text.share for text in texts])
    known = design_effect(texts) if effect is None else effect
    varies = sampling(texts, known, across_documents=across_documents)
    varies = replace(varies, dispersion=varies.dispersion + beyond)
    model = model_spread(np.stack([text.members for text in texts], axis=1))
    critical = float(ndtri((1 + settings.level) / 2))
    low, high = wilson(share, critical**2 * varies.dispersion)
    coding = np.stack([np.broadcast_to(text.coding, share.shape[1:]) for text in texts])
    from_model = model.reach(np.eye(len(share)), critical) ** 2 + critical**2 * coding
    spread = np.sqrt(varies.dispersion * binomial(share) + coding)
    return Estimate(
        share=share,
        low=np.maximum(share - np.sqrt((share - low) ** 2 + from_model), 0),
        high=np.minimum(share + np.sqrt((high - share) ** 2 + from_model), 1),
        sampling=varies,
        model=model,
        coding=coding,
        draws=share + _draws(texts, spread, model, settings, purpose),
    )
