"""Which topic of one model is which topic of another: one-to-one, by cosine of term weights.

The pairs are those of the largest total cosine (the Hungarian algorithm), not each topic's
nearest: two topics never share a partner.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from policytopics.arrays import FloatArray, IntArray

__all__ = [
    "FloatArray",
    "IntArray",
    "Matching",
    "cosines",
    "match",
    "match_topics",
    "term_weights",
    "unit_rows",
]


class Matching(NamedTuple):
    """One-to-one partners of topics.

    Attributes
    ----------
    other : ndarray of int, shape (topics,)
        Row of each topic's partner in the other model; -1 where it has none.
    cosine : ndarray of float, shape (topics,)
        Cosine with the partner, 0 to 1; 0 where there is none.
    """

    other: IntArray
    cosine: FloatArray


def cosines(weights: FloatArray, others: FloatArray) -> FloatArray:
    """Return the cosine of every row with every other row; 0 for rows of zeros.

    Parameters
    ----------
    weights, others : ndarray, shape (topics, terms)
        Non-negative, columns in one order.

    Returns
    -------
    ndarray, shape (topics of ``weights``, topics of ``others``)
    """
    return unit_rows(weights) @ unit_rows(others).T


def match(weights: FloatArray, others: FloatArray, *, least: float = 0.0) -> Matching:
    """Return the one-to-one matching of rows with the largest total cosine.

    Parameters
    ----------
    weights, others : ndarray, shape (topics, terms)
        Non-negative, columns in one order; the numbers of rows may differ.
    least : float
        A pair below this cosine counts as unmatched.

    Returns
    -------
    Matching

    Examples
    --------
    Greedy matching would give row 0 its twin and leave row 1 a stranger:

    >>> import numpy as np
    >>> found = match(np.array([[1, 1], [0, 1]]), np.array([[0, 2], [3, 0]]))
    >>> found.other.tolist(), found.cosine.round(3).tolist()
    ([1, 0], [0.707, 1.0])
    """
    similarity = cosines(weights, others)
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    other, cosine = np.full(len(weights), -1), np.zeros(len(weights))
    near = similarity[rows, columns] >= least
    other[rows[near]] = columns[near]
    cosine[rows[near]] = np.clip(similarity[rows, columns][near], 0, 1)
    return Matching(other, cosine)


def match_topics(topics: pd.DataFrame, others: pd.DataFrame, *, least: float = 0.0) -> pd.DataFrame:
    """Return the partner of each topic of one table ``topics`` in another.

    Parameters
    ----------
    topics, others : DataFrame
        Columns topic_id, term, weight. A term that one of them lacks has weight 0 there.
    least : float
        A pair below this cosine counts as unmatched.

    Returns
    -------
    DataFrame
        topic_id (sorted), matched_topic_id (empty: unmatched), match (cosine; NaN: unmatched).
    """
    terms = pd.Index(sorted({*topics["term"], *others["term"]}))
    ids, weights = term_weights(topics, terms)
    other_ids, other_weights = term_weights(others, terms)
    found = match(weights, other_weights, least=least)
    partner = [other_ids[other] if other >= 0 else "" for other in found.other]
    cosine = np.where(found.other >= 0, found.cosine, np.nan)
    return pd.DataFrame({"topic_id": ids, "matched_topic_id": partner, "match": cosine})


def term_weights(topics: pd.DataFrame, terms: pd.Index) -> tuple[list[str], FloatArray]:
    """Return the topic ids, sorted, and their weights over ``terms``, shape (topics, terms)."""
    wide = topics.pivot(index="topic_id", columns="term", values="weight")  # noqa: PD010
    wide = wide.sort_index().reindex(columns=terms).fillna(0.0)
    return list(wide.index), wide.to_numpy(float)


def unit_rows(rows: FloatArray) -> FloatArray:
    """Return the rows at Euclidean length 1; rows of zeros stay."""
    rows = np.asarray(rows, dtype=float)
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: FloatArray = np.divide(rows, norm, out=np.zeros_like(rows), where=norm > 0)
    return scaled
