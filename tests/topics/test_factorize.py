import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import nnls

from policytopics.topics.factorize import (
    Factors,
    exact_start,
    fit,
    misfit,
    project,
    random_start,
    reproducibly,
    shares,
    svd,
)

RNG = np.random.default_rng(7)
X = sparse.csr_matrix(np.where(RNG.random((40, 30)) < 0.3, RNG.random((40, 30)), 0))


def slow_nndsvd(dense: np.ndarray, k: int) -> np.ndarray:
    """Boutsidis and Gallopoulos' algorithm 1, pair by pair, as the product of the factors."""
    left, values, right = np.linalg.svd(dense, full_matrices=False)
    total = np.zeros_like(dense)
    for u, s, v in zip(left.T[:k], values[:k], right[:k], strict=True):
        halves = [(np.maximum(sign * u, 0), np.maximum(sign * v, 0)) for sign in (1, -1)]
        up, vp = max(halves, key=lambda half: np.linalg.norm(half[0]) * np.linalg.norm(half[1]))
        total += s * np.outer(up, vp)
    return total


@pytest.mark.parametrize("k", [1, 3, 7])
def test_the_exact_start_is_nndsvd(k: int) -> None:
    W, H = exact_start(svd(X, 8), k)
    assert W.min() >= 0
    assert H.min() >= 0
    assert pytest.approx(slow_nndsvd(X.toarray(), k)) == W @ H


def test_the_sparse_decomposition_is_that_of_the_dense_matrix() -> None:
    rng = np.random.default_rng(3)
    large = sparse.random(260, 240, density=0.1, rng=rng, format="csr")
    left, values, right = svd(large, 6)
    assert values == pytest.approx(np.linalg.svd(large.toarray(), compute_uv=False)[:6])
    assert left.T @ large.toarray() == pytest.approx(values[:, None] * right, abs=1e-9)
    assert (right[np.arange(6), np.abs(right).argmax(axis=1)] > 0).all()


def test_a_planted_product_is_found_again() -> None:
    W, H = RNG.random((60, 3)), np.zeros((3, 24))
    for topic in range(3):
        H[topic, topic * 8 : topic * 8 + 8] = RNG.random(8)
    product = sparse.csr_matrix(W @ H)
    with reproducibly():
        found = fit(
            product,
            exact_start(svd(product, 3), 3),
            loss="frobenius",
            max_iterations=400,
            tolerance=1e-6,
        )
    assert pytest.approx(product.toarray(), abs=1e-3) == found.W @ found.H


@pytest.mark.parametrize("loss", ["frobenius", "kullback-leibler"])
def test_a_fit_stopped_early_warns_of_nothing_and_leaves_its_start(loss: str) -> None:
    start = random_start(X, 4, np.random.default_rng(1))
    before = start.H.copy()
    with reproducibly():
        found = fit(X, start, loss=loss, max_iterations=1, tolerance=1e-9)
    assert np.array_equal(start.H, before)
    assert found.H.min() >= 0


def test_random_starts_depend_on_their_generator_alone() -> None:
    one, same, other = (random_start(X, 4, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one.W, same.W)
    assert not np.array_equal(one.W, other.W)


def test_projection_is_non_negative_least_squares_of_every_row() -> None:
    H = np.random.default_rng(2).random((5, 30))
    slow = np.array([nnls(H.T, row)[0] for row in X.toarray()])
    assert project(X, H) == pytest.approx(slow, abs=1e-6)


def test_a_units_projection_does_not_depend_on_the_other_units() -> None:
    H = np.random.default_rng(2).random((5, 30))
    assert project(X[3:9], H) == pytest.approx(project(X, H)[3:9], abs=1e-8)


def test_projection_by_divergence_cannot_be_bettered_nearby() -> None:
    H = np.random.default_rng(4).random((3, 30)) + 0.01
    W = project(X, H, loss="kullback-leibler")
    dense = X.toarray()

    def divergence(weights: np.ndarray) -> float:
        expected = weights @ H
        logs = np.where(dense > 0, dense * np.log(np.maximum(dense, 1e-300) / expected), 0)
        return float((logs - dense + expected).sum())

    best = divergence(W)
    for topic in range(3):
        for step in (-1e-3, 1e-3):
            moved = W.copy()
            moved[:, topic] = np.maximum(moved[:, topic] + step, 0)
            assert divergence(moved) >= best - 1e-9


def test_a_topic_without_weights_takes_nothing() -> None:
    H = np.array([[1.0, 0.0], [0.0, 0.0]])
    rows = sparse.csr_matrix([[2.0, 0.0], [0.0, 3.0]])
    for loss in ("frobenius", "kullback-leibler"):
        assert np.isfinite(project(rows, H, loss=loss)).all()
    assert project(rows, H).tolist() == [[2.0, 0.0], [0.0, 0.0]]


def test_shares_sum_to_one_and_do_not_depend_on_the_topics_scale() -> None:
    W, H = RNG.random((6, 3)), RNG.random((3, 5))
    scale = np.array([0.1, 1.0, 7.0])
    assert shares(W, H).sum(axis=1) == pytest.approx(1)
    assert shares(W / scale, H * scale[:, None]) == pytest.approx(shares(W, H))


def test_factors_have_names() -> None:
    assert Factors(X, X)._fields == ("W", "H")


def test_the_misfit_is_that_of_the_product() -> None:
    rng = np.random.default_rng(2)
    X = rng.random((6, 7)) * (rng.random((6, 7)) < 0.6)
    W, H = rng.random((6, 2)), rng.random((2, 7))
    expected = W @ H
    inside = X > 0
    divergence = (X[inside] * np.log(X[inside] / expected[inside])).sum() - X.sum()
    found = {
        loss: misfit(sparse.csr_matrix(X), W, H, loss=loss)
        for loss in ("frobenius", "kullback-leibler")
    }
    assert found["frobenius"] == pytest.approx(((X - expected) ** 2).sum())
    assert found["kullback-leibler"] == pytest.approx(divergence + expected.sum())
