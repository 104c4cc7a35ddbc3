import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm, t

from policytopics.regions.intervals import doubt, exact, wilson

SHARES = st.floats(0, 1)


@pytest.mark.parametrize("df", [1.0, 5.0, 200.0])
def test_doubt_takes_the_normal_quantile_to_that_of_t(df: float) -> None:
    found = np.sqrt(doubt(np.array([df]), 0.001)) * norm.isf(0.001)
    assert found == pytest.approx(t.isf(0.001, df))


@given(SHARES, st.floats(1e-6, 1e12))
def test_score_intervals_hold_the_share_inside_0_and_1(share: float, dispersion: float) -> None:
    low, high = wilson(np.array(share), np.array(dispersion))
    assert -1e-9 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1 + 1e-9


@given(st.floats(0.01, 0.99), st.floats(1e-4, 100))
def test_the_ends_solve_the_score_equation(share: float, dispersion: float) -> None:
    for end in wilson(np.array(share), np.array(dispersion)):
        assert (share - end) ** 2 == pytest.approx(dispersion * end * (1 - end), abs=1e-9)


@pytest.mark.parametrize(("count", "n"), [(0, 9), (1, 9), (4, 40), (39, 40), (40, 40)])
@pytest.mark.parametrize("tail", [0.025, 0.0001])
def test_exact_intervals_are_those_of_whole_numbers(count: int, n: int, tail: float) -> None:
    expected = binomtest(count, n).proportion_ci(1 - 2 * tail, method="exact")
    low, high = exact(np.array(count / n), np.array(1 / n), tail)
    assert (low, high) == (pytest.approx(expected.low), pytest.approx(expected.high))


@given(SHARES, st.one_of(st.just(0.0), st.floats(1e-9, 1e6)), st.floats(1e-9, 0.4))
def test_exact_intervals_hold_the_share_inside_0_and_1(
    share: float, dispersion: float, tail: float
) -> None:
    low, high = exact(np.array(share), np.array(dispersion), tail)
    mirrored = exact(np.array(1 - share), np.array(dispersion), tail)
    assert 0 <= low <= share <= high <= 1
    assert low == pytest.approx(1 - mirrored[1], abs=1e-6)


def test_more_is_known_of_less_dispersed_shares() -> None:
    low, high = exact(np.full(4, 0.06), np.array([0.0, 0.001, 0.01, 0.5]), 0.001)
    assert (np.diff(low) < 0).all()
    assert (np.diff(high) > 0).all()
    assert (low[0], high[0]) == (pytest.approx(0.06, abs=1e-5), pytest.approx(0.06, abs=1e-5))
