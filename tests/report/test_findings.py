"""What is told of the tables ``headline`` and ``claims``."""

from types import ModuleType

import pytest

from policytopics.report.findings import findings, firsts
from policytopics.report.inputs import Inputs
from policytopics.report.names import display_names


def test_findings_are_the_claims_by_size(inputs: Inputs) -> None:
    found = findings(inputs.claims.iloc[::-1], display_names(inputs))
    assert [(each.region.key, each.category.key) for each in found] == [
        ("lushan", "t02"), ("heyuan", "t01"), ("lushan", "t01"),
    ]  # fmt: skip
    # 0.38 - (0.08 + 0.19 + 0.10) / 3
    assert found[0].row["difference"] == pytest.approx(0.256667, abs=1e-6)
    counts = ["n_specifications", "n_failed", "n_recovered", "n_same_sign", "n_distinct"]
    assert [found[0].row[name] for name in counts] == [2, 1, 2, 2, 2]
    assert [found[1].row[name] for name in counts] == [2, 1, 1, 1, 1]
    assert found[1].row["flags"] == ["other_kind"]


def test_findings_are_none_where_nothing_is_claimed(inputs: Inputs) -> None:
    assert findings(inputs.claims.assign(claimed=False), display_names(inputs)) == ()


def test_firsts_name_the_largest_category_and_its_contenders(
    inputs: Inputs, made_up: ModuleType
) -> None:
    found = {each.region.key: each for each in firsts(inputs.headline, display_names(inputs))}
    assert list(found) == sorted(made_up.SHARES)
    assert found["lushan"].category.key == "t02"
    assert [one.key for one in found["lushan"].above] == ["t02"]
    assert [one.key for one in found["lushan"].below] == ["t01"]
    assert found["lushan"].contenders == ()
    assert [one.key for one in found["pinghu"].contenders] == ["t03", "t05", "t02", "t04"]
    assert found["pinghu"].sufficient
    assert not found["yunlin"].sufficient


def test_a_region_without_shares_puts_nothing_first(inputs: Inputs) -> None:
    cells = inputs.headline.copy()
    cells.loc[cells["region_id"] == "yunlin", "share"] = None
    assert [each.region.key for each in firsts(cells, display_names(inputs))] == [
        "heyuan", "lushan", "pinghu",
    ]  # fmt: skip
