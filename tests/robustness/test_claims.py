"""Claims are followed through matched categories; what is not recovered stays in the table."""

import numpy as np
import pandas as pd
import pytest

from policytopics.robustness.claims import Collected, Outcome, claims_table, collect
from policytopics.robustness.specifications import Specification
from policytopics.tables.contract import check
from policytopics.tables.robustness import CLAIMS, ROBUSTNESS, SPECIFICATIONS

PLACES = {stage: stage for stage in ("corpus", "words", "topics", "regions")}


def specification(name: str, **changes) -> Specification:
    return Specification(name, changes, {}, PLACES)


def topics(*rows: tuple[str, dict[str, float]]) -> pd.DataFrame:
    flat = [(topic, term, weight) for topic, terms in rows for term, weight in terms.items()]
    return pd.DataFrame(flat, columns=["topic_id", "term", "weight"])


def headline(shares: dict[tuple[str, str], float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region_id": region, "category_id": category, "share": share, "low": 0.0, "high": 1.0,
            "difference": share - 0.1, "difference_low": -0.1, "difference_high": 0.4,
            "distinct": False, "flags": [],
        }
        for (region, category), share in shares.items()
    )  # fmt: skip


MAIN = Outcome(
    headline({("a", "t01"): 0.7, ("a", "t02"): 0.3}),
    topics(("t01", {"农业": 1.0}), ("t02", {"工业": 1.0})),
)
SWAPPED = Outcome(
    headline({("a", "t01"): 0.2, ("a", "t02"): 0.5, ("a", "t03"): 0.3}),
    topics(("t01", {"工业": 1.0}), ("t02", {"教育": 1.0}), ("t03", {"医疗": 1.0})),
)


def follow(**outcomes: Outcome) -> Collected:
    each = [specification(name) for name in outcomes]
    found = collect(each, outcomes, threshold=0.6)
    contracts = (SPECIFICATIONS, ROBUSTNESS, CLAIMS)
    return Collected(*(check(*pair) for pair in zip(found, contracts, strict=True)))


def test_the_study_matches_itself() -> None:
    listed, rows, _ = follow(main=MAIN)
    assert listed[["status", "n_categories", "n_matched"]].to_numpy().tolist() == [["done", 2, 2]]
    assert rows["share"].tolist() == [0.7, 0.3]
    assert rows["match"].tolist() == [1.0, 1.0]


def test_a_topic_is_followed_under_its_other_name_and_a_lost_one_is_kept_empty() -> None:
    listed, rows, claims = follow(main=MAIN, other=SWAPPED)
    other = rows[rows["specification"] == "other"].set_index("category_id")
    assert other.loc["t02", "matched_id"] == "t01"
    assert other.loc["t02", "share"] == 0.2
    assert other.loc["t01", "matched_id"] == ""
    assert np.isnan(other.loc["t01", "share"])
    assert listed["n_matched"].tolist() == [2, 1]
    assert claims.set_index("category_id")["n_recovered"].to_dict() == {"t01": 0, "t02": 1}


def test_the_categories_of_a_fixed_scheme_are_their_own_partners() -> None:
    main = Outcome(headline({("a", "rural"): 0.7, ("a", "urban"): 0.3}))
    other = Outcome(headline({("a", "rural"): 0.4}))
    listed, rows, _ = follow(main=main, other=other)
    found = rows[rows["specification"] == "other"].set_index("category_id")
    assert found["matched_id"].to_dict() == {"rural": "rural", "urban": ""}
    assert found.loc["rural", ["match", "share"]].tolist() == [1.0, 0.4]
    assert listed["n_matched"].tolist() == [2, 1]


def test_text_of_no_category_is_no_category_that_is_matched() -> None:
    main = Outcome(headline({("a", "rural"): 0.7, ("a", "none"): 0.3}))
    listed, rows, _ = follow(main=main, other=main)
    assert listed[["n_categories", "n_matched"]].to_numpy().tolist() == [[1, 1], [1, 1]]
    assert rows["match"].tolist() == [1.0] * 4


def test_a_failed_specification_is_named_with_its_reason() -> None:
    listed, rows, claims = follow(main=MAIN, broken=Outcome(None, reason="too few units"))
    assert listed[["status", "reason"]].to_numpy().tolist()[1] == ["failed", "too few units"]
    assert set(rows["specification"]) == {"main"}
    assert claims[["n_specifications", "n_failed"]].to_numpy().tolist() == [[0, 1], [0, 1]]


def test_without_the_study_there_is_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="the study itself"):
        follow(main=Outcome(None, reason="broken"))


DONE = ["main", "a", "b", "c"]


def listed(failed: int = 0) -> pd.DataFrame:
    names = [*DONE, *(f"failed{i}" for i in range(failed))]
    status = ["done"] * len(DONE) + ["failed"] * failed
    return pd.DataFrame({"specification": names, "status": status})


def robust(rows: list[tuple[str, str, float | None, float | None, float | None]]) -> pd.DataFrame:
    names = ["specification", "matched_id", "difference", "difference_low", "difference_high"]
    frame = pd.DataFrame(rows, columns=names).assign(region_id="r", category_id="t")
    return frame.astype(dict.fromkeys(names[2:], float))


def cells(*rows: tuple[str, str, float | None, bool, list[str]]) -> pd.DataFrame:
    names = ["region_id", "category_id", "difference", "distinct", "flags"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        share=0.3, low=0.2, high=0.4, difference_low=frame["difference"], difference_high=0.5
    )


@pytest.mark.parametrize(
    ("difference", "rows", "expected"),
    [
        (0.1, [("a", "t", 0.1, 0.02, 0.2), ("b", "t", 0.1, -0.1, 0.3), ("c", "t", -0.1, -0.2, 0.0)],
         [3, 2, 1]),
        (-0.1, [("a", "t", -0.1, -0.2, -0.1), ("b", "t", -0.1, -0.2, 0.1), ("c", "t", 0.1, 0, 0.2)],
         [3, 2, 1]),
        (0.1, [("a", "", None, None, None), ("b", "t", 0.1, 0.1, 0.2), ("c", "t", None, 0, 0)],
         [2, 1, 1]),
        (0.1, [("a", "t", 0.0, -0.1, 0.1)], [1, 0, 0]),
        (0.1, [], [0, 0, 0]),
        # The study itself does not vouch for itself.
        (0.1, [("main", "t", 0.1, 0.05, 0.2)], [0, 0, 0]),
    ],
)  # fmt: skip
def test_other_specifications_are_counted(difference: float, rows, expected: list[int]) -> None:
    found = claims_table(cells(("r", "t", difference, True, [])), listed(failed=2), robust(rows))
    (row,) = check(found, CLAIMS).to_dict("records")
    assert (row["n_specifications"], row["n_failed"]) == (3, 2)
    assert [row[name] for name in ("n_recovered", "n_same_sign", "n_distinct")] == expected
    assert row["side"] == ("more" if difference > 0 else "less")


def test_what_is_claimed_comes_first_then_the_largest() -> None:
    given = cells(
        ("a", "t1", 0.30, False, []),
        ("a", "t2", -0.10, True, []),
        ("b", "t1", 0.10, True, ["fragment"]),
        ("b", "t2", 0.20, True, []),
    )
    found = claims_table(given, listed(), robust([]))
    order = list(zip(found["region_id"], found["category_id"], strict=True))
    assert order == [("b", "t2"), ("a", "t2"), ("b", "t1"), ("a", "t1")]
    assert found["claim"].tolist() == [1, 2, 3, 4]
    assert found["claimed"].tolist() == [True, True, True, False]
    assert found["flags"].tolist()[2] == ["fragment"]


def test_too_little_text_and_no_difference_make_no_claim() -> None:
    given = cells(
        ("a", "t1", 0.3, False, ["insufficient"]), ("b", "t1", 0.0, False, []),
        ("c", "t1", None, False, []), ("d", "t1", 0.1, False, []),
    )  # fmt: skip
    assert claims_table(given, listed(), robust([]))["region_id"].tolist() == ["d"]
    nothing = claims_table(given.head(3), listed(), robust([]))
    assert check(nothing, CLAIMS).empty
