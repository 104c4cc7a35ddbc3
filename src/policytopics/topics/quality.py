"""How good topics are apart from their coherence: error, difference, exclusivity, stability.

References
----------
.. [1] A. B. Dieng, F. J. R. Ruiz, D. M. Blei (2020). Topic Modeling in Embedding Spaces. TACL 8.
   doi:10.1162/tacl_a_00325
.. [2] F. Bianchi, S. Terragni, D. Hovy (2021). Pre-training is a Hot Topic. ACL; W. Webber,
   A. Moffat, J. Zobel (2010). A similarity measure for indefinite rankings. ACM TOIS 28(4).
   doi:10.1145/1852102.1852106
.. [3] M. E. Roberts et al. (2014). Structural Topic Models for Open-Ended Survey Responses.
   AJPS 58, 1064. doi:10.1111/ajps.12103
.. [4] D. Greene, D. O'Callaghan, P. Cunningham (2014). How Many Topics? ECML PKDD.
   arXiv:1404.4606
"""

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from policytopics.matching import FloatArray, IntArray
from policytopics.topics.factorize import misfit

__all__ = [
    "TOP",
    "diversity",
    "exclusivity",
    "inverted_rbo",
    "jaccard",
    "overlaps",
    "relative_error",
    "seed_stability",
    "subsample_stability",
    "top_terms",
]

TOP = 10
_PERSISTENCE = 0.9  # of RBO: how far down the list a reader goes, as [2]_
_EXCLUSIVE = 0.7  # weight of exclusivity against frequency, as [3]_


def top_terms(H: FloatArray, n: int = TOP) -> IntArray:
    """Return the columns of the ``n`` heaviest terms of each topic, heaviest first.

    Ties go to the earlier column.
    """
    # Rounded, so that the last bits of another processor cannot reorder equal weights.
    scale = np.maximum(H.max(axis=1, keepdims=True), 1e-300)
    return np.argsort(-np.round(H / scale, 9), axis=1, kind="stable")[:, :n]


def diversity(tops: IntArray) -> float:
    """Return the share of different terms among the top terms of all topics [1]_.

    Examples
    --------
    >>> diversity(np.array([[0, 1], [1, 2]]))
    0.75
    """
    return len(np.unique(tops)) / tops.size


def inverted_rbo(tops: IntArray) -> float:
    """Return one minus the mean rank-biased overlap of all pairs of topics [2]_.

    Examples
    --------
    Of two terms the second is shared: the lists overlap by 0 to depth 1, by 1/2 to depth 2, and
    ``RBO = (1/2) p² + ((1 - p) / p) (0 p + (1/2) p²) = 0.45`` with ``p = 0.9``.

    >>> round(inverted_rbo(np.array([[0, 1], [2, 1]])), 6)
    0.55
    """
    depth = np.arange(1, tops.shape[1] + 1)
    part = overlaps(tops, tops) / depth
    p = _PERSISTENCE
    rbo = part[..., -1] * p ** depth[-1] + (1 - p) / p * (part @ p**depth)
    return float(1 - rbo[np.triu_indices(len(tops), k=1)].mean())


def exclusivity(H: FloatArray, tops: IntArray) -> FloatArray:
    """Return the exclusivity of each topic as R's ``stm`` has it [3]_.

    Parameters
    ----------
    H : ndarray, shape (topics, terms)
    tops : ndarray of int, shape (topics, n)
        The heaviest terms of each.

    Returns
    -------
    ndarray, shape (topics,)
        Mean over the top terms of ``1 / (0.7 / ex + 0.3 / fr)``: ``ex`` is the rank, over terms,
        of the topic's part of the term's weight, ``fr`` that of the weight; in (0, 1]. (``stm``
        sums over ten terms; ties share their mean rank.)

    Examples
    --------
    The top term of each topic is its own and its heaviest, so both ranks are the highest, 1:

    >>> exclusivity(np.array([[3.0, 1.0, 0.0], [0.0, 1.0, 2.0]]), np.array([[0], [2]])).tolist()
    [1.0, 1.0]
    """
    weights = H / np.maximum(H.sum(axis=1, keepdims=True), 1e-300)
    total = weights.sum(axis=0)
    part = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    by_part, by_weight = (_ranks(values.round(9), tops) for values in (part, weights))
    each = 1 / (_EXCLUSIVE / by_part + (1 - _EXCLUSIVE) / by_weight)
    found: FloatArray = each.mean(axis=1)
    return found


def _ranks(values: FloatArray, columns: IntArray) -> FloatArray:
    """Return the rank of some columns among all of their row, ties shared; the highest is 1."""
    ranks: FloatArray = np.empty(columns.shape)
    for row, ordered in enumerate(np.sort(values, axis=1)):
        own = values[row, columns[row]]
        ranks[row] = np.searchsorted(ordered, own) + np.searchsorted(ordered, own, side="right") + 1
    found: FloatArray = ranks / (2 * values.shape[1])
    return found


def relative_error(X: sparse.csr_matrix, W: FloatArray, H: FloatArray) -> float:
    """Return ``‖X - W H‖ / ‖X‖`` (Frobenius), without forming the product."""
    total = float(X.multiply(X).sum())
    return float(np.sqrt(max(misfit(X, W, H, loss="frobenius"), 0.0) / total))


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


def overlaps(tops: IntArray, others: IntArray) -> IntArray:
    """Return how many terms two rows share to each depth, shape (rows, other rows, depth)."""
    same = tops[:, None, :, None] == others[None, :, None, :]
    shared: IntArray = np.diagonal(same.cumsum(axis=2).cumsum(axis=3), axis1=2, axis2=3)
    return shared


def seed_stability(tops: IntArray) -> FloatArray:
    """Return how well each run agrees with the other runs.

    Parameters
    ----------
    tops : ndarray of int, shape (runs, topics, n)
        Columns of the top terms.

    Returns
    -------
    ndarray, shape (runs,)
        Mean over the other runs of the mean Jaccard overlap under the best one-to-one matching;
        in [0, 1].
    """
    runs, topics, _ = tops.shape
    overlap = jaccard(tops.reshape(runs * topics, -1), tops.reshape(runs * topics, -1))
    overlap = overlap.reshape(runs, topics, runs, topics)
    agreement = np.zeros((runs, runs))
    for a in range(runs):
        for b in range(a):
            agreement[a, b] = agreement[b, a] = _matched(overlap[a, :, b])
    others: FloatArray = agreement.sum(axis=1) / (runs - 1)
    return others


def subsample_stability(tops: IntArray) -> FloatArray:
    """Return how well each run on a subsample agrees with the run on all units [4]_.

    Parameters
    ----------
    tops : ndarray of int, shape (runs, topics, n)
        Columns of the top terms, heaviest first; run 0 saw all units.

    Returns
    -------
    ndarray, shape (runs - 1,)
        Average Jaccard overlap (over depths 1 to ``n``) under the best one-to-one matching; in
        [0, 1], 1 only for the same terms in the same order.

    Examples
    --------
    Depths 1, 2 and 3 overlap by 0, 1 and 2/4:

    >>> subsample_stability(np.array([[[0, 1, 2]], [[1, 0, 3]]])).tolist()
    [0.5]
    """
    depth = np.arange(1, tops.shape[2] + 1)
    found = []
    for run in tops[1:]:
        shared = overlaps(tops[0], run)
        found.append(_matched((shared / (2 * depth - shared)).mean(axis=2)))
    return np.array(found)


def _matched(overlap: FloatArray) -> float:
    """Return the mean overlap under the best one-to-one matching."""
    return float(overlap[linear_sum_assignment(overlap, maximize=True)].mean())


def _indicator(tops: IntArray, width: int) -> FloatArray:
    found = np.zeros((len(tops), width))
    np.put_along_axis(found, tops, 1.0, axis=1)
    return found
