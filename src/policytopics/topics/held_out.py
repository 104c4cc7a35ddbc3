"""What a number of topics predicts of text that it has not seen: bi-cross-validation [1]_.

Units and terms are halved, so that the matrix falls into four blocks ``[A B; C D]``. Topics are
fitted to ``D`` alone; from them, ``B`` tells the weights of ``A``'s units and ``C`` those of
``A``'s terms, and their product predicts ``A``. A topic too few or too many predicts worse, and
neither units nor terms of ``A`` were there to fit. Each block is ``A`` in turn. Fits start from the
exact singular vectors, so that numbers of topics differ by their topics alone, not by luck.

References
----------
.. [1] A. B. Owen, P. O. Perry (2009). Bi-cross-validation of the SVD and the nonnegative matrix
   factorization. Annals of Applied Statistics 3, 564. doi:10.1214/08-AOAS227
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from policytopics.arrays import BoolArray
from policytopics.matching import FloatArray
from policytopics.topics.factorize import exact_start, fit, misfit, project, svd

__all__ = ["HeldOut", "held_out"]

_ITERATIONS, _TOLERANCE = 100, 1e-3  # closer fits to a quarter of the matrix predict no better


class HeldOut(NamedTuple):
    """Error in predicting held-out blocks.

    Attributes
    ----------
    numbers : tuple of int
        Numbers of topics that a quarter of the matrix can bear, rising.
    errors : ndarray, shape (blocks, numbers)
        Squared error over the mean square of a block: 1 is what predicting zeros would have.
    """

    numbers: tuple[int, ...]
    errors: FloatArray

    def mean(self) -> FloatArray:
        """Return the mean error of each number."""
        found: FloatArray = self.errors.mean(axis=0)
        return found

    def spread(self) -> FloatArray:
        """Return the standard error of each number's difference to the best.

        Blocks differ more from one another than numbers of topics do: only differences tell.
        """
        best = np.argsort(self.mean().round(9), kind="stable")[:1]
        apart = self.errors - self.errors[:, best]
        found: FloatArray = apart.std(axis=0, ddof=1) / np.sqrt(len(apart))
        return found

    def joined(self, other: "HeldOut") -> "HeldOut":
        """Return these errors and those of other numbers in the same blocks."""
        numbers = np.array([*self.numbers, *other.numbers], dtype=int)
        order = np.argsort(numbers)
        errors = np.hstack([self.errors, other.errors])[:, order]
        return HeldOut(tuple(numbers[order].tolist()), errors)


def held_out(
    X: sparse.csr_matrix, numbers: Sequence[int], rng: np.random.Generator, *, splits: int = 2
) -> HeldOut:
    """Return the errors of bi-cross-validation (Frobenius, whatever the model's loss).

    Parameters
    ----------
    X : csr_matrix, shape (units, terms)
    numbers : sequence of int
    rng : Generator
    splits : int
        Times units and terms are halved; four blocks each.
    """
    bearable = tuple(k for k in sorted(set(numbers)) if k < min(X.shape) // 2)
    if not bearable:
        return HeldOut((), np.empty((4 * splits, 0)))
    usual = float(X.multiply(X).sum()) / 4
    errors = []
    for _ in range(splits):
        upper, left = _half(X.shape[0], rng), _half(X.shape[1], rng)
        errors += [
            _predict(X, rows, columns, bearable)
            for rows in (upper, ~upper)
            for columns in (left, ~left)
        ]
    return HeldOut(bearable, np.array(errors) / usual)


def _half(size: int, rng: np.random.Generator) -> BoolArray:
    half = np.zeros(size, dtype=bool)
    half[rng.permutation(size)[: size // 2]] = True
    return half


def _predict(
    X: sparse.csr_matrix, rows: BoolArray, columns: BoolArray, numbers: Sequence[int]
) -> list[float]:
    """Return the squared error in the block of these rows and columns for each number."""
    above, below = X[rows], X[~rows]
    hidden, beside = above[:, columns], above[:, ~columns]
    under, seen = below[:, columns].T.tocsr(), below[:, ~columns]
    triplets = svd(seen, max(numbers))
    errors = []
    for k in numbers:
        W, H = fit(
            seen,
            exact_start(triplets, k),
            loss="frobenius",
            max_iterations=_ITERATIONS,
            tolerance=_TOLERANCE,
        )
        weights, terms = project(beside, H), project(under, W.T).T
        errors.append(misfit(hidden, weights, terms, loss="frobenius"))
    return errors
