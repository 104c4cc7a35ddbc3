"""How well the heaviest terms of a topic go together, counted exactly.

Terms meet in units, or in windows that slide over the text one token at a time. A window counts a
term once, however often it stands there, and counts it until its *last* occurrence has left: some
popular tools drop it with the first. Nothing is smoothed; where a formula has no value, its limit
is taken.

References
----------
.. [1] J. H. Lau, D. Newman, T. Baldwin (2014). Machine Reading Tea Leaves. EACL.
   doi:10.3115/v1/E14-1056
.. [2] M. Röder, A. Both, A. Hinneburg (2015). Exploring the Space of Topic Coherence Measures.
   WSDM. doi:10.1145/2684822.2685324
.. [3] D. Mimno et al. (2011). Optimizing Semantic Coherence in Topic Models. EMNLP.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from policytopics.matching import FloatArray, IntArray

__all__ = [
    "CV_WINDOW",
    "NPMI_WINDOW",
    "Cooccurrence",
    "c_v",
    "count_cooccurrence",
    "npmi",
    "sliding",
    "umass",
    "window_cooccurrence",
]

NPMI_WINDOW = 10
CV_WINDOW = 110


class Cooccurrence(NamedTuple):
    """How many places (units or windows) hold two terms at once.

    Attributes
    ----------
    columns : ndarray of int, shape (terms,)
        The terms counted, rising.
    together : ndarray, shape (terms, terms)
        Places that hold both; on the diagonal, that hold the term.
    places : int
    """

    columns: IntArray
    together: FloatArray
    places: int

    def of(self, tops: IntArray) -> FloatArray:
        """Return the share of places that hold two top terms, shape (topics, n, n)."""
        position = np.searchsorted(self.columns, tops)
        shared: FloatArray = self.together[position[:, :, None], position[:, None, :]]
        return shared / self.places


def count_cooccurrence(presence: sparse.csr_matrix, tops: IntArray) -> Cooccurrence:
    """Return in how many places (rows) each two of the terms in ``tops`` stand together.

    Parameters
    ----------
    presence : csr_matrix, shape (places, terms)
        1 where the place holds the term, else 0.
    tops : ndarray of int, any shape
        Columns of ``presence``.
    """
    columns = np.unique(tops)
    held = presence[:, columns]
    return Cooccurrence(columns, np.asarray((held.T @ held).todense()), presence.shape[0])


def sliding(tokens: Sequence[str], terms: Sequence[str], width: int) -> sparse.csr_matrix:
    """Return which window of one text holds which term, as 0 and 1.

    Parameters
    ----------
    tokens : sequence of str
    terms : sequence of str
        The columns.
    width : int
        Tokens of a window. A shorter text is one window.

    Returns
    -------
    csr_matrix, shape (windows, terms)

    Examples
    --------
    The windows are ``a x a``, ``x a b`` and ``a b y``; the first ``a`` leaves, the second stays:

    >>> sliding(["a", "x", "a", "b", "y"], ["a", "b"], 3).toarray().tolist()
    [[1.0, 0.0], [1.0, 1.0], [1.0, 1.0]]
    """
    column = {term: number for number, term in enumerate(terms)}
    windows = max(1, len(tokens) - width + 1)
    held: list[tuple[int, int, int]] = []  # term, first window, window after the last
    filled: dict[int, int] = {}  # term → the first window that is not known to hold it
    for place, token in enumerate(tokens):
        if (term := column.get(token)) is not None:
            until = min(place + 1, windows)
            held.append((term, max(place - width + 1, filled.get(term, 0)), until))
            filled[term] = until
    spans = np.array(held, dtype=np.intp).reshape(-1, 3)
    length = spans[:, 2] - spans[:, 1]
    begun = np.repeat(length.cumsum() - length, length)
    rows = np.repeat(spans[:, 1], length) + np.arange(length.sum()) - begun
    entries = np.ones(len(rows)), (rows, np.repeat(spans[:, 0], length))
    return sparse.csr_matrix(entries, shape=(windows, len(terms)))


def window_cooccurrence(
    texts: Iterable[Sequence[str]], terms: Sequence[str], tops: IntArray, width: int
) -> Cooccurrence:
    """Return in how many windows each two of the terms in ``tops`` stand together.

    Parameters
    ----------
    texts : iterable of sequences of str
        Tokens; no window crosses from one text to the next.
    terms : sequence of str
    tops : ndarray of int, any shape
        Positions in ``terms``.
    width : int
        Tokens of a window.
    """
    columns = np.unique(tops)
    counted = [terms[column] for column in columns]
    together, places = np.zeros((len(columns), len(columns))), 0
    for tokens in texts:  # one by one: the windows of all would not fit into memory
        held = sliding(tokens, counted, width)
        together += (held.T @ held).toarray()
        places += held.shape[0]
    return Cooccurrence(columns, together, places)


def npmi(shared: FloatArray) -> FloatArray:
    """Return the normalized pointwise mutual information of each topic, averaged over pairs [1]_.

    Parameters
    ----------
    shared : ndarray, shape (topics, n, n)
        From `Cooccurrence.of`.

    Returns
    -------
    ndarray, shape (topics,)
        In [-1, 1]: -1 if no two of the terms ever meet, 1 if they always do.

    Notes
    -----
    ``npmi(i, j) = ln(p_ij / (p_i p_j)) / -ln p_ij``; -1 if ``p_ij = 0`` and 1 if ``p_ij = 1``.

    Examples
    --------
    Terms 0 and 1 stand in 2 of 4 units each and meet in 1: ``p_ij = p_i p_j``; terms 0 and 2 never
    meet; terms 1 and 2 meet in 1 of 4, each in 2 and 1: ``ln(.25 / .125) / -ln .25 = 0.5``.

    >>> presence = sparse.csr_matrix([[1.0, 1, 0], [1, 0, 0], [0, 1, 1], [0, 0, 0]])
    >>> tops = np.array([[0, 1], [0, 2], [1, 2]])
    >>> npmi(count_cooccurrence(presence, tops).of(tops)).round(6).tolist()
    [0.0, -1.0, 0.5]
    """
    i, j = np.triu_indices(shared.shape[1], k=1)
    coherence: FloatArray = _npmi(shared)[:, i, j].mean(axis=1)
    return coherence


def c_v(shared: FloatArray) -> FloatArray:
    """Return C_v of each topic [2]_: how alike its terms are in what they meet.

    Parameters
    ----------
    shared : ndarray, shape (topics, n, n)
        From `Cooccurrence.of`, over windows of 110 tokens.

    Returns
    -------
    ndarray, shape (topics,)
        In [-1, 1].

    Notes
    -----
    A term's vector is its NPMI with every top term, itself included (1); C_v is the mean cosine of
    the vectors with their sum. It rewards rare terms, and is here for comparison alone.

    Examples
    --------
    Two terms that never meet have the vectors (1, -1) and (-1, 1): their sum is nothing, and so is
    the cosine. With NPMI 0.5 they are (1, 0.5) and (0.5, 1), the sum (1.5, 1.5):
    ``1.5 · 1.5 / (√1.25 · √4.5) = 0.949``.

    >>> never, half = [[0.5, 0.0], [0.0, 0.5]], [[0.5, 0.25], [0.25, 0.25]]
    >>> c_v(np.array([never, half])).round(3).tolist()
    [0.0, 0.949]
    """
    vectors = _npmi(shared)
    total = vectors.sum(axis=1, keepdims=True)
    norms = np.linalg.norm(vectors, axis=2) * np.linalg.norm(total, axis=2)
    cosine = np.divide(
        (vectors * total).sum(axis=2), norms, out=np.zeros_like(norms), where=norms > 1e-12
    )
    coherence: FloatArray = cosine.mean(axis=1)
    return coherence


def umass(shared: FloatArray, places: int) -> FloatArray:
    """Return the UMass coherence of each topic [3]_.

    Parameters
    ----------
    shared : ndarray, shape (topics, n, n)
        From `Cooccurrence.of`, over units; terms heaviest first.
    places : int
        Units counted.

    Returns
    -------
    ndarray, shape (topics,)
        Mean over pairs of ``ln((D(w_m, w_l) + 1) / D(w_l))``, ``w_l`` the heavier; near or below 0.

    Examples
    --------
    The heavier term stands in 2 of 4 units and meets the other in none: ``ln(1 / 2)``.

    >>> umass(np.array([[[0.5, 0.0], [0.0, 0.25]]]), 4).round(3).tolist()
    [-0.693]
    """
    heavier, lighter = np.triu_indices(shared.shape[1], k=1)
    both, alone = shared[:, heavier, lighter] * places, shared[:, heavier, heavier] * places
    coherence: FloatArray = np.log((both + 1) / np.maximum(alone, 1)).mean(axis=1)
    return coherence


def _npmi(shared: FloatArray) -> FloatArray:
    """Return the NPMI of every pair, shape (topics, n, n); of a term with itself 1."""
    alone = np.diagonal(shared, axis1=1, axis2=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = np.log(shared / (alone[:, :, None] * alone[:, None, :])) / -np.log(shared)
    pairs[shared <= 0] = -1.0
    pairs[shared >= 1] = 1.0
    itself = np.arange(shared.shape[1])
    pairs[:, itself, itself] = 1.0
    return pairs
