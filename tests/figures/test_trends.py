"""Trends show what the years say and nothing between them."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.figures import trends
from policytopics.figures.drawing import Drawing
from policytopics.figures.history import history
from policytopics.figures.line_chart import Scale, spread_labels, year_labels
from policytopics.labels import percent
from policytopics.problems import ProblemsError
from tests.figures.made_up import tables
from tests.figures.test_numbers import texts

Draw = Callable[[str, str], Drawing]


def lines_of(drawing: Drawing, panel: int, colour: str) -> list[list[tuple[float, float]]]:
    """Return the lines of a colour in a panel as points (year, per cent)."""
    axes = drawing.canvas.figure.axes[panel]
    return [
        list(zip(*(np.asarray(values, float).tolist() for values in line.get_data()), strict=True))
        for line in axes.lines
        if line.get_color() == colour and line.get_marker() == "None"
    ]


def test_a_regions_points_are_the_tables(shape_of: Callable, figure_of: Draw) -> None:
    compared, _, made = shape_of("decade")
    past = history(made.priorities, compared)
    data = figure_of("decade", "trends").data
    rows = made.priorities.query("part == 'plan' and year.notna()")
    both = data.merge(rows, on=["region_id", "category_id", "year"], suffixes=("", "_table"))
    assert len(both) == len(data) == len(rows) == 5 * 9 * 12
    assert (both["share"] == both["share_table"]).all()
    assert (both["high"] == both["high"]).all()
    assert past.years == tuple(range(2014, 2024))
    assert past.years_of(compared.regions[2]) == (2014, 2015, *range(2017, 2024))


def test_a_missing_year_breaks_the_line(shape_of: Callable, figure_of: Draw) -> None:
    compared, _, made = shape_of("decade")
    region = compared.regions[4]
    past = history(made.priorities, compared)
    drawing = figure_of("decade", f"trends_{region.region_id}")
    expected = [
        [(point.year, 100 * point.share) for point in past.of(region, topic)]
        for topic in compared.categories
    ]
    drawn = [lines_of(drawing, panel, region.colour) for panel in range(12)]
    # Known 2014–2017 and 2019–2023, drawn as two lines in each of twelve panels.
    assert [[len(line) for line in lines] for lines in drawn] == [[4, 5]] * 12
    assert sorted([*first, *second] for first, second in drawn) == sorted(expected)


def test_the_focus_prints_its_last_shares(shape_of: Callable, figure_of: Draw) -> None:
    compared, _, made = shape_of("decade")
    past = history(made.priorities, compared)
    region = compared.regions[4]
    said = Counter(texts(figure_of("decade", f"trends_{region.region_id}")))
    last = Counter(percent(past.of(region, topic)[-1].share, 0) for topic in compared.categories)
    said.subtract(last)
    # What is left of percentages are the tops of the three rows' scales.
    assert all(said[text] >= 0 for text in last)
    assert sum(n for text, n in said.items() if text.endswith("%")) == 3


def test_only_who_is_above_over_all_years_is_in_colour(shape_of: Callable, figure_of: Draw) -> None:
    compared, _, _ = shape_of("decade")
    drawing = figure_of("decade", "trends")
    above = Counter(
        region.zh
        for region in compared.regions
        for cell in compared.of(region)
        if cell.distinct and cell.difference > 0
    )
    names = {region.zh for region in compared.regions}
    said = Counter(text for text in texts(drawing) if text in names)
    assert said == above
    ribbons = sum(len(axes.collections) > 0 for axes in drawing.canvas.figure.axes)
    assert ribbons == len(
        {c.category_id for c in compared.cells.values() if c.distinct and c.difference > 0}
    )


def test_where_nobody_stands_out_the_mean_is_black(shape_of: Callable, figure_of: Draw) -> None:
    compared, _, _ = shape_of("equal")
    drawing = figure_of("equal", "trends")
    assert texts(drawing).count("mean") == len(compared.categories)
    assert "above the others over all years" not in " ".join(texts(drawing))


def test_the_mean_is_of_years_in_which_all_are_known(shape_of: Callable) -> None:
    compared, _, made = shape_of("decade")
    past = history(made.priorities, compared)
    topic = compared.categories[0]
    # Each of five regions lacks one of the first five years.
    assert [point.year for point in past.mean(topic)] == list(range(2019, 2024))
    shares = [past.of(region, topic)[-1].share for region in compared.regions]
    assert past.mean(topic)[-1].share == pytest.approx(sum(shares) / 5)


def test_very_many_regions_are_a_fan(shape_of: Callable, figure_of: Draw) -> None:
    compared, _, made = shape_of("thirty")
    past = history(made.priorities, compared)
    topic = compared.categories[3]
    last = [past.of(one, topic)[-1] for one in compared.regions]
    # One region of 31 lacks the last year.
    shares = [point.share for point in last if point.year == 2023]
    assert len(shares) == 30
    (fan,) = past.fan(topic)[-1:]
    assert fan[0] == 2023
    assert fan[1:] == pytest.approx(np.quantile(shares, [0.1, 0.25, 0.5, 0.75, 0.9]))
    caption = figure_of("thirty", "trends").caption
    assert "eight in ten and the middle half" in caption
    assert "The 13 smallest topics are not shown." in caption
    assert figure_of("thirty", "trends").data["category_id"].nunique() == 27


def test_years_without_enough_text_are_left_out_and_counted(
    shape_of: Callable, figure_of: Draw
) -> None:
    compared, _, made = shape_of("rough")
    past = history(made.priorities, compared)
    assert past.n_short == 4
    assert {one.region_id for one in past.regions}.isdisjoint({"hechuan", "linan"})
    assert "too short for a claim: 4." in figure_of("rough", "trends").caption


def test_one_year_draws_nothing(shape_of: Callable) -> None:
    compared, style, _ = shape_of("five")
    made = tables(5, 12, years=[2023])
    assert list(trends.draw_trends(compared, history(made.priorities, compared), style)) == []
    bare = made.priorities[made.priorities["year"].isna()]
    assert list(trends.draw_trends(compared, history(bare, compared), style)) == []


def test_one_region_is_drawn_by_itself(shape_of: Callable) -> None:
    compared, style, made = shape_of("one")
    (page,) = trends.draw_trends(compared, history(made.priorities, compared), style)
    assert (page.name, page.region_id) == ("trends_bailu", "bailu")
    assert page.drawing.title == "How the priorities of Bailu New District moved, 2021–2023"


def test_all_regions_can_be_followed_and_unknown_ones_are_refused(shape_of: Callable) -> None:
    compared, style, made = shape_of("two")
    past = history(made.priorities, compared)
    pages = trends.draw_trends(compared, past, style, focus=["all"])
    assert [page.name for page in pages] == ["trends", "trends_bailu", "trends_hechuan"]
    with pytest.raises(ProblemsError) as caught:
        list(trends.draw_trends(compared, past, style, focus=["bailu", "nowhere", "elsewhere"]))
    told = str(caught.value)
    assert told.count("study.yaml: figures.focus: there is no region") == 2
    assert "'nowhere'" in told
    assert "bailu, hechuan" in told


def test_a_single_known_year_of_many_regions_is_a_line_of_its_own(shape_of: Callable) -> None:
    _, style, _ = shape_of("two")
    made = tables(13, 3, years=[2015, 2017, 2018])
    found = made.compared
    page = next(trends.draw_trends(found, history(made.priorities, found), style))
    # 2015 stands alone: two bars of the fan; 2017 and 2018 are two bands.
    segments = [len(bar.get_paths()) for bar in page.drawing.canvas.figure.axes[0].collections]
    assert len(segments) >= 4


def test_the_order_of_rows_does_not_matter(shape_of: Callable) -> None:
    compared, _, made = shape_of("decade")
    shuffled = made.priorities.sample(frac=1, random_state=3)
    assert history(shuffled, compared) == history(made.priorities, compared)


def test_captions_and_alternative_texts_hold_their_numbers(figure_of: Draw) -> None:
    drawing = figure_of("decade", "trends")
    assert drawing.title == "How the priorities of 5 regions moved, 2014–2023"
    for words in (
        "over all 60 comparisons",
        "at most 3 in a panel",
        "mean of the regions in years in which all have a report",
        "A year without a report breaks the line; nothing is interpolated.",
    ):
        assert words in drawing.caption
    assert (
        "Line charts, one per topic, of the shares of 12 policy topics in 5 regions" in drawing.alt
    )
    assert drawing.alt.count("(2019) to") == 12
    focus = figure_of("decade", "trends_yunxi")
    assert "in Yunxi, 2014–2023" in focus.alt
    assert "Coloured" not in focus.caption


@given(
    st.lists(st.tuples(st.floats(0, 25), st.floats(1, 7)), min_size=1, max_size=3),
)
def test_labels_pushed_apart_never_meet_and_keep_their_order(
    labels: list[tuple[float, float]],
) -> None:
    places, heights = zip(*labels, strict=True)
    middles = spread_labels(places, heights, 25)
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    for one, other in pairwise(order):
        assert middles[other] - middles[one] >= (heights[one] + heights[other]) / 2 - 1e-5
    assert all(
        height / 2 - 1e-5 <= middle <= 25 - height / 2 + 1e-5
        for middle, height in zip(middles, heights, strict=True)
    )


def test_labels_that_do_not_meet_stay() -> None:
    assert spread_labels([20.0, 5.0], [3, 3], 25) == [20.0, 5.0]
    assert spread_labels([0.0, 25.0], [3, 3], 25) == [1.5, 23.5]


@given(st.floats(0.0001, 1))
def test_a_scale_reaches_its_largest_share_with_few_steps(share: float) -> None:
    scale = Scale.reaching(share)
    assert 100 * share <= scale.end + 1e-6
    assert 1 <= round(scale.end / scale.step) <= 5
    assert 0 < scale.place(share) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("years", "width", "labelled"),
    [
        ([2022, 2023, 2024], 30, [2022, 2023, 2024]),
        ([2022, 2023, 2024], 18, [2022, 2024]),
        (range(1994, 2024), 28, [1994, 2010, 2023]),
        ([2021, 2022], 40, [2021, 2022]),
    ],
)
def test_years_are_written_where_they_fit(
    years: list[int], width: float, labelled: list[int]
) -> None:
    assert list(year_labels(years, width)) == labelled
