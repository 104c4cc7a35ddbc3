"""Learning weights of terms from a few coded sentences and many that nobody coded.

1. Ridge regression of the codes on the coded sentences' terms and on their coordinates (`embed`).
2. The panel's sentences are coded by it, their neighbours heard (`in_context`).
3. Ridge regression on coded sentences and the panel's together; then 2 and 3 once more.

Coordinates are sums over terms, so the weights on them are weights of terms in the end: the
instrument stays one number per term and domain.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from policytopics.domains.code import softmax
from policytopics.domains.context import Context, in_context
from policytopics.domains.shapes import Float32Array, Int64Array

__all__ = ["Learnt", "Space", "Taught", "learn", "space_of", "targets", "taught"]

_COORDINATES = 0.6  # weight of a sentence's coordinates beside its own terms
_SECOND = 0.3  # of a second code in the target
_PENALTY, _PENALTY_HEARD = 0.15, 0.03  # by coded sentences alone; with the panel's
_HEARD = 0.19  # of a coded sentence's weight, that a sentence coded in context has
_SHARP = 12.0  # evidence of ridge regression → log probability, before calibration
_ROUNDS = 2


@dataclass(frozen=True)
class Space:
    """The features of a regression: some terms as they are, and coordinates of all.

    Attributes
    ----------
    direct : ndarray of int
        Terms with a feature of their own.
    coordinates : ndarray of float32, shape (terms, dimensions)
    """

    direct: Int64Array
    coordinates: Float32Array

    def features(self, matrix: sparse.csr_matrix) -> Float32Array:
        """Return the features of sentences, shape (sentences, direct + dimensions)."""
        own = np.sqrt(1 - _COORDINATES) * matrix[:, self.direct].toarray()
        rest = np.sqrt(_COORDINATES) * (matrix @ self.coordinates)
        found: Float32Array = np.hstack([own, rest]).astype(np.float32)
        return found

    def unfold(self, weights: npt.NDArray[np.floating]) -> Float32Array:
        """Return weights of features as weights of terms, shape (terms, domains)."""
        own, rest = np.split(weights, [len(self.direct)])
        found = np.sqrt(_COORDINATES) * (self.coordinates @ rest)
        found[self.direct] += np.sqrt(1 - _COORDINATES) * own
        unfolded: Float32Array = found.astype(np.float32)
        return unfolded


def space_of(matrix: sparse.csr_matrix, coordinates: Float32Array, *, direct: int) -> Space:
    """Return the space in which the most frequent terms have features of their own.

    Parameters
    ----------
    matrix : csr_matrix, shape (sentences, terms)
        The panel's weighted terms.
    coordinates : ndarray, shape (terms, dimensions)
    direct : int
        Terms with a feature of their own.
    """
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    chosen = np.sort(np.argsort(-frequency, kind="stable")[:direct])
    some = matrix[:: max(1, matrix.shape[0] // 20_000)] @ coordinates
    size = np.sqrt(np.square(some).sum(axis=1).mean())
    return Space(chosen, (coordinates / max(float(size), 1e-9)).astype(np.float32))


@dataclass(frozen=True)
class Taught:
    """The panel's sentences as they enter the regression.

    Attributes
    ----------
    matrix : csr_matrix
        All sentences' weighted terms.
    around : Context
    rows : ndarray of int
        Those that enter: long enough to be about something.
    gram : ndarray of float32
        Mean product of their features.
    """

    matrix: sparse.csr_matrix
    around: Context
    rows: Int64Array
    gram: Float32Array


def taught(matrix: sparse.csr_matrix, around: Context, rows: Int64Array, space: Space) -> Taught:
    """Return the panel prepared for `learn`."""
    own = matrix[rows][:, space.direct]
    rest = matrix[rows] @ space.coordinates
    # Sparse products: most sentences have a hundredth of the terms.
    terms, mixed = (own.T @ own).toarray(), own.T @ rest
    blocks = [
        [(1 - _COORDINATES) * terms, np.sqrt(_COORDINATES * (1 - _COORDINATES)) * mixed],
        [np.sqrt(_COORDINATES * (1 - _COORDINATES)) * mixed.T, _COORDINATES * (rest.T @ rest)],
    ]
    mean: Float32Array = (np.block(blocks) / max(len(rows), 1)).astype(np.float32)
    return Taught(matrix, around, rows, mean)


def targets(first: Int64Array, second: Int64Array, number: int) -> Float32Array:
    """Return what the regression is to find, shape (sentences, domains).

    Parameters
    ----------
    first, second : ndarray of int
        Codes; a second of -1: none.
    number : int
        Domains.

    Examples
    --------
    >>> targets(np.array([0, 1]), np.array([1, -1]), 2).round(1).tolist()
    [[0.699999988079071, 0.30000001192092896], [0.0, 1.0]]
    """
    wanted = np.eye(number, dtype=np.float32)[first]
    both = second >= 0
    wanted[both] *= 1 - _SECOND
    wanted[both, second[both]] += _SECOND
    return wanted


@dataclass(frozen=True)
class Learnt:
    """Weights of terms, shape (terms, domains), and the usual shares, shape (domains,)."""

    weights: Float32Array
    usual: Float32Array

    def evidence(self, matrix: sparse.csr_matrix) -> Float32Array:
        """Return the evidence for each domain, before calibration."""
        found: Float32Array = np.asarray(matrix @ self.weights) + self.usual
        return found


def learn(
    matrix: sparse.csr_matrix,
    wanted: Float32Array,
    space: Space,
    panel: Taught | None = None,
    *,
    start: Float32Array | None = None,
) -> Learnt:
    """Return weights learnt from coded sentences and, if there is one, a panel.

    Parameters
    ----------
    matrix : csr_matrix, shape (coded sentences, terms)
        Their weighted terms.
    wanted : ndarray, shape (coded sentences, domains)
        From `targets`.
    space : Space
    panel : Taught, optional
    start : ndarray, shape (panel's sentences, domains), optional
        What is known of the panel's sentences beforehand: their probabilities by another
        instrument or by seed words. Without: those by the coded sentences alone.
    """
    features, usual = space.features(matrix), _usual(wanted, panel, start)
    gram, moment = features.T @ features, features.T @ (wanted - usual)
    if panel is None:
        return Learnt(space.unfold(_solved(gram, moment, _PENALTY)), usual)
    if start is None:
        learnt = Learnt(space.unfold(_solved(gram.copy(), moment, _PENALTY)), usual)
        start = softmax(_SHARP * learnt.evidence(panel.matrix))
    weight = np.float32(_HEARD * len(panel.rows))
    gram += weight * panel.gram
    for _ in range(_ROUNDS):
        codes = in_context(start, panel.around)[panel.rows].argmax(axis=1)
        heard = moment + weight * _moment(panel, space, codes, usual)
        learnt = Learnt(space.unfold(_solved(gram.copy(), heard, _PENALTY_HEARD)), usual)
        start = softmax(_SHARP * learnt.evidence(panel.matrix))
    return learnt


def _usual(wanted: Float32Array, panel: Taught | None, start: Float32Array | None) -> Float32Array:
    """Return the usual shares of domains: of coded sentences, else of those beforehand."""
    if panel is not None and start is not None:
        wanted = np.vstack([wanted, start[panel.rows]])
    found: Float32Array = wanted.mean(axis=0, dtype=np.float64).astype(np.float32)
    return found


def _moment(panel: Taught, space: Space, codes: Int64Array, usual: Float32Array) -> Float32Array:
    """Return the mean product of the panel's features with what they are to find."""
    matrix = panel.matrix[panel.rows]
    wanted = np.eye(len(usual), dtype=np.float32)[codes] - usual
    terms = np.asarray(matrix.T @ wanted)
    own = np.sqrt(1 - _COORDINATES) * terms[space.direct]
    rest = np.sqrt(_COORDINATES) * (space.coordinates.T @ terms)
    found: Float32Array = np.vstack([own, rest]).astype(np.float32) / np.float32(len(codes))
    return found


def _solved(gram: Float32Array, moment: Float32Array, penalty: float) -> Float32Array:
    """Return the ridge regression's weights; ``gram`` is overwritten."""
    gram[np.diag_indices_from(gram)] += np.float32(penalty)
    factor = cho_factor(gram, overwrite_a=True, check_finite=False)
    found: Float32Array = cho_solve(factor, moment, check_finite=False).astype(np.float32)
    return found
