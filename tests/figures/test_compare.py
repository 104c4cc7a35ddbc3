"""What the figures compare, from tables in any order of rows."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from policytopics.figures.compare import comparison_of, pairs_of
from policytopics.figures.comparison import OTHER, Comparison
from policytopics.tables.schemes import UNRANKED
from tests.figures.made_up import Tables, rough_tables, tables


def compared_by(made: Tables, **changes: object) -> Comparison:
    return replace(made, **changes).compared


def test_cells_are_the_rows_of_the_first_part_over_all_years() -> None:
    made = tables()
    compared = compared_by(made)
    chosen = made.priorities.query("part == 'plan' and year.isna()")
    assert len(compared.cells) == len(chosen) == 60
    for row in chosen.to_dict("records"):
        cell = compared.cells[row["region_id"], row["category_id"]]
        assert cell.share == row["share"] != 0.5
        assert cell.others == pytest.approx(row["share"] - row["difference"])
        assert (cell.low, cell.distinct) == (row["low"], row["distinct"])
    assert compared.n_comparisons == 60
    assert compared.n_distinct == chosen["distinct"].sum()


def test_rows_stand_by_falling_mean_share() -> None:
    compared = compared_by(tables())
    means = [np.mean([cell.share for cell in compared.on(topic)]) for topic in compared.categories]
    assert means == sorted(means, reverse=True)


def test_equal_topics_stand_by_their_id() -> None:
    compared = compared_by(tables(4, 8, equal=True))
    assert [topic.category_id for topic in compared.categories] == [
        f"t{j:02d}" for j in range(1, 9)
    ]


def test_the_order_of_rows_in_the_tables_does_not_matter() -> None:
    made = tables(6, 30)
    shuffled = replace(
        made,
        **{
            name: getattr(made, name).sample(frac=1, random_state=1)
            for name in ("priorities", "topic_summary", "regions")
        },
    )
    # repr: NaN is not equal to itself.
    assert repr(compared_by(made)) == repr(compared_by(shuffled))


def test_regions_stand_by_division_code_and_without_one_last() -> None:
    made = tables()
    regions = made.regions.assign(region_code=["", "320508", "320507", "", "110000"])
    order = [region.region_id for region in compared_by(replace(made, regions=regions)).regions]
    assert order == ["yunxi", "linan", "hechuan", "bailu", "nanping"]


def test_facts_of_a_region() -> None:
    made = tables()
    region = compared_by(made).regions[1]
    rows = made.priorities.query("region_id == 'hechuan'")
    assert (region.zh, region.en, region.years) == ("鹤川区", "Hechuan", (2021, 2023))
    assert region.n_paragraphs == rows["n_paragraphs"].max()
    assert region.sufficient


def test_a_region_without_short_or_english_name_keeps_its_full_one() -> None:
    made = tables()
    regions = made.regions.assign(short_zh="", name_en="")
    assert {one.en for one in compared_by(replace(made, regions=regions)).regions} == set(
        made.regions["name_zh"]
    )


def test_too_little_text_makes_no_claim() -> None:
    compared = compared_by(rough_tables())
    by_id = {region.region_id: region for region in compared.regions}
    assert not any(cell.sufficient or cell.distinct for cell in compared.of(by_id["hechuan"]))
    assert all(math.isnan(cell.share) for cell in compared.of(by_id["linan"]))
    assert not by_id["linan"].sufficient
    assert by_id["nanping"].reservations == ("other_kind",)
    assert by_id["nanping"].sufficient
    assert compared.n_comparisons == 48
    assert {cell.region_id for cell in compared.on(compared.categories[0])}.isdisjoint(
        {"hechuan", "linan"}
    )


@pytest.mark.parametrize(("n_topics", "shown", "n_other"), [(27, 27, 0), (28, 28, 0), (29, 28, 2)])
def test_more_than_27_topics_are_gathered(n_topics: int, shown: int, n_other: int) -> None:
    compared = compared_by(tables(5, n_topics))
    assert (len(compared.categories), compared.n_other) == (shown, n_other)
    assert compared.n_categories == n_topics
    assert compared.n_comparisons == 5 * n_topics
    for region in compared.regions:
        assert math.fsum(cell.share for cell in compared.of(region)) == pytest.approx(1)
    if n_other:
        cell = compared.cells["bailu", OTHER]
        assert cell.difference == pytest.approx(cell.share - cell.others)
        assert math.isnan(cell.low)
        assert not cell.distinct


def test_text_of_no_category_stands_last_and_is_not_compared() -> None:
    made = tables(3, 5)
    headline = made.headline.replace({"category_id": {"t01": UNRANKED}})
    none = headline["category_id"] == UNRANKED
    headline.loc[none, ["difference", "difference_low", "difference_high"]] = float("nan")
    headline.loc[none, "distinct"] = False
    names = made.categories.replace({"category_id": {"t01": UNRANKED}})
    found = comparison_of(headline, names, made.regions, made.documents)
    assert found.categories[-1].category_id == UNRANKED
    assert found.has_unranked
    assert (found.n_categories, found.n_comparisons) == (4, 12)
    assert not compared_by(made).has_unranked


def test_the_smaller_claim_holds_for_all() -> None:
    made = tables()
    mixed = made.priorities.assign(covers="sampling+model")
    mixed.loc[mixed["region_id"] == "yunxi", "covers"] = "sampling"
    assert compared_by(replace(made, priorities=mixed)).covers == "sampling"


@pytest.mark.parametrize("part", ["closing", ""])
def test_a_part_without_rows_is_an_error(part: str) -> None:
    with pytest.raises(ValueError, match="need one row per region and category"):
        compared_by(tables(), part=part)


def test_a_missing_cell_is_an_error() -> None:
    made = tables()
    first = made.priorities.index[0]
    with pytest.raises(ValueError, match="got 59 rows for 5 regions x 12 categories"):
        compared_by(replace(made, priorities=made.priorities.drop(index=first)))


def test_pairs_are_those_among_the_regions_in_order() -> None:
    made = tables()
    compared = compared_by(made)
    pairs = pairs_of(made.similarity.iloc[::-1], compared.regions[:3])
    assert [(pair.one, pair.other) for pair in pairs] == [
        ("bailu", "hechuan"), ("bailu", "linan"), ("hechuan", "linan"),
    ]  # fmt: skip


def test_the_made_up_tables_keep_their_contracts() -> None:
    from policytopics.tables import corpus, regions, robustness, topics, words
    from policytopics.tables.contract import check

    made = rough_tables()
    for name, contract in (
        ("priorities", regions.PRIORITIES),
        ("headline", regions.HEADLINE),
        ("claims", robustness.CLAIMS),
        ("robustness", robustness.ROBUSTNESS),
        ("similarity", regions.SIMILARITY),
        ("topic_summary", topics.TOPIC_SUMMARY),
        ("topics", topics.TOPICS),
        ("units", words.UNITS),
        ("regions", corpus.REGIONS),
    ):
        assert isinstance(check(getattr(made, name), contract), pd.DataFrame)
