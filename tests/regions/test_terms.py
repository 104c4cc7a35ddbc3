from math import log, sqrt

import numpy as np
import pandas as pd
import pytest

from policytopics.regions.terms import LEAST_Z, MOST_TERMS, distinctive_terms, log_odds, sentence


def units(**texts: list[str]) -> pd.DataFrame:
    """Return units of regions: each text is one unit, words between spaces."""
    rows = [
        {"region_id": region, "unit_id": f"{region}:{number}", "tokens": text.split(),
         "text": text.replace(" ", "。") + "。"}
        for region, of_region in texts.items()
        for number, text in enumerate(of_region)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def vocabulary(kept: str, dropped: str = "") -> pd.DataFrame:
    terms = [(term, "kept") for term in kept.split()] + [(t, "genre") for t in dropped.split()]
    return pd.DataFrame(terms, columns=["term", "status"])


def test_log_odds_of_the_paper_term_by_term() -> None:
    here, elsewhere = [12.0, 3.0, 85.0], [4.0, 30.0, 166.0]
    found, z = log_odds(np.array(here), np.array(elsewhere))
    for row, (a, b) in enumerate(zip(here, elsewhere, strict=True)):
        prior = 500 * (a + b) / 300
        odds = (a + prior) / (100 + 500 - a - prior), (b + prior) / (200 + 500 - b - prior)
        assert found[row] == pytest.approx(log(odds[0]) - log(odds[1]))
        deviation = sqrt(1 / (a + prior) + 1 / (b + prior))
        assert z[row] == pytest.approx(found[row] / deviation)


def test_the_regions_words_are_found_with_counts_and_an_example() -> None:
    table = distinctive_terms(
        units(east=["渔港 改革", "渔港 渔港 改革"] * 30, west=["牧场 改革", "牧场 改革 工作"] * 30),
        vocabulary("渔港 牧场 改革", dropped="工作"),
    )
    assert table[["region_id", "term", "rank"]].to_numpy().tolist() == [
        ["east", "渔港", 1], ["west", "牧场", 1],
    ]  # fmt: skip
    first = table.iloc[0]
    assert (first["frequency"], first["frequency_elsewhere"]) == (90, 0)
    # The first of the units that use it most.
    assert first["unit_id"] == "east:1"
    assert first["example"] == "渔港。"
    assert (table["z"] > LEAST_Z).all()


def test_a_term_that_is_written_otherwise_shows_the_whole_unit() -> None:
    assert sentence("建　牧场；修渔港", "建牧场") == "建　牧场；修渔港"


def test_the_order_of_units_does_not_matter() -> None:
    frame = units(a=["一 二 三"] * 20 + ["四"] * 9, b=["四 五 二"] * 20, c=["三 五"] * 30)
    words = vocabulary("一 二 三 四 五")
    pd.testing.assert_frame_equal(
        distinctive_terms(frame[::-1], words[::-1]), distinctive_terms(frame, words)
    )


def test_equal_words_rank_by_the_term_and_only_the_first_thirty_stay() -> None:
    own = [chr(0x4E00 + number) for number in range(40)]
    frame = units(a=[" ".join(own)] * 30, b=["共"] * 1200)
    table = distinctive_terms(frame, vocabulary(" ".join([*own, "共"])))
    assert table.loc[table["region_id"] == "a", "term"].tolist() == own[:MOST_TERMS]
    assert table.loc[table["region_id"] == "b", "rank"].tolist() == [1]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (units(a=["渔港 改革"] * 9), "渔港 改革"),  # one region
        (units(a=["渔港"] * 9, b=["牧场"] * 9), ""),  # nothing kept
        (units(a=["改革"] * 9, b=["改革"] * 5), "改革"),  # one term: no odds
        (units(a=["改革 开放"] * 9, b=["改革 开放"] * 9), "改革 开放"),  # no difference
    ],
)
def test_where_nothing_differs_the_table_is_empty(frame: pd.DataFrame, words: str) -> None:
    table = distinctive_terms(frame, vocabulary(words))
    assert table.empty
    assert list(table.columns)[:3] == ["region_id", "term", "rank"]
