"""How many independent paragraphs a text is worth, when neighbouring ones resemble each other."""

from collections.abc import Iterator, Sequence

import numpy as np

from policytopics.arrays import FloatArray
from policytopics.regions.share import RegionText

__all__ = ["neighbours"]

# Longer lags show the order of a report's chapters, which is planned and not chance.
_LAGS = 5
_PASSES = 6


def _pieces(texts: Sequence[RegionText]) -> Iterator[FloatArray]:
    """Yield each document's paragraphs x topics: tokens beyond what the region's shares expect."""
    for text in texts:
        moved = text.mass - text.tokens[:, None] * text.share
        for document in range(text.n_documents):
            piece = moved[text.documents == document]
            yield piece - piece.mean(axis=0)


def neighbours(texts: Sequence[RegionText]) -> float:
    """Return the design effect of neighbouring paragraphs, 1 or more, pooled over all texts.

    Parameters
    ----------
    texts : sequence of RegionText
        Paragraphs in the order of the documents.

    Notes
    -----
    Around their own mean, which varies by ``effect / n``, ``n`` values seem to correlate by so much
    less than they do, and to vary as ``n - effect`` independent ones. The correction needs the
    effect that it corrects: a few passes, after which it stands.

    Examples
    --------
    Paragraphs that alternate count in full; of runs of ten there are fewer than it seems:

    >>> def text(order):
    ...     mass = np.eye(2)[order]
    ...     return RegionText("a", mass, np.ones(40), np.zeros(40, dtype=int), np.empty((0, 2)), 40)
    >>> neighbours([text([0, 1] * 20)])
    1.0
    >>> neighbours([text(([0] * 10 + [1] * 10) * 2)]) > 5
    True
    """
    pieces = list(_pieces(texts))
    effect = 1.0
    for _ in range(_PASSES):
        correlations = _correlations(pieces, effect)
        effect = max(1.0, float(1 + 2 * correlations.sum()))
    return effect


def _correlations(pieces: Sequence[FloatArray], effect: float) -> FloatArray:
    """Return the correlations of paragraphs 1, 2 ... apart, pooled over documents and topics."""
    products, possible = np.zeros(_LAGS), np.zeros(_LAGS)
    for piece in pieces:
        n = len(piece)
        variance = float((piece**2).sum()) / max(n - effect, 1)
        for lag in range(1, min(_LAGS, n - 2) + 1):
            expected = (n - lag) * variance
            products[lag - 1] += (piece[lag:] * piece[:-lag]).sum() + effect / n * expected
            possible[lag - 1] += expected
    return np.divide(products, possible, where=possible > 0, out=np.zeros(_LAGS))
