"""What each panel of the trends holds: regions in colour, a black line, labels at their ends."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from policytopics.figures.canvas import LEADING, Canvas
from policytopics.figures.comparison import Category, Comparison, Region
from policytopics.figures.history import History, Point
from policytopics.figures.lettering import TEXT
from policytopics.figures.line_chart import Scale, spread_labels
from policytopics.figures.phrases import say
from policytopics.figures.style import INK, Style
from policytopics.labels import percent
from policytopics.tables.schemes import UNRANKED

__all__ = ["MOST_LINES", "MOST_NAMED", "EndLabels", "TrendPanel", "trend_panels"]

# More names than this at the end of a panel's lines are not read, nor more grey lines than this.
MOST_NAMED, MOST_LINES = 3, 12
_MOST_LABEL = 20.0  # mm
_LINE = TEXT * LEADING


@dataclass(frozen=True)
class TrendPanel:
    """A category's chart: the regions in colour, the black line if nobody is, the top of all."""

    category: Category
    named: tuple[Region, ...]
    middle: tuple[Point, ...]
    top: float


def trend_panels(
    compared: Comparison, past: History, style: Style, focus: Region | None
) -> list[TrendPanel]:
    """Return the panels: regions in colour first, then so that the rows' scales fit.

    Text of no category, which is no priority, is last.
    """
    panels = [_panel(compared, past, category, focus) for category in compared.categories]
    return sorted(
        panels,
        key=lambda one: (
            one.category.category_id == UNRANKED,
            not one.named,
            -round(one.top, 9),
            one.category.category_id,
        ),
    )


def _panel(
    compared: Comparison, past: History, category: Category, focus: Region | None
) -> TrendPanel:
    """Return a category's panel."""
    above = [cell for cell in compared.on(category) if cell.distinct and cell.difference > 0]
    leading = {cell.region_id: cell.difference for cell in above}
    first = sorted(leading, key=lambda place: (-leading[place], place))[:MOST_NAMED]
    named = [one for one in past.regions if one.region_id in first] if focus is None else [focus]
    ends = [point.high for one in named for point in past.of(one, category)]
    middle: tuple[Point, ...] = ()
    if len(past.regions) > MOST_LINES:
        fans = past.fan(category)
        ends += [fan.highest for fan in fans]
        middle = () if named else tuple(Point(fan.year, fan.median) for fan in fans)
    else:
        ends += [point.share for one in past.regions for point in past.of(one, category)]
        middle = () if named else past.mean(category)
    top = max(value for value in ends if not math.isnan(value))
    return TrendPanel(category, tuple(named), middle, top)


class EndLabels:
    """What stands at the end of the lines: names; of the one region in focus its last share."""

    def __init__(
        self, style: Style, past: History, panels: Sequence[TrendPanel], focus: Region | None
    ) -> None:
        self._style, self._past, self._focus = style, past, focus
        named = [text for panel in panels for text, _, _ in self._said(panel)]
        widest = style.letters.widest([line for lines in named for line in lines], bold=True)
        self.width = 1.8 + widest

    def _said(self, panel: TrendPanel) -> list[tuple[list[str], float, str]]:
        """Return (lines, share, colour) of every label of a panel."""
        said = []
        for region in panel.named:
            last = self._past.of(region, panel.category)[-1].share
            name = region.name(self._style.language)
            lines = (
                [percent(last, 0)]
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
        self, canvas: Canvas, x: float, y: float, height: float, panel: TrendPanel, scale: Scale
    ) -> None:
        """Write a panel's labels beside it, pushed apart where they would meet."""
        said = self._said(panel)
        places = [height * (1 - scale.place(share)) for _, share, _ in said]
        heights = [len(lines) * _LINE for lines, _, _ in said]
        for (lines, _, colour), middle in zip(
            said, spread_labels(places, heights, height), strict=True
        ):
            first = y + middle - (len(lines) - 1) * _LINE / 2
            for number, line in enumerate(lines):
                at = first + number * _LINE
                canvas.text(x + 1.6, at, line, bold=bool(panel.named), colour=colour, middle=True)
