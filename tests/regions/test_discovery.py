import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control

from policytopics.regions.discovery import discover, family_wise, q_values, weights_of

P = arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 6)), elements=st.floats(0, 1))


@given(P)
def test_q_is_scipys(p: np.ndarray) -> None:
    wanted = false_discovery_control(p.ravel()).reshape(p.shape)
    np.testing.assert_allclose(q_values(p), wanted, atol=1e-12)


@given(P, st.floats(0.01, 0.3))
def test_interval_excludes_zero_exactly_where_claimed(p: np.ndarray, rate: float) -> None:
    found = discover(p, rate)
    np.testing.assert_array_equal(found.claimed, p <= found.tail * (1 + 1e-12))


@given(P, st.floats(0.01, 0.3), st.integers(0, 2**32 - 1))
def test_the_same_holds_with_weights(p: np.ndarray, rate: float, seed: int) -> None:
    weights = np.random.default_rng(seed).uniform(0.2, 3, p.shape)
    found = discover(p, rate, weights)
    clear = np.abs(p - found.tail) > 1e-9
    np.testing.assert_array_equal(found.claimed[clear], (p <= found.tail)[clear])


@given(P, st.randoms())
def test_order_does_not_matter(p: np.ndarray, random) -> None:
    flat = p.ravel()
    order = random.sample(range(len(flat)), len(flat))
    np.testing.assert_array_equal(
        discover(flat, 0.1).claimed[order], discover(flat[order], 0.1).claimed
    )


def test_equal_weights_change_nothing() -> None:
    p = np.array([0.001, 0.012, 0.2, 0.6])
    np.testing.assert_allclose(discover(p, 0.05, np.full(4, 7.0)).q, discover(p, 0.05).q)


def test_weights_rescue_the_promising_test() -> None:
    p = np.array([0.02, 0.5, 0.6, 0.7])
    assert not discover(p, 0.05).claimed.any()
    assert discover(p, 0.05, np.array([3.7, 0.1, 0.1, 0.1])).claimed.tolist() == [
        True, False, False, False,
    ]  # fmt: skip


def test_without_claims_intervals_are_bonferronis() -> None:
    np.testing.assert_allclose(discover(np.full(10, 0.5), 0.05).tail, 0.005)


def test_cells_outside_of_the_family_are_empty() -> None:
    found = discover(np.array([0.001, np.nan]), 0.05)
    assert found.claimed.tolist() == [True, False]
    assert np.isnan(found.q[1])
    assert found.q[0] == pytest.approx(0.001)


def test_an_empty_family_claims_nothing() -> None:
    assert not discover(np.full((1, 3), np.nan), 0.05).claimed.any()


def test_weights_average_one() -> None:
    assert weights_of(np.array([0.1, 0.5, 0.9])).mean() == pytest.approx(1)
    assert weights_of(np.zeros(3)).tolist() == [1, 1, 1]


@given(P)
def test_family_wise_claims_are_among_the_discoveries(p: np.ndarray) -> None:
    assert not (family_wise(p, 0.05) & ~discover(p, 0.05).claimed).any()


def test_false_discoveries_are_rare() -> None:
    rng = np.random.default_rng(3)
    shares = []
    for _ in range(400):
        z = rng.standard_normal(100)
        z[:20] += 4
        claimed = discover(2 * (1 - _phi(np.abs(z))), 0.05).claimed
        shares.append(claimed[20:].sum() / max(claimed.sum(), 1))
    assert np.mean(shares) <= 0.05


def _phi(z: np.ndarray) -> np.ndarray:
    from scipy.special import ndtr

    return ndtr(z)
