"""The dot plot that several figures share: a share, its interval, whether it stands out."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes

from policytopics.figures.comparison import Cell
from policytopics.figures.style import CONTEXT

__all__ = ["draw_context", "draw_dot", "draw_dots"]


def draw_dots(axes: Axes, cells: Sequence[Cell], colour: str, size: float) -> None:
    """Draw a region's shares: filled if distinct, hollow if not, grey if the text is too short.

    Parameters
    ----------
    axes : Axes
        One row per cell, x in per cent.
    cells : sequence of Cell
        One region's.
    colour : str
        The region's.
    size : float
        Diameter of a dot in points.
    """
    for row, cell in enumerate(cells):
        if cell.sufficient and not math.isnan(cell.low):
            span = [100 * cell.low, 100 * cell.high]
            # Butt: a projecting cap would make every interval longer by its width.
            (line,) = axes.plot(span, [row, row], color=colour, linewidth=1.4, zorder=3)
            line.set(solid_capstyle="butt", clip_on=False)
        if not math.isnan(cell.share):
            edge = colour if cell.sufficient else CONTEXT
            draw_dot(axes, 100 * cell.share, row, edge, size, filled=cell.distinct)


def draw_dot(axes: Axes, x: float, row: int, colour: str, size: float, *, filled: bool) -> None:
    """Draw one filled or hollow dot above all else."""
    axes.plot(
        [x],
        [row],
        marker="o",
        markersize=size,
        markerfacecolor=colour if filled else "white",
        markeredgecolor=colour,
        markeredgewidth=0.9,
        zorder=4,
        clip_on=False,
    )


def draw_context(axes: Axes, row: int, cells: Sequence[Cell], *, zorder: float = 2) -> None:
    """Draw regions as small grey dots in one row, below the dots that the figure is about."""
    axes.plot(
        [100 * cell.share for cell in cells],
        [row] * len(cells),
        linestyle="none",
        marker="o",
        markersize=2.7,
        markerfacecolor=CONTEXT,
        markeredgecolor="white",
        markeredgewidth=0.3,
        zorder=zorder,
        clip_on=False,
    )
