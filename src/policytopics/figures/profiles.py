"""How much of its text each region gives to each category, and how sure that is.

Up to ten regions: a dot plot per region with one order of rows and one axis, so that a region is
read downwards and a category across. More regions: one overview of the range of every category; the
regions then have their own figures (`policytopics.figures.region`).
"""

import math

from matplotlib.axes import Axes

from policytopics.figures.canvas import (
    LEADING,
    Canvas,
    Key,
    key_rows,
    percent_axis,
    percent_scale,
)
from policytopics.figures.captions import alt_overview, alt_profiles, caption
from policytopics.figures.comparison import Cell, Comparison, Region
from policytopics.figures.dot_plot import draw_dots
from policytopics.figures.drawing import Drawing
from policytopics.figures.lettering import TEXT
from policytopics.figures.overview import draw_overview
from policytopics.figures.phrases import name_of, part_phrase, say
from policytopics.figures.row_labels import RowLabels
from policytopics.figures.style import (
    CONTEXT,
    DOUBLE,
    EDGE,
    INK,
    MEAN,
    MUTED,
    TALLEST,
    Style,
)
from policytopics.labels import FLAG_LABELS, in_percent

__all__ = ["MOST_PANELS", "draw_profiles"]

MOST_PANELS = 10
_IN_A_ROW = 6
_ROW, _BETWEEN = 5.2, 3.8
# Under the rows: the number of paragraphs, tick labels, axis label; all in mm.
_COUNT, _TICKS, _AXIS = 4.4, 4.8, 3.4
# Between two rows of panels, and the narrowest panel.
_APART, _NARROWEST = 3.0, 16.0
_LINE = TEXT * LEADING


def draw_profiles(compared: Comparison, style: Style) -> Drawing:
    """Return the figure ``profiles``: 183 mm wide, at most 247 mm high.

    Parameters
    ----------
    compared : Comparison
        What is compared.
    style : Style
    """
    n_regions = len(compared.regions)
    overview = n_regions > MOST_PANELS
    with style.context():
        canvas = draw_overview(compared, style) if overview else _panels(compared, style)
    values = {"part": part_phrase(style, compared.part), "k": compared.n_categories}
    shown = "shown_overview" if overview else "shown_profiles"
    title = (
        say(style, "title_profiles", n=n_regions)
        if n_regions > 1
        else say(style, "title_profiles_one", region=name_of(style, compared.regions[0]))
    )
    return Drawing(
        canvas=canvas,
        title=title,
        alt=alt_overview(compared, style) if overview else alt_profiles(compared, style),
        caption=caption(compared, style, title, say(style, shown, level=compared.level, **values)),
        data=compared.table(),
    )


def _panels(compared: Comparison, style: Style) -> Canvas:
    """Return one dot plot per region, in one or two rows of panels."""
    n_lines, n_rows = 1 if len(compared.regions) <= _IN_A_ROW else 2, len(compared.categories)
    n_columns = -(-len(compared.regions) // n_lines)
    room = DOUBLE - EDGE - 1.5 - _BETWEEN * (n_columns - 1)
    labels = RowLabels(style, compared.categories, most=room - 3.0 - n_columns * _NARROWEST)
    width = (room - labels.width) / n_columns
    heads = [_Head(style, region, width) for region in compared.regions]
    keys = _panel_keys(compared, style)
    foot = _AXIS + 3.5 + len(key_rows(style, keys, DOUBLE)) * 1.2 * _LINE
    head = max(head.height for head in heads)
    height = (TALLEST - foot + _APART) / n_lines - _APART - head - _COUNT - _TICKS
    row = min(_ROW, height / n_rows)
    block = head + n_rows * row + _COUNT + _TICKS + _APART
    canvas = Canvas(style, DOUBLE, n_lines * block - _APART + foot)
    end, step = _scale(compared, style, width)
    for number, region in enumerate(compared.regions):
        line, column = divmod(number, n_columns)
        x, y = labels.width + column * (width + _BETWEEN), line * block + head
        heads[number].write(canvas, x, y, max(one.english for one in heads))
        axes = canvas.rows(x, y, width, n_rows * row + _COUNT, n_rows)
        axes.set_ylim(n_rows - 0.5 + _COUNT / row, -0.5)
        percent_axis(axes, end, step, neighbours=n_columns > 1)
        _draw_panel(axes, compared, region)
        _count(canvas, x, y + n_rows * row + _COUNT / 2, width - 0.5, region)
        if column == 0:
            for index in range(n_rows):
                labels.write(canvas, index, y + (index + 0.5) * row)
    bottom = n_lines * block - _APART + _AXIS
    middle = (labels.width + DOUBLE - EDGE) / 2
    label = say(style, "axis", part=part_phrase(style, compared.part))
    canvas.text(middle, bottom, label, align="center")
    canvas.keys(bottom + 4.2, keys)
    return canvas


class _Head:
    """A region's name above its panel, broken into lines where it is long."""

    def __init__(self, style: Style, region: Region, width: float) -> None:
        self.ink, self.size = region.ink, style.size(9)
        self.name = style.letters.wrap_name(region.name(style.language), width, self.size, most=3)
        both = style.language == "both" and region.en != region.zh
        self.second = style.letters.wrap(region.en, width, most=2) if both else []
        self.english = len(self.second)

    @property
    def height(self) -> float:
        """Return the height in mm, with the space around."""
        return 3.4 + len(self.name) * self.size * LEADING + len(self.second) * _LINE

    def write(self, canvas: Canvas, x: float, bottom: float, n_second: int) -> None:
        """Write it above ``bottom``; ``n_second`` lines are kept for the second name."""
        first = bottom - 2.0 - (n_second - 1) * _LINE
        canvas.lines(x, first, self.second)
        last = first - 1.2 * _LINE if n_second else bottom - 2.0
        top = last - (len(self.name) - 1) * self.size * LEADING
        canvas.lines(x, top, self.name, size=self.size, bold=True, colour=self.ink)


def _scale(compared: Comparison, style: Style, width: float) -> tuple[float, int]:
    """Return end and step of the axis that all panels share."""
    cells = compared.cells.values()
    standing = [cell for cell in cells if _stands_out(cell)]
    numbered = [max(cell.share, cell.high) for cell in standing]
    room = style.letters.widest([in_percent(one.share) for one in standing], bold=True) + 1.5
    return max(
        percent_scale(100 * compared.highest(), width),
        percent_scale(100 * max(numbered, default=0.0), width, room),
    )


def _stands_out(cell: Cell) -> bool:
    """Return whether a cell is above the others: only then is its share printed."""
    return cell.distinct and cell.difference > 0


def _draw_panel(axes: Axes, compared: Comparison, region: Region) -> None:
    """Draw one region: ticks of the others, intervals, dots, the numbers that stand out."""
    cells = compared.of(region)
    for row, cell in enumerate(cells):
        if not math.isnan(cell.others):
            tick = [row - 0.36, row + 0.36]
            mean = [100 * cell.others] * 2
            axes.plot(mean, tick, color=MEAN, linewidth=1.4, zorder=2, clip_on=False)
    draw_dots(axes, cells, region.colour, 3.5)
    for row, cell in enumerate(cells):
        if _stands_out(cell):
            axes.annotate(
                in_percent(cell.share),
                (100 * max(cell.high, cell.share), row),
                xytext=(2.5, 0),
                textcoords="offset points",
                va="center_baseline",
                fontweight="bold",
                color=region.ink,
            )


def _count(canvas: Canvas, x: float, y: float, width: float, region: Region) -> None:
    """Write the number of paragraphs behind a panel; that they are too few where it fits."""
    text = say(canvas.style, "n", n=region.n_paragraphs)
    longer = say(canvas.style, "n_too_few", n=region.n_paragraphs)
    if not region.sufficient and canvas.style.letters.width(longer) <= width:
        text = longer
    canvas.text(x + width, y, text, colour=MUTED, align="right", middle=True)


def _panel_keys(compared: Comparison, style: Style) -> list[Key]:
    """Return what the symbols mean."""
    level = compared.level
    keys = [
        Key("dot", INK, say(style, "distinct", level=level)),
        Key("ring", INK, say(style, "indistinct")),
        Key("line", INK, say(style, "interval", level=level)),
        Key("tick", MEAN, say(style, "others")),
    ]
    if any(not region.sufficient for region in compared.regions):
        keys.append(Key("ring", CONTEXT, FLAG_LABELS["insufficient"][style.speech]))
    return keys
