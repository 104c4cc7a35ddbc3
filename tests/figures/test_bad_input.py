"""What a study may hold and figures must bear: a right figure, or one clear message."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policytopics.figures import contrast, profiles, region, trends
from policytopics.figures.comparison import Comparison
from policytopics.figures.drawing import Drawing, save_in
from policytopics.figures.history import history
from policytopics.figures.style import Style
from tests.figures.made_up import Tables, tables
from tests.figures.structure import faults, file_faults
from tests.figures.test_numbers import texts

Draw = Callable[[str, str], Drawing]


def compared(made: Tables, part: str = "plan") -> Comparison:
    return replace(made, part=part).compared


def all_figures(made: Tables, style: Style, part: str = "plan") -> list[Drawing]:
    """Return every figure that compares regions."""
    found = compared(made, part)
    pages = trends.draw_trends(found, history(made.priorities, found), style)
    return [
        profiles.draw_profiles(found, style),
        contrast.draw_contrast(found, made.similarity, made.clusters, style),
        *(region.draw_region(found, style, one) for one in found.regions),
        *(page.drawing for page in pages),
    ]


def sound(drawing: Drawing) -> bool:
    with drawing.canvas.style.context():
        return faults(drawing.canvas.figure) == []


@pytest.fixture
def style(shape_of: Callable) -> Style:
    return shape_of("five")[1]


def renamed(made: Tables, zh: str, en: str) -> Tables:
    regions = made.regions.copy()
    regions.loc[regions["region_id"] == "hechuan", ["short_zh", "name_zh", "name_en"]] = zh, zh, en
    return replace(made, regions=regions)


def test_a_name_that_the_font_lacks_is_said_in_the_caption(style: Style, tmp_path: Path) -> None:
    made = renamed(tables(3, 6), "𠮷野区", "Jiye")
    named = 0
    for number, drawing in enumerate(all_figures(made, style)):
        assert sound(drawing)
        stem = f"figure_{number}"
        save_in(str(tmp_path), {stem: drawing})
        caption = (tmp_path / f"{stem}.caption.md").read_text("utf-8")
        drawn = "〓野区" in " ".join(texts(drawing))
        assert drawn == ("〓 stands for characters that the font lacks: 𠮷 (U+20BB7)." in caption)
        named += drawn
        kinds = {fault.kind for fault in file_faults(tmp_path / stem, 183, words=(), dpi=100)}
        assert kinds <= {"width"}
    assert named >= 3  # profiles, contrast, its own


def test_a_name_that_the_font_has_adds_nothing(style: Style, tmp_path: Path) -> None:
    drawing = profiles.draw_profiles(compared(tables(2, 4)), style)
    save_in(str(tmp_path), {"plain": drawing})
    assert (tmp_path / "plain.caption.md").read_text("utf-8") == drawing.caption + "\n"


def test_a_region_without_an_english_name_bears_its_chinese_one(style: Style) -> None:
    drawings = all_figures(renamed(tables(3, 6), "鹤川区", ""), style)
    assert all(sound(drawing) for drawing in drawings)
    assert "Policy priorities of 鹤川区" in [drawing.title for drawing in drawings]
    assert [text for text in texts(drawings[0]) if "鹤川区" in text] == ["鹤川区"]


def test_names_that_look_like_markup_are_printed_as_they_are(style: Style) -> None:
    drawings = all_figures(renamed(tables(3, 6), "$x_1$ <b>", "A & B_2 %"), style)
    assert all(sound(drawing) for drawing in drawings)
    assert {"$x_1$ <b>", "A & B_2 %"} <= set(texts(drawings[0]))


def test_a_topic_absent_everywhere_is_zero(style: Style) -> None:
    made = tables(3, 6)
    shares = made.priorities.copy()
    gone = shares["category_id"] == "t02"
    shares.loc[gone, ["share", "low", "high", "difference"]] = 0.0
    shares.loc[gone, ["difference_low", "difference_high"]] = 0.0
    shares.loc[gone, "distinct"] = False
    drawings = all_figures(replace(made, priorities=shares), style)
    assert all(sound(drawing) for drawing in drawings)
    assert texts(drawings[1]).count("0.0") >= 3


def test_nobody_with_enough_text_is_said(style: Style) -> None:
    made = tables(3, 6)
    shares = made.priorities.copy()
    gone = [
        column for column in shares if column.startswith("difference") or column in ("low", "high")
    ]
    shares[gone], shares["distinct"] = float("nan"), False
    shares["flags"] = [["insufficient"]] * len(shares)
    drawings = all_figures(replace(made, priorities=shares), style)
    # No trends: no year suffices.
    assert len(drawings) == 2 + 3
    assert all(sound(drawing) for drawing in drawings)
    assert all("Too little text for a claim" in drawing.caption for drawing in drawings)


def test_two_parts_together_are_named(style: Style) -> None:
    made = tables(3, 6)
    both = made.priorities.replace({"part": {"plan": "plan+review"}})
    for drawing in all_figures(replace(made, priorities=both), style, "plan+review"):
        assert sound(drawing)
        assert "plan and review" in drawing.caption
