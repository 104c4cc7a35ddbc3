"""Corpora with little to compare: right tables, no warning, no claim that the text cannot carry."""

import numpy as np
import pandas as pd
import pytest

from policytopics.regions.changes import measure_changes
from policytopics.regions.comparison import compare_regions
from policytopics.regions.priorities import measure_priorities
from policytopics.study.regions import RegionsSettings
from policytopics.tables.contract import check
from policytopics.tables.regions import (
    CLUSTERS,
    ENTROPY,
    PRIORITIES,
    REVIEW_PLAN,
    SIMILARITY,
    TRENDS,
)

PROFILE = np.array([0.5, 0.3, 0.2])
SETTINGS = RegionsSettings(draws=100)


def tables(corpus, members=None) -> dict[str, pd.DataFrame]:
    """Return every table of the room, checked against its contract."""
    frames = corpus.unit_frame, corpus.share_frame
    rest = corpus.members() if members is None else members, corpus.document_frame, SETTINGS
    compared = compare_regions(*frames, *rest)
    changed = measure_changes(*frames, *rest)
    found = {"priorities": check(measure_priorities(*frames, *rest), PRIORITIES)}
    for table in (SIMILARITY, ENTROPY, CLUSTERS):
        found[table.name] = check(getattr(compared, table.name), table)
    for table in (TRENDS, REVIEW_PLAN):
        found[table.name] = check(getattr(changed, table.name), table)
    return found


@pytest.fixture
def filled(corpus, random_shares):
    rng = np.random.default_rng(4)

    def add(region, profile=PROFILE, n=60, **keywords):
        shares, tokens = random_shares(rng, np.asarray(profile), n)
        return corpus.add(region, shares, tokens=tokens.tolist(), **keywords)

    return add


def test_one_region(filled, corpus) -> None:
    filled("a")
    found = tables(corpus)
    priorities = found["priorities"]
    assert priorities["low"].lt(priorities["high"]).all()
    assert priorities["difference"].isna().all()
    assert not priorities["distinct"].any()
    assert len(found["entropy"]) == 1
    assert [name for name, table in found.items() if table.empty] == [
        "similarity", "clusters", "trends", "review_plan",
    ]  # fmt: skip


def test_two_regions(filled, corpus) -> None:
    filled("a")
    filled("b", PROFILE[::-1])
    found = tables(corpus)
    one, other = (
        frame["difference"].to_numpy() for _, frame in found["priorities"].groupby("region_id")
    )
    np.testing.assert_allclose(one, -other, atol=2e-6)
    assert len(found["similarity"]) == 1
    assert found["clusters"].empty


def test_a_region_without_plan_text_is_in_no_comparison(filled, corpus) -> None:
    filled("a")
    filled("b")
    filled("c", part="review")
    found = tables(corpus)
    empty = found["priorities"].query("region_id == 'c' and part == 'plan'")
    assert empty[["share", "difference", "rank"]].isna().to_numpy().all()
    assert found["entropy"]["region_id"].tolist() == ["a", "b"]
    assert found["review_plan"].empty


def test_a_topic_that_a_region_lacks_is_not_certain_to_be_missing(filled, corpus) -> None:
    filled("a", [0.6, 0.4 - 1e-9, 1e-9])
    for unit, row in enumerate(corpus.shares):
        corpus.shares[unit] = np.array([row[0], 1 - row[0], 0])
    filled("b")
    filled("c")
    found = tables(corpus)["priorities"].set_index(["region_id", "category_id"])
    missing = found.loc[("a", "t03")]
    assert missing["share"] == missing["low"] == 0
    assert missing["high"] > 0.01


def test_a_topic_that_nobody_has(corpus) -> None:
    shares = np.array([[1.0, 0, 0], [0, 1.0, 0]] * 20)
    for region in "abc":
        corpus.add(region, shares)
    found = tables(corpus)
    nobody = found["priorities"].query("category_id == 't03'")
    assert nobody["share"].tolist() == [0, 0, 0]
    assert not nobody["distinct"].any()


def test_all_shares_equal(corpus) -> None:
    for region in "abcd":
        for year in (2022, 2023):
            corpus.add(region, np.full((40, 3), 1 / 3), year=year)
            corpus.add(region, np.full((40, 3), 1 / 3), year=year, part="review")
    same = corpus.members(*[np.array(corpus.shares)] * 3)
    for members in (None, same):
        found = tables(corpus, members)
        for name in ("priorities", "trends", "review_plan"):
            assert not found[name]["distinct"].any()
        assert found["priorities"]["difference"].abs().max() == 0
        assert found["similarity"]["high"].tolist() == [1] * 6
        assert found["entropy"]["high"].tolist() == [1] * 4
        assert len(found["clusters"]) == 2


def test_one_year_only(filled, corpus) -> None:
    for region in "abc":
        filled(region, year=2024)
    found = tables(corpus)
    assert found["priorities"]["year"].isna().all()
    assert found["trends"].empty


def test_a_single_topic(corpus, random_shares) -> None:
    corpus.topics = 1
    for region in "abc":
        corpus.add(region, np.ones((40, 1)))
        corpus.add(region, np.ones((40, 1)), year=2024)
    found = tables(corpus)
    assert found["priorities"]["share"].eq(1).all()
    assert not found["priorities"]["distinct"].any()
    assert found["similarity"]["similarity"].tolist() == [1, 1, 1]
