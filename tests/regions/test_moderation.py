"""Known answers: limma's fitFDist and squeezeVar (pylimma 0.2.0) on the same numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import polygamma

from policytopics.regions.moderation import (
    Prior,
    fit_prior,
    moderated,
    spline_basis,
    trigamma_inverse,
)

VARIANCES = np.array(
    [0.1916, 0.5176, 0.6076, 0.9661, 0.2428, 0.8921, 0.5171, 0.5229, 0.5513, 0.1057, 0.308, 1.6359]
)
MEANS = np.array(
    [0.0365, 0.0478, 0.0682, 0.085, 0.1114, 0.1118, 0.1174, 0.1351, 0.1535, 0.1725, 0.1768, 0.1785]
)
UNEQUAL = np.array([3, 4, 5, 5, 5, 6, 6, 7, 8, 8, 9, 9.0])
SQUEEZED = [
    0.4959486738, 0.5474518926, 0.5616705726, 0.6183083147, 0.5040375229, 0.6066174000,
    0.5473728999, 0.5482892148, 0.5527759983, 0.4823777337, 0.5143381667, 0.7241268911,
]  # fmt: skip
TREND = [
    0.38588702, 0.4364701, 0.53573134, 0.61184948, 0.67466125, 0.67475806,
    0.67284767, 0.63174208, 0.55388115, 0.46431594, 0.44502603, 0.43759634,
]  # fmt: skip


def test_prior_and_moderated_variances_are_limmas() -> None:
    prior = fit_prior(VARIANCES, 5.0)
    assert prior.df == pytest.approx(26.64850740645558)
    np.testing.assert_allclose(prior.variance, 0.5530529365841523)
    np.testing.assert_allclose(moderated(VARIANCES, 5.0, prior), SQUEEZED)


def test_prior_of_unequal_degrees_of_freedom_is_limmas() -> None:
    prior = fit_prior(VARIANCES, UNEQUAL)
    assert prior.df == pytest.approx(18.90735360708232)
    np.testing.assert_allclose(prior.variance, 0.5315111503793983)


@pytest.mark.parametrize(
    ("df", "wanted"), [(5.0, 13.938257473232063), (UNEQUAL, 11.65271143025018)]
)
def test_trend_is_limmas(df, wanted) -> None:
    assert fit_prior(VARIANCES, df, MEANS).df == pytest.approx(wanted)


def test_curve_is_limmas() -> None:
    np.testing.assert_allclose(fit_prior(VARIANCES, 5.0, MEANS).variance, TREND, rtol=1e-7)


@given(st.floats(1e-8, 1e9))
def test_trigamma_inverse_inverts(value: float) -> None:
    assert float(polygamma(1, trigamma_inverse(value))) == pytest.approx(value, rel=1e-4)


def test_one_variance_says_nothing_of_others() -> None:
    prior = fit_prior(np.array([0.3]), 4.0)
    assert prior.df == 0
    np.testing.assert_array_equal(moderated(np.array([0.3]), 4.0, prior), [0.3])


def test_no_variance_at_all_stays_finite() -> None:
    prior = fit_prior(np.zeros(6), 5.0, np.linspace(0.01, 0.2, 6))
    assert np.isfinite(moderated(np.zeros(6), 5.0, prior)).all()


@given(arrays(float, 9, elements=st.floats(1e-4, 10)), st.randoms())
def test_order_of_categories_does_not_matter(variances: np.ndarray, random) -> None:
    order = random.sample(range(9), 9)
    one = moderated(variances, 6.0, fit_prior(variances, 6.0))
    other = moderated(variances[order], 6.0, fit_prior(variances[order], 6.0))
    np.testing.assert_allclose(one[order], other, rtol=1e-6)


@given(arrays(float, 8, elements=st.floats(1e-4, 10)), st.floats(0.1, 50))
def test_moderated_lies_between_own_and_prior(variances: np.ndarray, df: float) -> None:
    found = moderated(variances, 4.0, Prior(np.ones(8), df))
    assert (found >= np.minimum(variances, 1) - 1e-12).all()
    assert (found <= np.maximum(variances, 1) + 1e-12).all()


def test_splines_are_natural() -> None:
    at = np.linspace(0, 1, 7)
    beyond = np.append(at, [2.0, 3.0, 4.0])
    knots_only = spline_basis(at, 4)
    assert np.linalg.matrix_rank(knots_only) == 4
    assert spline_basis(beyond, 2)[-1].tolist() == [1.0, 4.0]
