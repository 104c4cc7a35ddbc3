import numpy as np
import pytest

from policytopics.regions.share import RegionText
from policytopics.regions.uncertainty import (
    estimate,
    model_spread,
    stream,
)
from policytopics.study.regions import RegionsSettings

PROFILE = np.array([0.4, 0.3, 0.2, 0.08, 0.02])


def text(region, shares, tokens, documents=None, members=None) -> RegionText:
    tokens = np.asarray(tokens, dtype=float)
    mass = np.asarray(shares, dtype=float) * tokens[:, None]
    where = np.zeros(len(tokens), dtype=int) if documents is None else np.asarray(documents)
    if members is None:
        members = np.empty((0, mass.shape[1]))
    return RegionText(region, mass, tokens, where, members, len(tokens))


def settings(**changes) -> RegionsSettings:
    return RegionsSettings(**{"draws": 400, **changes})


def test_members_are_centred_on_their_own_mean(random_shares) -> None:
    shares, tokens = random_shares(np.random.default_rng(2), PROFILE, 40)
    apart = np.tile([0.9, 0.05, 0.03, 0.01, 0.01], (8, 1))
    alone = estimate([text("a", shares, tokens)], settings(), "x")
    agreeing = estimate([text("a", shares, tokens, members=apart)], settings(), "x")
    # Members that agree with one another add nothing, however far from the final model they are.
    np.testing.assert_allclose(agreeing.low, alone.low)
    np.testing.assert_allclose(agreeing.draws, alone.draws)
    differing = apart + np.outer(np.linspace(-0.04, 0.04, 8), [1, -1, 0, 0, 0])
    wide = estimate([text("a", shares, tokens, members=differing)], settings(), "x")
    assert (wide.high - wide.low)[0, :2].tolist() > (alone.high - alone.low)[0, :2].tolist()
    np.testing.assert_allclose((wide.high - wide.low)[0, 2:], (alone.high - alone.low)[0, 2:])
    assert wide.draws[:, 0].mean(axis=0) == pytest.approx(alone.share[0], abs=0.01)


def test_a_topic_that_one_member_knows_has_no_spread() -> None:
    members = np.array([[[0.3, 0.2]], [[np.nan, 0.4]]])
    # Median 0.3, both 0.1 away.
    expected = [[0, round((1.4826 * 0.1) ** 2, 6)]]
    assert model_spread(members).variance(np.eye(1)).round(6).tolist() == expected
    nobody = model_spread(np.full((2, 1, 1), np.nan))
    assert nobody.variance(np.eye(1)).tolist() == [[0]]


def test_a_stray_member_weighs_no_more_than_another() -> None:
    calm = np.linspace(0.2, 0.24, 11)[:, None, None]
    strayed = np.concatenate([calm[:-1], [[[0.9]]]])
    spreads = [model_spread(members).variance(np.eye(1)).item() for members in (calm, strayed)]
    assert spreads[1] == pytest.approx(spreads[0])


def test_the_model_reaches_no_further_than_its_members() -> None:
    # Half of the members split the topic: 0.1 apart, so 0.05 from the median, and no tail beyond.
    torn = model_spread(np.repeat([0.25, 0.15], 6)[:, None, None])
    assert torn.reach(np.eye(1), 3.4).item() == pytest.approx(0.05)
    # One stray does not reach: the others' spread times the critical value is less.
    stray = model_spread(np.array([0.20, 0.21, 0.22, 0.23, 0.9])[:, None, None])
    assert stray.reach(np.eye(1), 3.4).item() == pytest.approx(3.4 * 1.4826 * 0.01)
    assert model_spread(np.empty((0, 1, 1))).reach(np.eye(1), 3.4).tolist() == [[0]]


def test_draws_have_the_variance_of_the_share_and_move_topics_against_each_other() -> None:
    one = text("a", [[1, 0], [0, 1]] * 20, [40] * 40)
    found = estimate([one], settings(draws=20_000), "x")
    wanted = found.sampling.dispersion[0] * 0.25
    np.testing.assert_allclose(found.draws[:, 0].var(axis=0), wanted, rtol=0.03)
    assert np.corrcoef(found.draws[:, 0].T)[0, 1] == pytest.approx(-1)


def test_a_missing_topic_is_not_certain() -> None:
    nothing = text("a", [[1, 0]] * 12, [40] * 12)
    mixed = text("b", [[1, 0], [0, 1]] * 10, [40] * 20)
    found = estimate([nothing, mixed], settings(), "x")
    assert found.share[0].tolist() == [1, 0]
    assert found.low[0, 0] < 0.9
    assert found.high[0, 1] > 0.1


def test_without_paragraphs_to_compare_nothing_is_certain() -> None:
    alone = estimate([text("a", [[0.6, 0.4]], [500])], settings(), "x")
    # A single draw with probability 0.6: the score interval at z = 1.96 of 0.6 in 1.
    middle, half = (0.6 + 1.9207) / 4.8415, np.sqrt(3.8415 * 0.24 + 3.8415**2 / 4) / 4.8415
    assert alone.low[0, 0] == pytest.approx(middle - half, abs=1e-3)
    assert alone.high[0, 0] == pytest.approx(middle + half, abs=1e-3)
    assert alone.draws[:, 0, 0].std() > 0.3


def test_documents_that_differ_widen_every_region(random_shares) -> None:
    rng = np.random.default_rng(5)
    flat = [random_shares(rng, PROFILE, 30) for _ in range(4)]
    shares = np.concatenate([part for part, _ in flat])
    tokens = np.concatenate([part for _, part in flat])
    swing = np.repeat([[0.3, -0.3, 0, 0, 0], [-0.3, 0.3, 0, 0, 0]], 60, axis=0)
    moved = np.clip(shares + swing, 0, 1)
    moved /= moved.sum(axis=1, keepdims=True)
    two = np.repeat([0, 1], 60)
    single = text("single", shares[:30], tokens[:30])
    calm = estimate([text("a", shares, tokens, two), single], settings(), "x")
    tossed = estimate([text("a", moved, tokens, two), single], settings(), "x")
    assert tossed.sampling.documents[0] > 4 * calm.sampling.documents[0]
    for row in (0, 1):
        assert tossed.high[row, 0] - tossed.low[row, 0] > calm.high[row, 0] - calm.low[row, 0]
    given = estimate([text("a", moved, tokens, two), single], settings(), across_documents=False)
    assert given.sampling.documents.sum() == 0


def test_another_region_never_shifts_the_random_numbers() -> None:
    assert stream(1, "plan", "", "a").random() != stream(1, "plan", "a", "").random()
    one = text("b", [[1, 0], [0, 1]] * 8, [40] * 16)
    beside = text("a", [[1, 0], [0, 1]] * 9, [40] * 18)
    first = estimate([one], settings(), "x").draws[:, 0, 0]
    second = estimate([beside, one], settings(), "x").draws[:, :, 0]
    # What is borrowed differs a little, so draws are close, not equal.
    assert np.corrcoef(first, second[:, 1])[0, 1] > 0.9
    assert abs(np.corrcoef(first, second[:, 0])[0, 1]) < 0.2


def test_intervals_cover_shares_of_rare_topics_in_short_texts(random_shares) -> None:
    rng, held = np.random.default_rng(11), []
    for seed in range(300):
        text_of_20 = text("a", *random_shares(rng, PROFILE, 20))
        found = estimate([text_of_20], settings(draws=100, seed=seed), "x")
        held.append((found.low[0] <= PROFILE) & (found.high[0] >= PROFILE))
    covered = np.mean(held, axis=0)
    # 300 trials at 0.95 have a standard error of 0.013; a topic's share may be off by three.
    assert covered.min() > 0.91
    assert covered.mean() > 0.94


def test_intervals_cover_the_region_behind_three_years(random_shares) -> None:
    rng, held = np.random.default_rng(12), []
    for seed in range(150):
        texts = []
        for region in "abcd":
            years = [random_shares(rng, rng.dirichlet(PROFILE * 60), 15) for _ in range(3)]
            shares, tokens = (np.concatenate(column) for column in zip(*years, strict=True))
            texts.append(text(region, shares, tokens, np.repeat([0, 1, 2], 15)))
        found = estimate(texts, settings(draws=100, seed=seed), "x")
        held.append((found.low <= PROFILE) & (found.high >= PROFILE))
    # Regions share one dispersion, so trials count less than 150 x 4: standard error about 0.01.
    assert np.mean(held) > 0.92
