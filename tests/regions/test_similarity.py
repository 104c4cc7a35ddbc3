from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import jensenshannon

from policytopics.regions.comparison import compare_regions
from policytopics.regions.share import RegionText
from policytopics.regions.similarity import (
    divergence,
    entropy_table,
    estimate_profiles,
    evenness,
    push_of_divergence,
    push_of_evenness,
    similarity_table,
)
from policytopics.study.regions import RegionsSettings
from policytopics.tables.contract import check
from policytopics.tables.regions import SIMILARITY

PROFILE = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
profiles = arrays(float, 4, elements=st.floats(1e-6, 1)).map(lambda values: values / values.sum())


@given(profiles, profiles)
def test_divergence_is_scipys_distance_squared(a: np.ndarray, b: np.ndarray) -> None:
    assert divergence(a, b) == pytest.approx(jensenshannon(a, b, base=2) ** 2, abs=1e-9)
    assert divergence(a, b) == pytest.approx(divergence(b, a), abs=1e-12)
    assert 0 <= divergence(a, b) <= 1 + 1e-12


@given(profiles)
def test_evenness_lies_between_0_and_1(profile: np.ndarray) -> None:
    assert 0 <= evenness(profile) <= 1 + 1e-12
    assert evenness(np.ones(1)) == 0


def texts(rng, random_shares, given_profiles, n):
    found = []
    for row, profile in enumerate(given_profiles):
        shares, tokens = random_shares(rng, profile, n)
        mass = shares * tokens[:, None]
        where, nobody = np.zeros(n, dtype=int), np.empty((0, len(profile)))
        found.append(RegionText(f"r{row}", mass, tokens * 1.0, where, nobody, n))
    return found


def test_draws_are_shares_even_of_a_single_paragraph() -> None:
    mass, nobody = np.array([[0.0, 50.0, 0.0]]), np.empty((0, 3))
    single = RegionText("a", mass, np.array([50.0]), np.zeros(1, dtype=int), nobody, 1)
    draws = estimate_profiles([single], RegionsSettings(draws=500)).draws
    assert draws.min() >= 0
    np.testing.assert_allclose(draws.sum(axis=-1), 1)


def test_the_push_is_what_noise_does_to_counts() -> None:
    """Against the mean over many multinomial counts; the other half are counted twice as many."""
    rng, n, dispersion = np.random.default_rng(5), 200, np.full(5, 1 / 200)
    a = rng.multinomial(n, PROFILE, size=40_000) / n
    b = rng.multinomial(2 * n, PROFILE[::-1], size=40_000) / (2 * n)
    too_far = divergence(a, b).mean() - divergence(PROFILE, PROFILE[::-1])
    expected = push_of_divergence(PROFILE, PROFILE[::-1], dispersion, dispersion / 2)
    assert expected == pytest.approx(too_far, rel=0.05)
    uneven = evenness(a).mean() - evenness(PROFILE)
    assert push_of_evenness(PROFILE, dispersion) == pytest.approx(uneven, rel=0.05)


def test_topics_that_nobody_has_push_nothing() -> None:
    some, more = np.array([0.6, 0.4]), np.array([0.6, 0.4, 0.0])
    known, also = np.full(2, 0.05), np.full(3, 0.05)
    found = push_of_divergence(more, more, also, also)
    assert found == pytest.approx(push_of_divergence(some, some, known, known))
    assert push_of_evenness(more, also) * np.log(3) == pytest.approx(
        push_of_evenness(some, known) * np.log(2)
    )


NO_FLAGS = {f"r{row}": [] for row in range(3)}


def test_equal_regions_may_be_equal_and_unequal_ones_not(random_shares) -> None:
    rng, trials = np.random.default_rng(31), 100
    truth = 1 - np.sqrt(divergence(PROFILE, PROFILE[::-1]))
    equal, unequal, even, values = 0, 0, 0, []
    for seed in range(trials):
        settings = RegionsSettings(draws=200, seed=seed)
        three = texts(rng, random_shares, [PROFILE, PROFILE, PROFILE[::-1]], 100)
        found = estimate_profiles(three, settings)
        table = similarity_table(three, found, NO_FLAGS, 0.95)
        equal += table["high"][0] == 1
        unequal += bool(table["low"][1] <= truth <= table["high"][1])
        spread = entropy_table(three, found, NO_FLAGS, 0.95)
        even += bool(spread["low"][0] <= evenness(PROFILE) <= spread["high"][0])
        values.append((table["similarity"][1], spread["entropy"][0]))
        for frame, name in ((table, "similarity"), (spread, "entropy")):
            assert ((frame["low"] <= frame[name]) & (frame[name] <= frame["high"])).all()
    # Nominal 0.95 with a standard error of 0.022.
    assert equal / trials > 0.93
    assert unequal / trials > 0.9
    assert even / trials > 0.9
    # Of the noise that pushes the plain estimates, little is left.
    np.testing.assert_allclose(np.mean(values, axis=0), [truth, evenness(PROFILE)], atol=0.015)


def test_regions_alike_up_to_noise_are_not_called_identical(random_shares) -> None:
    """Differences less than their noise still leave room for some: no interval from 1 to 1."""
    rng = np.random.default_rng(3)
    given = texts(rng, random_shares, [np.full(20, 0.05)], 40)
    twins = [replace(text, region_id=name) for text, name in zip([given[0]] * 2, "ab", strict=True)]
    settings = RegionsSettings(draws=500)
    table = similarity_table(
        twins, estimate_profiles(twins, settings), {"a": [], "b": []}, settings.level
    )
    assert table["low"][0] < table["similarity"][0] < table["high"][0] == 1
    assert table["low"][0] < 0.95


def test_pairs_come_once_and_one_region_has_none(random_shares) -> None:
    three = texts(np.random.default_rng(0), random_shares, [PROFILE] * 3, 10)
    settings = RegionsSettings(draws=100)
    flags = {"r0": ["fragment"], "r1": ["other_year", "fragment"], "r2": []}
    table = similarity_table(three, estimate_profiles(three, settings), flags, 0.95)
    pairs = list(zip(table["region_id"], table["other_region_id"], strict=True))
    assert pairs == [("r0", "r1"), ("r0", "r2"), ("r1", "r2")]
    assert table["flags"].tolist()[:2] == [["fragment", "other_year"], ["fragment"]]
    alone = similarity_table(three[:1], estimate_profiles(three[:1], settings), flags, 0.95)
    assert check(alone.assign(covers="sampling"), SIMILARITY).empty


def test_regions_without_text_in_the_parts_are_left_out(corpus) -> None:
    corpus.add("a", np.eye(3)).add("b", np.eye(3)).add("c", np.eye(3), part="review")
    found = compare_regions(
        corpus.unit_frame,
        corpus.share_frame,
        corpus.members(),
        corpus.document_frame,
        RegionsSettings(draws=100),
    )
    assert found.entropy["region_id"].tolist() == ["a", "b"]
    assert found.entropy["high"].round(6).tolist() == [1, 1]
    assert found.entropy["flags"].tolist() == [["insufficient"]] * 2
    assert found.similarity["high"].tolist() == [1]
    assert found.clusters.empty
    assert set(found.similarity["covers"]) == {"sampling"}
