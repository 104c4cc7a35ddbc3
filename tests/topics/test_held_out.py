import numpy as np
import pytest
from scipy import sparse

from policytopics.topics.factorize import reproducibly
from policytopics.topics.held_out import HeldOut
from policytopics.topics.held_out import held_out as predict

RNG = np.random.default_rng(3)
PLANTED = 4


def held_out(X: sparse.csr_matrix, numbers: list[int], *, splits: int = 2) -> HeldOut:
    with reproducibly():
        return predict(X, numbers, np.random.default_rng(0), splits=splits)


@pytest.fixture(scope="module")
def planted() -> sparse.csr_matrix:
    """A product of four topics, each in units and terms of its own in the main, and some noise."""
    W = RNG.random((80, PLANTED)) * (RNG.random((80, PLANTED)) < 0.4)
    H = RNG.random((PLANTED, 60)) * (RNG.random((PLANTED, 60)) < 0.4)
    return sparse.csr_matrix(W @ H * RNG.uniform(0.7, 1.3, (80, 60)))


def test_the_planted_number_predicts_best(planted) -> None:
    found = held_out(planted, [6, 2, 3, 4, 5, 8], splits=3)
    assert found.numbers == (2, 3, 4, 5, 6, 8)
    assert found.errors.shape == (12, 6)
    assert found.numbers[found.mean().argmin()] == PLANTED
    assert found.spread()[2] == 0  # the best's difference to itself
    assert (found.spread()[[0, 1]] > 0).all()


def test_noise_predicts_no_better_than_zeros() -> None:
    noise = sparse.random(90, 70, density=0.04, random_state=1, format="csr")
    found = held_out(noise, [3, 6, 12])
    assert (found.mean() >= 1).all()
    assert (np.diff(found.mean()) > 0).all()


def test_the_scale_of_the_matrix_changes_nothing(planted) -> None:
    one, ten = (held_out(X, [2, 4]) for X in (planted, planted * 10))
    assert one.errors == pytest.approx(ten.errors, rel=1e-3)


def test_what_a_quarter_of_the_matrix_cannot_bear_is_left_out(planted) -> None:
    few = planted[:12]
    assert held_out(few, [4, 5, 6, 20]).numbers == (4, 5)
    nothing = held_out(few, [6])
    assert nothing.numbers == ()
    assert nothing.mean().shape == nothing.spread().shape == (0,)
