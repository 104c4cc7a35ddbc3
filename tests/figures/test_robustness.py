"""The largest differences under other choices: every estimate, every lost topic, every count."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from policytopics.figures import robustness
from policytopics.figures.claims import MOST_CLAIMS
from policytopics.figures.drawing import Drawing
from policytopics.figures.robustness import MOST_ROWS
from tests.figures.test_numbers import texts

Draw = Callable[[str, str], Drawing]


def largest(compared) -> list:
    cells = [cell for cell in compared.cells.values() if cell.distinct]
    return sorted(cells, key=lambda cell: -abs(cell.difference))[:MOST_CLAIMS]


def test_the_data_are_the_largest_distinct_differences(figure_of: Draw, shape_of: Callable) -> None:
    compared, _, made = shape_of("five")
    data = figure_of("five", "robustness").data
    told = data.drop_duplicates(["region_id", "category_id"])[["region_id", "category_id"]]
    assert list(told.itertuples(index=False, name=None)) == [
        (cell.region_id, cell.category_id) for cell in largest(compared)
    ]
    merged = data.merge(made.robustness, on=["region_id", "category_id", "specification"])
    assert len(merged) == len(data) == MOST_CLAIMS * 4
    for column in ("difference", "difference_low", "difference_high"):
        assert np.allclose(merged[f"{column}_x"], merged[f"{column}_y"], equal_nan=True)


def test_every_estimate_is_drawn_and_lost_topics_are_said(figure_of: Draw) -> None:
    drawing = figure_of("five", "robustness")
    data, said = drawing.data, texts(drawing)
    assert said.count("not found") == int((~data["recovered"]).sum()) > 0
    for axes, (_, rows) in zip(
        drawing.canvas.figure.axes,
        data.groupby(["region_id", "category_id"], sort=False),
        strict=True,
    ):
        drawn = sorted(round(float(x), 6) for line in axes.lines for x in line.get_xdata())
        known = rows.loc[rows["recovered"], "difference"]
        assert drawn == pytest.approx(sorted(100 * known), abs=1e-5)


def test_lines_of_the_scale_leave_out_rows_without_an_estimate(figure_of: Draw) -> None:
    drawing = figure_of("five", "robustness")
    groups = drawing.data.groupby(["region_id", "category_id"], sort=False)
    for axes, (_, rows) in zip(drawing.canvas.figure.axes, groups, strict=True):
        assert len(axes.get_xticks()) >= 2
        segments = [one for found in axes.collections for one in found.get_segments()]
        upright = [one for one in segments if one[0][0] == one[1][0]]
        assert len(upright) == int(rows["recovered"].sum()) * len(axes.get_xticks())
        zero = [float(np.mean([top, end])) for (x, top), (_, end) in upright if x == 0]
        assert sorted(zero) == sorted(float(y) for dots in axes.lines for y in dots.get_ydata())


def test_the_same_sign_is_counted_over_all_that_ran(figure_of: Draw) -> None:
    drawing = figure_of("five", "robustness")
    for place, rows in drawing.data.groupby(["region_id", "category_id"], sort=False):
        lost = not rows.set_index("specification").loc["bm25", "recovered"]
        # k=10 turns every sign; bm25 lacks the odd topics.
        assert int(place[1][-1]) % 2 == int(lost)
    counts = [text for text in texts(drawing) if text.endswith(" / 3")]
    lost = (~drawing.data["recovered"]).sum()
    assert sorted(counts) == ["1 / 3"] * lost + ["2 / 3"] * (MOST_CLAIMS - lost)
    assert "Specifications that failed: 1." in drawing.caption


def test_numbers_sort_as_numbers_and_the_study_stands_first(figure_of: Draw) -> None:
    said = texts(figure_of("five", "robustness"))
    rows = [text for text in said if text.startswith(("topics.", "this study"))]
    assert rows[:4] == [
        "this study",
        "topics.number = 8",
        "topics.number = 10",
        "topics.weighting = bm25",
    ]


def test_without_other_specifications_the_caption_says_so(shape_of: Callable) -> None:
    compared, style, made = shape_of("five")
    alone = made.specifications.query("specification == 'main'")
    drawing = robustness.draw_robustness(
        compared, alone, made.robustness, replace(made, specifications=alone).claims, style
    )
    assert "No other specification was run." in drawing.caption
    assert set(drawing.data["specification"]) == {"main"}


def test_nothing_distinct_shows_the_largest_and_says_so(shape_of: Callable) -> None:
    compared, style, made = shape_of("five")
    made = replace(made, priorities=made.priorities.assign(distinct=False))
    drawing = robustness.draw_robustness(
        compared, made.specifications, made.robustness, made.claims, style
    )
    assert "No difference of this study is distinct; shown are the largest." in drawing.caption
    assert len(drawing.data) == MOST_CLAIMS * 4


@pytest.mark.parametrize("shape", ["one", "equal"])
def test_where_nothing_differs_there_is_nothing_to_repeat(shape: str, figure_of: Draw) -> None:
    drawing = figure_of(shape, "robustness")
    said = "No region is known to differ from the others: there is nothing to repeat."
    assert drawing.data.empty
    assert texts(drawing) == [said]
    assert said in drawing.caption


def test_of_very_many_specifications_those_that_agree_least_are_shown(shape_of: Callable) -> None:
    compared, style, made = shape_of("five")
    base = made.robustness.query("specification == 'k=8'")
    names = [f"s{number:02d}" for number in range(MOST_ROWS + 5)]
    turned = base.assign(**{name: -base[name] for name in ("difference",)})
    rows = [(turned if name == "s44" else base).assign(specification=name) for name in names]
    first = made.specifications.iloc[[0]]
    extra = pd.concat([first.assign(specification=name) for name in names])
    many = replace(made, specifications=pd.concat([first, extra]), robustness=pd.concat(rows))
    drawing = robustness.draw_robustness(
        compared, many.specifications, many.robustness, many.claims, style
    )
    assert f"Shown are the {MOST_ROWS} of {MOST_ROWS + 5} specifications" in drawing.caption
    assert len(drawing.data) == MOST_CLAIMS * (MOST_ROWS + 6)
    assert drawing.canvas.height <= 247
