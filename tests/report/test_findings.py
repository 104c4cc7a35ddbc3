from types import ModuleType

import pandas as pd
import pytest

from policytopics.report.findings import Agreement, agreement, claims, firsts, headline_cells
from policytopics.report.inputs import Inputs
from policytopics.report.names import named

DONE = ["main", "a", "b", "c"]


def _specifications(failed: int = 0) -> pd.DataFrame:
    names = [*DONE, *(f"failed{i}" for i in range(failed))]
    status = ["done"] * len(DONE) + ["failed"] * failed
    return pd.DataFrame({"specification": names, "status": status})


def _robust(rows: list[tuple[str, str, float | None, float | None, float | None]]) -> pd.DataFrame:
    names = ["specification", "matched_topic_id", "difference", "difference_low", "difference_high"]
    return pd.DataFrame(rows, columns=names).assign(region_id="r", topic_id="t")


@pytest.mark.parametrize(
    ("difference", "rows", "expected"),
    [
        (0.1, [("a", "t", 0.1, 0.02, 0.2), ("b", "t", 0.1, -0.1, 0.3), ("c", "t", -0.1, -0.2, 0.0)],
         (3, 2, 1)),
        (-0.1, [("a", "t", -0.1, -0.2, -0.1), ("b", "t", -0.1, -0.2, 0.1), ("c", "t", 0.1, 0, 0.2)],
         (3, 2, 1)),
        (0.1, [("a", "", None, None, None), ("b", "t", 0.1, 0.1, 0.2), ("c", "t", None, 0, 0)],
         (2, 1, 1)),
        (0.1, [("a", "t", 0.0, -0.1, 0.1)], (1, 0, 0)),
        (0.1, [], (0, 0, 0)),
        # The study itself does not vouch for itself.
        (0.1, [("main", "t", 0.1, 0.05, 0.2)], (0, 0, 0)),
    ],
)  # fmt: skip
def test_agreement_counts(difference: float, rows, expected: tuple[int, int, int]) -> None:  # type: ignore[no-untyped-def]
    found = agreement(_robust(rows), _specifications(failed=2), "r", "t", difference)
    assert found == Agreement(3, 2, *expected)


def test_a_difference_of_zero_has_no_sign() -> None:
    with pytest.raises(ValueError, match="no sign"):
        agreement(_robust([]), _specifications(), "r", "t", 0.0)


def test_the_headline_is_one_part_over_all_kinds_and_years(inputs: Inputs) -> None:
    cells = headline_cells(inputs.priorities, "plan")
    assert len(cells) == 20
    assert set(cells["part"]) == {"plan"}
    assert cells["year"].isna().all()


def test_claims_are_the_distinct_cells_by_size(inputs: Inputs) -> None:
    cells = headline_cells(inputs.priorities, "plan")
    found = claims(cells, inputs.robustness, inputs.specifications, named(inputs), most=9)
    assert [(each.region.key, each.topic.key) for each in found] == [
        ("lushan", "t02"), ("heyuan", "t01"), ("lushan", "t01"),
    ]  # fmt: skip
    # 0.38 - (0.08 + 0.19 + 0.10) / 3
    assert found[0].difference == pytest.approx(0.256667, abs=1e-6)
    assert found[0].agreement == Agreement(done=2, failed=1, recovered=2, same_sign=2, distinct=2)
    assert found[1].agreement == Agreement(done=2, failed=1, recovered=1, same_sign=1, distinct=1)
    assert found[1].flags == ("other_kind",)
    only = claims(cells, inputs.robustness, inputs.specifications, named(inputs), most=1)
    assert only == found[:1]


def test_claims_are_none_where_nothing_is_distinct(inputs: Inputs) -> None:
    cells = headline_cells(inputs.priorities, "review")
    assert claims(cells, inputs.robustness, inputs.specifications, named(inputs), most=9) == ()


def test_firsts_name_the_largest_topic_and_its_contenders(
    inputs: Inputs, made_up: ModuleType
) -> None:
    found = {each.region.key: each for each in firsts(
        headline_cells(inputs.priorities, "plan"), named(inputs)
    )}  # fmt: skip
    assert list(found) == sorted(made_up.SHARES)
    assert found["lushan"].topic.key == "t02"
    assert [topic.key for topic in found["lushan"].above] == ["t02"]
    assert [topic.key for topic in found["lushan"].below] == ["t01"]
    assert found["lushan"].contenders == ()
    assert [topic.key for topic in found["pinghu"].contenders] == ["t03", "t05", "t02", "t04"]
    assert found["pinghu"].sufficient
    assert not found["yunlin"].sufficient


def test_a_region_without_shares_puts_nothing_first(inputs: Inputs) -> None:
    cells = headline_cells(inputs.priorities, "plan")
    cells.loc[cells["region_id"] == "yunlin", "share"] = None
    assert [each.region.key for each in firsts(cells, named(inputs))] == [
        "heyuan", "lushan", "pinghu",
    ]  # fmt: skip
