"""How much shares vary by the choice of text, with small cells leaning on large ones.

The variance of a share p is ``dispersion x p (1 - p)``. Its parts:

* Paragraphs. The linearised variance of a ratio of two sums over paragraphs, within documents, as
  in surveys. A cell's dispersion leans on that of its topic in all regions, that one on all topics:
  a topic that a short text happens to miss is not certain to be missing.
* Neighbours. Paragraphs under one heading resemble each other, so there are fewer independent ones
  than paragraphs. The variance is multiplied by ``1 + 2 x sum of the correlations`` of paragraphs
  one to five apart, of all regions and topics together (Bayley and Hammersley [1]_). In a short
  text both look smaller than they are, since its own mean moves along; so do the paragraphs'
  differences. Both are set right by as many paragraphs as the design effect stands for.
* Documents (years), where some region has several: their spread beyond what their paragraphs
  explain, by moments over all regions (DerSimonian and Laird [2]_). Documents that agree better
  than their paragraphs let expect, because chapters and their lengths are planned, lower the design
  effect: where there are documents to tell, they tell, as in any cluster sample. Where every region
  has one document their spread cannot be known, and intervals speak of these documents alone.

References
----------
.. [1] G. V. Bayley, J. M. Hammersley (1946). The "Effective" Number of Independent Observations in
   an Autocorrelated Time Series. Supplement to the Journal of the Royal Statistical Society 8(2),
   184-197.
.. [2] R. DerSimonian, N. Laird (1986). Meta-analysis in clinical trials. Controlled Clinical Trials
   7(3), 177-188.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policytopics.arrays import FloatArray
from policytopics.regions.neighbours import neighbours
from policytopics.regions.share import RegionText

__all__ = [
    "Sampling", "binomial", "design_effect", "influence", "leaning", "sampling",
]  # fmt: skip

# How many paragraphs (or documents) on a topic the borrowed dispersion is worth.
_PRIOR = 3.0
# The same in degrees of freedom: so many paragraphs hold three on a topic of a sixth of the text.
# Of rarer topics it is more; but shares of few paragraphs in runs also have a longer tail than a
# count, and with 40 simultaneous intervals missed in 8 % of corpora of 30 or 50 units a region.
_BORROWED = 20.0
# How many degrees of freedom of documents the neighbours' design effect is worth: it keeps a few
# documents that agree to a hair from making every difference certain.
_PRIOR_DOCUMENTS = 10.0
_SMALLEST = 1e-9  # stands for share x (1 - share) where a region lacks a topic


@dataclass(frozen=True)
class Sampling:
    """How much shares vary by the choice of text.

    Attributes
    ----------
    dispersion : array, regions x k
        Variance of the share over share x (1 - share).
    df : array, regions
        Its degrees of freedom, 1 or more: the effective number of independent paragraphs that it
        rests on, own and borrowed.
    documents : array, k
        Dispersion of a document's share around its region's; 0 where it is not asked for or cannot
        be known.
    """

    dispersion: FloatArray
    df: FloatArray
    documents: FloatArray


@dataclass(frozen=True)
class _Weights:
    """Sums of squared weights, which say how much a region's text averages out.

    ``paragraphs`` are all, ``compared`` those with another in their document, both over the squared
    tokens of the region; ``within`` is by document over its own; ``documents`` is over documents.
    """

    paragraphs: float
    compared: float
    within: FloatArray
    documents: float

    @property
    def df(self) -> float:
        """Kish's effective number of paragraphs less one in each document."""
        return float((1 / self.within - 1).sum())

    def independent(self, effect: float) -> float:
        """Return how many independent paragraphs vary as much around their documents' means."""
        return float(np.maximum(1 / self.within - effect, 0).sum())


def binomial(share: FloatArray) -> FloatArray:
    """Return share x (1 - share), never 0."""
    return np.asarray(np.maximum(share * (1 - share), _SMALLEST))


def influence(text: RegionText) -> FloatArray:
    """Return how far each paragraph moves the region's shares, paragraphs x k.

    Centred within documents and scaled so that the squares of a column sum to the variance of the
    share; 0 for a document's only paragraph.

    Examples
    --------
    Shares 1, 0, 0, 0 of four equal paragraphs: (1 / 4) x (3 / 16) x (4 / 3) = 1 / 16.

    >>> mass = np.array([[1.0, 0], [0, 1], [0, 1], [0, 1]])
    >>> text = RegionText("a", mass, np.ones(4), np.zeros(4, dtype=int), np.empty((0, 2)), 4)
    >>> (influence(text) ** 2).sum(axis=0)
    array([0.0625, 0.0625])
    """
    moved = (text.mass - text.tokens[:, None] * text.share) / text.tokens.sum()
    n = np.bincount(text.documents)
    sums = np.zeros((len(n), moved.shape[1]))
    np.add.at(sums, text.documents, moved)
    centred = moved - (sums / n[:, None])[text.documents]
    scale = np.sqrt(n / np.maximum(n - 1, 1))
    return np.asarray(centred * scale[text.documents, None])


def leaning(
    numerator: FloatArray, denominator: FloatArray, prior: FloatArray | float
) -> FloatArray:
    """Return the ratio as if ``_PRIOR`` more units of its denominator had shown ``prior``."""
    return np.asarray((numerator + _PRIOR * prior) / (denominator + _PRIOR))


def _weights(text: RegionText) -> _Weights:
    total = text.tokens.sum()
    tokens = np.bincount(text.documents, text.tokens)
    squares = np.bincount(text.documents, text.tokens**2)
    compared = np.bincount(text.documents) > 1
    return _Weights(
        paragraphs=float(squares.sum() / total**2),
        compared=float(squares[compared].sum() / total**2),
        within=squares / tokens**2,
        documents=float((tokens**2).sum() / total**2),
    )


def _of_paragraphs(
    texts: Sequence[RegionText], cells: FloatArray, weights: Sequence[_Weights], effect: float
) -> FloatArray:
    """Return the dispersion of single paragraphs, regions x k.

    Correlated paragraphs vary around their own mean like fewer independent ones, by the design
    effect; and share x (1 - share) is smaller, by the variance of the share, than that of what the
    share estimates. Without any paragraphs to compare the dispersion is 1, the largest possible:
    each on one topic alone.
    """
    df = np.array([weight.df for weight in weights])[:, None]
    compared = np.array([weight.compared for weight in weights])[:, None]
    seen = np.stack([(influence(text) ** 2).sum(axis=0) for text in texts])
    found = df * np.divide(seen, compared, where=compared > 0, out=np.zeros_like(seen))
    independent = np.array([weight.independent(effect) for weight in weights])[:, None]
    averaging = np.array([weight.paragraphs for weight in weights])[:, None]
    possible = independent * cells + effect * averaging * found
    overall = found.sum() / possible.sum() if possible.sum() > 0 else 1.0
    by_topic = leaning(found.sum(axis=0), possible.sum(axis=0), overall)
    return leaning(found, possible, by_topic)


def _of_documents(
    texts: Sequence[RegionText], single: FloatArray, cells: FloatArray, weights: Sequence[_Weights]
) -> tuple[FloatArray, FloatArray, FloatArray, int]:
    """Return by topic the documents' squared deviations, what they should be, and their number.

    Squared deviations of a region's D documents from their mean expect
    ``(D - 1) x between + (1 - 1 / D) x sum of the documents' variances``: what independent
    paragraphs explain of it, and the factor of the dispersion between.
    """
    k = cells.shape[1]
    squares, explained, possible, df = np.zeros(k), np.zeros(k), np.zeros(k), 0
    for text, weight, dispersion, cell in zip(texts, weights, single, cells, strict=True):
        n = text.n_documents
        member = text.documents == np.arange(n)[:, None]
        shares = (member @ text.mass) / (member @ text.tokens)[:, None]
        squares += ((shares - shares.mean(axis=0)) ** 2).sum(axis=0)
        explained += (1 - 1 / n) * weight.within.sum() * dispersion * cell
        possible += (n - 1) * cell
        df += n - 1
    return squares, explained, possible, df


def _prepare(
    texts: Sequence[RegionText], effect: float
) -> tuple[FloatArray, list[_Weights], FloatArray]:
    """Return share x (1 - share), the weights, and the dispersion of single paragraphs."""
    cells = binomial(np.stack([text.share for text in texts]))
    weights = [_weights(text) for text in texts]
    return cells, weights, _of_paragraphs(texts, cells, weights, effect)


def design_effect(texts: Sequence[RegionText]) -> float:
    """Return how much more shares vary than if paragraphs were independent, above 0.

    What neighbours let expect, or less where regions have several documents and these agree better.

    Parameters
    ----------
    texts : sequence of RegionText
        One for each region, with all its documents.
    """
    effect = neighbours(texts)
    cells, weights, single = _prepare(texts, effect)
    squares, explained, _, df = _of_documents(texts, single, cells, weights)
    if not explained.sum() > 0:
        return effect
    freedom = df * (cells.shape[1] - 1)
    shown = freedom * squares.sum() / explained.sum() + _PRIOR_DOCUMENTS * effect
    # Two standard errors up, so that documents that agree by chance narrow nothing.
    doubt = 2 * np.sqrt(2 / (freedom + _PRIOR_DOCUMENTS))
    return float(min(shown / (freedom + _PRIOR_DOCUMENTS) * (1 + doubt), effect))


def _degrees_of_freedom(weights: Sequence[_Weights], effect: float) -> FloatArray:
    """Return those of each region's dispersion: no more can be borrowed than there is."""
    own = np.array([weight.df for weight in weights]) / effect
    return np.asarray(np.maximum(np.minimum(own + _BORROWED, own.sum()), 1))


def sampling(texts: Sequence[RegionText], effect: float, *, across_documents: bool) -> Sampling:
    """Return how much all shares vary by the choice of text.

    Parameters
    ----------
    texts : sequence of RegionText
        One for each region.
    effect : float
        From `design_effect`.
    across_documents : bool
        Whether the question is about the regions (documents vary) or these documents.
    """
    cells, weights, single = _prepare(texts, effect)
    between = np.zeros(cells.shape[1])
    squares, explained, possible, df = _of_documents(texts, single, cells, weights)
    if across_documents and df:
        beyond = squares - effect * explained
        between = np.maximum(leaning(beyond, possible, beyond.sum() / possible.sum()), 0)
    averaging = np.array([[weight.paragraphs, weight.documents] for weight in weights])
    return Sampling(
        dispersion=effect * single * averaging[:, :1] + between * averaging[:, 1:],
        df=_degrees_of_freedom(weights, effect),
        documents=between,
    )
