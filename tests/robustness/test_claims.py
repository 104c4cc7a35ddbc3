"""Claims are followed through matched topics; what is not recovered stays in the table."""

import numpy as np
import pandas as pd
import pytest

from policytopics.robustness.claims import Outcome, collect
from policytopics.robustness.specifications import Specification
from policytopics.tables.contract import check
from policytopics.tables.robustness import ROBUSTNESS, SPECIFICATIONS

PLACES = {stage: stage for stage in ("corpus", "words", "topics", "regions")}


def specification(name: str, **changes) -> Specification:
    return Specification(name, changes, {"regions": {"parts": ["plan"]}}, PLACES)


def topics(*rows: tuple[str, dict[str, float]]) -> pd.DataFrame:
    flat = [(topic, term, weight) for topic, terms in rows for term, weight in terms.items()]
    return pd.DataFrame(flat, columns=["topic_id", "term", "weight"])


def priorities(shares: dict[tuple[str, str], float]) -> pd.DataFrame:
    rows = [
        {"region_id": region, "topic_id": topic, "part": part, "document_kind": "", "year": year,
         "share": share, "difference": share - 0.1, "difference_low": -0.1, "difference_high": 0.4}
        for (region, topic), share in shares.items()
        for part, year in (("plan", pd.NA), ("plan", 2024), ("review", pd.NA))
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"year": "Int64"})


MAIN = Outcome(
    topics(("t01", {"农业": 1.0}), ("t02", {"工业": 1.0})),
    priorities({("a", "t01"): 0.7, ("a", "t02"): 0.3}),
)
SWAPPED = Outcome(
    topics(("t01", {"工业": 1.0}), ("t02", {"教育": 1.0}), ("t03", {"医疗": 1.0})),
    priorities({("a", "t01"): 0.2, ("a", "t02"): 0.5, ("a", "t03"): 0.3}),
)


def follow(**outcomes: Outcome) -> tuple[pd.DataFrame, pd.DataFrame]:
    each = [specification(name) for name in outcomes]
    listed, claims = collect(each, outcomes, threshold=0.6)
    return check(listed, SPECIFICATIONS), check(claims, ROBUSTNESS)


def test_the_study_matches_itself() -> None:
    listed, claims = follow(main=MAIN)
    assert listed[["status", "n_topics", "n_matched"]].to_numpy().tolist() == [["done", 2, 2]]
    assert claims["share"].tolist() == [0.7, 0.3]
    assert claims["match"].tolist() == [1.0, 1.0]


def test_a_topic_is_followed_under_its_other_name_and_a_lost_one_is_kept_empty() -> None:
    listed, claims = follow(main=MAIN, other=SWAPPED)
    other = claims[claims["specification"] == "other"].set_index("topic_id")
    assert other.loc["t02", "matched_topic_id"] == "t01"
    assert other.loc["t02", "share"] == 0.2
    assert other.loc["t01", "matched_topic_id"] == ""
    assert np.isnan(other.loc["t01", "share"])
    assert listed["n_matched"].tolist() == [2, 1]


def test_a_failed_specification_is_named_with_its_reason() -> None:
    listed, claims = follow(main=MAIN, broken=Outcome(None, None, "too few units"))
    assert listed[["status", "reason"]].to_numpy().tolist()[1] == ["failed", "too few units"]
    assert set(claims["specification"]) == {"main"}


def test_without_the_study_there_is_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="the study itself"):
        follow(main=Outcome(None, None, "broken"))
