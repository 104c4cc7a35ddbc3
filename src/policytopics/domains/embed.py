"""What terms mean, learnt from which terms stand in neighbouring sentences.

Sentences of one paragraph treat the same thing in other words. A term's coordinates are those
directions in which a sentence and the other sentences of its paragraph agree most: the largest
eigenvectors of XᵀAX, where X holds the sentences' weighted terms and A gives each sentence the mean
of its paragraph's others. So rare terms get weight from the company they keep, without any coding.

References
----------
.. [1] R. K. Ando, T. Zhang (2005). A framework for learning predictive structures from multiple
   tasks and unlabeled data. JMLR 6.
.. [2] N. Halko, P.-G. Martinsson, J. Tropp (2011). Finding structure with randomness.
   https://doi.org/10.1137/090771806
"""

import numpy as np
from scipy import sparse

from policytopics.domains.shapes import Float32Array, Int64Array

__all__ = ["embed"]

_SPARE = 1.1  # directions followed, per direction kept
_ROUNDS = 3  # of subspace iteration


def embed(
    matrix: sparse.csr_matrix,
    paragraph: Int64Array,
    *,
    dimensions: int,
    rng: np.random.Generator,
) -> Float32Array:
    """Return coordinates of terms.

    Parameters
    ----------
    matrix : csr_matrix, shape (sentences, terms)
        Weighted terms.
    paragraph : ndarray of int, shape (sentences,)
        The paragraph of each sentence.
    dimensions : int
        Coordinates of a term.
    rng : Generator
        For the directions to begin with.

    Returns
    -------
    ndarray of float32, shape (terms, dimensions)
        Orthonormal columns, those of the largest agreement first.
    """
    company = _company(paragraph)
    transposed = matrix.T.tocsr()

    def agree(basis: Float32Array) -> Float32Array:
        found: Float32Array = np.asarray(transposed @ _neighbours(company, matrix @ basis))
        return found

    followed = min(int(dimensions * _SPARE) + 1, matrix.shape[1])
    basis = rng.standard_normal((matrix.shape[1], followed)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(agree(basis))[0]
    small = basis.T @ agree(basis)
    values, vectors = np.linalg.eigh((small + small.T) / 2)
    best = np.argsort(-values, kind="stable")[:dimensions]
    coordinates: Float32Array = (basis @ vectors[:, best]).astype(np.float32)
    # An eigenvector's sign is nobody's choice: the largest entry is made positive.
    largest = np.abs(coordinates).argmax(axis=0)
    coordinates *= np.sign(coordinates[largest, np.arange(coordinates.shape[1])])
    return coordinates


def _company(paragraph: Int64Array) -> tuple[sparse.csr_matrix, Float32Array]:
    """Return which sentences are in which paragraph, and 1 / (a sentence's number of others)."""
    number = np.unique(paragraph, return_inverse=True)[1]
    ones = np.ones(len(number), dtype=np.float32)
    member = sparse.csr_matrix((ones, (number, np.arange(len(number)))))
    others = np.bincount(number)[number] - 1
    return member, np.where(others > 0, 1 / np.maximum(others, 1), 0).astype(np.float32)


def _neighbours(
    company: tuple[sparse.csr_matrix, Float32Array], values: Float32Array
) -> Float32Array:
    """Return for each sentence the mean over its paragraph's other sentences; alone: zeros."""
    member, weight = company
    total = member.T @ (member @ values)
    found: Float32Array = (total - values) * weight[:, None]
    return found
