"""From an ensemble to the final topics, their shares in every unit, and how sure they are.

Topics that few members know are left out, the others clustered, and the median of each cluster is
the consensus (as cNMF [1]_). A last fit on all units starts from it. Terms' weights and units'
shares are then the mean over the last fit and the members that know the topic: what one fit says of
a unit by chance, the others do not. (``benchmarks/peers``: differences between regions are found
again in 80 % of the units by r = .77 to .82 in the last fit alone, .82 to .85 in the mean. The
reference member, which starts exactly, in place of the consensus: .73 to .84.) Between ensembles
with other seeds the consensus agrees by .73 to 1.0, single random fits by .39 to .52.

References
----------
.. [1] D. Kotliar et al. (2019). Identifying gene expression programs of cell-type identity and
   cellular activity with single-cell RNA-Seq. eLife 8:e43803. doi:10.7554/eLife.43803
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.matching import FloatArray, IntArray, match, unit_rows
from policytopics.member_shares import MemberShares
from policytopics.problems import Problem, ProblemsError
from policytopics.study.topics import TopicsSettings
from policytopics.topics.describe import assess, describe, mass
from policytopics.topics.ensemble import TextArray, cluster, distances
from policytopics.topics.factorize import Factors, fit, project, reproducibly
from policytopics.topics.matrix import Matrix
from policytopics.topics.quality import top_terms
from policytopics.topics.term_weights import WeightedTopics, weigh_terms

__all__ = ["Settled", "agree", "polish", "settle"]

_LIKE = 0.5  # cosine below which two topics are no versions of one another
_NEAREST = 0.3  # part of the members that must know a topic (as in cNMF)
_MEMBERS = 50  # members whose shares are written


class Settled(NamedTuple):
    """The final topics.

    Attributes
    ----------
    topics, quality, unit_topics : DataFrame
        As the tables ``topics``, ``topic_quality``, ``unit_topics``.
    members : MemberShares
        Of the final topics, by at most 50 members.
    n_dropped : int
        Units without a share: they hold no term of any topic.
    """

    topics: pd.DataFrame
    quality: pd.DataFrame
    unit_topics: pd.DataFrame
    members: MemberShares
    n_dropped: int


def settle(matrix: Matrix, H: FloatArray, settings: TopicsSettings) -> Settled:
    """Return the final topics of an ensemble.

    Parameters
    ----------
    matrix : Matrix
    H : ndarray, shape (runs, topics, terms)
        The ensemble's topics, rows of length 1, columns as the matrix's.
    settings : TopicsSettings

    Returns
    -------
    Settled

    Raises
    ------
    ProblemsError
        If the ensemble does not belong to the matrix, or holds NaN or infinite weights.
    """
    _check(H, matrix)
    H = _filled(H)
    with reproducibly():
        last = weigh_terms(matrix, polish(matrix.to_fit(), agree(H), settings), settings)
        members = [weigh_terms(matrix, member, settings) for member in H[:_MEMBERS]]
    mean = _mean(last, members)
    order = _canonical(mean.weights, mass(matrix, mean.shares), matrix.terms)
    final = WeightedTopics(mean.H[order], mean.shares[:, order], mean.weights[order])
    ids = np.array([f"t{number:02d}" for number in range(1, len(order) + 1)])
    rows = _presentation_order(matrix.units, final.shares)
    unit_ids = matrix.units["unit_id"].to_numpy(str)[rows]
    return Settled(
        topics=describe(matrix, final.weights, ids),
        quality=assess(matrix, final, members, ids),
        unit_topics=_long(final.shares[rows], unit_ids, ids),
        members=MemberShares(
            shares=_matched(final, members)[:, rows].round(6).astype(np.float32),
            unit_ids=unit_ids,
            topic_ids=ids,
        ),
        n_dropped=matrix.n_dropped + len(final.shares) - len(rows),
    )


def _check(H: FloatArray, matrix: Matrix) -> None:
    """Raise if the ensemble was damaged, or fitted to another matrix."""
    fix = "delete the file, or the results of topics, and run again: it is made anew"
    if H.ndim != 3 or H.shape[2] != len(matrix.terms):
        what = f"has the shape {H.shape}; members × topics × {len(matrix.terms)} terms are needed"
        raise ProblemsError([Problem("topics/ensemble.npz", what, fix)])
    if wrong := int((~np.isfinite(H)).sum()):
        what = f"{wrong} of {H.size} weights are NaN or infinite"
        raise ProblemsError([Problem("topics/ensemble.npz", what, fix)])


def _filled(H: FloatArray) -> FloatArray:
    """Return the members with as many topics as the fullest has that are not empty.

    What a member has fewer stays empty; no version of another topic can be like it.
    """
    empty = ~H.any(axis=2)
    if not empty.any():
        return H
    most = int((~empty).sum(axis=1).max())
    order = np.argsort(empty, axis=1, kind="stable")[:, :most]
    return np.take_along_axis(H, order[:, :, None], axis=1)


def agree(H: FloatArray) -> FloatArray:
    """Return the consensus of an ensemble: the median of each cluster of its members' topics.

    Parameters
    ----------
    H : ndarray, shape (runs, topics, terms)
        Rows of length 1.

    Returns
    -------
    ndarray, shape (topics, terms)
        Rows of length 1.

    Notes
    -----
    A topic that few members know is left out before: one whose mean cosine distance to its nearest
    versions, as many as 30 % of the members, is above 0.5. All stay if too few would remain.

    Examples
    --------
    Two members agree, the third has lost the second topic:

    >>> H = np.array([[[1, 0, 0], [0, 1, 0]], [[0, 1, 0], [1, 0, 0]], [[1, 0, 0], [0, 0, 1.0]]])
    >>> agree(H).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    runs, topics, terms = H.shape
    rows = H.reshape(-1, terms)
    apart = distances(rows)
    nearest = np.sort(apart, axis=1)[:, 1 : 1 + max(1, int(_NEAREST * runs))]
    known = nearest.mean(axis=1) <= 1 - _LIKE
    if known.sum() < topics:
        known[:] = True
    rows, labels = rows[known], cluster(apart[np.ix_(known, known)], topics)
    return unit_rows(np.array([_median(rows[labels == number]) for number in range(topics)]))


def _median(versions: FloatArray) -> FloatArray:
    median: FloatArray = np.median(versions, axis=0)
    # Where versions share no term, the median is nothing.
    return median if median.any() else versions.mean(axis=0)


def polish(X: sparse.csr_matrix, start: FloatArray, settings: TopicsSettings) -> FloatArray:
    """Return the topics of a last fit on all units.

    Parameters
    ----------
    X : csr_matrix, shape (units, terms)
    start : ndarray, shape (topics, terms)
    settings : TopicsSettings

    Returns
    -------
    ndarray, shape (topics, terms)
        Rows sum to 1; no more than in ``start``: topics without a term are left out.
    """
    H = fit(
        X,
        Factors(project(X, start, loss=settings.loss), start),
        loss=settings.loss,
        max_iterations=settings.max_iterations,
        tolerance=settings.tolerance,
    ).H
    # A topic that the last fit gives up keeps its start; one that had nothing from the start goes.
    H = np.where(H.any(axis=1, keepdims=True), H, start)
    H = H[H.any(axis=1)]
    weights: FloatArray = H / H.sum(axis=1, keepdims=True)
    return weights


def _mean(last: WeightedTopics, members: Sequence[WeightedTopics]) -> WeightedTopics:
    """Return weights and shares averaged over the last fit and the members that know a topic."""
    weights, shares = last.weights.copy(), last.shares.copy()
    knowing = np.ones(len(last.H))
    for member in members:
        partner = match(last.H, member.H, least=_LIKE).other
        known = partner >= 0
        own = member.shares[:, partner[known]]
        weights[known] += member.weights[partner[known]]
        # A unit of which this member knows no term: it adds nothing to what the last fit says.
        shares[:, known] += np.where(np.isnan(own), last.shares[:, known], own)
        knowing[known] += 1
    shares /= knowing
    shares /= shares.sum(axis=1, keepdims=True)
    return WeightedTopics(last.H, shares, weights / knowing[:, None])


def _canonical(topics: FloatArray, size: FloatArray, terms: tuple[str, ...]) -> list[int]:
    """Return the topics' order: by falling mass, ties by the heaviest term."""
    first = [terms[column] for column in top_terms(topics, 1)[:, 0]]
    return sorted(range(len(topics)), key=lambda topic: (-size[topic].round(9), first[topic]))


def _presentation_order(units: pd.DataFrame, held: FloatArray) -> IntArray:
    """Return the rows with shares, by document and order in it."""
    order = np.lexsort((units["order"].to_numpy(int), units["document_id"].to_numpy(str)))
    kept: IntArray = order[~np.isnan(held[order, 0])]
    return kept


def _matched(final: WeightedTopics, members: Sequence[WeightedTopics]) -> FloatArray:
    """Return the members' shares in the final topics' order; NaN for topics that they lack."""
    matched = []
    for member in members:
        partner = match(final.H, member.H, least=_LIKE).other
        own = member.shares[:, partner]
        # A unit of which this member knows no term: it adds nothing to what the final model says.
        own = np.where(np.isnan(own), final.shares, own)
        own[:, partner < 0] = np.nan
        matched.append(own)
    return np.array(matched)


def _long(held: FloatArray, unit_ids: TextArray, ids: TextArray) -> pd.DataFrame:
    """Return the table ``unit_topics``; rounded so that each unit's shares still sum to 1."""
    rounded = held.round(6)
    largest = rounded.argmax(axis=1)
    rounded[np.arange(len(rounded)), largest] += 1 - rounded.sum(axis=1)
    return pd.DataFrame(
        {
            "unit_id": np.repeat(unit_ids, len(ids)),
            "topic_id": np.tile(ids, len(unit_ids)),
            "share": rounded.ravel(),
        }
    )
