import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.regions.of_government import (
    Drafting,
    Sample,
    government_answers,
)
from policytopics.regions.replicates import angle, angle_share, length_noise

K = 8
BASE = np.linspace(0.03, 0.2, K)
NOISE = 0.0006
KNOWN = Drafting(np.full(K, NOISE), np.full(K, 0.0005), 200.0, 8000.0, years=0.1)


def drafted(rng, regions: int, years: int, effect=0.0, *, noise=NOISE) -> Sample:
    """Return texts of governments that differ by ``effect`` (regions × categories, angles)."""
    region = np.repeat(np.arange(regions), years)
    mean = angle(BASE) + np.broadcast_to(effect, (regions, K))[region]
    share = angle_share(mean + rng.normal(0, np.sqrt(noise), (regions * years, K)))
    year = np.tile(2020 + np.arange(years), regions)
    return Sample(share, region, year, np.full(regions * years, 8000.0))


def excludes_zero(answer) -> np.ndarray:
    return (answer.difference_low > 0) | (answer.difference_high < 0)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000), st.integers(2, 7), st.integers(1, 5), st.sampled_from([0.0, 0.04, 0.1])
)
def test_an_interval_excludes_zero_exactly_where_claimed(seed, regions, years, spread) -> None:
    rng = np.random.default_rng(seed)
    sample = drafted(rng, regions, years, rng.normal(0, spread, (regions, K)))
    answer = government_answers(sample, KNOWN)
    np.testing.assert_array_equal(excludes_zero(answer), answer.claimed)
    assert (answer.difference_low <= answer.difference + 1e-12).all()
    assert (answer.difference <= answer.difference_high + 1e-12).all()
    assert (np.abs(answer.shrunken) <= np.abs(answer.difference) + 1e-12).all()
    assert not (answer.strict & (answer.p > 0.05)).any()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.randoms())
def test_order_of_texts_does_not_matter(seed: int, random) -> None:
    rng = np.random.default_rng(seed)
    sample = drafted(rng, 5, 4, rng.normal(0, 0.05, (5, K)))
    order = random.sample(range(20), 20)
    moved = Sample(*(each[order] for each in sample))
    one, other = government_answers(sample, KNOWN), government_answers(moved, KNOWN)
    np.testing.assert_allclose(one.q, other.q)
    np.testing.assert_allclose(one.difference_low, other.difference_low)


def test_noise_is_own_with_years_borrowed_without_and_else_unknown() -> None:
    rng = np.random.default_rng(1)
    years, single = drafted(rng, 6, 5), drafted(rng, 6, 1)
    assert government_answers(years, KNOWN).noise == "own"
    assert government_answers(single, KNOWN).noise == "borrowed"
    nothing = government_answers(single)
    assert nothing.noise == "unknown"
    assert not nothing.claimed.any()
    assert np.isnan(nothing.q).all()
    assert np.isnan(nothing.difference_low).all()


def test_few_own_years_are_weighed_against_what_is_borrowed() -> None:
    sample = drafted(np.random.default_rng(1), 4, 2)
    answer = government_answers(sample, KNOWN)
    assert answer.noise == "borrowed"
    assert answer.df == pytest.approx(204)


def test_planted_differences_are_found_with_their_sign() -> None:
    rng = np.random.default_rng(2)
    found, false = [], []
    for _ in range(60):
        effect = np.zeros((8, K))
        effect[rng.integers(8, size=4), rng.integers(K, size=4)] = 0.1
        answer = government_answers(drafted(rng, 8, 5, effect), KNOWN)
        found.append(answer.claimed[effect > 0].mean())
        # A region's large difference lowers all others against their mean, too.
        true = effect - (effect.sum(axis=0) - effect) / 7
        wrong = answer.claimed & (np.sign(true) != np.sign(answer.difference))
        false.append(wrong.sum() / max(answer.claimed.sum(), 1))
    assert np.mean(found) > 0.95
    assert np.mean(false) <= 0.05


@pytest.mark.parametrize("years", [1, 5])
def test_equal_governments_are_seldom_told_apart(years: int) -> None:
    rng = np.random.default_rng(3)
    any_claim = [
        government_answers(drafted(rng, 6, years), KNOWN).claimed.any() for _ in range(150)
    ]
    assert np.mean(any_claim) <= 0.1


def test_pointwise_intervals_cover() -> None:
    rng = np.random.default_rng(4)
    inside = []
    for _ in range(60):
        answer = government_answers(drafted(rng, 6, 4), KNOWN._replace(years=0.0))
        inside.append((answer.low <= BASE) & (answer.high >= BASE))
    assert 0.93 <= np.mean(inside) <= 0.97


def test_adjusted_intervals_of_claims_cover() -> None:
    rng = np.random.default_rng(5)
    missed, claimed = 0, 0
    for _ in range(150):
        effect = rng.normal(0, 0.04, (6, K))
        answer = government_answers(drafted(rng, 6, 4, effect), KNOWN)
        mean = angle_share(angle(BASE) + effect)
        others = (angle(mean).sum(axis=0) - angle(mean)) / 5
        true = mean - angle_share(others)
        outside = (answer.difference_low > true) | (answer.difference_high < true)
        missed += int((outside & answer.claimed).sum())
        claimed += int(answer.claimed.sum())
    assert missed / claimed <= 0.06


def test_two_regions_are_one_family_of_categories() -> None:
    rng = np.random.default_rng(6)
    effect = np.zeros((2, K))
    effect[0, 0] = 0.12
    answer = government_answers(drafted(rng, 2, 6, effect), KNOWN)
    np.testing.assert_allclose(answer.q[0], answer.q[1])
    np.testing.assert_allclose(answer.p[0], answer.p[1])
    assert answer.claimed[:, 0].all()


def test_one_region_has_intervals_and_no_difference() -> None:
    answer = government_answers(drafted(np.random.default_rng(1), 1, 5), KNOWN)
    assert np.isfinite(answer.low).all()
    assert np.isnan(answer.difference).all()
    assert not answer.claimed.any()


def test_equal_shares_claim_nothing() -> None:
    share = np.tile(BASE, (12, 1))
    region, year = np.repeat(np.arange(4), 3), np.tile([2020, 2021, 2022], 4)
    answer = government_answers(Sample(share, region, year, np.full(12, 8000.0)))
    assert not answer.claimed.any()
    np.testing.assert_allclose(answer.difference, 0, atol=1e-9)


def test_a_category_that_nobody_has_is_no_trouble() -> None:
    sample = drafted(np.random.default_rng(1), 5, 3)
    sample.share[:, 2] = 0
    answer = government_answers(sample, KNOWN)
    assert not answer.claimed[:, 2].any()
    assert np.isfinite(answer.difference_low[:, 2]).all()


def test_short_texts_are_noisier() -> None:
    letters = np.array([2000.0, 8000.0])
    assert length_noise(letters, 8000.0, 0.5).tolist() == [2.5, 1.0]
    rng = np.random.default_rng(1)
    sample = drafted(rng, 5, 1)
    short = sample._replace(letters=np.where(sample.region == 0, 2000.0, 8000.0))
    wide, usual = (government_answers(each, KNOWN) for each in (short, sample))
    width = wide.difference_high - wide.difference_low
    assert (width[0] > (usual.difference_high - usual.difference_low)[0]).all()


def test_what_lasts_makes_a_claim_easier() -> None:
    rng = np.random.default_rng(7)
    lasting = np.where(np.arange(K) < 2, 0.003, 0.00005)
    effect = np.zeros((10, K))
    effect[0, 0] = effect[1, 7] = 0.095
    sample = drafted(rng, 10, 1, effect, noise=1e-9)
    answer = government_answers(sample, KNOWN._replace(lasting=lasting))
    assert answer.claimed[0, 0]
    assert not answer.claimed[1, 7]


def test_the_visible_difference_would_just_have_been_claimed() -> None:
    sample = drafted(np.random.default_rng(8), 6, 1)
    answer = government_answers(sample, KNOWN._replace(lasting=np.full(K, np.nan)))
    assert not answer.claimed.any()
    np.testing.assert_allclose(answer.visible.shape, (6, K))
    assert (answer.visible > np.abs(answer.difference) * 0.5).mean() > 0.9
    assert (answer.visible > 0).all()
