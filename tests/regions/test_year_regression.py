import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.regions.year_regression import around_lines, leftover, slope

several = st.lists(st.integers(1990, 2040), min_size=2, max_size=8, unique=True).map(sorted)


@given(several)
def test_the_line_is_that_of_least_squares(years: list[int]) -> None:
    shares = np.random.default_rng(len(years)).dirichlet(np.ones(3), size=len(years))
    lines = [np.polyfit(np.array(years) - years[0], column, 1) for column in shares.T]
    np.testing.assert_allclose(slope(years) @ shares, [line[0] for line in lines], atol=1e-9)
    fitted = np.stack([np.polyval(line, np.array(years) - years[0]) for line in lines], axis=1)
    np.testing.assert_allclose(leftover(years) @ shares, shares - fitted, atol=1e-9)


def test_two_years_tell_nothing() -> None:
    shares = np.array([[0.2, 0.8], [0.7, 0.3]])
    assert around_lines([[2020, 2021]], [shares], [np.full((2, 2), 0.01)]).tolist() == [0, 0]


def test_a_steady_change_is_no_scatter() -> None:
    steady = np.linspace([0.2, 0.8], [0.6, 0.4], 5)
    years = [2019, 2020, 2021, 2022, 2023]
    assert around_lines([years], [steady], [np.full((5, 2), 0.001)]).tolist() == [0, 0]


def test_the_scatter_of_many_years_is_found() -> None:
    """Dirichlet shares: their variance is share x (1 - share) / (1 + concentration)."""
    rng, years = np.random.default_rng(8), list(range(2010, 2024))
    shares = [rng.dirichlet(np.array([0.5, 0.3, 0.2]) * 60, size=14) for _ in range(20)]
    found = around_lines([years] * 20, shares, [np.zeros((14, 3))] * 20)
    # Two standard errors of 20 x 12 x 2 degrees of freedom: a seventh more.
    assert found == pytest.approx(np.full(3, 1 / 61 * (1 + 2 * np.sqrt(2 / 480))), rel=0.1)


def test_what_the_text_explains_is_no_scatter() -> None:
    rng, years = np.random.default_rng(9), list(range(2015, 2024))
    shares = [rng.multinomial(100, [0.5, 0.3, 0.2], size=9) / 100 for _ in range(30)]
    found = around_lines([years] * 30, shares, [np.full((9, 3), 0.01)] * 30)
    assert (found < 0.003).all()
