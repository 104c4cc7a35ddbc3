"""The panel of candidates shows the table, the rule and its outcome."""

from collections.abc import Callable

import pytest

from policytopics.figures import candidates
from policytopics.figures.drawing import Drawing
from tests.figures.test_numbers import texts

Draw = Callable[[str, str], Drawing]


def test_every_value_and_its_spread_is_drawn(shape_of: Callable, figure_of: Draw) -> None:
    made = shape_of("five")[2]
    axes = figure_of("five", "candidates").canvas.figure.axes
    names = ("silhouette", "npmi", "stability", "diversity", "error")
    for panel, name in zip(axes, names, strict=True):
        rows = made.candidates[made.candidates["criterion"] == name]
        dots = {
            (int(k), float(value)): line.get_markerfacecolor()
            for line in panel.lines
            if line.get_marker() == "o"
            for k, value in zip(*line.get_data(), strict=True)
        }
        assert set(dots) == set(zip(rows["k"], rows["value"], strict=True))
        hollow = {k for (k, _), face in dots.items() if face == "white"}
        assert hollow == set(rows.loc[~rows["admissible"], "k"])
        spreads = {
            (int(segment[0][0]), *(float(y) for _, y in segment))
            for spans in panel.collections
            for segment in spans.get_segments()
        }
        assert spreads == set(zip(rows["k"], rows["low"], rows["high"], strict=True))


def test_the_rule_and_its_outcome_stand_in_the_caption(figure_of: Draw) -> None:
    drawing = figure_of("five", "candidates")
    assert "one standard error of the difference (dashed line" in drawing.caption
    assert "Admissible: 10, 11, 12, 13, 14; chosen: 12." in drawing.caption
    assert "from 8 to 15" in drawing.alt
    assert "Silhouette: best at 12." in drawing.alt
    assert "Reconstruction error: best at 15." in drawing.alt
    said = texts(drawing)
    assert "chosen: k = 12" in said
    assert said.count("12") == 5


def test_the_dashed_line_is_the_bound_of_the_rule(figure_of: Draw) -> None:
    panel = figure_of("five", "candidates").canvas.figure.axes[0]
    (bound,) = [line for line in panel.lines if line.is_dashed()]
    assert list(bound.get_ydata()) == pytest.approx([0.66 - 0.025] * 2)


def test_a_number_set_by_hand_is_said_to_be(shape_of: Callable) -> None:
    _, style, made = shape_of("five")
    one = made.candidates.query("k == 12")
    drawing = candidates.draw_candidates(one, style)
    assert "Only k = 12 was fitted" in drawing.caption
    assert not any(line.is_dashed() for line in drawing.canvas.figure.axes[0].lines)
    assert "best silhouette − 1 standard error" not in texts(drawing)


def test_unknown_criteria_come_last_under_their_own_name(shape_of: Callable) -> None:
    _, style, made = shape_of("five")
    more = made.candidates.replace({"criterion": {"error": "novelty"}})
    drawing = candidates.draw_candidates(more, style)
    assert "novelty" in texts(drawing)
    assert len(drawing.canvas.figure.axes) == 5


def test_the_data_are_the_table_whatever_its_order(shape_of: Callable, figure_of: Draw) -> None:
    _, style, made = shape_of("five")
    shuffled = candidates.draw_candidates(made.candidates.sample(frac=1, random_state=1), style)
    assert shuffled.data.equals(figure_of("five", "candidates").data)
    assert shuffled.alt == figure_of("five", "candidates").alt
