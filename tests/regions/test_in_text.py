import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.regions.in_text import Smallest, matters, text_answers

OTHERS = np.array([[0.0, 0.5, 0.5], [0.5, 0.0, 0.5], [0.5, 0.5, 0.0]])


def test_a_difference_is_to_the_mean_of_the_others() -> None:
    share = np.array([[0.3, 0.7], [0.1, 0.9], [0.2, 0.8]])
    answer = text_answers(share, np.zeros((3, 2)), OTHERS)
    np.testing.assert_allclose(answer.difference[:, 0], [0.15, -0.15, 0.0])
    np.testing.assert_allclose(answer.low, share)
    assert answer.claimed[:, 0].tolist() == [True, True, False]


def test_intervals_carry_both_texts_errors() -> None:
    variance = np.full((3, 1), 0.0001)
    answer = text_answers(np.full((3, 1), 0.2), variance, OTHERS)
    half = 1.959963985 * np.sqrt(0.0001 * 1.5)
    np.testing.assert_allclose(answer.difference_high, half)
    np.testing.assert_allclose(answer.high, 0.2 + 1.959963985 * 0.01)


@pytest.mark.parametrize(
    ("low", "high", "others", "wanted"),
    [
        (0.005, 0.02, 0.01, False),  # may be under a point
        (0.011, 0.02, 0.01, True),
        (0.02, 0.05, 0.1, False),  # may be under a quarter more
        (0.026, 0.05, 0.1, True),
        (-0.05, -0.019, 0.1, False),  # may be under a fifth less
        (-0.05, -0.021, 0.1, True),
        (-0.02, -0.005, 0.02, False),
    ],
)
def test_size_matters_in_points_and_in_times(low, high, others, wanted) -> None:
    found = matters(np.array([low]), np.array([high]), np.array([others]), Smallest())
    assert found.tolist() == [wanted]


@given(st.integers(0, 10_000), st.floats(0, 0.02))
def test_a_claim_never_rests_on_an_interval_over_zero(seed: int, error: float) -> None:
    rng = np.random.default_rng(seed)
    share = rng.dirichlet(np.ones(5), size=3)
    answer = text_answers(share, np.full((3, 5), error**2), OTHERS)
    over = (answer.difference_low <= 0) & (answer.difference_high >= 0)
    assert not (over & answer.claimed).any()


def test_miscoding_seldom_makes_a_wrong_claim() -> None:
    rng = np.random.default_rng(1)
    wrong, claims = 0, 0
    for _ in range(300):
        true = rng.dirichlet(np.full(20, 2.0), size=3)
        error = np.sqrt(true * (1 - true) / 250)
        seen = true + rng.normal(0, 1, true.shape) * error
        answer = text_answers(seen, error**2, OTHERS)
        apart = true - OTHERS @ true
        least = np.maximum(0.01, 0.2 * (OTHERS @ true)) / 2
        bad = (np.sign(apart) != np.sign(answer.difference)) | (np.abs(apart) < least)
        wrong += int((answer.claimed & bad).sum())
        claims += int(answer.claimed.sum())
    assert claims > 1000
    assert wrong / claims <= 0.05


def test_one_text_has_no_others() -> None:
    answer = text_answers(np.array([[0.4, 0.6]]), np.zeros((1, 2)), np.full((1, 1), np.nan))
    assert np.isnan(answer.difference).all()
    assert not answer.claimed.any()
