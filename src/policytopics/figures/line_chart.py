"""Lines over years: their axes, how they are drawn, and labels at their ends."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.markers import TICKDOWN

from policytopics.figures.history import Fan, Point, runs
from policytopics.figures.style import CONTEXT, GRID, MUTED
from policytopics.labels import tick

Side = Literal["left", "center", "right"]

__all__ = ["Scale", "draw_fan", "draw_line", "spread_labels", "year_axis", "year_labels"]

_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25)
_MOST_STEPS = 5
# The width of a year's label with the space beside it, in mm.
_YEAR = 7.0


@dataclass(frozen=True)
class Scale:
    """An axis of shares from 0 to ``end`` per cent with a tick every ``step``."""

    end: float
    step: float

    @classmethod
    def reaching(cls, share: float) -> "Scale":
        """Return the scale with the finest of the steps that reaches a share in [0, 1].

        Examples
        --------
        >>> Scale.reaching(0.248), Scale.reaching(0.16)
        (Scale(end=25, step=5), Scale(end=20, step=5))
        """
        ends = ((math.ceil(100 * share / step - 1e-9) or 1, step) for step in _STEPS)
        n, step = next((n, step) for n, step in ends if n <= _MOST_STEPS)
        return cls(round(n * step, 1), step)

    def place(self, share: float) -> float:
        """Return where a share lies, from 0 at the bottom to 1 at the top."""
        return 100 * share / self.end

    def apply(self, axes: Axes, *, labelled: bool) -> None:
        """Give axes this scale, the unit once at the top."""
        ticks = [number * self.step for number in range(round(self.end / self.step) + 1)]
        labels = [*map(tick, ticks[:-1]), f"{tick(self.end)}%"]
        axes.set_ylim(0, self.end)
        axes.set_yticks(ticks, labels if labelled else [""] * len(ticks))
        axes.grid(axis="y")
        axes.tick_params(axis="y", length=0, pad=2, labelcolor=MUTED)


def year_axis(axes: Axes, years: Sequence[int], labels: Mapping[int, Side]) -> None:
    """Give axes a bottom axis from the first to the last year, with a small tick for every one.

    Parameters
    ----------
    labels : mapping of year to "left", "center" or "right"
        How the label of a year is aligned to its tick; others have none.
    """
    first, last = years[0], years[-1]
    axes.set_xlim(first, last)
    axes.set_xticks(list(labels), [str(year) for year in labels])
    others = [year for year in range(first, last + 1) if year not in labels]
    # As one line with marks: thirty ticks of matplotlib's in every panel take seconds.
    axes.plot(
        others,
        [0] * len(others),
        linestyle="none",
        marker=TICKDOWN,
        markersize=1.4,
        markeredgewidth=0.4,
        color=MUTED,
        transform=axes.get_xaxis_transform(),
        clip_on=False,
    )
    axes.spines["bottom"].set_visible(True)
    for label, side in zip(axes.get_xticklabels(), labels.values(), strict=True):
        label.set_horizontalalignment(side)


def year_labels(years: Sequence[int], width: float) -> dict[int, Side]:
    """Return which years are written below an axis of ``width`` mm, and how they are aligned.

    The first and the last; between them the roundest that has room, of equals the most central.

    Examples
    --------
    >>> year_labels([2017, 2018, 2024], 30)
    {2017: 'left', 2020: 'center', 2024: 'right'}
    >>> year_labels([2023, 2024], 30)
    {2023: 'left', 2024: 'right'}
    """
    first, last = years[0], years[-1]
    per_year = width / (last - first)
    # An end label lies wholly inside the axis: half a width more than a centred one needs.
    free = [
        year
        for year in range(first + 1, last)
        if min(year - first, last - year) * per_year >= 1.5 * _YEAR
    ]
    middle = (first + last) / 2
    roundest = sorted(free, key=lambda year: (year % 10 > 0, year % 5 > 0, abs(year - middle)))
    between: dict[int, Side] = dict.fromkeys(roundest[:1], "center")
    return {first: "left", **between, last: "right"}


def draw_line(
    axes: Axes,
    points: Sequence[Point],
    colour: str,
    width: float,
    *,
    zorder: float = 2,
    emphasis: bool = False,
) -> None:
    """Draw a line, broken where years are missing; a year alone is a dot.

    With ``emphasis`` it gets its interval as a ribbon, a white halo and a dot at its end.
    """
    for run in runs(points):
        x, y = [point.year for point in run], [100 * point.share for point in run]
        if emphasis:
            _draw_ribbon(axes, run, colour)
            axes.plot(x, y, color="white", linewidth=width + 1, zorder=zorder - 0.5)
        axes.plot(x, y, color=colour, linewidth=width, zorder=zorder, clip_on=False)
        alone = len(run) == 1 or (emphasis and run[-1] == points[-1])
        if alone:
            axes.plot(
                x[-1:],
                y[-1:],
                marker="o",
                markersize=3.2 if emphasis else 2.2,
                color=colour,
                markeredgewidth=0,
                zorder=zorder + 1,
                clip_on=False,
            )


def _draw_ribbon(axes: Axes, run: Sequence[Point], colour: str) -> None:
    """Draw the interval of a run of years; of a single one as a line."""
    known = [point for point in run if not math.isnan(point.low)]
    x = [point.year for point in known]
    low, high = ([100 * value for value in ends] for ends in _ends(known))
    if len(known) == 1:
        axes.vlines(x, low, high, color=colour, linewidth=1.0, alpha=0.5, clip_on=False)
    elif known:
        axes.fill_between(x, low, high, color=colour, alpha=0.16, linewidth=0, zorder=3)


def _ends(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [point.low for point in points], [point.high for point in points]


def draw_fan(axes: Axes, fans: Sequence[Fan]) -> None:
    """Draw how very many regions spread: eight in ten of them, and the middle half."""
    for run in runs(fans):
        x = [fan.year for fan in run]
        for low, high, colour in (
            ([fan.lowest for fan in run], [fan.highest for fan in run], GRID),
            ([fan.lower for fan in run], [fan.upper for fan in run], CONTEXT),
        ):
            least, most = [100 * value for value in low], [100 * value for value in high]
            if len(run) > 1:
                axes.fill_between(x, least, most, color=colour, linewidth=0, zorder=1.5)
            else:
                axes.vlines(x, least, most, colors=colour, linewidth=2.0, zorder=1.5)


def spread_labels(places: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Return the middles of labels pushed apart until none covers another.

    Parameters
    ----------
    places, heights : sequence of float
        Where each label wants its middle, and how high it is, in mm.
    room : float
        They stay between 0 and this as far as they fit.

    Examples
    --------
    >>> spread_labels([10, 11, 3], [3, 3, 3], 25)
    [9.0, 12.0, 3.0]
    """
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    # Labels that touch move as one group, with its middle where they want it on average.
    groups: list[tuple[list[int], float]] = []
    for i in order:
        group = [i], _held(places[i], heights[i], room)
        while groups and _end(groups[-1], heights) > group[1] - _height(group[0], heights) / 2:
            before = groups.pop()
            members = [*before[0], *group[0]]
            group = members, _wanted(members, places, heights, room)
        groups.append(group)
    middles = [0.0] * len(places)
    for members, middle in groups:
        top = middle - _height(members, heights) / 2
        for i in members:
            middles[i] = round(top + heights[i] / 2, 6)
            top += heights[i]
    return middles


def _height(members: Sequence[int], heights: Sequence[float]) -> float:
    return math.fsum(heights[i] for i in members)


def _end(group: tuple[list[int], float], heights: Sequence[float]) -> float:
    return group[1] + _height(group[0], heights) / 2 - 1e-9


def _wanted(
    members: Sequence[int], places: Sequence[float], heights: Sequence[float], room: float
) -> float:
    """Return the middle at which a group is nearest to where its members want to be."""
    height, above, offsets = _height(members, heights), 0.0, []
    for i in members:
        offsets.append(places[i] - (above + heights[i] / 2 - height / 2))
        above += heights[i]
    return _held(math.fsum(offsets) / len(offsets), height, room)


def _held(middle: float, height: float, room: float) -> float:
    """Return a middle moved inside the room."""
    return min(max(middle, height / 2), max(room - height / 2, height / 2))
