"""The dot plot that several figures share: a share, its interval, whether it stands out."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes

from policytopics.figures.comparison import Cell
from policytopics.figures.style import CONTEXT

__all__ = ["draw_context", "draw_dots", "draw_marks", "draw_spans"]


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
    rows = list(enumerate(cells))
    sure = [(row, one) for row, one in rows if one.sufficient and not math.isnan(one.low)]
    draw_spans(axes, [(row, 100 * one.low, 100 * one.high) for row, one in sure], colour, 1.4)
    for edge, sufficient, filled in (
        (colour, True, True),
        (colour, True, False),
        (CONTEXT, False, False),
    ):
        some = [
            (100 * one.share, row)
            for row, one in rows
            if (one.sufficient, one.distinct) == (sufficient, filled) and not math.isnan(one.share)
        ]
        draw_marks(axes, some, edge, size, filled=filled)


def draw_spans(
    axes: Axes, spans: Sequence[tuple[float, float, float]], colour: str, width: float
) -> None:
    """Draw intervals: (row, low, high) each, lines of ``width`` points."""
    # One artist for all: matplotlib takes as long for a line as for a hundred of them.
    rows, low, high = zip(*spans, strict=True) if spans else ((), (), ())
    axes.hlines(
        rows,
        low,
        high,
        colors=colour,
        linewidth=width,
        # Butt: a projecting cap would make every interval longer by its width.
        capstyle="butt",
        zorder=3,
        clip_on=False,
    )


def draw_marks(
    axes: Axes, places: Sequence[tuple[float, float]], colour: str, size: float, *, filled: bool
) -> None:
    """Draw filled or hollow dots at (x, y) above all else."""
    if places:
        axes.plot(
            *zip(*places, strict=True),
            linestyle="none",
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
