import pandas as pd
import pytest

from policytopics.report.inputs import Inputs
from policytopics.report.names import display_names
from policytopics.report.tables import (
    candidate_rows,
    document_rows,
    matrix,
    repair_kinds,
    slices,
    specification_rows,
)


def test_the_matrix_holds_every_cell_once(inputs: Inputs) -> None:
    found = matrix(inputs.headline, display_names(inputs))
    assert [region.key for region in found.regions] == ["heyuan", "lushan", "pinghu", "yunlin"]
    assert [topic.key for topic, _ in found.rows] == ["t01", "t02", "t03", "t04", "t05"]
    for topic, cells in found.rows:
        for region, cell in zip(found.regions, cells, strict=True):
            assert cell is not None
            assert (cell["region_id"], cell["category_id"]) == (region.key, topic.key)


def test_a_cell_that_lacks_stays_empty(inputs: Inputs) -> None:
    cells = inputs.headline.iloc[1:]
    assert matrix(cells, display_names(inputs)).rows[0][1][0] is None


@pytest.mark.parametrize(
    ("difference", "distinct", "tint"),
    [(0.04, True, "more-1"), (0.05, True, "more-2"), (0.1, True, "more-3"), (-0.3, True, "less-3"),
     (0.3, False, ""), (None, True, "")],
)  # fmt: skip
def test_only_distinct_cells_are_tinted(
    inputs: Inputs, difference: float | None, distinct: bool, tint: str
) -> None:
    cells = inputs.headline.head(1)
    cells = cells.assign(difference=difference, distinct=distinct)
    cell = matrix(cells, display_names(inputs)).rows[0][1][0]
    assert cell is not None
    assert cell["tint"] == tint


def test_slices_are_the_other_parts(inputs: Inputs) -> None:
    (found,) = slices(inputs.priorities, "plan")
    assert (found[0], len(found[1])) == ("review", 20)


def test_candidates_keep_choice_and_values(inputs: Inputs) -> None:
    criteria, rows = candidate_rows(inputs.candidates)
    assert criteria == ("error", "npmi", "stability")
    assert [(row.k, row.chosen, row.admissible) for row in rows] == [
        (4, False, False), (5, True, True), (6, False, True), (7, False, False),
    ]  # fmt: skip
    assert rows[0].values["npmi"] == pytest.approx((0.14, 0.08, 0.22))


def test_the_study_itself_leads_the_specifications(inputs: Inputs) -> None:
    rows = specification_rows(inputs.specifications)
    assert [row["specification"] for row in rows] == ["main", "bm25", "k=40", "k=6"]
    assert [row["changes"] for row in rows[:2]] == [[], ["topics.weighting = bm25"]]


def test_documents_come_with_their_region(inputs: Inputs) -> None:
    rows = document_rows(inputs.documents.assign(characters_raw=0), display_names(inputs))
    assert [row["region"].zh for row in rows] == ["禾塬市", "鹿杉县", "坪湖区", "芸邻镇"]
    assert rows[-1]["year"] is None
    assert {row["kept"] for row in rows} == {None}


def test_repairs_are_counted_and_shown_from_many_documents(inputs: Inputs) -> None:
    spacing, script, boilerplate = repair_kinds(inputs.repairs, display_names(inputs))
    assert (spacing.kind, spacing.n_changes, spacing.n_lines, spacing.n_documents) == (
        "spacing", 5, 4, 2,
    )  # fmt: skip
    assert [source for source, *_ in spacing.examples] == [
        "heyuan_2023.txt:3", "lushan_2023.txt:5", "lushan_2023.txt:6",
    ]  # fmt: skip
    assert script.lowest_confidence == 0.99
    assert boilerplate.examples[0][2] == ""


def test_a_long_example_is_cut(inputs: Inputs) -> None:
    repairs = inputs.repairs.head(1).assign(before="长" * 500)
    assert len(repair_kinds(repairs, display_names(inputs))[0].examples[0][1]) == 70


def test_no_repairs_are_no_kinds(inputs: Inputs) -> None:
    nothing: pd.DataFrame = inputs.repairs.iloc[:0]
    assert repair_kinds(nothing, display_names(inputs)) == []
