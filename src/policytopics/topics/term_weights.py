"""What topics say of the text: each unit's shares of them, and the terms that tell them apart.

A fit's own ranking of terms is unsteady: a few short units full of one term move it. So terms are
weighed anew on the units that a topic holds: a term's weight is how much more of it the topic's
text has than all text. The fit still decides which units these are. (``benchmarks/peers``: the same
fits, so told, are more coherent on every corpus, at much the same stability, and nearer to planted
topics.)
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from policytopics.matching import FloatArray
from policytopics.study.topics import TopicsSettings
from policytopics.topics.factorize import project, shares
from policytopics.topics.matrix import Matrix

__all__ = ["WeightedTopics", "excess", "weigh_terms"]

_NOTHING = 1e-9  # what differs in the last bits only


class WeightedTopics(NamedTuple):
    """A model, with its shares of all units and its weights of terms.

    Attributes
    ----------
    H : ndarray, shape (topics, terms)
        As fitted.
    shares : ndarray, shape (units, topics)
        Rows sum to 1; NaN for units that hold no term of any topic.
    weights : ndarray, shape (topics, terms)
        Of the terms, rows sum to 1.
    """

    H: FloatArray
    shares: FloatArray
    weights: FloatArray


def weigh_terms(matrix: Matrix, H: FloatArray, settings: TopicsSettings) -> WeightedTopics:
    """Return each unit's shares of topics, and each topic's weights of terms.

    Parameters
    ----------
    matrix : Matrix
    H : ndarray, shape (topics, terms)
        Topics as fitted; one without any term has no share of any unit.
    settings : TopicsSettings
        Gives the loss by which units are projected.

    Returns
    -------
    WeightedTopics
        Shares of all units; weights are counted on the units that the model is fitted on.
    """
    W = project(matrix.weights, H, loss=settings.loss)
    mass = W[matrix.fitted] * H.sum(axis=1)
    over = excess(matrix.counts[matrix.fitted], mass)
    # A topic without text (but for last bits), or of all text alike, keeps the weights of its fit.
    told = over.any(axis=1) & (mass.sum(axis=0) > _NOTHING * mass.sum())
    weights = np.where(told[:, None], over, H)
    total = np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)  # 0 of an empty topic
    return WeightedTopics(H, shares(W, H), weights / total)


def excess(counts: sparse.csr_matrix, mass: FloatArray) -> FloatArray:
    """Return how much more of each term a topic's text has than all text; 0 if it has less.

    Parameters
    ----------
    counts : csr_matrix, shape (units, terms)
        Occurrences; every term stands in some unit.
    mass : ndarray, shape (units, topics)
        How much of each topic a unit holds.

    Returns
    -------
    ndarray, shape (topics, terms)

    Notes
    -----
    Text is measured by ``√(count · (1 + ln(n / units with the term)))``, averaged over units by
    their mass of the topic, less the plain average. The root tempers bursts and rarity alike. Units
    are not scaled to one length: long units tell more. Nor are they balanced by region: what a
    topic is was settled by the fit, and a rare region's few units would only add their noise.

    Examples
    --------
    The first unit is all of the topic; a term of both units tells nothing of it:

    >>> counts = sparse.csr_matrix([[1.0, 4.0, 0.0], [1.0, 0.0, 1.0]])
    >>> excess(counts, np.array([[1.0], [0.0]])).round(3).tolist()
    [[0.0, 1.301, 0.0]]
    """
    n = counts.shape[0]
    rarity = 1 + np.log(n / np.bincount(counts.indices, minlength=counts.shape[1]))
    text = counts.copy()
    text.data = np.sqrt(counts.data * rarity[counts.indices])
    total = np.maximum(mass.sum(axis=0), 1e-300)
    within = np.asarray(text.T @ mass).T / total[:, None]
    over = within - np.asarray(text.mean(axis=0)).ravel()
    found: FloatArray = np.where(over > _NOTHING, over, 0.0)
    return found
