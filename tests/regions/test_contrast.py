import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from policytopics.regions.contrast import against_others, contrast
from policytopics.regions.share import RegionText
from policytopics.regions.uncertainty import estimate
from policytopics.study.regions import RegionsSettings

PROFILE = np.array([0.3, 0.24, 0.18, 0.12, 0.08, 0.05, 0.03])


def among(estimated):
    return contrast(estimated, against_others(np.ones(len(estimated.share), dtype=bool)), 0.95)


def found(rng, random_shares, profiles, sizes, *, seed=1, draws=200):
    texts = []
    for row, (profile, n) in enumerate(zip(profiles, sizes, strict=True)):
        shares, tokens = random_shares(rng, profile, n)
        k = len(profile)
        where = np.zeros(n, dtype=int)
        texts.append(
            RegionText(
                f"r{row:02}", shares * tokens[:, None], tokens * 1.0, where, np.empty((0, k)), n
            )
        )
    return among(estimate(texts, RegionsSettings(draws=draws, seed=seed), "x"))


@given(arrays(float, (5, 4), elements=st.floats(0, 1)))
def test_differences_cancel_over_regions(shares: np.ndarray) -> None:
    difference = against_others(np.ones(5, dtype=bool)) @ shares
    np.testing.assert_allclose(difference.sum(axis=0), 0, atol=1e-12)
    others = [np.delete(shares, row, axis=0).mean(axis=0) for row in range(5)]
    np.testing.assert_allclose(difference, shares - others, atol=1e-12)


def test_regions_that_do_not_count_are_compared_with_those_that_do() -> None:
    weights = against_others(np.array([True, False, True, False]))
    assert weights[0].tolist() == [1, 0, -1, 0]
    assert weights[1].tolist() == [-0.5, 1, -0.5, 0]
    # A single one that counts would have no other.
    assert against_others(np.array([True, False]))[0].tolist() == [1, -1]


def test_a_fragment_that_does_not_count_leaves_the_others_sure(random_shares) -> None:
    rng, texts = np.random.default_rng(5), []
    for row, n in enumerate([4, 80, 80, 80]):
        shares, tokens = random_shares(rng, PROFILE, n)
        where = np.zeros(n, dtype=int)
        texts.append(
            RegionText(
                f"r{row}", shares * tokens[:, None], tokens * 1.0, where, np.empty((0, 7)), n
            )
        )
    estimated = estimate(texts, RegionsSettings(draws=200), "x")
    spans = []
    for counted in ([True] * 4, [False, True, True, True]):
        compared = contrast(estimated, against_others(np.array(counted)), 0.95)
        spans.append((compared.high - compared.low)[1:].mean())
    assert spans[1] < 0.8 * spans[0]


def test_one_region_has_nothing_to_differ_from(random_shares) -> None:
    alone = found(np.random.default_rng(0), random_shares, [PROFILE], [30])
    assert np.isnan(alone.difference).all()
    assert not alone.excludes_zero.any()


def test_two_regions_mirror_each_other(random_shares) -> None:
    pair = found(np.random.default_rng(0), random_shares, [PROFILE, PROFILE[::-1]], [60, 60])
    np.testing.assert_allclose(pair.difference[0], -pair.difference[1])
    np.testing.assert_allclose(pair.low[0], -pair.high[1])
    assert pair.excludes_zero[:, 0].all()


def test_a_planted_priority_is_found_and_the_rest_left_alone(random_shares) -> None:
    planted = np.array([0.05, 0.24, 0.18, 0.12, 0.08, 0.05, 0.28])
    profiles = [planted, PROFILE, PROFILE, PROFILE]
    result = found(np.random.default_rng(3), random_shares, profiles, [80, 80, 80, 80])
    assert np.argwhere(result.excludes_zero[0]).ravel().tolist() == [0, 6]
    assert result.difference[0, 6] == pytest.approx(0.25, abs=0.1)


def test_a_fragment_widens_its_own_cells_more_than_the_others(random_shares) -> None:
    sizes = [6, 80, 80, 80]
    width = found(np.random.default_rng(3), random_shares, [PROFILE] * 4, sizes)
    spans = (width.high - width.low).mean(axis=1)
    assert spans[0] > 1.5 * spans[1:].max()


def test_where_next_to_nothing_is_known_intervals_end_at_1() -> None:
    texts = []
    for name in "ab":
        members = np.array([[1.0, 0.0], [0.0, 1.0]])
        mass, where = np.array([[30.0, 10.0], [500.0, 100.0]]), np.zeros(2, dtype=int)
        texts.append(
            RegionText(name, mass, mass.sum(axis=1), where, members[:: 1 if name == "a" else -1], 2)
        )
    widest = among(estimate(texts, RegionsSettings(draws=100), "x"))
    assert widest.low.tolist() == [[-1, -1], [-1, -1]]
    assert widest.high.tolist() == [[1, 1], [1, 1]]


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(4)))
def test_the_order_of_regions_does_not_matter(random_shares, order: list[int]) -> None:
    rng = np.random.default_rng(8)
    texts = []
    for row in range(4):
        shares, tokens = random_shares(rng, PROFILE, 20)
        mass = shares * tokens[:, None]
        where = np.zeros(20, dtype=int)
        texts.append(RegionText(f"r{row}", mass, tokens * 1.0, where, np.empty((0, 7)), 20))
    given_settings = RegionsSettings(draws=100)
    straight = among(estimate(texts, given_settings, "x"))
    turned = among(estimate([texts[row] for row in order], given_settings, "x"))
    np.testing.assert_allclose(turned.low, straight.low[order], atol=1e-9)
    np.testing.assert_allclose(turned.high, straight.high[order], atol=1e-9)


@pytest.mark.parametrize("sizes", [[30, 30], [10, 40, 60, 80, 12], [30] * 8])
def test_flat_regions_show_nothing(random_shares, sizes: list[int]) -> None:
    rng, trials = np.random.default_rng(21), 200
    shown = [
        found(rng, random_shares, [PROFILE] * len(sizes), sizes, seed=seed).excludes_zero.any()
        for seed in range(trials)
    ]
    # Nothing in at least 94 % of corpora: 12 of 200. At a true 5 % chance alone would give more in
    # one run of four, but the runs are seeded, and larger simulations gave 1 to 4 %.
    assert sum(shown) <= 12


def test_all_intervals_hold_together_where_regions_differ(random_shares) -> None:
    rng, trials, held = np.random.default_rng(22), 150, 0
    for seed in range(trials):
        profiles = rng.dirichlet(PROFILE * 25, size=5).clip(1e-3)
        profiles /= profiles.sum(axis=1, keepdims=True)
        result = found(rng, random_shares, profiles, [12, 40, 60, 80, 30], seed=seed)
        truth = against_others(np.ones(5, dtype=bool)) @ profiles
        held += bool(((result.low <= truth) & (truth <= result.high)).all())
    # 0.95 with a standard error of 0.018 in 150 trials, two of them allowed.
    assert held / trials > 0.915
