import numpy as np
import pytest

from policytopics.regions.clusters import clusters, clusters_table
from policytopics.regions.share import RegionText
from policytopics.regions.similarity import estimate_profiles
from policytopics.study.regions import RegionsSettings
from policytopics.tables.contract import check
from policytopics.tables.regions import CLUSTERS

HERE, THERE = np.array([0.6, 0.3, 0.1]), np.array([0.1, 0.2, 0.7])


def table(profiles, random_shares, n=60):
    rng, texts = np.random.default_rng(2), []
    for row, profile in enumerate(profiles):
        shares, tokens = random_shares(rng, profile, n)
        where = np.zeros(n, dtype=int)
        mass = shares * tokens[:, None]
        texts.append(RegionText(f"r{row}", mass, tokens * 1.0, where, np.empty((0, 3)), n))
    found = estimate_profiles(texts, RegionsSettings(draws=200))
    frame = clusters_table([text.region_id for text in texts], found)
    return check(frame.assign(covers="sampling"), CLUSTERS)


def test_heights_are_mean_distances() -> None:
    # 0-1, 0-2, 0-3, 1-2, 1-3, 2-3: first 0 with 1, then 2 with 3.
    assert clusters(np.array([0.1, 0.6, 0.6, 0.6, 0.6, 0.2])) == {
        frozenset({0, 1}): pytest.approx(0.1),
        frozenset({2, 3}): pytest.approx(0.2),
    }


def test_two_camps_are_found_and_are_sure(random_shares) -> None:
    found = table([HERE, THERE, HERE, THERE], random_shares)
    assert sorted(found["region_ids"].tolist()) == [["r0", "r2"], ["r1", "r3"]]
    assert found["support"].min() > 0.95
    assert found["height"].is_monotonic_increasing


def test_equal_regions_have_no_sure_group(random_shares) -> None:
    found = table([HERE] * 4, random_shares)
    assert found["support"].max() < 0.7


@pytest.mark.parametrize("n", [1, 2])
def test_below_three_regions_there_is_no_group(random_shares, n: int) -> None:
    assert table([HERE] * n, random_shares).empty
