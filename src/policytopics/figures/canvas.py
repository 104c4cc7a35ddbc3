"""A page laid out in millimetres from its top-left corner.

Publication figures have exact sizes, so nothing here is left to a layout solver: one long label
must not squeeze the data. Every text goes through `Canvas.text`, in the pinned font.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from policytopics.figures.lettering import TEXT
from policytopics.figures.style import BAND, EDGE, INK, Style, pale
from policytopics.labels import tick

__all__ = ["LEADING", "Canvas", "Key", "key_rows", "percent_axis", "percent_scale"]

_MM = 1 / 25.4
# Distance of two baselines, as a multiple of the size of the text, in mm per point.
LEADING = 3.25 / 7
# Widths of symbols, the gap behind one, and the gap behind its label: wide, or narrow if that
# saves a row; in mm.
_SYMBOL = {
    "dot": 2.0,
    "ring": 2.0,
    "line": 4.0,
    "tick": 1.2,
    "small": 1.6,
    "band": 4.0,
    "dashes": 6.0,
    "block": 2.4,
}
_GAP, _BETWEEN = 0.9, (5.0, 3.4)
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


class Key(NamedTuple):
    """One entry of a key: what a symbol means."""

    symbol: Literal["dot", "ring", "line", "tick", "small", "band", "dashes", "block"]
    colour: str
    label: str


class Canvas:
    """A figure of ``width`` x ``height`` mm; create and fill it inside ``style.context()``.

    Attributes
    ----------
    lacking : set of str
        Characters written so far that the font lacks.
    """

    def __init__(self, style: Style, width: float, height: float) -> None:
        self.style, self.width, self.height = style, width, height
        self.lacking: set[str] = set()
        self.figure = Figure(figsize=(width * _MM, height * _MM))
        down = Affine2D().scale(1 / width, -1 / height).translate(0, 1)
        self._mm = down + self.figure.transFigure

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Return axes without ticks and spines; y runs down, as rows do."""
        place = (
            x / self.width,
            1 - (y + height) / self.height,
            width / self.width,
            height / self.height,
        )
        axes = self.figure.add_axes(place)
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        axes.patch.set_visible(False)
        return axes

    def rows(self, x: float, y: float, width: float, height: float, n_rows: int) -> Axes:
        """Return axes whose row ``i`` lies at y = i, every other row on a band."""
        axes = self.axes(x, y, width, height)
        axes.set_ylim(n_rows - 0.5, -0.5)
        for row in range(0, n_rows, 2):
            axes.axhspan(row - 0.5, row + 0.5, color=BAND, linewidth=0, zorder=0)
        return axes

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        bold: bool = False,
        colour: str = INK,
        align: Literal["left", "center", "right"] = "left",
        middle: bool = False,
        rotation: float = 0,
    ) -> None:
        """Write one line with its baseline, or with ``middle`` its middle, at y."""
        self.lacking |= self.style.letters.lacking(text)
        self.figure.text(
            x,
            y,
            self.style.letters.printable(text),
            transform=self._mm,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            color=colour,
            horizontalalignment=align,
            verticalalignment="center_baseline" if middle else "baseline",
            rotation=rotation,
            rotation_mode="anchor",
            # A $ in a report's text is money, not mathematics.
            parse_math=False,
        )

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float = TEXT,
        bold: bool = False,
        colour: str = INK,
        align: Literal["left", "center", "right"] = "left",
    ) -> float:
        """Write lines downwards, the first baseline at y; return the y behind the last."""
        for number, line in enumerate(lines):
            at = y + number * size * LEADING
            self.text(x, at, line, size=size, bold=bold, colour=colour, align=align)
        return y + len(lines) * size * LEADING

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.figure.add_artist(
            Rectangle((x, y), width, height, facecolor=colour, linewidth=0, transform=self._mm)
        )

    def stroke(
        self, xs: Sequence[float], ys: Sequence[float], colour: str = INK, points: float = 0.8
    ) -> None:
        """Draw a line through points in mm."""
        self.figure.add_artist(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=points,
                solid_capstyle="projecting",
                solid_joinstyle="miter",
                transform=self._mm,
            )
        )

    def keys(self, y: float, keys: Sequence[Key]) -> None:
        """Write the keys, centred, the first row's middle at y."""
        for number, row in enumerate(key_rows(self.style, keys, self.width)):
            room = self.width - 2 * EDGE
            gap = next(
                (g for g in _BETWEEN if _keys_width(self.style, row, g) <= room), _BETWEEN[1]
            )
            x = (self.width - _keys_width(self.style, row, gap)) / 2
            for key in row:
                self._key(x, y + number * TEXT * LEADING * 1.2, key)
                x += _key_width(self.style, key) + gap

    def _key(self, x: float, y: float, key: Key) -> None:
        """Draw one symbol and its label."""
        width = _SYMBOL[key.symbol]
        middle = x + width / 2
        if key.symbol == "line":
            self.stroke([x + 0.3, x + width - 0.3], [y, y], key.colour, 1.4)
        elif key.symbol == "tick":
            self.stroke([middle, middle], [y - 1.2, y + 1.2], key.colour, 1.4)
        elif key.symbol == "dashes":
            for start in (0.2, 2.3, 4.4):
                self.stroke([x + start, x + start + 1.4], [y, y], key.colour)
        elif key.symbol in ("band", "block"):
            colour = pale(key.colour, 0.3) if key.symbol == "band" else key.colour
            self.rectangle(x, y - 1.1, width, 2.2, colour)
        else:
            self.figure.add_artist(
                Line2D(
                    [middle],
                    [y],
                    marker="o",
                    markersize=2.8 if key.symbol == "small" else 3.8,
                    markerfacecolor="white" if key.symbol == "ring" else key.colour,
                    markeredgecolor=key.colour,
                    markeredgewidth=0.9,
                    transform=self._mm,
                )
            )
        self.text(x + width + _GAP, y, key.label, middle=True)


def key_rows(style: Style, keys: Sequence[Key], width: float) -> list[list[Key]]:
    """Return the keys in as many rows as a page of ``width`` mm needs."""
    rows: list[list[Key]] = [[]]
    for key in keys:
        if rows[-1] and _keys_width(style, [*rows[-1], key], _BETWEEN[1]) > width - 2 * EDGE:
            rows.append([])
        rows[-1].append(key)
    return rows


def _keys_width(style: Style, keys: Sequence[Key], gap: float) -> float:
    return sum(_key_width(style, key) for key in keys) + gap * (len(keys) - 1)


def _key_width(style: Style, key: Key) -> float:
    return _SYMBOL[key.symbol] + _GAP + style.letters.width(key.label)


def percent_scale(highest: float, width: float, room: float = 0.0) -> tuple[float, int]:
    """Return the end of an axis from 0 and the distance of its ticks, in per cent.

    Parameters
    ----------
    highest : float
        The largest value, in per cent.
    width, room : float
        Width of the axis and of what stands right of the largest value, in mm.

    Examples
    --------
    28 % must end 6 of 24 mm before the end: 28 / 0.75 = 37.3, so 40.

    >>> percent_scale(28, 24, 6)
    (40.0, 10)
    """
    needed = max(highest, 1.0) / (1 - room / width)
    whole = 5 if needed > 10 else 1
    end = float(np.ceil(needed / whole - 1e-9) * whole)
    roomy = [step for step in _STEPS if step * width / end >= 4.8 and end / step <= 8]
    return end, min(roomy, default=_STEPS[-1])


def percent_axis(axes: Axes, end: float, step: int, *, neighbours: bool = False) -> None:
    """Give axes a bottom axis from 0 to ``end`` with ticks, labels and a grid.

    With ``neighbours`` a label at the very end is left out: it would touch the next panel's 0.
    """
    axes.set_xlim(0, end)
    ticks = np.arange(0, min(end, 100) + 1e-9, step)
    labels = list(map(tick, ticks))
    if neighbours and ticks[-1] > end - 1e-9:
        labels[-1] = ""
    axes.set_xticks(ticks, labels)
    axes.set_xticks(ticks[:-1] + step / 2, minor=True)
    axes.grid(axis="x")
    axes.grid(axis="x", which="minor", linewidth=0.3)
    axes.tick_params(axis="x", which="minor", length=0)
    axes.spines["bottom"].set_visible(True)
