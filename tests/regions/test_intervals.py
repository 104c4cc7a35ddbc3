import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from policytopics.regions.intervals import critical, wilson


@pytest.mark.parametrize("df", [1.0, 5.0, 200.0])
def test_critical_values_are_those_of_t(df: float) -> None:
    assert critical(0.025, np.array([df])) == pytest.approx(t.isf(0.025, df))


@given(st.floats(0, 1), st.floats(1e-6, 1e12))
def test_score_intervals_hold_the_share_inside_0_and_1(share: float, dispersion: float) -> None:
    low, high = wilson(np.array(share), np.array(dispersion))
    assert -1e-9 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1 + 1e-9


@given(st.floats(0.01, 0.99), st.floats(1e-4, 100))
def test_the_ends_solve_the_score_equation(share: float, dispersion: float) -> None:
    for end in wilson(np.array(share), np.array(dispersion)):
        assert (share - end) ** 2 == pytest.approx(dispersion * end * (1 - end), abs=1e-9)
