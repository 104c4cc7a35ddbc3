"""What a sentence's place in its report says of its domain.

In a report a sentence has neighbours, which mostly treat the same thing. The panel's sentences are
coded by their own terms and their neighbours' together; from those codes the instrument, which
sees one sentence at a time, learns more terms than the coded sentences hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policytopics.arrays import BoolArray, FloatArray
from policytopics.domains.shapes import Float32Array, Int64Array
from policytopics.domains.vocabulary import Panel

__all__ = ["Context", "context", "in_context"]

_WITHIN = (4, 0.7)  # sentences to either side in one paragraph, and how their weight falls
_BEYOND = (3, 0.7)  # the same across the paragraph's ends
_OWN, _INSIDE, _OUTSIDE = 1.0, 0.6, 0.4  # weight of the log evidence
_FLOOR = 0.02  # of a probability: a neighbour never excludes a domain
_LETTERS = 60  # terms of a sentence that counts once as a neighbour; a short one counts less

_Shares = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Context:
    """Which sentences are whose neighbours; each row sums to 1, or to 0 without neighbours."""

    inside: sparse.csr_matrix
    outside: sparse.csr_matrix


def context(panel: Panel, terms: Int64Array) -> Context:
    """Return the neighbours of a panel's sentences, which have so many terms each."""
    telling = np.minimum(terms / _LETTERS, 2) + 0.1
    same = panel.paragraph
    return Context(
        _near(panel, telling, *_WITHIN, lambda one, other: same[one] == same[other]),
        _near(panel, telling, *_BEYOND, lambda one, other: same[one] != same[other]),
    )


def in_context(shares: _Shares, around: Context) -> Float32Array:
    """Return the probability of each domain for each sentence, its neighbours heard.

    Parameters
    ----------
    shares : ndarray, shape (sentences, domains)
        By each sentence's own terms.
    around : Context
    """
    usual = shares.mean(axis=0)
    evidence = _OWN * np.log(shares + 1e-9)
    for near, weight in ((around.inside, _INSIDE), (around.outside, _OUTSIDE)):
        heard = near @ shares
        alone = np.asarray(near.sum(axis=1)).ravel() == 0
        heard[alone] = usual
        evidence += weight * (np.log(heard + _FLOOR) - np.log(usual + _FLOOR))
    raised = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    found: Float32Array = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return found


def _near(
    panel: Panel,
    telling: FloatArray,
    reach: int,
    fall: float,
    wanted: Callable[[Int64Array, Int64Array], BoolArray],
) -> sparse.csr_matrix:
    """Return the weights of neighbours up to ``reach`` sentences away in the same document."""
    number = len(panel.texts)
    pairs, weights = [], []
    for distance in range(1, reach + 1):
        one = np.arange(number - distance)
        other = one + distance
        kept = (panel.document[one] == panel.document[other]) & wanted(one, other)
        one, other = one[kept], other[kept]
        pairs += [(one, other), (other, one)]
        weights += [fall ** (distance - 1) * telling[each] for each in (other, one)]
    rows, columns = (np.concatenate(each) for each in zip(*pairs, strict=True))
    near = sparse.csr_matrix((np.concatenate(weights), (rows, columns)), shape=(number, number))
    total = np.asarray(near.sum(axis=1)).ravel()
    scaled = sparse.diags(1 / np.where(total > 0, total, 1)) @ near
    return scaled.tocsr().astype(np.float32)
