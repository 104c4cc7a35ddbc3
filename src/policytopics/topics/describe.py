"""What is said of the final topics: their terms, their mass, how sure they are."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from policytopics.matching import FloatArray, match
from policytopics.tables.topics import QUALITY_FLAGS
from policytopics.topics.coherence import count_cooccurrence, npmi
from policytopics.topics.ensemble import TextArray
from policytopics.topics.matrix import Matrix
from policytopics.topics.quality import jaccard, top_terms
from policytopics.topics.term_weights import WeightedTopics

__all__ = ["assess", "describe", "frex", "mass"]

_LISTED = 200  # terms a topic lists
_DECIMALS = 8  # as weights are written
_UNSTABLE, _ONE_DOCUMENT, _ONE_REGION = 0.5, 0.5, 0.6
_REGIONS = 3  # of two regions, one must hold half of a topic


def frex(weights: FloatArray, counts: FloatArray, frequency: float = 0.5) -> FloatArray:
    """Return FREX: the harmonic mean of a term's frequency and exclusivity ranks in each topic.

    Parameters
    ----------
    weights : ndarray, shape (topics, terms)
        Rows sum to 1.
    counts : ndarray, shape (terms,)
        Occurrences of each term.
    frequency : float
        Weight of frequency against exclusivity.

    Returns
    -------
    ndarray, shape (topics, terms)
        In (0, 1].

    Notes
    -----
    As R's ``stm``: exclusivity is the topic's part of the term's total weight, shrunk towards an
    even spread by James and Stein's rule the more, the rarer the term. Ties share their mean rank.

    References
    ----------
    J. M. Bischof, E. M. Airoldi (2012). Summarizing topical content with word frequency and
    exclusivity. ICML. J. Hausser, K. Strimmer (2009). Entropy inference and the James-Stein
    estimator. JMLR 10, 1469.

    Examples
    --------
    Both terms are equally heavy in topic 0, but the second is topic 1's as well:

    >>> frex(np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5]]), np.array([9, 9, 9])).round(3).tolist()
    [[0.909, 0.741, 0.333], [0.333, 0.741, 0.909]]
    """
    total = weights.sum(axis=0)
    even = 1 / len(weights)
    part = np.divide(weights, total, out=np.full_like(weights, even), where=total > 0)
    spread = np.sum((part - even) ** 2, axis=0)
    noise = (1 - np.sum(part**2, axis=0)) / np.maximum(counts - 1, 1e-12)
    shrink = np.clip(np.divide(noise, spread, out=np.ones_like(spread), where=spread > 0), 0, 1)
    exclusive = shrink * even + (1 - shrink) * part
    # Rounded, so that the last bits cannot part what is tied.
    by_exclusivity = rankdata(exclusive.round(9), axis=1) / weights.shape[1]
    by_frequency = rankdata(weights.round(9), axis=1) / weights.shape[1]
    mean: FloatArray = 1 / (frequency / by_frequency + (1 - frequency) / by_exclusivity)
    return mean


def mass(matrix: Matrix, held: FloatArray) -> FloatArray:
    """Return each topic's share of the text fitted on, token-weighted."""
    text: FloatArray = _spoken(matrix, held).sum(axis=0)
    share: FloatArray = text / text.sum()
    return share


def describe(matrix: Matrix, topics: FloatArray, ids: TextArray) -> pd.DataFrame:
    """Return the table ``topics``.

    Parameters
    ----------
    matrix : Matrix
    topics : ndarray, shape (topics, terms)
        Rows sum to 1.
    ids : ndarray of str, shape (topics,)

    Returns
    -------
    DataFrame
        Up to 200 terms of a topic, with lift (weight over the term's rate in all units) and `frex`.
    """
    counts = np.asarray(matrix.counts.sum(axis=0)).ravel()
    exclusive, lift = frex(topics, counts), topics * counts.sum() / counts
    terms = np.array(matrix.terms)
    tables = []
    for topic, columns in enumerate(top_terms(topics, _LISTED)):
        listed = columns[topics[topic, columns].round(_DECIMALS) > 0]
        tables.append(
            pd.DataFrame(
                {
                    "topic_id": ids[topic],
                    "term": terms[listed],
                    "weight": topics[topic, listed],
                    "rank": np.arange(1, len(listed) + 1),
                    "frex": exclusive[topic, listed],
                    "lift": lift[topic, listed],
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def assess(
    matrix: Matrix, final: WeightedTopics, members: Sequence[WeightedTopics], ids: TextArray
) -> pd.DataFrame:
    """Return the table ``topic_quality``.

    Parameters
    ----------
    matrix : Matrix
    final : WeightedTopics
        Of the final topics.
    members : sequence of WeightedTopics
        Of the ensemble's, for the topics' stability.
    ids : ndarray of str, shape (topics,)
    """
    text, fitted = _spoken(matrix, final.shares), matrix.units[matrix.fitted]
    by_document = _parts_of(text, fitted["document_id"])
    by_region = _parts_of(text, fitted["region_id"])
    tops = top_terms(final.weights)
    quality = pd.DataFrame(
        {
            "topic_id": ids,
            "mass": mass(matrix, final.shares),
            "coherence": npmi(count_cooccurrence(matrix.presence(), tops).of(tops)),
            "stability": _stability(final, members),
            "largest_document_share": by_document.max().to_numpy(),
            "largest_document_id": by_document.idxmax().to_numpy(),
        }
    )
    one_region = (by_region.max() > _ONE_REGION).to_numpy() & (len(by_region) >= _REGIONS)
    unstable = quality["stability"] < _UNSTABLE
    one_document = quality["largest_document_share"] > _ONE_DOCUMENT
    raised = np.array([unstable, one_document, one_region]).T
    lists = [[flag for flag, up in zip(QUALITY_FLAGS, row, strict=True) if up] for row in raised]
    return quality.assign(flags=pd.Series(lists, dtype=object))


def _spoken(matrix: Matrix, held: FloatArray) -> FloatArray:
    """Return tokens of each fitted unit given to each topic, shape (units, topics)."""
    tokens = matrix.units["n_tokens"].to_numpy(float)[matrix.fitted]
    given: FloatArray = np.nan_to_num(held[matrix.fitted]) * tokens[:, None]
    return given


def _parts_of(text: FloatArray, owner: pd.Series) -> pd.DataFrame:
    """Return each owner's part of each topic's text; owners sorted, columns are topics."""
    parts: pd.DataFrame = pd.DataFrame(text).groupby(owner.to_numpy(str), sort=True).sum()
    parts = parts / np.maximum(parts.sum().to_numpy(), 1e-300)
    return parts.round(9)  # so that the last bits cannot part equal documents


def _stability(final: WeightedTopics, members: Sequence[WeightedTopics]) -> FloatArray:
    """Return each topic's mean Jaccard overlap with its partners in the members."""
    tops, overlaps = top_terms(final.weights), []
    for member in members:
        partner = match(final.H, member.H).other
        overlaps.append(np.diag(jaccard(tops, top_terms(member.weights)[partner])))
    stability: FloatArray = np.mean(overlaps, axis=0)
    return stability
