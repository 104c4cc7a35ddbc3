"""What a figure says is what its table says."""

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from policytopics.figures import topic_cards, topics
from policytopics.figures.comparison import Comparison
from policytopics.figures.contrast import MOST_REGIONS
from policytopics.figures.drawing import Drawing, save_in
from policytopics.figures.embedding import small_faces
from policytopics.labels import percent, points
from tests.figures.made_up import GLOSSES, tables
from tests.figures.structure import drawn_texts, pdf_texts

Draw = Callable[[str, str], Drawing]


def texts(drawing: Drawing) -> list[str]:
    """Return the texts of a figure as its PDF holds them."""
    page = io.BytesIO()
    style, figure = drawing.canvas.style, drawing.canvas.figure
    with style.context(), small_faces(style.letters, [figure]):
        figure.savefig(page, format="pdf")
    return pdf_texts(page)


def markers(drawing: Drawing) -> Counter[tuple[float, str]]:
    """Return the dots of all panels: place in per cent and colour of the face."""
    return Counter(
        (round(float(x), 6), str(line.get_markerfacecolor()))
        for axes in drawing.canvas.figure.axes
        for line in axes.lines
        # The small grey dots of other regions lie below.
        if line.get_marker() == "o" and line.get_zorder() == 4
        for x in line.get_xdata()
    )


def test_profiles_show_every_share_and_print_what_stands_out(
    figure_of: Draw, shape_of: Callable
) -> None:
    compared: Comparison = shape_of("five")[0]
    drawing = figure_of("five", "profiles")
    cells = [(region, cell) for region in compared.regions for cell in compared.of(region)]
    assert markers(drawing) == Counter(
        (round(100 * cell.share, 6), region.colour if cell.distinct else "white")
        for region, cell in cells
    )
    above = [
        f"{100 * cell.share:.0f}" for _, cell in cells if cell.distinct and cell.difference > 0
    ]
    said = Counter(texts(drawing))
    # The numbers of five axes are 0, 10, 20, 30.
    numbers = {text: n for text, n in said.items() if text.isdigit()}
    assert numbers == Counter(above) + Counter(["0", "10", "20", "30"] * 5)
    counts = (f"n = {region.n_paragraphs}" for region in compared.regions)
    assert [said[count] for count in counts] == [1] * 5


def test_profiles_without_enough_text_show_grey_rings_and_no_numbers(figure_of: Draw) -> None:
    drawing = figure_of("rough", "profiles")
    panel = drawing.canvas.figure.axes[1]
    edges = {line.get_markeredgecolor() for line in panel.lines if line.get_marker() == "o"}
    assert edges == {"#949494"}
    assert [len(spans.get_segments()) for spans in panel.collections] == [0]
    empty = drawing.canvas.figure.axes[2]
    assert not [line for line in empty.lines if line.get_marker() == "o"]
    counts = [text for text in texts(drawing) if text.startswith("n = 9")]
    assert counts == ["n = 9, too few"]


def test_contrast_prints_every_difference(figure_of: Draw, shape_of: Callable) -> None:
    compared: Comparison = shape_of("five")[0]
    said = texts(figure_of("five", "contrast"))
    numbers = [text for text in said if re.fullmatch(r"[+−]?\d+\.\d", text)]
    assert Counter(numbers) == Counter(points(cell.difference) for cell in compared.cells.values())


def test_contrast_prints_every_similarity_with_its_interval(
    figure_of: Draw, shape_of: Callable
) -> None:
    similarity = shape_of("five")[2].similarity
    said = texts(figure_of("five", "contrast"))
    for row in similarity.itertuples():
        assert f"{row.similarity:.2f}"[1:] in said
        assert f"{row.low:.2f}–{row.high:.2f}".replace("0.", ".") in said


def test_contrast_claims_nothing_without_enough_text(figure_of: Draw) -> None:
    assert texts(figure_of("rough", "contrast")).count("n/a") == 24


def test_contrast_of_very_many_regions_shows_the_most_different(figure_of: Draw) -> None:
    drawing = figure_of("large", "contrast")
    assert f"Shown are the {MOST_REGIONS} of 45 regions" in drawing.caption
    assert drawing.data.query("panel == 'a'")["region_id"].nunique() == 45


def test_a_region_prints_its_shares_and_intervals(figure_of: Draw, shape_of: Callable) -> None:
    compared: Comparison = shape_of("five")[0]
    said = Counter(texts(figure_of("five", "region_hechuan")))
    for cell in compared.of(compared.regions[1]):
        assert said[f"{100 * cell.share:.0f}"] >= 1
        assert said[f"({100 * cell.low:.0f}–{100 * cell.high:.0f})"] >= 1


def test_the_overview_names_the_ends_of_every_range(figure_of: Draw, shape_of: Callable) -> None:
    compared: Comparison = shape_of("provinces")[0]
    said = Counter(texts(figure_of("provinces", "profiles")))
    names = {region.region_id: region.name("zh") for region in compared.regions}
    ends: Counter[str] = Counter()
    for topic in compared.categories:
        cells = sorted(compared.on(topic), key=lambda cell: cell.share)
        ends.update(names[cell.region_id] for cell in (cells[0], cells[-1]))
    assert all(said[name] == times for name, times in ends.items())


def test_data_beside_a_figure_are_the_tables(figure_of: Draw, shape_of: Callable) -> None:
    made = shape_of("five")[2]
    data = figure_of("five", "profiles").data
    rows = made.priorities.query("part == 'plan' and year.isna()")
    both = data.merge(rows, on=["region_id", "category_id"], suffixes=("", "_table"))
    assert len(both) == 60
    assert (both["share"] == both["share_table"]).all()
    assert (both["low"] == both["low_table"]).all()
    assert figure_of("five", "region_hechuan").data["region_id"].unique().tolist() == ["hechuan"]


@pytest.mark.parametrize(
    ("shape", "figure", "sentences"),
    [
        (
            "five",
            "profiles",
            [
                "**Policy priorities of 5 regions**",
                "of the plan text of each region given to each of 12 topics",
                "95% confidence intervals",
                "over all 60 comparisons",
                "sampling of paragraphs and the disagreement of the model's ensemble",
                "n = 1,737 paragraphs (2,082 text units) of 15 documents, 2021–2023.",
            ],
        ),
        (
            "rough",
            "contrast",
            [
                "over all 48 comparisons",
                "Too little text for a claim: Hechuan, Lin'andu.",
                "† Another kind of document than most: Nanping.",
            ],
        ),
        ("nine", "profiles", ["The 3 smallest topics are shown as one"]),
        ("provinces", "contrast", ["31个地区各自的侧重与相互的相似", "涵盖全部372项比较", "实色"]),
        ("provinces", "profiles", ["灰点：各地区"]),
        ("fourteen", "topics_2", []),
    ],
)
def test_captions_hold_their_numbers(
    shape: str, figure: str, sentences: list[str], figure_of: Draw
) -> None:
    if not sentences:
        with pytest.raises(KeyError):  # 12 topics fill one page
            figure_of(shape, figure)
        return
    caption = figure_of(shape, figure).caption
    assert all(sentence in caption for sentence in sentences), caption


def test_one_region_claims_no_difference(figure_of: Draw) -> None:
    for figure in ("profiles", "contrast"):
        assert "comparisons" not in figure_of("one", figure).caption


@pytest.mark.parametrize(
    ("shape", "figure", "words"),
    [
        (
            "five",
            "profiles",
            ["Dot plots", "Hechuan: largest Urban renewal 24%", "above the others"],
        ),
        (
            "five",
            "contrast",
            ["Heatmap", "Largest differences: Hechuan Urban renewal +18.6", "alike"],
        ),
        ("five", "topics", ["Cards of 12", "Industrial innovation, 14%: 创新, 产业"]),
        ("five", "region_hechuan", ["in Hechuan", "below the others in"]),
        ("rough", "profiles", ["Hechuan: too little text for a claim."]),
        ("equal", "contrast", ["No difference can be told from 0."]),
        ("provinces", "profiles", ["31个地区", "产业创新：从"]),
    ],
)
def test_alternative_texts_say_the_pattern(
    shape: str, figure: str, words: list[str], figure_of: Draw
) -> None:
    alt = figure_of(shape, figure).alt
    assert all(word in alt for word in words), alt


def test_cards_hold_share_terms_rate_and_passage(shape_of: Callable) -> None:
    _, style, made = shape_of("five")
    deck = topic_cards.cards(
        made.topic_summary, made.topics, made.units, made.regions, GLOSSES, style
    )
    assert [card.mass for card in deck] == sorted((card.mass for card in deck), reverse=True)
    card = next(card for card in deck if card.topic.category_id == "t01")
    rows = made.topics.query("topic_id == 't01'")
    assert [term.term for term in card.terms] == rows["term"].tolist()
    assert card.terms[0].rate == pytest.approx(rows["weight"].iloc[0] / rows["lift"].iloc[0])
    assert card.source == "白鹿新区 2023 ¶20"
    # A document without a year has none in its source.
    assert next(c for c in deck if c.topic.category_id == "t02").source == "鹤川区 ¶21"


def test_cards_show_bold_terms_and_the_first_weight(figure_of: Draw) -> None:
    drawing = figure_of("five", "topics")
    with drawing.canvas.style.context():
        found = [drawn.text for drawn in drawn_texts(drawing.canvas.figure)]
    bold = {text.get_text() for text in found if text.get_fontweight() == "bold"}
    assert {"创新", "产业", "古城"} <= bold
    said = [text.get_text() for text in found]
    first = drawing.data.query("rank == 1")["weight"]
    assert all(percent(weight, 1) in said for weight in first)
    # The salutation before the first term is left out, and that is shown.
    assert not any("各位代表" in text for text in said)
    assert any(text.startswith("…坚持") for text in said)


def test_cards_tell_terms_in_english_unless_readers_read_chinese(figure_of: Draw) -> None:
    for shape, shown in (("five", True), ("rough-en", True), ("two", False)):
        said = texts(figure_of(shape, "topics"))
        assert (GLOSSES["创新"] in said) is shown
        # Cut to its room, never across the bars.
        assert (
            any(text.startswith("industry of") and text.endswith("...") for text in said) is shown
        )


def test_cards_without_passage_or_rate_are_drawn(shape_of: Callable) -> None:
    _, style, made = shape_of("two")
    bare = replace(
        made,
        topic_summary=made.topic_summary.assign(exemplars=[[], []]),
        topics=made.topics.assign(lift=0.0).query("topic_id == 't01'"),
    )
    deck = topic_cards.cards(
        bare.topic_summary, bare.topics, bare.units, bare.regions, GLOSSES, style
    )
    (page,) = topics.draw_topics(deck, style)
    assert deck[0].passage == deck[0].source == ""
    assert page.drawing.data["rate"].isna().all()


def test_cards_say_what_is_doubtful(figure_of: Draw) -> None:
    said = texts(figure_of("rough-en", "topics"))
    assert said.count("one document · unstable") == 1
    assert "Unstable topics" in figure_of("rough-en", "topics").caption
    assert "Unstable topics" not in figure_of("five", "topics").caption


def test_more_than_twelve_topics_fill_further_pages(shape_of: Callable) -> None:
    _, style, _ = shape_of("two")
    made = tables(5, 14)
    deck = topic_cards.cards(
        made.topic_summary, made.topics, made.units, made.regions, GLOSSES, style
    )
    pages = topics.draw_topics(deck, style)
    assert [(page.name, page.number) for page in pages] == [("topics", 1), ("topics_2", 2)]
    assert [page.drawing.data["topic_id"].nunique() for page in pages] == [12, 2]
    assert pages[1].drawing.title == "各主题讲什么（第2页，共2页）"


def test_data_for_spreadsheets_hold_no_formulas(figure_of: Draw, tmp_path: Path) -> None:
    drawing = figure_of("two", "profiles")
    data = drawing.data.assign(category_zh="=1+1", share=-0.123456789)
    save_in(str(tmp_path), {"safe": replace(drawing, data=data)})
    written = pd.read_csv(tmp_path / "safe.csv")
    assert set(written["category_zh"]) == {"'=1+1"}
    assert set(written["share"]) == {-0.123457}
