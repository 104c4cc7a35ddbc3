"""The overview of cleaning adds up to the documents' characters."""

from collections import Counter
from collections.abc import Callable

import pandas as pd
from matplotlib.patches import Rectangle

from policytopics.figures import cleaning
from policytopics.figures.drawing import Drawing
from tests.figures.made_up import Tables, tables
from tests.figures.test_numbers import texts

Draw = Callable[[str, str], Drawing]


def tallied(made: Tables) -> list[cleaning.Tally]:
    return cleaning.tally(made.documents, made.paragraphs, made.repairs, made.regions)


def test_characters_add_up_to_the_source(shape_of: Callable) -> None:
    made = shape_of("five")[2]
    rows = tallied(made)
    raw = dict(zip(made.documents["document_id"], made.documents["characters_raw"], strict=True))
    assert {one.document_id: one.raw for one in rows} == raw
    # Hechuan: body 8000, heading 150, a doubtful paragraph of 100, 600 taken out by repair.
    one = next(row for row in rows if row.document_id == "hechuan_2023")
    assert (one.kept, one.kept_doubtful, one.removed) == (8150, 100, 600)
    assert (one.front, one.glossary, one.boilerplate) == (72, 400, 40)
    assert (one.repairs, one.doubtful) == (1203, 1)
    assert round(one.share_kept, 4) == round(8250 / 9362, 4)


def test_a_text_that_repair_has_made_longer_lost_nothing(shape_of: Callable) -> None:
    made = shape_of("five")[2]
    shorter = made.documents.assign(characters_raw=made.documents["characters_raw"] - 5)
    rows = cleaning.tally(shorter, made.paragraphs, made.repairs, made.regions)
    assert min(one.removed for one in rows) == 0


def test_documents_are_named_by_region_year_and_unusual_kind(shape_of: Callable) -> None:
    names = {one.document_id: (one.zh, one.en) for one in tallied(shape_of("five")[2])}
    assert names["bailu_2021"] == ("白鹿新区 2021", "Bailu New District 2021")
    assert names["nanping_2021"] == ("南坪县", "Nanping")  # its year is unknown
    assert names["linan_2023"] == ("临安渡市 2023 规划", "Lin'andu 2023 plan")


def test_the_columns_print_every_documents_numbers(shape_of: Callable, figure_of: Draw) -> None:
    said = Counter(texts(figure_of("five", "cleaning")))
    expected: Counter[str] = Counter()
    for one in tallied(shape_of("five")[2]):
        expected.update([f"{one.raw:,}", f"{100 * one.share_kept:.1f}"])
        expected.update([f"{one.repairs:,}", str(one.doubtful)])
    expected.update(["0", "20", "40", "60", "80", "100"])
    assert {text: said[text] for text in expected} == expected


def test_bars_fill_the_width_in_proportion(shape_of: Callable, figure_of: Draw) -> None:
    canvas = figure_of("five", "cleaning").canvas
    wide: dict[float, float] = {}
    bars = [artist for artist in canvas.figure.artists if isinstance(artist, Rectangle)]
    for bar in bars[:-6]:  # the last six are the key
        top = round(bar.get_y(), 3)
        wide[top] = wide.get(top, 0.0) + bar.get_width()
    assert len(wide) == 10
    assert max(wide.values()) - min(wide.values()) < 1e-6


def test_sums_stand_in_the_caption(figure_of: Draw) -> None:
    drawing = figure_of("five", "cleaning")
    assert "83,500 of 91,420 characters in 10 documents are kept (91.3%)" in drawing.caption
    assert "4,830 repairs, 8 doubtful paragraphs." in drawing.caption
    assert "Least kept: Nanping" in drawing.alt


def test_many_documents_are_summed_up_by_region(figure_of: Draw) -> None:
    drawing = figure_of("provinces", "cleaning")
    assert "文件按地区合计" in drawing.caption
    assert len(drawing.data) == 62
    assert texts(drawing).count("白鹿新区") == 1


def test_very_many_regions_show_those_of_whose_text_least_is_kept(figure_of: Draw) -> None:
    drawing = figure_of("large", "cleaning")
    assert "Shown are the 40 of 45 regions" in drawing.caption
    assert len(drawing.data) == 90


def test_no_repairs_and_no_doubts_are_zeros(shape_of: Callable) -> None:
    made = tables(2, 2)
    rows = cleaning.tally(made.documents, made.paragraphs, made.repairs.head(0), made.regions)
    assert all(one.repairs == 0 for one in rows)
    empty = made.documents.assign(characters_raw=0)
    nothing = cleaning.tally(empty, made.paragraphs.head(0), made.repairs.head(0), made.regions)
    assert [one.share_kept for one in nothing] == [0.0] * 4
    drawing = cleaning.draw_cleaning(nothing, made.regions, shape_of("two")[1])
    assert isinstance(drawing.data, pd.DataFrame)
