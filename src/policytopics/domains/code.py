"""Coding sentences: which policy domain each one mainly promises action in.

The evidence for a domain is linear in a sentence's terms; calibration turns it into probabilities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from policytopics.arrays import FloatArray
from policytopics.domains.shapes import Float32Array
from policytopics.domains.terms import TermFinder, apart, weighted
from policytopics.domains.weights import Weights

__all__ = ["NONE", "Coder", "code", "probabilities", "softmax"]

NONE = "none"  # general goals, slogans, mixed lists: a category of its own
_LISTED = 5  # deciding terms of a sentence
_AT_ONCE = 4_000  # sentences

_Real = TypeVar("_Real", bound=np.floating[Any])


@dataclass(frozen=True)
class Coder:
    """Weights, ready to code with.

    Attributes
    ----------
    weights : Weights
    names : frozenset of str
        Names of places and firms that must not decide.
    words : frozenset of str
        What a reader takes for a whole word: where any of them decided, parts of words are not
        told.
    """

    weights: Weights
    names: frozenset[str]
    words: frozenset[str] = frozenset()

    @cached_property
    def terms(self) -> TermFinder:
        """The terms, ready to be found."""
        return TermFinder(self.weights.terms, self.names)

    @cached_property
    def matrix(self) -> Float32Array:
        """The weights, shape (terms, domains)."""
        return self.weights.matrix

    def features(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return the weighted terms of texts, shape (texts, terms)."""
        return weighted(self.terms.count(texts), self.weights.rarity)


def probabilities(coder: Coder, texts: Sequence[str]) -> FloatArray:
    """Return the calibrated probability of each domain for each text.

    Parameters
    ----------
    coder : Coder
    texts : sequence of str
        Sentences.

    Returns
    -------
    ndarray, shape (texts, domains)
        Rows sum to 1.
    """
    parts = [
        calibrated(coder.weights, coder.matrix, coder.features(texts[at : at + _AT_ONCE]))
        for at in range(0, len(texts), _AT_ONCE)
    ]
    return np.concatenate([np.empty((0, len(coder.weights.domains))), *parts])


def calibrated(weights: Weights, matrix: Float32Array, features: sparse.csr_matrix) -> FloatArray:
    """Return the probabilities of texts with these weighted terms."""
    number = np.diff(features.indptr)
    slope = weights.slope[0] + weights.slope[1] * np.log1p(number)
    evidence = np.asarray(features @ matrix, dtype=np.float64) + weights.usual
    shares = softmax(evidence * slope[:, None] + weights.offset)
    shares[number == 0] = np.eye(len(weights.domains))[-1]  # nothing is said: none
    return shares


def softmax(evidence: npt.NDArray[_Real]) -> npt.NDArray[_Real]:
    """Return exponentials that sum to 1 in each row.

    Examples
    --------
    >>> softmax(np.log([[1.0, 3.0]])).round(2).tolist()
    [[0.25, 0.75]]
    """
    raised = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    found: npt.NDArray[_Real] = raised / raised.sum(axis=1, keepdims=True)
    return found


def code(coder: Coder, texts: Iterable[str]) -> pd.DataFrame:
    """Return the domain of each text, and what decided.

    Parameters
    ----------
    coder : Coder
    texts : iterable of str
        One sentence each.

    Returns
    -------
    DataFrame
        Columns line (from 1), domain, share (its probability), second, second_share, terms (up to
        five that speak most for the domain against the second, joined by ``|``). A text without
        letters is `none`, with share 1 and no second.
    """
    sentences = [*texts]
    parts = [
        _coded(coder, sentences[at : at + _AT_ONCE]) for at in range(0, len(sentences), _AT_ONCE)
    ]
    columns = ["domain", "share", "second", "second_share", "terms"]
    table = pd.concat(parts or [pd.DataFrame(columns=columns)], ignore_index=True)
    table.insert(0, "line", np.arange(1, len(table) + 1))
    return table


def _coded(coder: Coder, texts: Sequence[str]) -> pd.DataFrame:
    features = coder.features(texts)
    shares = calibrated(coder.weights, coder.matrix, features)
    order = np.argsort(-shares, axis=1, kind="stable")[:, :2]
    names, rows = np.array(coder.weights.domains, dtype=object), np.arange(len(texts))
    table = pd.DataFrame(
        {
            "domain": names[order[:, 0]],
            "share": shares[rows, order[:, 0]].round(4),
            "second": names[order[:, 1]],
            "second_share": shares[rows, order[:, 1]].round(4),
            "terms": ["|".join(each) for each in deciding(coder, features, order)],
        }
    )
    silent = np.diff(features.indptr) == 0
    said = {"domain": NONE, "share": 1.0, "second": "", "second_share": 0.0}
    return table.assign(**{name: table[name].mask(silent, value) for name, value in said.items()})


def deciding(
    coder: Coder, features: sparse.csr_matrix, order: npt.NDArray[np.intp]
) -> list[list[str]]:
    """Return, for each text, the terms that speak most for its first domain against its second."""
    found = []
    for row, (first, second) in enumerate(order):
        cells = slice(features.indptr[row], features.indptr[row + 1])
        terms = features.indices[cells]
        gain = features.data[cells] * (coder.matrix[terms, first] - coder.matrix[terms, second])
        best = [terms[at] for at in np.argsort(-gain, kind="stable") if gain[at] > 0]
        spelt = [coder.weights.terms[at] for at in best]
        whole = [term for term in spelt if term in coder.words]
        found.append(apart(whole or spelt, _LISTED))
    return found
