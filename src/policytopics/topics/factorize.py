"""Non-negative matrix factorization: exact and random starts, fits, and projection.

``X ≈ W H`` with ``W`` (units × topics) and ``H`` (topics × terms). The first start is NNDSVD [1]_
from an exact truncated SVD: scikit-learn's own ``nndsvd`` takes a randomized SVD, whose topics
change with the seed and the order of rows.

References
----------
.. [1] C. Boutsidis, E. Gallopoulos (2008). SVD based initialization: a head start for nonnegative
   matrix factorization. Pattern Recognition 41, 1350. doi:10.1016/j.patcog.2007.09.010
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from policytopics.matching import FloatArray

__all__ = [
    "Factors",
    "Svd",
    "exact_start",
    "fit",
    "misfit",
    "project",
    "random_start",
    "reproducibly",
    "shares",
    "svd",
]

_SWEEPS = 2000  # projections met took at most a few hundred
_DENSE = 200  # below so many rows or columns a dense SVD is faster than ARPACK, and never fails


class Factors(NamedTuple):
    """A factorization.

    Attributes
    ----------
    W : ndarray, shape (units, topics)
    H : ndarray, shape (topics, terms)
    """

    W: FloatArray
    H: FloatArray


class Svd(NamedTuple):
    """A truncated singular value decomposition, largest values first.

    Attributes
    ----------
    left : ndarray, shape (units, k)
    values : ndarray, shape (k,)
    right : ndarray, shape (k, terms)
        Each vector's entry of largest size is positive.
    """

    left: FloatArray
    values: FloatArray
    right: FloatArray


@contextmanager
def reproducibly() -> Iterator[None]:
    """Fit with one BLAS thread, and without scikit-learn's warning at ``max_iterations``.

    BLAS threads add little here, and other last bits on another number of cores. That a fit
    stopped early says nothing that the ensemble's agreement does not. Both are settings of the
    process, so they are made once around all fits, not in each.
    """
    from sklearn.exceptions import ConvergenceWarning

    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def svd(X: sparse.csr_matrix, k: int) -> Svd:
    """Return the ``k`` largest singular triplets, the same whenever ``X`` is the same.

    Parameters
    ----------
    X : csr_matrix, shape (units, terms)
    k : int
        Below both sides of ``X``.
    """
    X = X.astype(float, copy=False)
    if min(X.shape) <= max(_DENSE, 2 * k):
        left, values, right = np.linalg.svd(X.toarray(), full_matrices=False)
    else:
        # A fixed start: ARPACK's own is random.
        v0 = np.random.default_rng(0).uniform(-1, 1, min(X.shape))
        left, values, right = sparse.linalg.svds(X, k=k, v0=v0, tol=0)
    order = np.argsort(-values, kind="stable")[:k]
    left, values, right = left[:, order], values[order], right[order]
    peak = np.abs(right).argmax(axis=1)
    sign = np.sign(right[np.arange(len(right)), peak])
    return Svd(left * sign, values, right * sign[:, None])


def exact_start(triplets: Svd, k: int) -> Factors:
    """Return the NNDSVD start with ``k`` topics.

    Of each singular pair the heavier of its positive and negative halves is kept.

    Parameters
    ----------
    triplets : Svd
        At least ``k``.
    k : int

    Returns
    -------
    Factors
        Non-negative, not fitted.
    """
    left, values, right = triplets.left[:, :k], triplets.values[:k], triplets.right[:k].T
    norms = {
        sign: (
            np.linalg.norm(np.maximum(sign * left, 0), axis=0),
            np.linalg.norm(np.maximum(sign * right, 0), axis=0),
        )
        for sign in (1, -1)
    }
    sign = np.where(np.prod(norms[1], axis=0) >= np.prod(norms[-1], axis=0), 1, -1)
    left_norm, right_norm = np.where(sign == 1, norms[1], norms[-1])
    scale = np.sqrt(values * left_norm * right_norm)
    W = np.maximum(sign * left, 0) * (scale / np.maximum(left_norm, 1e-300))
    H = np.maximum(sign * right, 0) * (scale / np.maximum(right_norm, 1e-300))
    return Factors(W, np.ascontiguousarray(H.T))


def random_start(X: sparse.csr_matrix, k: int, rng: np.random.Generator) -> Factors:
    """Return a random start of ``k`` topics on the scale of ``X``."""
    scale = np.sqrt(X.mean() / k)
    W = scale * np.abs(rng.standard_normal((X.shape[0], k)))
    return Factors(W, scale * np.abs(rng.standard_normal((k, X.shape[1]))))


def fit(
    X: sparse.csr_matrix, start: Factors, *, loss: str, max_iterations: int, tolerance: float
) -> Factors:
    """Return the factorization reached from ``start``.

    Parameters
    ----------
    X : csr_matrix, shape (units, terms)
        Non-negative.
    start : Factors
    loss : {"frobenius", "kullback-leibler"}
        Solved by coordinate descent, or by multiplicative updates.
    max_iterations : int
    tolerance : float
        Relative change at which the fit stops.

    Returns
    -------
    Factors
        In double precision; the solver works in that of ``X``.
    """
    from sklearn.decomposition import non_negative_factorization

    W, H, _ = non_negative_factorization(
        X,
        W=start.W.astype(X.dtype),
        H=start.H.astype(X.dtype),
        n_components=len(start.H),
        init="custom",
        solver="cd" if loss == "frobenius" else "mu",
        beta_loss=loss,
        tol=tolerance,
        max_iter=max_iterations,
    )
    return Factors(W.astype(float, copy=False), H.astype(float, copy=False))


def project(X: sparse.csr_matrix, H: FloatArray, *, loss: str = "frobenius") -> FloatArray:
    """Return the ``W >= 0`` that fits ``X`` best with the topics ``H`` as they are.

    Parameters
    ----------
    X : csr_matrix, shape (units, terms)
    H : ndarray, shape (topics, terms)
    loss : {"frobenius", "kullback-leibler"}

    Returns
    -------
    ndarray, shape (units, topics)

    Notes
    -----
    Frobenius: non-negative least squares by cyclic coordinate descent on the normal equations,
    all units at once. Kullback-Leibler: multiplicative updates.

    Examples
    --------
    The first unit is the sum of both topics, the second twice the first topic:

    >>> H = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]])
    >>> project(sparse.csr_matrix([[1.0, 2.0, 1.0], [2.0, 2.0, 0.0]]), H).round(6).tolist()
    [[1.0, 1.0], [2.0, 0.0]]
    """
    if loss == "kullback-leibler":
        return _project_divergence(X, H)
    gram, target = H @ H.T, np.asarray(X @ H.T)
    scale = np.maximum(np.diag(gram), 1e-300)
    W = np.zeros_like(target)
    for _ in range(_SWEEPS):
        largest = 0.0
        for topic in range(len(H)):
            step = (target[:, topic] - W @ gram[:, topic]) / scale[topic]
            new = np.maximum(W[:, topic] + step, 0)
            largest = max(largest, float(np.abs(new - W[:, topic]).max(initial=0)))
            W[:, topic] = new
        if largest <= 1e-9 * max(float(W.max(initial=0)), 1e-300):
            break
    return W


def _project_divergence(X: sparse.csr_matrix, H: FloatArray) -> FloatArray:
    """Return the ``W`` of least Kullback-Leibler divergence, computed on the nonzeros of ``X``."""
    rows = np.repeat(np.arange(X.shape[0]), np.diff(X.indptr))
    terms = H.T[X.indices]
    mass = np.maximum(H.sum(axis=1), 1e-300)
    # The sum of a unit's weights is preserved by every update, so it is right from the start.
    W = np.outer(np.asarray(X.sum(axis=1)).ravel() / len(H), 1 / mass)
    ratio = X.copy()
    for _ in range(_SWEEPS):
        expected = np.einsum("ij,ij->i", W[rows], terms)
        ratio.data = np.divide(X.data, expected, out=np.zeros_like(X.data), where=expected > 0)
        new = W * np.asarray(ratio @ H.T) / mass
        settled = np.abs(new - W).max(initial=0) <= 1e-7 * max(float(W.max(initial=0)), 1e-300)
        W = new
        if settled:
            break
    return W


def misfit(X: sparse.csr_matrix, W: FloatArray, H: FloatArray, *, loss: str) -> float:
    """Return the loss: ``‖X - W H‖²``, or the Kullback-Leibler divergence of ``W H`` from ``X``.

    Examples
    --------
    ``1² + 1²``; and ``2 ln 2 - 2 + 1``, and the 1 that is predicted where nothing is:

    >>> X, one = sparse.csr_matrix([[2.0, 0.0]]), np.ones((1, 1))
    >>> misfit(X, one, np.ones((1, 2)), loss="frobenius")
    2.0
    >>> round(misfit(X, one, np.ones((1, 2)), loss="kullback-leibler"), 4)
    1.3863
    """
    if loss == "frobenius":
        crossed = float(np.sum(np.asarray(X @ H.T) * W))
        product = float(np.sum((W.T @ W) * (H @ H.T)))
        return float(X.multiply(X).sum()) - 2 * crossed + product
    rows = np.repeat(np.arange(X.shape[0]), np.diff(X.indptr))
    expected = np.einsum("ij,ij->i", W[rows], H.T[X.indices])
    surprise = float(np.sum(X.data * np.log(X.data / np.maximum(expected, 1e-300))))
    return surprise - float(X.sum()) + float(W.sum(axis=0) @ H.sum(axis=1))


def shares(W: FloatArray, H: FloatArray) -> FloatArray:
    """Return each unit's share of mass per topic: ``W · sum(H)``, rows summing to 1.

    Rows without mass are all NaN.

    Examples
    --------
    >>> shares(np.array([[1.0, 1.0], [0.0, 0.0]]), np.array([[3.0, 0.0], [0.5, 0.5]])).tolist()
    [[0.75, 0.25], [nan, nan]]
    """
    mass = W * H.sum(axis=1)
    total = mass.sum(axis=1, keepdims=True)
    parts: FloatArray = np.divide(mass, total, out=np.full_like(mass, np.nan), where=total > 0)
    return parts
