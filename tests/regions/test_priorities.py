import numpy as np
import pandas as pd
import pytest

from policytopics.problems import ProblemsError
from policytopics.regions.borrowed import read_reference
from policytopics.regions.flags import region_flags
from policytopics.regions.priorities import headline, measure_priorities, ranks
from policytopics.study.regions import RegionsSettings
from policytopics.tables.contract import check
from policytopics.tables.regions import HEADLINE, PRIORITIES
from policytopics.tables.schemes import UNRANKED

PROFILE = np.array([0.6, 0.3, 0.1])
SETTINGS = RegionsSettings(draws=200)


def measured(corpus, settings=SETTINGS, members=None) -> pd.DataFrame:
    arrays = corpus.members() if members is None else members
    table = measure_priorities(
        corpus.unit_frame, corpus.share_frame, arrays, corpus.document_frame, settings
    )
    return check(table, PRIORITIES)


@pytest.fixture
def filled(corpus, random_shares):
    """Add random text: (region, profile, paragraphs, keywords of the document)."""
    rng = np.random.default_rng(4)

    def add(region, profile=PROFILE, n=30, **keywords):
        shares, tokens = random_shares(rng, np.asarray(profile), n)
        return corpus.add(region, shares, tokens=tokens.tolist(), **keywords)

    return add


def test_shares_and_differences_by_hand(corpus) -> None:
    corpus.add("a", [[1, 0, 0], [0, 1, 0]], tokens=[30, 10])
    corpus.add("b", [[0.5, 0.25, 0.25]]).add("c", [[0.1, 0.2, 0.7]])
    table = measured(corpus).set_index(["region_id", "category_id"])
    assert table.loc["a", "share"].tolist() == [0.75, 0.25, 0]
    # 0.75 - (0.5 + 0.1) / 2 and so on.
    assert table.loc["a", "difference"].tolist() == [0.45, 0.025, -0.475]
    assert table.loc["c", "rank"].tolist() == [3, 2, 1]
    assert table.loc["a", ["n_units", "n_paragraphs", "n_documents"]].to_numpy()[0].tolist() == [
        2, 2, 1,
    ]  # fmt: skip
    assert set(table["covers"]) == {"sampling"}
    assert table["flags"].tolist() == [["insufficient"]] * 9
    assert not table["distinct"].any()


def test_shares_sum_to_1_and_lie_in_their_intervals(filled, corpus) -> None:
    for region in "abc":
        filled(region)
    table = measured(corpus)
    assert table.groupby("region_id")["share"].sum().round(5).tolist() == [1, 1, 1]
    assert table.groupby("category_id")["difference"].sum().abs().max() < 1e-5
    for name, ends in (("share", ""), ("difference", "difference_"), ("rank", "rank_")):
        assert (table[f"{ends}low"] <= table[name]).all()
        assert (table[name] <= table[f"{ends}high"]).all()


def test_a_planted_priority_is_distinct_unless_it_is_insufficient(filled, corpus) -> None:
    filled("a", [0.1, 0.1, 0.8], 60)
    for region in "bcd":
        filled(region, n=60)
    table = measured(corpus).set_index(["region_id", "category_id"])
    assert table.loc["a", "distinct"].tolist()[::2] == [True, True]
    assert table.loc[("a", "t03"), ["rank", "rank_low", "rank_high"]].tolist() == [1, 1, 1]
    high_bar = RegionsSettings(draws=200, min_units=61)
    assert not measured(corpus, high_bar)["distinct"].any()


def test_few_paragraphs_do_not_suffice_however_many_units(corpus, filled) -> None:
    corpus.add("a", [[0, 0, 1]] * 20, paragraphs=[1] * 10 + [2] * 10)
    filled("b", n=60)
    filled("c", n=60)
    table = measured(corpus).query("region_id == 'a'")
    assert table["flags"].tolist() == [["insufficient"]] * 3
    assert not table["distinct"].any()


def test_fragments_are_compared_but_nobody_with_them(filled, corpus) -> None:
    filled("a", [0.1, 0.1, 0.8], 60)
    filled("b", n=60)
    filled("c", [0.3, 0.1, 0.6], n=6)
    table = measured(corpus).set_index(["region_id", "category_id"])
    share = table["share"].unstack("category_id").loc[["a", "b", "c"]].to_numpy()  # noqa: PD010
    expected = [share[0] - share[1], share[1] - share[0], share[2] - (share[0] + share[1]) / 2]
    for region, difference in zip("abc", expected, strict=True):
        np.testing.assert_allclose(table.loc[region, "difference"], difference, atol=2e-6)
    assert table.loc["a", "distinct"].any()
    assert not table.loc["c", "distinct"].any()


def test_where_one_region_alone_suffices_nothing_is_claimed(filled, corpus) -> None:
    filled("a", [0.02, 0.02, 0.96], 400)
    filled("b", [0.9, 0.05, 0.05], 29)
    table = measured(corpus)
    # It is compared all the same: the interval shows how little the fragment tells.
    assert (table["difference_low"] > 0).any()
    assert not table["distinct"].any()


def test_parts_that_count_are_joined_and_the_others_stand_alone(corpus) -> None:
    corpus.add("a", [[1, 0, 0]], part="plan").add("a", [[0, 1, 0]], part="review")
    corpus.add("a", [[0, 0, 1]], part="closing")
    settings = RegionsSettings(parts=["review", "plan"], draws=100)
    table = measured(corpus, settings)
    shares = {part: frame["share"].tolist() for part, frame in table.groupby("part", sort=False)}
    assert shares == {"plan+review": [0.5, 0.5, 0], "closing": [0, 0, 1]}
    assert table["difference"].isna().all()


@pytest.mark.parametrize("parts", [["review", "plan"], ["plan", "review"], ["plan"]])
def test_the_headline_is_what_the_settings_ask_for_in_any_order(filled, corpus, parts) -> None:
    filled("a", year=2022)
    filled("a", year=2023, part="review")
    filled("b", year=2023, kind="five_year_plan")
    settings = RegionsSettings(parts=parts, draws=100, level=0.9)
    table = measured(corpus, settings)
    found = check(headline(table, settings), HEADLINE)
    assert len(found) == 2 * 3
    assert set(found["part"]) == {"+".join(sorted(parts))}
    assert found["year"].isna().all()
    assert set(found["kind"]) == {""}
    assert set(found["level"]) == {0.9}
    same = found.merge(table, on=["region_id", "part", "kind", "year", "category_id", "share"])
    assert len(same) == len(found)


def test_years_stand_beside_all_years_for_regions_with_several(filled, corpus) -> None:
    filled("a", year=2022)
    filled("a", year=2023)
    filled("b", year=2023)
    filled("c", year=None)
    table = measured(corpus)
    cells = {(*key,) for key in table[["region_id", "year"]].fillna(0).to_numpy().tolist()}
    assert cells == {("a", 0), ("b", 0), ("c", 0), ("a", 2022), ("a", 2023)}
    alone = table.query("region_id == 'a' and year == 2022")
    assert alone["difference"].isna().all()
    # In 2023 the other is b alone: c's year is not known.
    of_2023 = table.query("region_id == 'a' and year == 2023")["difference"].to_numpy()
    b = table.query("region_id == 'b'")["share"].to_numpy()
    a = table.query("region_id == 'a' and year == 2023")["share"].to_numpy()
    np.testing.assert_allclose(of_2023, a - b, atol=2e-6)
    assert table.query("region_id == 'a' and year.isna()")["n_documents"].tolist() == [2, 2, 2]


def test_kinds_stand_beside_all_kinds_for_regions_with_several(filled, corpus) -> None:
    filled("a", kind="work_report")
    filled("a", [0.1, 0.3, 0.6], kind="five_year_plan")
    filled("b", kind="work_report")
    filled("c", kind="five_year_plan")
    table = measured(corpus)
    cells = {(*key,) for key in table[["region_id", "kind"]].to_numpy().tolist()}
    assert cells == {("a", ""), ("b", ""), ("c", ""), ("a", "five_year_plan"), ("a", "work_report")}
    found = table.set_index(["region_id", "kind"]).sort_index()
    # A plan is compared with the other's plan alone, which is no unlike comparison.
    plans = found.loc[("a", "five_year_plan"), "share"], found.loc[("c", ""), "share"]
    difference = plans[0].to_numpy() - plans[1].to_numpy()
    np.testing.assert_allclose(
        found.loc[("a", "five_year_plan"), "difference"], difference, atol=2e-6
    )
    assert found.loc[("a", "five_year_plan"), "flags"].tolist() == [[], [], []]
    assert found.loc[("b", ""), "flags"].tolist()[0] == ["other_kind"]


def test_a_region_without_text_in_the_parts_is_empty(filled, corpus) -> None:
    filled("a")
    filled("b", part="review")
    table = measured(corpus).query("part == 'plan' and region_id == 'b'")
    assert table["n_units"].tolist() == [0, 0, 0]
    assert table["share"].isna().all()
    assert table["rank"].isna().all()
    assert table["flags"].tolist() == [["insufficient"]] * 3


def test_no_text_at_all_is_an_error(filled, corpus) -> None:
    filled("a", part="review")
    with pytest.raises(ProblemsError, match="no document has text in plan"):
        measured(corpus)


def test_the_ensemble_widens_intervals_and_is_named(filled, corpus) -> None:
    filled("a")
    filled("b")
    final = np.array(corpus.shares)
    tilt = np.linspace(-0.05, 0.05, 6)[:, None] * np.array([1, -1, 0])
    members = corpus.members(*(final + step for step in tilt))
    with_model, without = measured(corpus, members=members), measured(corpus)
    assert set(with_model["covers"]) == {"sampling+model"}
    spans = [(table["high"] - table["low"])[:2] for table in (with_model, without)]
    assert (spans[0] > spans[1] * 1.01).all()
    off = RegionsSettings(draws=200, model_uncertainty=False)
    assert measured(corpus, off, members).equals(without)
    assert set(measured(corpus, members=corpus.members(final))["covers"]) == {"sampling"}
    # What all regions share in a member cancels in differences.
    np.testing.assert_allclose(with_model["difference_low"], without["difference_low"], atol=0.02)


def coded(corpus, error: float = 0.0) -> pd.DataFrame:
    """Return shares whose third category is text of none, each with an error of coding."""
    shares = corpus.share_frame.replace({"category_id": {"t03": UNRANKED}})
    return shares.assign(error=error)


def coded_priorities(corpus, error: float = 0.0, settings=SETTINGS) -> pd.DataFrame:
    shares = coded(corpus, error)
    frames = corpus.unit_frame, shares, None, corpus.document_frame
    return check(measure_priorities(*frames, settings), PRIORITIES)


def test_text_of_no_category_counts_in_the_whole_and_is_neither_tested_nor_ranked(
    filled, corpus
) -> None:
    filled("a", [0.1, 0.2, 0.7])
    filled("b", [0.6, 0.2, 0.2])
    filled("c", [0.6, 0.2, 0.2])
    table = coded_priorities(corpus)
    none = table[table["category_id"] == UNRANKED]
    assert none["share"].max() > 0.5
    assert none[["difference", "difference_low", "rank", "rank_low"]].isna().all(axis=None)
    assert not none["distinct"].any()
    assert set(table.loc[table["category_id"] != UNRANKED, "rank"]) == {1, 2}
    # The same shares, without a category that may not be tested: one comparison more.
    tested = measured(corpus).set_index(["region_id", "category_id"])
    ranked = table.set_index(["region_id", "category_id"]).loc[("a", "t01")]
    assert ranked["share"] == tested.loc[("a", "t01"), "share"]
    assert ranked["difference"] == tested.loc[("a", "t01"), "difference"]


def test_the_error_of_coding_widens_all_intervals_and_is_named(filled, corpus) -> None:
    for region in "abc":
        filled(region)
    exact, coarse = coded_priorities(corpus), coded_priorities(corpus, 0.4)
    assert set(coarse["covers"]) == {"sampling+coding"}
    ranked = exact["category_id"] != UNRANKED
    for low, high in (("low", "high"), ("difference_low", "difference_high")):
        narrow, wide = ((table[high] - table[low])[ranked] for table in (exact, coarse))
        assert (wide > narrow).all()
    # By hand: 1.96 standard deviations of a mean of units, weighted by their tokens.
    tokens = corpus.unit_frame.loc[corpus.unit_frame["region_id"] == "a", "n_tokens"]
    tokens = tokens.to_numpy(dtype=float)
    spread = 1.96 * 0.4 * np.sqrt((tokens**2).sum()) / tokens.sum()
    rows = [table.iloc[0] for table in (exact, coarse)]
    sampled, both = (row["high"] - row["share"] for row in rows)
    assert both == pytest.approx(np.hypot(sampled, spread), abs=1e-3)
    without = coded_priorities(
        corpus, 0.4, SETTINGS.model_copy(update={"model_uncertainty": False})
    )
    assert set(without["covers"]) == {"sampling"}


def test_the_answer_depends_on_nothing_but_the_input(filled, corpus) -> None:
    for region, year in [("a", 2022), ("a", 2023), ("b", 2022), ("c", 2023), ("c", 2022)]:
        filled(region, year=year)
    members = corpus.members(np.array(corpus.shares), np.array(corpus.shares)[:, ::-1])
    rng = np.random.default_rng(0)
    turned = measure_priorities(
        corpus.unit_frame.sample(frac=1, random_state=rng),
        corpus.share_frame.sample(frac=1, random_state=rng),
        members,
        corpus.document_frame[::-1],
        SETTINGS,
    )
    pd.testing.assert_frame_equal(check(turned, PRIORITIES), measured(corpus, members=members))
    another = measured(corpus, RegionsSettings(draws=200, seed=2), members)
    assert not another["difference_low"].equals(measured(corpus, members=members)["difference_low"])


def documents(*rows: tuple[str, int | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["region_id", "year", "kind"]).astype({"year": "Int64"})
    return frame.assign(starts_mid_document=False, ends_mid_document=False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # The only region is the usual one.
        ([("a", 2022, "other")], {}),
        ([("a", 2022, "x"), ("b", 2023, "x"), ("c", 2023, "x")], {"a": ["other_year"]}),
        # Two sets equally common: nothing is usual.
        ([("a", 1, "x"), ("b", 1, "y")], {"a": ["other_kind"], "b": ["other_kind"]}),
        # An unknown year may be the usual one, and has no say.
        ([("a", None, "x"), ("b", 2023, "x"), ("c", None, "x")], {}),
        # One unknown year stands for the one missing, not for two.
        ([(r, y, "x") for r in "bc" for y in (1, 2)] + [("a", 1, "x"), ("a", None, "x")], {}),
        (
            [(r, y, "x") for r in "bc" for y in (1, 2, 3)] + [("a", 1, "x"), ("a", None, "x")],
            {"a": ["other_year"]},
        ),
        # A year that the others lack is a difference, whatever is unknown.
        (
            [(r, y, "x") for r in "bc" for y in (1, 2)] + [("a", 9, "x"), ("a", None, "x")],
            {"a": ["other_year"]},
        ),
    ],
)
def test_what_is_unlike_the_others(rows, expected) -> None:
    found = region_flags(documents(*rows))
    assert {region: flags for region, flags in found.items() if flags} == expected


def test_ranks_of_equals_are_in_order() -> None:
    assert ranks(np.array([[0.5, 0.5, 0.0], [0.1, 0.2, 0.7]])).tolist() == [[1, 2, 3], [3, 2, 1]]


def with_reference(corpus, settings=SETTINGS) -> pd.DataFrame:
    levels = {each["region_id"]: "prefecture" for each in corpus.documents}
    table = measure_priorities(
        corpus.unit_frame,
        corpus.share_frame,
        None,
        corpus.document_frame,
        settings,
        levels,
        read_reference("resources/reference"),
    )
    return check(table, PRIORITIES)


def drafted(corpus, random_shares, odd: str = "") -> None:
    """Add three years of six regions; one of them gives the third category three times as much."""
    rng = np.random.default_rng(8)
    for region in "abcdef":
        profile = np.array([0.4, 0.3, 0.3]) if region == odd else PROFILE
        for year in (2021, 2022, 2023):
            shares, tokens = random_shares(rng, profile, 60)
            corpus.add(region, shares, tokens=tokens.tolist(), year=year)


def test_both_answers_stand_in_the_table(corpus, random_shares) -> None:
    drafted(corpus, random_shares, odd="c")
    table = headline(with_reference(corpus), SETTINGS).set_index(["region_id", "category_id"])
    row = table.loc[("c", "t03")]
    assert row["in_text"]
    assert row["of_government"]
    assert row["distinct"]
    assert row["noise"] == "own"
    assert row["difference_text_low"] > 0.01
    assert 0 < row["difference_low"] <= row["difference"] <= row["difference_high"]
    assert 0 < row["difference_shrunken"] < row["difference_high"]
    assert row["n_years"] <= 3
    assert table.loc["c", "of_government"].sum() <= 3
    assert (table["distinct"] == table["of_government"]).all()


def test_a_single_year_borrows_its_noise(corpus, random_shares) -> None:
    drafted(corpus, random_shares)
    table = with_reference(corpus)
    assert set(table.loc[table["year"].eq(2022).fillna(False), "noise"]) == {"borrowed"}
    assert set(table.loc[table["year"].isna(), "noise"]) == {"own"}


def test_topics_answer_for_their_texts_alone(filled, corpus) -> None:
    filled("a", [0.1, 0.1, 0.8], 60)
    for region in "bcd":
        filled(region, n=60)
    table = measured(corpus).set_index(["region_id", "category_id"])
    assert not table["of_government"].any()
    assert set(table["noise"]) == {"unknown"}
    assert table.loc[("a", "t03"), "in_text"]
    assert table.loc[("a", "t03"), "distinct"]


def test_too_little_text_claims_nothing_at_all(corpus, random_shares) -> None:
    drafted(corpus, random_shares, odd="c")
    table = with_reference(corpus, RegionsSettings(draws=200, min_units=500))
    assert not table[["in_text", "of_government", "strict", "distinct"]].any(axis=None)
