"""How priorities moved: a small line chart per category, over the years.

The comparison colours the regions that are above the others over all years and draws the rest in
grey; where nobody stands out, the mean is black. Very many regions are a fan of range, middle half
and median. The focus version follows one region through all categories. A year without a report
breaks the line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from matplotlib.axes import Axes

from policytopics.figures.canvas import LEADING, Canvas, Key, key_rows
from policytopics.figures.captions import alt_trends, caption
from policytopics.figures.comparison import OTHER, Category, Comparison, Region
from policytopics.figures.drawing import Drawing
from policytopics.figures.history import History
from policytopics.figures.lettering import TEXT
from policytopics.figures.line_chart import (
    Scale,
    draw_fan,
    draw_line,
    year_axis,
    year_labels,
)
from policytopics.figures.phrases import name_of, part_phrase, say
from policytopics.figures.style import CONTEXT, DOUBLE, EDGE, GRID, INK, MUTED, TALLEST, Style
from policytopics.figures.trend_panels import (
    MOST_LINES,
    MOST_NAMED,
    EndLabels,
    TrendPanel,
    trend_panels,
)
from policytopics.labels import years
from policytopics.problems import Problem, ProblemsError

__all__ = ["TrendsPage", "draw_trends"]

_COLUMNS = 4
# Room for the labels of the shares, and between columns, in mm.
_LEFT, _BETWEEN = 8.0, 2.5
_PANEL, _TICKS = 25.0, 4.6
_LINE = TEXT * LEADING


class TrendsPage(NamedTuple):
    """One figure; ``region_id`` is empty for the comparison."""

    name: str
    region_id: str
    drawing: Drawing


def draw_trends(
    compared: Comparison, past: History, style: Style, *, focus: Sequence[str] = ()
) -> Iterator[TrendsPage]:
    """Yield ``trends``, then ``trends_<region_id>`` for every region in focus: 183 mm wide.

    Parameters
    ----------
    compared : Comparison
        What stands out over all years.
    past : History
        The years. If no region is known in two of them there is nothing to draw.
    style : Style
    focus : sequence of str
        Regions with a figure of their own, or ``all``.

    Raises
    ------
    ProblemsError
        If ``focus`` names what is no region of the study.
    """
    _check(compared, focus)
    # One region alone has nobody to be compared with.
    if len(past.regions) > 1 and past.moving:
        yield TrendsPage("trends", "", _drawing(compared, past, style, None))
    for region in past.moving:
        if region.region_id in focus or "all" in focus or len(past.regions) == 1:
            drawing = _drawing(compared, past, style, region)
            yield TrendsPage(f"trends_{region.region_id}", region.region_id, drawing)


def _check(compared: Comparison, focus: Sequence[str]) -> None:
    """Refuse regions that the study does not have, all at once."""
    known = sorted(region.region_id for region in compared.regions)
    unknown = sorted(set(focus) - {*known, "all"})
    if unknown:
        fix = f"take all, or some of: {', '.join(known)}"
        where = "study.yaml: figures.focus"
        raise ProblemsError([Problem(where, f"there is no region {one!r}", fix) for one in unknown])


def _drawing(compared: Comparison, past: History, style: Style, focus: Region | None) -> Drawing:
    """Return one figure."""
    alone = tuple(category for category in compared.categories if category.category_id != OTHER)
    n_other = compared.n_other
    compared = replace(compared, categories=alone, n_other=0)
    span = years(past.years)
    if focus is None:
        title = say(style, "title_trends", n=len(past.regions), years=span)
    else:
        title = say(style, "title_trends_one", region=name_of(style, focus), years=span)
    with style.context():
        canvas = _canvas(style, past, trend_panels(compared, past, style, focus), compared, focus)
    return Drawing(
        canvas=canvas,
        title=title,
        alt=alt_trends(compared, past, style, focus),
        caption=_caption(compared, past, style, title, focus, n_other),
        data=past.table(past.regions, compared.categories),
    )


def _caption(
    compared: Comparison,
    past: History,
    style: Style,
    title: str,
    focus: Region | None,
    n_other: int,
) -> str:
    """Return the caption."""
    level = compared.level
    shown = say(
        style,
        "shown_trends" if focus is None else "shown_trends_one",
        part=part_phrase(style, compared.part),
        k=compared.n_categories,
        level=level,
        region="" if focus is None else name_of(style, focus),
    )
    many = len(past.regions) > MOST_LINES
    extra = [say(style, "fan" if many else "mean_trends")] if many or focus is None else []
    extra += [say(style, "gaps")] if past.has_gaps else []
    extra += [say(style, "short_years", n=past.n_short)] if past.n_short else []
    extra += [say(style, "rest_left_out", n=n_other)] if n_other else []
    if focus is None:
        claim = say(style, "claim_trends", level=level, n=compared.n_comparisons, most=MOST_NAMED)
        extra = [claim, *extra] if compared.n_comparisons else extra
    return caption(compared, style, title, shown, emphasis=None, extra=extra, about=focus)


def _canvas(
    style: Style,
    past: History,
    panels: Sequence[TrendPanel],
    compared: Comparison,
    focus: Region | None,
) -> Canvas:
    """Return the panels in up to four columns, one scale in each row, and the key beneath."""
    n_columns = min(_COLUMNS, len(panels))
    n_rows = -(-len(panels) // n_columns)
    labels = EndLabels(style, past, panels, focus)
    width = DOUBLE - EDGE - _LEFT - n_columns * labels.width - (n_columns - 1) * _BETWEEN
    width /= n_columns
    keys = _keys(style, past, panels, compared, focus)
    head = 10.5 if style.language == "both" else 7.2
    foot = _TICKS + 4.0 + 3.6 + len(key_rows(style, keys, DOUBLE)) * 1.2 * _LINE
    height = min(_PANEL, (TALLEST - foot) / n_rows - head - 2.0)
    block = head + height + 2.0
    canvas = Canvas(style, DOUBLE, n_rows * block - 2.0 + foot)
    marks = year_labels(past.years, width)
    for number, panel in enumerate(panels):
        row, column = divmod(number, n_columns)
        x = _LEFT + column * (width + labels.width + _BETWEEN)
        y = row * block + head
        scale = Scale.reaching(max(one.top for one in panels[row * n_columns :][:n_columns]))
        axes = canvas.axes(x, y, width, height)
        scale.apply(axes, labelled=column == 0)
        # A panel with none below it bears the years.
        year_axis(axes, past.years, marks if number + n_columns >= len(panels) else {})
        _draw_panel(axes, past, panel)
        _write_head(canvas, x, y, width + labels.width, panel.category)
        labels.write(canvas, x + width, y, height, panel, scale)
    bottom = n_rows * block - 2.0 + _TICKS + 3.2
    text = say(style, "axis_trends", part=part_phrase(style, compared.part))
    canvas.text(DOUBLE / 2, bottom, text, align="center")
    canvas.keys(bottom + 4.2, keys)
    return canvas


def _write_head(canvas: Canvas, x: float, y: float, width: float, category: Category) -> None:
    """Write a category's name above its panel."""
    style, size = canvas.style, canvas.style.size(8)
    both = style.language == "both"
    name = style.letters.fit(category.name(style.language), width, size, bold=True)
    canvas.text(x, y - (5.4 if both else 2.2), name, size=size, bold=True)
    if both and category.en != category.zh:
        canvas.text(x, y - 2.1, style.letters.fit(category.en, width), colour=MUTED)


def _draw_panel(axes: Axes, past: History, panel: TrendPanel) -> None:
    """Draw the regions in grey, then the black line or the regions in colour."""
    if len(past.regions) > MOST_LINES:
        draw_fan(axes, past.fan(panel.category))
    else:
        for region in past.regions:
            if region not in panel.named:
                draw_line(axes, past.of(region, panel.category), CONTEXT, 0.8)
    draw_line(axes, panel.middle, INK, 1.2, zorder=4)
    for region in panel.named:
        points = past.of(region, panel.category)
        draw_line(axes, points, region.colour, 1.4, zorder=5, emphasis=True)


def _keys(
    style: Style,
    past: History,
    panels: Sequence[TrendPanel],
    compared: Comparison,
    focus: Region | None,
) -> list[Key]:
    """Return what the lines mean."""
    coloured = next((panel.named[0] for panel in panels if panel.named), None)
    keys = []
    if coloured is not None:
        label = (
            say(style, "line_above", level=compared.level)
            if focus is None
            else focus.name(style.language)
        )
        keys.append(Key("line", coloured.colour, label))
        band = say(style, "interval", level=compared.level)
        keys.append(Key("band", coloured.colour, band))
    many = len(past.regions) > MOST_LINES
    if many:
        keys.append(Key("block", CONTEXT, say(style, "middle_half")))
        keys.append(Key("block", GRID, say(style, "most_regions")))
    else:
        keys.append(Key("line", CONTEXT, say(style, "others_dots" if coloured else "region")))
    if any(panel.middle for panel in panels):
        keys.append(Key("line", INK, say(style, "line_median" if many else "line_mean")))
    return keys
