"""Typical units of each topic: what a reader is shown as its example.

A large share alone makes no example. A unit of few kept terms belongs to one topic by a single
common word, said twice; so a unit is the more typical, the nearer its own terms come to the topic's
(cosine), the more terms carry that, and the more its policy domains are those of the topic's text.
"""

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.matching import FloatArray, term_weights, unit_rows
from policytopics.topics.composition import wide_shares
from policytopics.topics.matrix import count

__all__ = ["typical_units"]

_EXEMPLARS = 10
_CONSIDERED = 300  # units of a topic, by share and length
_CARRIED = 3  # terms that must carry an example


def typical_units(
    units: pd.DataFrame,
    unit_topics: pd.DataFrame,
    topics: pd.DataFrame,
    unit_domains: pd.DataFrame,
    composition: pd.DataFrame,
) -> dict[str, list[str]]:
    """Return up to ten typical units of each topic, the best of every region first.

    Parameters
    ----------
    units, unit_topics, topics, unit_domains, composition : DataFrame
        As the tables; rows in any order.

    Returns
    -------
    dict
        Topic id → unit ids. A unit that fewer than three of the topic's terms carry is none, unless
        all are such; one less than half as typical as the best is left out.
    """
    rows = _considered(units, unit_topics)
    terms = pd.Index(sorted(set(topics["term"])))
    ids, weights = term_weights(topics, terms)
    chosen = units[units["unit_id"].isin(rows["unit_id"])]
    counts = count(chosen["tokens"], list(terms))
    unit = pd.Index(chosen["unit_id"]).get_indexer(pd.Index(rows["unit_id"]))
    topic = pd.Index(ids).get_indexer(pd.Index(rows["topic_id"]))
    cosine, effective, carrying = _fit(counts[unit], sparse.csr_matrix(unit_rows(weights))[topic])
    alike = _alike(rows, unit_domains, composition)
    rows["typical"] = (rows["typical"] * cosine * (1 - 1 / effective) * alike).round(6)
    enough = pd.Series(carrying >= _CARRIED, rows.index)
    rows = rows[enough | ~enough.groupby(rows["topic_id"]).transform("any")]
    best = rows.groupby("topic_id")["typical"].transform("max")
    rows = rows[rows["typical"] >= best / 2].sort_values(
        ["typical", "unit_id"], ascending=[False, True]
    )
    rows["turn"] = rows.groupby(["topic_id", "region_id"]).cumcount()
    rows = rows.sort_values("turn", kind="stable")
    return {
        str(topic): list(ids[:_EXEMPLARS]) for topic, ids in rows.groupby("topic_id")["unit_id"]
    }


def _considered(units: pd.DataFrame, unit_topics: pd.DataFrame) -> pd.DataFrame:
    """Return the units of largest share and usual length of each topic, with ``typical``."""
    middle = max(float(units["n_tokens"].median()), 1.0)
    usual = np.exp(-np.abs(np.log(units["n_tokens"].clip(lower=1).astype(float) / middle)))
    about = units[["unit_id", "region_id"]].assign(usual=usual)
    rows = unit_topics.merge(about, on="unit_id")
    rows["typical"] = (rows["share"] * rows["usual"]).round(6)
    rows = rows.sort_values(["topic_id", "typical", "unit_id"], ascending=[True, False, True])
    return rows.groupby("topic_id").head(_CONSIDERED).reset_index(drop=True)


def _fit(
    counts: sparse.csr_matrix, weights: sparse.csr_matrix
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return how well each unit's terms fit its topic.

    Parameters
    ----------
    counts : csr_matrix, shape (rows, terms)
        Occurrences in the unit of each row.
    weights : csr_matrix, shape (rows, terms)
        Of the terms in the topic of each row, rows of length 1.

    Returns
    -------
    cosine, effective, carrying : ndarray, shape (rows,)
        Cosine of the roots of counts with the weights; the effective number of terms that carry it
        (inverse of Simpson's index, 1 at least); the number of the unit's terms in the topic.
    """
    roots = counts.sqrt()
    length = np.maximum(np.sqrt(np.asarray(counts.sum(axis=1)).ravel()), 1e-300)
    carried = roots.multiply(weights).tocsr()
    total = np.asarray(carried.sum(axis=1)).ravel()
    squares = np.asarray(carried.multiply(carried).sum(axis=1)).ravel()
    effective = np.maximum(
        np.divide(total**2, squares, out=np.ones_like(total), where=squares > 0), 1
    )
    carrying = np.asarray((carried > 0).sum(axis=1)).ravel()
    return total / length, effective, carrying


def _alike(rows: pd.DataFrame, unit_domains: pd.DataFrame, composition: pd.DataFrame) -> FloatArray:
    """Return how much of a unit is of the domains of its topic: the inner product of shares."""
    chosen = unit_domains[unit_domains["unit_id"].isin(rows["unit_id"])]
    of_units = wide_shares(chosen, "domain_id")
    of_topics = composition.pivot(index="topic_id", columns="domain_id", values="share")  # noqa: PD010
    of_topics = of_topics.reindex(columns=of_units.columns)
    pairs = (
        of_units.reindex(rows["unit_id"]).to_numpy(float),
        of_topics.reindex(rows["topic_id"]).to_numpy(float),
    )
    product: FloatArray = np.einsum("ij,ij->i", *map(np.nan_to_num, pairs))
    return product
