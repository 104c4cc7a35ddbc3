"""The range of every category over many regions: the form of ``profiles`` for more than ten."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes

from policytopics.figures.canvas import LEADING, Canvas, Key, key_rows, percent_axis, percent_scale
from policytopics.figures.comparison import Cell, Comparison, Region
from policytopics.figures.dot_plot import draw_context, draw_marks
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import part_phrase, say
from policytopics.figures.row_labels import RowLabels
from policytopics.figures.style import CONTEXT, DOUBLE, EDGE, FOCUS, INK, MUTED, Style
from policytopics.labels import in_percent

__all__ = ["draw_overview"]

# Height of a row, space above the rows, space below: tick labels and axis label; all in mm.
_ROW, _TOP, _BOTTOM = 5.2, 7.0, 8.2
# Widest name of an extreme region, room for its share, gap before a column, in mm.
_NAME, _SHARE, _GAP = 30.0, 5.0, 3.0


def draw_overview(compared: Comparison, style: Style) -> Canvas:
    """Return the overview; call it inside ``style.context()``.

    A row per category: all regions as grey dots, their mean as a tick, the lowest and the highest
    region in colour (filled if it differs from the others) and named beside the axis.
    """
    labels, n_rows = RowLabels(style, compared.categories), len(compared.categories)
    name = min(_NAME, _widest_name(compared, style))
    column = name + _SHARE + _GAP
    width = DOUBLE - EDGE - labels.width - 2 * column
    keys = _keys(style)
    foot = _BOTTOM + 3.5 + len(key_rows(style, keys, DOUBLE)) * 1.2 * TEXT * LEADING
    canvas = Canvas(style, DOUBLE, _TOP + n_rows * _ROW + foot)
    axes = canvas.rows(labels.width, _TOP, width, n_rows * _ROW, n_rows)
    shares = [cell.share for category in compared.categories for cell in compared.on(category)]
    percent_axis(axes, *percent_scale(100 * max(shares, default=0.0) + 0.5, width))
    ends = {"lowest": DOUBLE - EDGE - column, "highest": DOUBLE - EDGE}
    for phrase, x in ends.items():
        canvas.text(x, _TOP - 2.0, say(style, phrase), colour=MUTED, align="right")
    regions = {region.region_id: region for region in compared.regions}
    for row, category in enumerate(compared.categories):
        y = _TOP + (row + 0.5) * _ROW
        labels.write(canvas, row, y)
        cells = sorted(compared.on(category), key=lambda cell: cell.share)
        if cells:
            _draw_range(axes, row, cells)
            for x, cell in zip(ends.values(), (cells[0], cells[-1]), strict=True):
                _write_end(canvas, x, y, regions[cell.region_id], cell, name)
    bottom = _TOP + n_rows * _ROW + _BOTTOM
    label = say(style, "axis", part=part_phrase(style, compared.part))
    canvas.text(labels.width + width / 2, bottom, label, align="center")
    canvas.keys(bottom + 4.2, keys)
    return canvas


def _widest_name(compared: Comparison, style: Style) -> float:
    """Return the width of the widest region name in mm."""
    names = [region.name(style.language) for region in compared.regions]
    return style.letters.widest(names, bold=True)


def _keys(style: Style) -> list[Key]:
    """Return what the symbols mean."""
    return [
        Key("small", CONTEXT, say(style, "region")),
        Key("tick", INK, say(style, "mean")),
        Key("dot", FOCUS[0], say(style, "extreme_distinct")),
        Key("ring", FOCUS[0], say(style, "extreme_indistinct")),
    ]


def _draw_range(axes: Axes, row: int, cells: Sequence[Cell]) -> None:
    """Draw a category's regions, sorted by share, in one row."""
    draw_context(axes, row, cells)
    mean = 100 * math.fsum(cell.share for cell in cells) / len(cells)
    axes.plot([mean, mean], [row - 0.36, row + 0.36], color=INK, linewidth=1.2, zorder=3)
    for cell in (cells[0], cells[-1]):
        draw_marks(axes, [(100 * cell.share, row)], FOCUS[0], 3.5, filled=cell.distinct)


def _write_end(canvas: Canvas, x: float, y: float, region: Region, cell: Cell, room: float) -> None:
    """Write a range's end, right-aligned: the region's name and its share in per cent."""
    style, bold = canvas.style, cell.distinct
    colour = FOCUS[1] if cell.distinct else MUTED
    name = style.letters.fit(region.name(style.language), room, bold=True)
    for right, text in ((x - _SHARE, name), (x, in_percent(cell.share))):
        canvas.text(right, y, text, bold=bold, colour=colour, align="right", middle=True)
