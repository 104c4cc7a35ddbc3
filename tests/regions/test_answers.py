from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.regions.answers import Asked, two_answers
from policytopics.regions.borrowed import read_reference
from policytopics.regions.replicates import angle, angle_share

REFERENCE = read_reference(Path("resources/reference"))
CATEGORIES = ["culture", "health", "industry", "innovation", "none", "rural", "urban", "water"]
BASE = np.array([0.1, 0.06, 0.2, 0.12, 0.16, 0.14, 0.15, 0.07])


def table(
    rng, regions: int, years: list, *, effect: dict | None = None, noise: float = 0.0003, **columns
) -> pd.DataFrame:
    """Return shares of texts; ``effect``: (region, category) → angle added."""
    rows = []
    for region in range(regions):
        for year in years:
            seen = angle(BASE) + rng.normal(0, np.sqrt(noise), len(BASE))
            for (of, name), by in (effect or {}).items():
                seen[CATEGORIES.index(name)] += by * (of == region)
            share = angle_share(seen) / angle_share(seen).sum()
            for name, value in zip(CATEGORIES, share, strict=True):
                rows.append((f"r{region}_{year}", f"r{region}", year, name, value))
    frame = pd.DataFrame(rows, columns=["document_id", "region_id", "year", "category_id", "share"])
    usual = {
        "level": "prefecture", "kind": "work_report", "fragment": False, "letters": 8000.0,
        "tokens": 4000, "enough": True, "variance": 1e-5,
    }  # fmt: skip
    return frame.assign(**usual, **columns)


def cell(found: pd.DataFrame, region: str, category: str) -> pd.Series:
    return found.set_index(["region_id", "category_id"]).loc[(region, category)]


def test_several_years_answer_both_questions() -> None:
    shares = table(np.random.default_rng(1), 6, [2020, 2021, 2022], effect={(2, "culture"): 0.15})
    found = two_answers(shares, REFERENCE)
    row = cell(found, "r2", "culture")
    assert row["in_text"]
    assert row["of_government"]
    assert row["strict"]
    assert row["noise"] == "own"
    assert row["n_texts"] == 3
    assert 0 < row["difference_low"] < row["difference"] < row["difference_high"]
    assert 0 < row["difference_shrunken"] <= row["difference"] + 1e-9
    assert row["q"] <= 0.05
    assert found["of_government"].sum() <= 12


def test_what_is_in_the_denominator_alone_is_not_tested() -> None:
    found = two_answers(table(np.random.default_rng(1), 5, [2020, 2021]), REFERENCE)
    of_none = found[found["category_id"] == "none"]
    assert of_none["share"].notna().all()
    assert of_none["q"].isna().all()
    assert not of_none[["in_text", "of_government", "strict"]].any(axis=None)


def test_one_text_each_borrows_and_says_so() -> None:
    shares = table(np.random.default_rng(2), 8, [2023], effect={(0, "culture"): 0.25})
    found = two_answers(shares, REFERENCE)
    row = cell(found, "r0", "culture")
    assert row["noise"] == "borrowed"
    assert row["of_government"]
    assert row["df"] > 100


def test_without_a_reference_one_text_says_nothing_of_governments() -> None:
    found = two_answers(table(np.random.default_rng(2), 8, [2023], effect={(0, "culture"): 0.25}))
    assert (found["noise"] == "unknown").all()
    assert not found["of_government"].any()
    assert cell(found, "r0", "culture")["in_text"]
    assert found["q"].isna().all()


def test_a_kind_without_replicates_cannot_be_known_from_one_text() -> None:
    shares = table(np.random.default_rng(2), 5, [2021]).assign(kind="five_year_plan")
    assert (two_answers(shares, REFERENCE)["noise"] == "unknown").all()


@pytest.mark.parametrize(
    ("column", "value", "flag"),
    [
        ("kind", "five_year_plan", "other_kind"),
        ("level", "county", "other_level"),
        ("fragment", True, "fragment"),
    ],
)
def test_texts_unlike_the_others_answer_for_themselves(column, value, flag) -> None:
    shares = table(np.random.default_rng(3), 6, [2022], effect={(5, "urban"): 0.3})
    odd = shares["region_id"] == "r5"
    shares[column] = shares[column].where(~odd, value)
    found = two_answers(shares, REFERENCE)
    row = cell(found, "r5", "urban")
    assert row["in_text"]
    assert not row["of_government"]
    assert row["flags"] == [flag]
    assert np.isnan(row["q"])
    # It is left out of the mean that the others are compared with.
    urban = found[found["category_id"] == "urban"].set_index("region_id")["share"]
    others = urban[["r1", "r2", "r3", "r4"]].mean()
    assert cell(found, "r0", "urban")["difference"] == pytest.approx(urban["r0"] - others)


def test_a_text_with_many_categories_at_zero_claims_nothing_of_its_government() -> None:
    shares = table(np.random.default_rng(4), 6, [2022])
    odd = shares["region_id"] == "r1"
    empty = shares["category_id"].isin(["culture", "health", "rural", "urban"])
    shares.loc[odd & empty, "share"] = 0.0
    row = cell(two_answers(shares, REFERENCE), "r1", "culture")
    assert row["flags"] == ["sparse"]
    assert not row["of_government"]


def test_less_that_follows_from_much_more_is_flagged() -> None:
    shares = table(
        np.random.default_rng(5),
        6,
        list(range(2017, 2023)),
        effect={(0, "culture"): 0.5},
        noise=2e-5,
    )
    found = two_answers(shares, REFERENCE)
    less = found[(found["region_id"] == "r0") & found["of_government"] & (found["difference"] < 0)]
    assert len(less) >= 4
    assert sum("closure" in flags for flags in less["flags"]) >= len(less) - 1
    assert "closure" not in cell(found, "r0", "culture")["flags"]


def test_a_claim_that_moves_over_the_years_says_so() -> None:
    shares = table(np.random.default_rng(6), 6, list(range(2015, 2023)))
    moved = (shares["region_id"] == "r0") & (shares["category_id"] == "culture")
    shares.loc[moved, "share"] += 0.04 * (shares.loc[moved, "year"] - 2014)
    row = cell(two_answers(shares, REFERENCE), "r0", "culture")
    assert row["of_government"]
    assert "changing" in row["flags"]


def test_the_same_report_twice_counts_once() -> None:
    rng = np.random.default_rng(7)
    shares = table(rng, 5, [2020, 2021])
    copy = shares[shares["document_id"] == "r0_2020"].assign(document_id="again")
    once, twice = two_answers(shares, REFERENCE), two_answers(pd.concat([shares, copy]), REFERENCE)
    pd.testing.assert_frame_equal(once, twice)


def test_a_government_alone_among_fragments_has_an_interval_of_its_share_alone() -> None:
    shares = table(np.random.default_rng(4), 4, [2024])
    shares["fragment"] = shares["region_id"] != "r0"
    found = two_answers(shares, REFERENCE)
    row = cell(found, "r0", "culture")
    assert row["noise"] == "borrowed"
    assert row["low"] < row["share"] < row["high"]
    assert np.isfinite(row["difference"])
    assert np.isnan([row["difference_low"], row["difference_high"], row["q"]]).all()


def test_one_region_has_shares_and_no_difference() -> None:
    found = two_answers(table(np.random.default_rng(8), 1, [2020, 2021, 2022]), REFERENCE)
    assert found["share"].notna().all()
    assert found["difference"].isna().all()
    assert not found[["in_text", "of_government"]].any(axis=None)


def test_two_regions_mirror_each_other() -> None:
    shares = table(
        np.random.default_rng(9), 2, [2020, 2021, 2022, 2023], effect={(0, "culture"): 0.2}
    )
    found = two_answers(shares, REFERENCE).pivot_table(
        index="category_id", columns="region_id", values=["difference", "q"]
    )
    np.testing.assert_allclose(found["difference"]["r0"], -found["difference"]["r1"])
    np.testing.assert_allclose(found["q"]["r0"], found["q"]["r1"])


def test_unequal_and_unknown_years_are_borne() -> None:
    shares = table(np.random.default_rng(10), 5, [2019, 2020, 2021])
    shares = shares[~shares["document_id"].isin(["r0_2019", "r1_2021", "r1_2020"])]
    shares["year"] = shares["year"].astype("Int64").mask(shares["document_id"] == "r3_2019")
    found = two_answers(shares, REFERENCE)
    tested = found[found["category_id"] != "none"]
    assert tested["q"].notna().all()
    assert cell(found, "r1", "rural")["n_texts"] == 1


def test_equal_shares_claim_nothing() -> None:
    found = two_answers(table(np.random.default_rng(1), 4, [2020, 2021], noise=0.0), REFERENCE)
    assert not found[["in_text", "of_government"]].any(axis=None)


def test_only_what_matters_is_claimed_of_a_text() -> None:
    shares = table(np.random.default_rng(1), 4, [2020], noise=0.0, effect={(0, "culture"): 0.02})
    shares["variance"] = 0.0
    assert not two_answers(shares, REFERENCE)["in_text"].any()
    least = Asked().least._replace(points=0.001, times=1.05)
    assert two_answers(shares, REFERENCE, Asked(least=least))["in_text"].any()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_order_of_rows_and_names_of_documents_do_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shares = table(rng, 4, [2020, 2021, 2022], effect={(1, "water"): 0.1})
    names = sorted(set(shares["document_id"]))
    renamed = dict(zip(names, rng.permutation(names), strict=True))
    moved = shares.sample(frac=1, random_state=seed)
    moved = moved.assign(document_id=moved["document_id"].map(renamed))
    one, other = two_answers(shares, REFERENCE), two_answers(moved, REFERENCE)
    pd.testing.assert_frame_equal(one, other, rtol=1e-9)


def test_what_is_too_short_is_nobodys_measure() -> None:
    shares = table(np.random.default_rng(3), 4, [2022])
    shares["enough"] = shares["region_id"] != "r3"
    found = two_answers(shares, REFERENCE)
    urban = found[found["category_id"] == "urban"].set_index("region_id")["share"]
    others = (urban["r1"] + urban["r2"]) / 2
    assert cell(found, "r0", "urban")["difference"] == pytest.approx(urban["r0"] - others)
    assert cell(found, "r3", "urban")["noise"] == "unknown"
