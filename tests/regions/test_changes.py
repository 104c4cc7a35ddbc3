import numpy as np
import pytest

from policytopics.problems import ProblemsError
from policytopics.regions.changes import measure_changes
from policytopics.study.regions import RegionsSettings
from policytopics.tables.contract import check
from policytopics.tables.regions import REVIEW_PLAN, TRENDS

FLAT, OTHER = np.array([0.6, 0.3, 0.1]), np.array([0.1, 0.2, 0.7])
SETTINGS = RegionsSettings(draws=200)


def changes(corpus, settings=SETTINGS, members=None):
    arrays = corpus.members() if members is None else members
    found = measure_changes(
        corpus.unit_frame, corpus.share_frame, arrays, corpus.document_frame, settings
    )
    return check(found.trends, TRENDS), check(found.review_plan, REVIEW_PLAN)


@pytest.fixture
def filled(corpus, random_shares):
    rng = np.random.default_rng(4)

    def add(region, profile=FLAT, n=60, **keywords):
        shares, tokens = random_shares(rng, np.asarray(profile), n)
        return corpus.add(region, shares, tokens=tokens.tolist(), **keywords)

    return add


def test_change_per_year_by_hand(corpus) -> None:
    for year, share in ((2020, 0.2), (2021, 0.3), (2023, 0.5)):
        corpus.add("a", [[share, 1 - share, 0]], year=year)
    corpus.add("b", [[1, 0, 0]], year=2020)
    trends, _ = changes(corpus)
    assert trends["region_id"].unique().tolist() == ["a"]
    assert trends["change"].tolist() == [0.1, -0.1, 0]
    first = trends.iloc[0]
    assert (first["first_year"], first["last_year"], first["n_years"]) == (2020, 2023, 3)
    assert trends["flags"].tolist() == [["insufficient"]] * 3
    assert not trends["distinct"].any()
    assert (trends["change_low"] < trends["change"]).all()


def test_a_planted_trend_is_found_and_the_rest_left_alone(filled, corpus) -> None:
    for year, profile in ((2021, FLAT), (2022, (FLAT + OTHER) / 2), (2023, OTHER)):
        filled("a", profile, n=120, year=year)
        filled("b", FLAT, n=120, year=year)
    trends, _ = changes(corpus)
    found = trends.set_index(["region_id", "category_id"])
    assert found.loc["a", "distinct"].tolist()[::2] == [True, True]
    assert not found.loc["b", "distinct"].any()
    assert found.loc[("a", "t03"), "change"] == pytest.approx(0.3, abs=0.09)


def scattered(empty, random_shares, seed: int):
    """Three regions with long documents of years that only scatter: any two differ for sure."""
    rng, corpus = np.random.default_rng(seed), type(empty)()
    for region in "abc":
        for year in (2019, 2021, 2022, 2023):
            shares, tokens = random_shares(rng, rng.dirichlet(FLAT * 40), 150)
            corpus.add(region, shares, tokens=tokens.tolist(), year=year)
    return corpus


def test_years_that_scatter_are_no_trend(corpus, random_shares, monkeypatch) -> None:
    trials = [scattered(corpus, random_shares, seed) for seed in range(10)]
    # Nominally one in twenty.
    assert sum(changes(trial)[0]["distinct"].any() for trial in trials) <= 2
    monkeypatch.setattr("policytopics.regions.changes.around_lines", lambda *_: 0.0)
    assert sum(changes(trial)[0]["distinct"].any() for trial in trials) > 5


def test_two_years_are_taken_as_given(filled, corpus) -> None:
    filled("a", FLAT, n=200, year=2022)
    filled("a", OTHER, n=200, year=2023)
    assert changes(corpus)[0]["distinct"].all()


def test_review_against_plan(filled, corpus) -> None:
    filled("a", FLAT, n=120, part="review")
    filled("a", OTHER, n=120, part="plan")
    filled("b", FLAT, n=120, part="review")
    filled("b", FLAT, n=120, part="plan")
    filled("c", FLAT, part="plan")
    _, table = changes(corpus)
    assert table["region_id"].unique().tolist() == ["a", "b"]
    difference = table["plan"] - table["review"]
    np.testing.assert_allclose(table["difference"], difference, atol=2e-6)
    assert table["distinct"].tolist()[0::2] == [True, True, False]
    assert (table["difference_low"] <= table["difference"]).all()
    assert (table["difference"] <= table["difference_high"]).all()


def test_one_year_and_no_review_give_empty_tables(filled, corpus) -> None:
    filled("a")
    filled("b", year=None)
    trends, review_plan = changes(corpus)
    assert trends.empty
    assert review_plan.empty


def test_a_fragment_is_said_and_what_other_regions_are_is_not(filled, corpus) -> None:
    filled("a", year=2022, ends_mid_document=True)
    filled("a", year=2023)
    for year in (2022, 2023):
        filled("b", year=year, kind="five_year_plan")
        filled("c", year=year, kind="five_year_plan")
    trends, _ = changes(corpus)
    said = trends.groupby("region_id")["flags"].first()
    # A region is compared with itself alone.
    assert said.tolist() == [["fragment"], [], []]


def test_texts_of_different_kinds_or_years_are_flagged(filled, corpus) -> None:
    filled("a", year=2022)
    filled("a", year=2022, part="review")
    filled("a", year=2023, kind="five_year_plan")
    filled("b", year=2022)
    filled("b", year=2023)
    filled("b", year=2022, part="review")
    filled("b", year=2023, part="review")
    trends, review_plan = changes(corpus)
    assert trends.groupby("region_id")["flags"].first().tolist() == [["other_kind"], []]
    said = review_plan.groupby("region_id")["flags"].first()
    assert said.tolist() == [["other_kind", "other_year"], []]


def test_the_ensemble_widens_intervals(filled, corpus) -> None:
    for year in (2022, 2023):
        filled("a", year=year)
    final = np.array(corpus.shares)
    early = np.arange(len(final)) < 60
    tilt = [np.where(early[:, None], step * np.array([1, -1, 0]), 0) for step in (-0.1, 0, 0.1)]
    wide, _ = changes(corpus, members=corpus.members(*(final + step for step in tilt)))
    narrow, _ = changes(corpus)
    spans = [table["change_high"] - table["change_low"] for table in (wide, narrow)]
    assert (spans[0][:2] > spans[1][:2]).all()
    assert set(wide["covers"]) == {"sampling+model"}


def test_no_text_at_all_is_an_error(filled, corpus) -> None:
    filled("a", part="review")
    with pytest.raises(ProblemsError, match="no document has text in plan"):
        changes(corpus)
