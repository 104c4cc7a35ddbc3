"""How priorities moved: a small line chart per topic, over the years.

The comparison colours the regions that are above the others over all years and draws the rest in
grey; where nobody stands out, the mean is black. Very many regions are a fan of range, middle half
and median. The focus version follows one region through all topics. A year without a report breaks
the line.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from matplotlib.axes import Axes

from policytopics.figures.canvas import LEADING, Canvas, Key, key_rows
from policytopics.figures.captions import alt_trends, caption, level_of
from policytopics.figures.comparison import OTHER, Headline, Region, Topic
from policytopics.figures.drawing import Drawing
from policytopics.figures.history import History, Point
from policytopics.figures.lettering import TEXT
from policytopics.figures.lines import Scale, draw_fan, draw_line, spread, year_axis, year_labels
from policytopics.figures.phrases import name_of, part_name, percent, say, years
from policytopics.figures.style import CONTEXT, DOUBLE, EDGE, GRID, INK, MUTED, TALLEST, Style
from policytopics.problems import Problem, ProblemsError

__all__ = ["MOST_LINES", "MOST_NAMED", "Page", "draw"]

# More names than this at the end of a panel's lines are not read, nor more grey lines than this.
MOST_NAMED, MOST_LINES = 3, 12
_COLUMNS = 4
# Room for the labels of the shares, between columns, at the end of the lines at most; in mm.
_LEFT, _BETWEEN, _MOST_LABEL = 8.0, 2.5, 20.0
_PANEL, _TICKS = 25.0, 4.6
_LINE = TEXT * LEADING


class Page(NamedTuple):
    """One figure; ``region_id`` is empty for the comparison."""

    name: str
    region_id: str
    drawing: Drawing


def draw(
    compared: Headline, past: History, style: Style, *, focus: Sequence[str] = ()
) -> Iterator[Page]:
    """Yield ``trends``, then ``trends_<region_id>`` for every region in focus: 183 mm wide.

    Parameters
    ----------
    compared : Headline
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
        yield Page("trends", "", _drawing(compared, past, style, None))
    for region in past.moving:
        if region.region_id in focus or "all" in focus or len(past.regions) == 1:
            drawing = _drawing(compared, past, style, region)
            yield Page(f"trends_{region.region_id}", region.region_id, drawing)


def _check(compared: Headline, focus: Sequence[str]) -> None:
    """Refuse regions that the study does not have, all at once."""
    known = sorted(region.region_id for region in compared.regions)
    unknown = sorted(set(focus) - {*known, "all"})
    if unknown:
        fix = f"take all, or some of: {', '.join(known)}"
        where = "study.yaml: figures.focus"
        raise ProblemsError([Problem(where, f"there is no region {one!r}", fix) for one in unknown])


def _drawing(compared: Headline, past: History, style: Style, focus: Region | None) -> Drawing:
    """Return one figure."""
    alone = tuple(topic for topic in compared.topics if topic.topic_id != OTHER)
    n_other = compared.n_other
    compared = replace(compared, topics=alone, n_other=0)
    span = years(past.years)
    if focus is None:
        title = say(style, "title_trends", n=len(past.regions), years=span)
    else:
        title = say(style, "title_trends_one", region=name_of(style, focus), years=span)
    with style.context():
        canvas = _canvas(style, past, _panels(compared, past, style, focus), compared, focus)
    return Drawing(
        canvas=canvas,
        title=title,
        alt=alt_trends(compared, past, style, focus),
        caption=_caption(compared, past, style, title, focus, n_other),
        data=past.table(past.regions, compared.topics),
    )


def _caption(
    compared: Headline,
    past: History,
    style: Style,
    title: str,
    focus: Region | None,
    n_other: int,
) -> str:
    """Return the caption."""
    level = level_of(compared)
    shown = say(
        style,
        "shown_trends" if focus is None else "shown_trends_one",
        part=part_name(style, compared.part),
        k=compared.n_topics,
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


@dataclass(frozen=True)
class _Panel:
    """A topic's chart: the regions in colour, the black line if nobody is, the top of all."""

    topic: Topic
    named: tuple[Region, ...]
    middle: tuple[Point, ...]
    top: float


def _panels(compared: Headline, past: History, style: Style, focus: Region | None) -> list[_Panel]:
    """Return the panels: regions in colour first, then so that the rows' scales fit."""
    panels = [_panel(compared, past, topic, focus) for topic in compared.topics]
    return sorted(panels, key=lambda one: (not one.named, -round(one.top, 9), one.topic.topic_id))


def _panel(compared: Headline, past: History, topic: Topic, focus: Region | None) -> _Panel:
    """Return a topic's panel."""
    above = [cell for cell in compared.on(topic) if cell.distinct and cell.difference > 0]
    leading = {cell.region_id: cell.difference for cell in above}
    first = sorted(leading, key=lambda place: (-leading[place], place))[:MOST_NAMED]
    named = [one for one in past.regions if one.region_id in first] if focus is None else [focus]
    ends = [point.high for one in named for point in past.of(one, topic)]
    middle: tuple[Point, ...] = ()
    if len(past.regions) > MOST_LINES:
        fans = past.fan(topic)
        ends += [fan.highest for fan in fans]
        middle = () if named else tuple(Point(fan.year, fan.median) for fan in fans)
    else:
        ends += [point.share for one in past.regions for point in past.of(one, topic)]
        middle = () if named else past.mean(topic)
    top = max(value for value in ends if not math.isnan(value))
    return _Panel(topic, tuple(named), middle, top)


def _canvas(
    style: Style,
    past: History,
    panels: Sequence[_Panel],
    compared: Headline,
    focus: Region | None,
) -> Canvas:
    """Return the panels in up to four columns, one scale in each row, and the key beneath."""
    n_columns = min(_COLUMNS, len(panels))
    n_rows = -(-len(panels) // n_columns)
    labels = _Labels(style, past, panels, focus)
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
        _write_head(canvas, x, y, width + labels.width, panel.topic)
        labels.write(canvas, x + width, y, height, panel, scale)
    bottom = n_rows * block - 2.0 + _TICKS + 3.2
    text = say(style, "axis_trends", part=part_name(style, compared.part))
    canvas.text(DOUBLE / 2, bottom, text, align="center")
    canvas.keys(bottom + 4.2, keys)
    return canvas


def _write_head(canvas: Canvas, x: float, y: float, width: float, topic: Topic) -> None:
    """Write a topic's name above its panel."""
    style, size = canvas.style, canvas.style.size(8)
    both = style.language == "both"
    name = style.letters.fit(topic.name(style.language), width, size, bold=True)
    canvas.text(x, y - (5.4 if both else 2.2), name, size=size, bold=True)
    if both and topic.en != topic.zh:
        canvas.text(x, y - 2.1, style.letters.fit(topic.en, width), colour=MUTED)


def _draw_panel(axes: Axes, past: History, panel: _Panel) -> None:
    """Draw the regions in grey, then the black line or the regions in colour."""
    if len(past.regions) > MOST_LINES:
        draw_fan(axes, past.fan(panel.topic))
    else:
        for region in past.regions:
            if region not in panel.named:
                draw_line(axes, past.of(region, panel.topic), CONTEXT, 0.8)
    draw_line(axes, panel.middle, INK, 1.2, zorder=4)
    for region in panel.named:
        points = past.of(region, panel.topic)
        draw_line(axes, points, region.colour, 1.4, zorder=5, emphasis=True)


class _Labels:
    """What stands at the end of the lines: names; of the one region in focus its last share."""

    def __init__(
        self, style: Style, past: History, panels: Sequence[_Panel], focus: Region | None
    ) -> None:
        self._style, self._past, self._focus = style, past, focus
        named = [text for panel in panels for text, _, _ in self._said(panel)]
        widest = style.letters.widest([line for lines in named for line in lines], bold=True)
        self.width = 1.8 + widest

    def _said(self, panel: _Panel) -> list[tuple[list[str], float, str]]:
        """Return (lines, share, colour) of every label of a panel."""
        said = []
        for region in panel.named:
            last = self._past.of(region, panel.topic)[-1].share
            name = region.name(self._style.language)
            lines = (
                [percent(last)]
                if self._focus
                else self._style.letters.wrap_name(name, _MOST_LABEL, most=2)
            )
            said.append((lines, last, region.ink))
        if panel.middle:
            many = len(self._past.regions) > MOST_LINES
            label = say(self._style, "median_short" if many else "mean_short")
            said.append(([label], panel.middle[-1].share, INK))
        return said

    def write(
        self, canvas: Canvas, x: float, y: float, height: float, panel: _Panel, scale: Scale
    ) -> None:
        """Write a panel's labels beside it, pushed apart where they would meet."""
        said = self._said(panel)
        places = [height * (1 - scale.place(share)) for _, share, _ in said]
        heights = [len(lines) * _LINE for lines, _, _ in said]
        for (lines, _, colour), middle in zip(said, spread(places, heights, height), strict=True):
            first = y + middle - (len(lines) - 1) * _LINE / 2
            for number, line in enumerate(lines):
                at = first + number * _LINE
                canvas.text(x + 1.6, at, line, bold=bool(panel.named), colour=colour, middle=True)


def _keys(
    style: Style,
    past: History,
    panels: Sequence[_Panel],
    compared: Headline,
    focus: Region | None,
) -> list[Key]:
    """Return what the lines mean."""
    coloured = next((panel.named[0] for panel in panels if panel.named), None)
    keys = []
    if coloured is not None:
        label = (
            say(style, "line_above", level=level_of(compared))
            if focus is None
            else focus.name(style.language)
        )
        keys.append(Key("line", coloured.colour, label))
        band = say(style, "interval", level=level_of(compared))
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
