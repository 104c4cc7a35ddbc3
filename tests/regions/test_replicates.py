import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from policytopics.regions.replicates import (
    Texts,
    angle,
    angle_share,
    angle_variance,
    effective_years,
    lag_correlation,
    region_means,
)


def texts(rng, regions: int, years: int, categories: int = 3, noise=None) -> Texts:
    number = regions * years
    return Texts(
        rng.normal(0.3, 0.03, (number, categories)),
        np.repeat(np.arange(regions), years),
        np.tile(2015 + np.arange(years), regions),
        np.ones(number) if noise is None else noise,
    )


def brute(of: Texts, years: float, lag: float):
    """Generalised least squares with the whole covariance of the texts."""
    same = of.region[:, None] == of.region
    apart = np.abs(of.year[:, None] - of.year)
    spread = np.sqrt(of.noise[:, None] * of.noise)
    covariance = np.where(same, np.power(lag, apart) if lag else apart == 0, 0.0) * spread
    covariance = covariance + years * (apart == 0)
    design = np.eye(of.region.max() + 1)[of.region]
    inverse = np.linalg.inv(covariance)
    middle = np.linalg.inv(design.T @ inverse @ design)
    effect = middle @ design.T @ inverse @ of.angle
    left = of.angle - design @ effect
    variance = np.einsum("ik,ij,jk->k", left, inverse, left) / (len(left) - design.shape[1])
    return effect, middle, variance


@pytest.mark.parametrize("years", [0.0, 0.4])
@pytest.mark.parametrize("lag", [0.0, 0.3])
def test_means_are_those_of_generalised_least_squares(years: float, lag: float) -> None:
    rng = np.random.default_rng(1)
    of = texts(rng, 4, 5, noise=rng.uniform(0.5, 2, 20))
    kept = rng.permutation(20)[:15]
    of = Texts(of.angle[kept], of.region[kept], of.year[kept], of.noise[kept])
    effect, covariance, variance = brute(of, years, lag)
    found = region_means(of, years=years, lag=lag)
    np.testing.assert_allclose(found.effect, effect)
    np.testing.assert_allclose(found.covariance, covariance, atol=1e-12)
    np.testing.assert_allclose(found.variance, variance)
    assert found.df == 11


def test_balanced_years_leave_plain_differences() -> None:
    of = texts(np.random.default_rng(2), 3, 4)
    found = region_means(of, years=5.0).effect
    plain = of.angle.reshape(3, 4, 3).mean(axis=1)
    np.testing.assert_allclose(found - found[0], plain - plain[0])


def test_regions_of_different_years_pay_for_the_common_year() -> None:
    apart = Texts(np.full((2, 1), 0.3), np.array([0, 1]), np.array([2020, 2021]), np.ones(2))
    together = apart._replace(year=np.array([2020, 2020]))
    contrast = np.array([1.0, -1.0])

    def variance(of: Texts) -> float:
        return float(contrast @ region_means(of, years=0.5).covariance @ contrast)

    assert variance(together) == pytest.approx(2)
    assert variance(apart) == pytest.approx(3)


@settings(max_examples=30)
@given(st.randoms(), st.sampled_from([0.0, 0.3]))
def test_order_of_texts_does_not_matter(random, lag: float) -> None:
    of = texts(np.random.default_rng(5), 3, 4, noise=np.linspace(0.5, 2, 12))
    order = random.sample(range(12), 12)
    moved = Texts(of.angle[order], of.region[order], of.year[order], of.noise[order])
    one, other = (region_means(each, years=0.2, lag=lag) for each in (of, moved))
    np.testing.assert_allclose(one.effect, other.effect)
    np.testing.assert_allclose(one.variance, other.variance)
    np.testing.assert_allclose(one.residual[order], other.residual, atol=1e-12)


def test_one_text_each_has_no_variance() -> None:
    found = region_means(texts(np.random.default_rng(1), 5, 1))
    assert found.df == 0
    assert np.isnan(found.variance).all()


def autoregressive(rng, regions: int, years: int, lag: float) -> np.ndarray:
    series = np.zeros((regions, years, 20))
    series[:, 0] = rng.standard_normal((regions, 20))
    for at in range(1, years):
        fresh = rng.standard_normal((regions, 20))
        series[:, at] = lag * series[:, at - 1] + np.sqrt(1 - lag**2) * fresh
    return (series - series.mean(axis=1, keepdims=True)).reshape(-1, 20)


@pytest.mark.parametrize("lag", [0.0, 0.2, 0.4])
def test_lag_beyond_the_years_is_found_again(lag: float) -> None:
    residual = autoregressive(np.random.default_rng(4), 30, 12, lag)
    of = texts(np.random.default_rng(1), 30, 12)
    found = lag_correlation(residual, of.region, of.year, beyond=True)
    assert found == pytest.approx(lag, abs=0.06)
    within = lag_correlation(residual, of.region, of.year)
    assert within <= found + 1e-12


def test_years_that_do_not_follow_have_no_lag() -> None:
    residual = np.random.default_rng(1).standard_normal((4, 3))
    found = lag_correlation(residual, np.array([0, 0, 1, 1]), np.array([2010, 2012, 2010, 2014]))
    assert found == 0


@given(arrays(float, 4, elements=st.floats(0, 1)))
def test_angles_are_shares_again(share: np.ndarray) -> None:
    np.testing.assert_allclose(angle_share(angle(share)), share, atol=1e-12)


def test_variance_of_an_angle_is_that_of_simulated_ones() -> None:
    drawn = np.random.default_rng(1).binomial(400, 0.2, 40_000) / 400
    wanted = angle_variance(np.array([0.2 * 0.8 / 400]), np.array([0.2]))[0]
    assert angle(drawn).var() == pytest.approx(wanted, rel=0.03)


@given(st.integers(1, 15), st.floats(0, 0.9))
def test_correlated_years_count_less(number: int, lag: float) -> None:
    assert 1 - 1e-9 <= effective_years(number, lag) <= number + 1e-9
