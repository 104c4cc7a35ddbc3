from pathlib import Path

import numpy as np
import pytest

from policytopics.regions.borrowed import borrow, measured_false_share, read_reference

REFERENCE = Path("resources/reference")


@pytest.fixture(scope="module")
def reference():
    return read_reference(REFERENCE)


def test_known_categories_have_their_own_variance(reference) -> None:
    rows = reference.drafting.query("level == 'province' and scheme == 'domains'")
    names = rows["category_id"].tolist()
    found = borrow(reference, "province", "work_report", "domains", names, rows["share"].to_numpy())
    np.testing.assert_array_equal(found.variance, rows["variance"])
    np.testing.assert_array_equal(found.lasting, rows["lasting"])
    assert found.df > 100


def test_unknown_categories_are_read_off_the_curve(reference) -> None:
    shares = np.array([0.001, 0.03, 0.5])
    found = borrow(reference, "prefecture", "work_report", "topics", ["a", "b", "c"], shares)
    curve = reference.drafting.query("level == 'prefecture' and scheme == ''")
    assert (found.variance >= curve["variance"].min()).all()
    assert (found.variance <= curve["variance"].max()).all()
    assert found.variance[0] == curve["variance"].iloc[0]
    assert np.isnan(found.lasting).all()


@pytest.mark.parametrize(
    ("level", "kind"), [("province", "five_year_plan"), ("country", "work_report")]
)
def test_nothing_is_known_of_kinds_and_levels_without_replicates(reference, level, kind) -> None:
    assert borrow(reference, level, kind, "domains", ["rural"], np.array([0.1])) is None


def test_counties_say_whom_they_borrow_from(reference) -> None:
    levels = reference.levels.set_index("level")
    assert levels.loc["county", "learnt_from"] == "prefecture"
    assert levels.loc["province", "learnt_from"] == ""


def test_the_reference_holds_numbers_and_names_of_categories_only() -> None:
    for path in REFERENCE.glob("*.csv"):
        assert path.read_text("utf-8").isascii()


@pytest.mark.parametrize(("years", "measured"), [(1, 1), (2, 1), (4, 3), (11, 5)])
def test_the_false_share_is_that_of_the_nearest_study(reference, years, measured) -> None:
    row = reference.false_share.query("level == 'prefecture' and years == @measured").iloc[0]
    found = measured_false_share(reference, "county", years)
    assert found.share == row["false_share"]
    assert found.low <= found.share <= found.high
    assert found.one_in == round(1 / found.share)
    assert found.level == "prefecture"


def test_where_nothing_was_measured_nothing_is_said(reference) -> None:
    assert measured_false_share(reference, "country", 1) is None
