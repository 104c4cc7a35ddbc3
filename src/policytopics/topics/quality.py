"""How good topics are: coherence, diversity, error, stability.

Nothing here is estimated: coherence counts co-occurrence exactly, over whole units.

References
----------
.. [1] J. H. Lau, D. Newman, T. Baldwin (2014). Machine Reading Tea Leaves. EACL.
   doi:10.3115/v1/E14-1056
.. [2] A. B. Dieng, F. J. R. Ruiz, D. M. Blei (2020). Topic Modeling in Embedding Spaces. TACL 8.
   doi:10.1162/tacl_a_00325
.. [3] D. Greene, D. O'Callaghan, P. Cunningham (2014). How Many Topics? ECML PKDD.
   arXiv:1404.4606
"""

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from policytopics.matching import FloatArray, IntArray

__all__ = [
    "TOP",
    "diversity",
    "jaccard",
    "npmi",
    "relative_error",
    "seed_stability",
    "top_terms",
]

TOP = 10


def top_terms(H: FloatArray, n: int = TOP) -> IntArray:
    """Return the columns of the ``n`` heaviest terms of each topic, heaviest first.

    Ties go to the earlier column.
    """
    # Rounded, so that the last bits of another processor cannot reorder equal weights.
    scale = np.maximum(H.max(axis=1, keepdims=True), 1e-300)
    return np.argsort(-np.round(H / scale, 9), axis=1, kind="stable")[:, :n]


def npmi(tops: IntArray, presence: sparse.csr_matrix) -> FloatArray:
    """Return the coherence of each topic: NPMI of its top terms, averaged over pairs [1]_.

    Parameters
    ----------
    tops : ndarray of int, shape (topics, n)
        Columns of ``presence``.
    presence : csr_matrix, shape (units, terms)
        1 where the unit holds the term, else 0.

    Returns
    -------
    ndarray, shape (topics,)
        In [-1, 1]: -1 if no two of the terms ever meet, 1 if they always do.

    Notes
    -----
    ``npmi(i, j) = ln(p_ij / (p_i p_j)) / -ln p_ij`` with ``p`` the share of units, -1 if
    ``p_ij = 0`` and 1 if ``p_ij = 1``: the limits, not a smoothing constant.

    Examples
    --------
    Terms 0 and 1 stand in 2 of 4 units each and meet in 1: ``p_ij = p_i p_j``; terms 0 and 2 never
    meet; terms 1 and 2 meet in 1 of 4, each in 2 and 1: ``ln(.25 / .125) / -ln .25 = 0.5``.

    >>> presence = sparse.csr_matrix([[1.0, 1, 0], [1, 0, 0], [0, 1, 1], [0, 0, 0]])
    >>> npmi(np.array([[0, 1], [0, 2], [1, 2]]), presence).round(6).tolist()
    [0.0, -1.0, 0.5]
    """
    used, position = np.unique(tops, return_inverse=True)
    columns = presence[:, used]
    together = np.asarray((columns.T @ columns).todense()) / presence.shape[0]
    alone = np.diag(together)
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = np.log(together / np.outer(alone, alone)) / -np.log(together)
    pairs[together <= 0] = -1.0
    pairs[together >= 1] = 1.0
    i, j = np.triu_indices(tops.shape[1], k=1)
    position = position.reshape(tops.shape)
    coherence: FloatArray = pairs[position[:, i], position[:, j]].mean(axis=1)
    return coherence


def diversity(tops: IntArray) -> float:
    """Return the share of different terms among the top terms of all topics [2]_.

    Examples
    --------
    >>> diversity(np.array([[0, 1], [1, 2]]))
    0.75
    """
    return len(np.unique(tops)) / tops.size


def relative_error(X: sparse.csr_matrix, W: FloatArray, H: FloatArray) -> float:
    """Return ``‖X - W H‖ / ‖X‖`` (Frobenius), without forming the product."""
    total = float(X.multiply(X).sum())
    crossed = float(np.sum(np.asarray(X @ H.T) * W))
    product = float(np.sum((W.T @ W) * (H @ H.T)))
    return float(np.sqrt(max(total - 2 * crossed + product, 0.0) / total))


def jaccard(tops: IntArray, others: IntArray) -> FloatArray:
    """Return the Jaccard overlap of every row of terms with every other row.

    Examples
    --------
    >>> jaccard(np.array([[0, 1, 2]]), np.array([[2, 1, 5], [7, 8, 9]])).tolist()
    [[0.5, 0.0]]
    """
    width = int(max(tops.max(), others.max())) + 1
    shared = _indicator(tops, width) @ _indicator(others, width).T
    union: FloatArray = tops.shape[1] + others.shape[1] - shared
    return shared / union


def seed_stability(tops: IntArray) -> FloatArray:
    """Return how well each run agrees with the other runs.

    Parameters
    ----------
    tops : ndarray of int, shape (runs, topics, n)
        Columns of the top terms.

    Returns
    -------
    ndarray, shape (runs,)
        Mean over the other runs of the mean Jaccard overlap under the best one-to-one matching
        (as [3]_, over all pairs instead of with a reference run); in [0, 1].
    """
    runs, topics, _ = tops.shape
    overlap = jaccard(tops.reshape(runs * topics, -1), tops.reshape(runs * topics, -1))
    overlap = overlap.reshape(runs, topics, runs, topics)
    agreement = np.zeros((runs, runs))
    for a in range(runs):
        for b in range(a):
            block = overlap[a, :, b]
            best = linear_sum_assignment(block, maximize=True)
            agreement[a, b] = agreement[b, a] = block[best].mean()
    others: FloatArray = agreement.sum(axis=1) / (runs - 1)
    return others


def _indicator(tops: IntArray, width: int) -> FloatArray:
    found = np.zeros((len(tops), width))
    np.put_along_axis(found, tops, 1.0, axis=1)
    return found
