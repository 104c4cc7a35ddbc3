"""Small faces look like the pinned ones, hold what a figure says, and are gone afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.text import Text

from policytopics.figures.embedding import small_faces
from policytopics.figures.style import Style

SAID = "AVATAR fire fighting 政府工作 “实事” 12–30%"


@pytest.fixture
def style(shape_of: Callable) -> Style:
    return shape_of("five")[1]


def figure_with(style: Style, *texts: tuple[str, bool]) -> Figure:
    figure = Figure(figsize=(7, 2), dpi=600)
    for number, (text, bold) in enumerate(texts):
        figure.text(0.01, 0.1 + 0.3 * number, text, fontweight="bold" if bold else "normal")
    return figure


def files(figure: Figure) -> list[str | None]:
    return [text.get_fontproperties().get_file() for text in figure.findobj(Text)]


def test_a_text_is_as_wide_as_the_layout_says(style: Style) -> None:
    with style.context():
        figure = figure_with(style, (SAID, False), (SAID, True))
        with small_faces(style.letters, [figure]):
            for text, bold in zip(figure.texts, (False, True), strict=True):
                wide = text.get_window_extent().width / 600 * 25.4
                # Ink begins and ends within half a character of the advances.
                assert wide == pytest.approx(style.letters.width(SAID, bold=bold), abs=0.4)


def test_faces_hold_the_characters_of_all_figures_and_no_layout(style: Style) -> None:
    with style.context():
        figures = [figure_with(style, ("甲乙", False)), figure_with(style, ("丙丁", True))]
        with small_faces(style.letters, figures):
            for path in {path for figure in figures for path in files(figure)}:
                with TTFont(path) as font:
                    assert set(map(ord, "甲乙丙丁09%−")) <= font.getBestCmap().keys()
                    assert not {"GSUB", "GPOS"} & set(font.keys())
                    assert len(font.getGlyphOrder()) < 200


def test_of_equal_figures_the_faces_have_equal_bytes(style: Style) -> None:
    made = []
    with style.context():
        for _ in range(2):
            figure = figure_with(style, (SAID, False), (SAID, True))
            with small_faces(style.letters, [figure]):
                made.append([Path(str(path)).read_bytes() for path in files(figure)])
    assert made[0] == made[1]


def test_afterwards_texts_have_the_pinned_font_again(style: Style) -> None:
    with style.context():
        figure = figure_with(style, (SAID, False))
        with small_faces(style.letters, [figure]):
            used = files(figure)
        assert files(figure) == [None]
    assert not any(Path(str(path)).exists() for path in used)
