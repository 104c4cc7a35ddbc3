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
from policytopics.figures.captions import alt_region, caption, level_of
from policytopics.figures.comparison import OTHER, Cell, Headline, Region, Topic
from policytopics.figures.dots import draw_context, draw_dots
from policytopics.figures.drawing import Drawing
from policytopics.figures.labels import RowLabels
from policytopics.figures.lettering import TEXT
from policytopics.figures.phrases import name_of, part_name, say, years
from policytopics.figures.style import CONTEXT, EDGE, MUTED, SINGLE, Style

__all__ = ["draw"]

_ROW, _TICKS, _AXIS, _GAP = 5.0, 4.8, 3.2, 2.0
_LINE = TEXT * LEADING
# The data keep this width whatever the length of the labels, in mm.
_DATA = 21.0


def draw(headline: Headline, style: Style, region: Region) -> Drawing:
    """Return the figure of one region: 89 mm wide.

    Parameters
    ----------
    headline : Headline
        What is compared.
    style : Style
    region : Region
        One of ``headline.regions``.
    """
    topics = _by_share(headline, region)
    with style.context():
        canvas = _canvas(headline, style, region, topics)
    title = say(style, "title_profiles_one", region=name_of(style, region))
    shown = say(
        style,
        "shown_region",
        part=part_name(style, headline.part),
        region=name_of(style, region),
        k=headline.n_topics,
        level=level_of(headline),
    )
    return Drawing(
        canvas=canvas,
        title=title,
        alt=alt_region(headline, style, region),
        caption=caption(headline, style, title, shown, about=region),
        data=headline.table([region]),
    )


def _by_share(headline: Headline, region: Region) -> list[Topic]:
    """Return the topics by the region's falling share, `OTHER` last."""

    def key(topic: Topic) -> tuple[bool, float, str]:
        share = headline.cells[region.region_id, topic.topic_id].share
        return topic.topic_id == OTHER, 0.0 if math.isnan(share) else -share, topic.topic_id

    return sorted(headline.topics, key=key)


def _canvas(headline: Headline, style: Style, region: Region, topics: list[Topic]) -> Canvas:
    """Return the drawn figure."""
    cells = headline.of(region, topics)
    numbers = _Numbers(style, region, cells)
    most = SINGLE - 2 * EDGE - numbers.width - _GAP - _DATA - 1.8
    labels = RowLabels(style, topics, most=most, lines=2)
    row_height = max(_ROW, labels.height + 0.3)
    width = SINGLE - EDGE - labels.width - numbers.width - _GAP
    head = _Head(headline, style, region)
    keys = _keys(headline, style, region)
    foot = _TICKS + _AXIS + 3.3 + len(key_rows(style, keys, SINGLE)) * 1.2 * _LINE
    rows = len(topics) * row_height
    canvas = Canvas(style, SINGLE, head.height + rows + foot)
    head.write(canvas)
    axes = canvas.rows(labels.width, head.height, width, rows, len(topics))
    percent_axis(axes, *percent_scale(100 * headline.highest(), width))
    _draw_others(axes, headline, region, topics)
    draw_dots(axes, cells, region.colour, 4.0)
    for row, cell in enumerate(cells):
        y = head.height + (row + 0.5) * row_height
        labels.write(canvas, row, y, bold=cell.distinct)
        numbers.write(canvas, row, y)
    bottom = head.height + rows + _TICKS + _AXIS
    label = say(style, "axis_short", part=part_name(style, headline.part))
    canvas.text(labels.width + width / 2, bottom, label, align="center")
    canvas.keys(bottom + 4.0, keys)
    return canvas


class _Head:
    """The region's name, what its figure rests on, and the heading of the numbers."""

    def __init__(self, headline: Headline, style: Style, region: Region) -> None:
        self.ink, self.size = region.ink, style.size(10)
        width = SINGLE - 2 * EDGE
        name = region.name(style.language)
        self.name = style.letters.wrap_name(name, width, self.size, most=2)
        n = region.n_paragraphs
        phrase = "one_paragraph" if n == 1 else "paragraphs"
        comma = "，" if style.speech else ", "
        facts = [comma.join(filter(None, [say(style, phrase, n=f"{n:,}"), years(region.years)]))]
        if not region.sufficient:
            facts.append(say(style, "no_claim"))
        # The English name stands here where the heading is Chinese.
        if style.language == "both" and region.en != region.zh:
            facts.insert(0, region.en)
        text = ("；" if style.speech else "; ").join(facts)
        self.facts = style.letters.wrap(text, width, most=2)
        self.column = say(style, "column", level=level_of(headline))

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


def _keys(headline: Headline, style: Style, region: Region) -> list[Key]:
    """Return what the symbols mean."""
    others = Key("small", CONTEXT, say(style, "others_dots"))
    if not region.sufficient:
        return [Key("ring", CONTEXT, say(style, "no_claim")), others]
    return [
        Key("dot", region.colour, say(style, "distinct_short")),
        Key("ring", region.colour, say(style, "indistinct_short")),
        Key("line", region.colour, say(style, "interval", level=level_of(headline))),
        others,
    ]


def _draw_others(axes: Axes, headline: Headline, region: Region, topics: list[Topic]) -> None:
    """Draw the other regions as grey dots."""
    for row, topic in enumerate(topics):
        others = [cell for cell in headline.on(topic) if cell.region_id != region.region_id]
        # Between the interval and the region's own dot.
        draw_context(axes, row, others, zorder=3.5)


class _Numbers:
    """The column of shares with their intervals, each right-aligned in its own width."""

    def __init__(self, style: Style, region: Region, cells: Sequence[Cell]) -> None:
        self.ink = region.ink if region.sufficient else MUTED
        self.bold = [cell.distinct for cell in cells]
        self.shares = [
            say(style, "na") if math.isnan(cell.share) else f"{100 * cell.share:.0f}"
            for cell in cells
        ]
        self.spans = [
            f"({100 * cell.low:.0f}–{100 * cell.high:.0f})"
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
