"""One region's priorities, largest first, against all the others: a journal column wide."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes

from policytopics.figures.canvas import (
    LEADING,
    Canvas,
    Key,
    key_rows,
    percent_axis,
    percent_scale,
)
from policytopics.figures.captions import alt_region, caption
from policytopics.figures.comparison import OTHER, Category, Cell, Comparison, Region
from policytopics.figures.dot_plot import draw_context, draw_dots
from policytopics.figures.drawing import Drawing
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import name_of, part_phrase, say
from policytopics.figures.row_labels import RowLabels
from policytopics.figures.style import CONTEXT, EDGE, MUTED, SINGLE, Style
from policytopics.labels import FLAG_LABELS, in_percent, percent_interval, whole, years
from policytopics.tables.schemes import UNRANKED

__all__ = ["draw_region"]

_ROW, _TICKS, _AXIS, _GAP = 5.0, 4.8, 3.2, 2.0
_LINE = TEXT * LEADING
# The data keep this width whatever the length of the labels, in mm.
_DATA = 21.0


def draw_region(compared: Comparison, style: Style, region: Region) -> Drawing:
    """Return the figure of one region: 89 mm wide.

    Parameters
    ----------
    compared : Comparison
        What is compared.
    style : Style
    region : Region
        One of ``compared.regions``.
    """
    categories = _by_share(compared, region)
    with style.context():
        canvas = _canvas(compared, style, region, categories)
    title = say(style, "title_profiles_one", region=name_of(style, region))
    shown = say(
        style,
        "shown_region",
        part=part_phrase(style, compared.part),
        region=name_of(style, region),
        k=compared.n_categories,
        level=compared.level,
    )
    return Drawing(
        canvas=canvas,
        title=title,
        alt=alt_region(compared, style, region),
        caption=caption(compared, style, title, shown, about=region),
        data=compared.table([region]),
    )


def _by_share(compared: Comparison, region: Region) -> list[Category]:
    """Return the categories by the region's falling share, then `OTHER`, then text of none."""

    def key(category: Category) -> tuple[int, float, str]:
        share = compared.cells[region.region_id, category.category_id].share
        return (
            {OTHER: 1, UNRANKED: 2}.get(category.category_id, 0),
            0.0 if math.isnan(share) else -share,
            category.category_id,
        )

    return sorted(compared.categories, key=key)


def _canvas(
    compared: Comparison, style: Style, region: Region, categories: list[Category]
) -> Canvas:
    """Return the drawn figure."""
    cells = compared.of(region, categories)
    numbers = _Numbers(style, region, cells)
    most = SINGLE - 2 * EDGE - numbers.width - _GAP - _DATA - 1.8
    labels = RowLabels(style, categories, most=most, lines=2)
    row_height = max(_ROW, labels.height + 0.3)
    width = SINGLE - EDGE - labels.width - numbers.width - _GAP
    head = _Head(compared, style, region)
    keys = _keys(compared, style, region)
    foot = _TICKS + _AXIS + 3.3 + len(key_rows(style, keys, SINGLE)) * 1.2 * _LINE
    rows = len(categories) * row_height
    canvas = Canvas(style, SINGLE, head.height + rows + foot)
    head.write(canvas)
    axes = canvas.rows(labels.width, head.height, width, rows, len(categories))
    percent_axis(axes, *percent_scale(100 * compared.highest(), width))
    _draw_others(axes, compared, region, categories)
    draw_dots(axes, cells, region.colour, 4.0)
    for row, cell in enumerate(cells):
        y = head.height + (row + 0.5) * row_height
        labels.write(canvas, row, y, bold=cell.distinct)
        numbers.write(canvas, row, y)
    bottom = head.height + rows + _TICKS + _AXIS
    label = say(style, "axis_short", part=part_phrase(style, compared.part))
    canvas.text(labels.width + width / 2, bottom, label, align="center")
    canvas.keys(bottom + 4.0, keys)
    return canvas


class _Head:
    """The region's name, what its figure rests on, and the heading of the numbers."""

    def __init__(self, compared: Comparison, style: Style, region: Region) -> None:
        self.ink, self.size = region.ink, style.size(10)
        width = SINGLE - 2 * EDGE
        name = region.name(style.language)
        self.name = style.letters.wrap_name(name, width, self.size, most=2)
        n = region.n_paragraphs
        phrase = "one_paragraph" if n == 1 else "paragraphs"
        comma = "，" if style.speech else ", "
        facts = [comma.join(filter(None, [say(style, phrase, n=whole(n)), years(region.years)]))]
        if not region.sufficient:
            facts.append(FLAG_LABELS["insufficient"][style.speech])
        # The English name stands here where the heading is Chinese.
        if style.language == "both" and region.en != region.zh:
            facts.insert(0, region.en)
        text = ("；" if style.speech else "; ").join(facts)
        self.facts = style.letters.wrap(text, width, most=2)
        self.column = say(style, "column", level=compared.level)

    @property
    def height(self) -> float:
        """Return where the rows begin, in mm."""
        return 3.4 + len(self.name) * self.size * LEADING + len(self.facts) * _LINE + _LINE

    def write(self, canvas: Canvas) -> None:
        """Write it at the top of the page."""
        y = canvas.lines(EDGE, 4.6, self.name, size=self.size, bold=True, colour=self.ink)
        canvas.lines(EDGE, y - self.size * LEADING + 3.9, self.facts, colour=MUTED)
        x = SINGLE - EDGE
        canvas.text(x, self.height - 1.6, self.column, colour=MUTED, align="right")


def _keys(compared: Comparison, style: Style, region: Region) -> list[Key]:
    """Return what the symbols mean."""
    others = Key("small", CONTEXT, say(style, "others_dots"))
    if not region.sufficient:
        return [Key("ring", CONTEXT, FLAG_LABELS["insufficient"][style.speech]), others]
    return [
        Key("dot", region.colour, say(style, "distinct_short")),
        Key("ring", region.colour, say(style, "indistinct_short")),
        Key("line", region.colour, say(style, "interval", level=compared.level)),
        others,
    ]


def _draw_others(
    axes: Axes, compared: Comparison, region: Region, categories: list[Category]
) -> None:
    """Draw the other regions as grey dots."""
    for row, category in enumerate(categories):
        others = [cell for cell in compared.on(category) if cell.region_id != region.region_id]
        # Between the interval and the region's own dot.
        draw_context(axes, row, others, zorder=3.5)


class _Numbers:
    """The column of shares with their intervals, each right-aligned in its own width."""

    def __init__(self, style: Style, region: Region, cells: Sequence[Cell]) -> None:
        self.ink = region.ink if region.sufficient else MUTED
        self.bold = [cell.distinct for cell in cells]
        self.shares = [
            say(style, "na") if math.isnan(cell.share) else in_percent(cell.share) for cell in cells
        ]
        self.spans = [
            f"({percent_interval(cell.low, cell.high, 0)})"
            if cell.sufficient and not math.isnan(cell.low)
            else ""
            for cell in cells
        ]
        gap = style.letters.width(" ")
        self.right = SINGLE - EDGE - style.letters.widest(self.spans) - gap
        self.width = SINGLE - EDGE - self.right + style.letters.widest(self.shares, bold=True)

    def write(self, canvas: Canvas, row: int, y: float) -> None:
        """Write one row, its middle at y."""
        bold, colour = self.bold[row], self.ink
        share, span = self.shares[row], self.spans[row]
        canvas.text(self.right, y, share, bold=bold, colour=colour, align="right", middle=True)
        if span:
            canvas.text(SINGLE - EDGE, y, span, colour=MUTED, align="right", middle=True)
