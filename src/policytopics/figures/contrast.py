"""What each region stresses more or less than the others (a), and which regions are alike (b).

Few regions: both panels side by side. More: one above the other, with numbers as long as they
can be read, and colour with a key beyond.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from policytopics.figures.canvas import Canvas
from policytopics.figures.captions import alt_contrast, caption
from policytopics.figures.compare import pairs_of, support_of
from policytopics.figures.comparison import Comparison, Pair, Region
from policytopics.figures.drawing import Drawing
from policytopics.figures.heatmap import Heatmap
from policytopics.figures.notes import RAMP_WIDTH, write_title
from policytopics.figures.phrases import part_phrase, say
from policytopics.figures.seriation import Tree, tree
from policytopics.figures.style import DOUBLE, EDGE, TALLEST, Style
from policytopics.figures.triangle import Triangle

__all__ = ["MOST_REGIONS", "draw_contrast"]

# More columns than this cannot be named at 7 pt.
MOST_REGIONS = 40
# Baseline of a title, space below it, height of a row, its least height, between panels; in mm.
_TITLE, _BELOW, _ROW, _LOWEST_ROW, _BETWEEN = 4.0, 3.0, 5.6, 3.1, 11.0
# A row of the triangle that names its region, and the narrowest column for a note, in mm.
_NAMED, _NARROWEST_NOTE = 2.7, 40.0
_MARGIN = 1.6


def draw_contrast(
    compared: Comparison, similarity: pd.DataFrame, clusters: pd.DataFrame, style: Style
) -> Drawing:
    """Return the figure ``contrast``: 183 mm wide, at most 247 mm high.

    Parameters
    ----------
    compared : Comparison
        What is compared.
    similarity, clusters : DataFrame
        The tables of these names.
    style : Style
    """
    regions = _most_different(compared)
    pairs = pairs_of(similarity, regions)
    support = support_of(clusters)
    branches = tree(pairs, support)
    columns = _ordered(regions, branches)
    alike = [region for region in columns if region.region_id in branches.leaves]
    triangle = Triangle(style, alike, pairs, compared.level)
    beside = _BETWEEN + triangle.least
    heatmap = Heatmap(compared, style, columns, branches, beside=beside)
    with style.context():
        canvas = _canvas(style, heatmap, triangle)
    every = pairs_of(similarity, compared.regions)
    return Drawing(
        canvas=canvas,
        title=say(style, "title_contrast", n=len(compared.regions)),
        alt=alt_contrast(compared, style, every),
        caption=_caption(
            compared, style, heatmap, n_shown=len(regions), tree=bool(branches.brackets)
        ),
        data=_data(compared, every, support),
    )


def _most_different(compared: Comparison) -> list[Region]:
    """Return the regions, if too many those with the largest absolute difference."""

    def key(region: Region) -> tuple[float, str]:
        sizes = [abs(cell.difference) for cell in compared.of(region) if cell.sufficient]
        return -max(sizes, default=-1.0), region.region_id

    kept = sorted(compared.regions, key=key)[:MOST_REGIONS]
    return [region for region in compared.regions if region in kept]


def _ordered(regions: Sequence[Region], branches: Tree) -> list[Region]:
    """Return the regions as the leaves of the tree, those outside it last."""
    place = {region_id: number for number, region_id in enumerate(branches.leaves)}
    return sorted(regions, key=lambda region: place.get(region.region_id, len(place)))


def _canvas(style: Style, heatmap: Heatmap, triangle: Triangle) -> Canvas:
    """Return both panels, side by side where they fit."""
    room = DOUBLE - EDGE - heatmap.right - _BETWEEN
    size = triangle.beside(room)
    return (
        _side_by_side(style, heatmap, triangle, size)
        if size
        else _stacked(style, heatmap, triangle)
    )


def _side_by_side(style: Style, heatmap: Heatmap, triangle: Triangle, size: float) -> Canvas:
    """Return panel b right of panel a; its cells are squares of ``size`` mm."""
    x, cell = heatmap.right + _BETWEEN, (size, size)
    top = _TITLE + _BELOW + heatmap.top
    # The note of a narrow heatmap may begin under its labels.
    note_x = min(heatmap.left, max(EDGE, x - 4 - heatmap.note_width))
    note = heatmap.note(x - 4 - note_x)
    other = triangle.note(cell, DOUBLE - EDGE - x)
    rows, cells = heatmap.n_rows * _ROW, triangle.n * size
    height = top + 1.6 + max(rows + note.height, cells + other.height) + _MARGIN
    canvas = Canvas(style, DOUBLE, height)
    write_title(canvas, EDGE, _TITLE, "a", say(style, "emphasis"))
    write_title(canvas, x - 1.5, _TITLE, "b", say(style, "similarity"))
    heatmap.draw(canvas, _TITLE + _BELOW, _ROW)
    triangle.draw(canvas, x, top, cell)
    note.write(canvas, note_x, top + rows + 1.6)
    other.write(canvas, x, top + cells + 1.6)
    return canvas


def _stacked(style: Style, heatmap: Heatmap, triangle: Triangle) -> Canvas:
    """Return panel b below panel a, its title and note left of it."""
    note_x = max(heatmap.left, EDGE + RAMP_WIDTH + 6 if heatmap.ramp_height else EDGE)
    note = heatmap.note(DOUBLE - EDGE - note_x)
    top = _TITLE + _BELOW + heatmap.top
    below = 1.6 + max(note.height, heatmap.ramp_height) + 4.0
    named = triangle.n * _NAMED + _MARGIN
    row = (TALLEST - top - below - named) / heatmap.n_rows
    row = min(_ROW, max(_LOWEST_ROW, row))
    start = top + heatmap.n_rows * row + below
    x = max(heatmap.left, EDGE + _NARROWEST_NOTE + 4.0)
    cell = triangle.below(DOUBLE - EDGE - x, TALLEST - start - _MARGIN)
    canvas = Canvas(style, DOUBLE, start + triangle.n * cell[1] + _MARGIN)
    write_title(canvas, EDGE, _TITLE, "a", say(style, "emphasis"))
    heatmap.draw(canvas, _TITLE + _BELOW, row)
    note.write(canvas, note_x, start - below + 1.6)
    heatmap.draw_ramp(canvas, EDGE + 1, start - below + 1.6)
    if triangle.n:
        _write_aside(canvas, triangle, start, cell, x - EDGE - 4.0)
        triangle.draw(canvas, x, start, cell)
    return canvas


def _write_aside(
    canvas: Canvas, triangle: Triangle, y: float, cell: tuple[float, float], width: float
) -> None:
    """Write title, note and key of the triangle left of it."""
    write_title(canvas, EDGE, y + 3.0, "b", say(canvas.style, "similarity"))
    note = triangle.note(cell, width)
    note.write(canvas, EDGE, y + 5.5)
    triangle.draw_ramp(canvas, EDGE + 1, y + 5.5 + note.height + 2.0, cell)


def _caption(
    compared: Comparison, style: Style, heatmap: Heatmap, *, n_shown: int, tree: bool
) -> str:
    """Return the caption."""
    n = len(compared.regions)
    extra = [say(style, "shown_branches")] if tree else []
    extra += [say(style, "left_out", n=n_shown, all=n)] if n_shown < n else []
    shown = say(
        style,
        "shown_contrast",
        part=part_phrase(style, compared.part),
        level=compared.level,
    )
    return caption(
        compared,
        style,
        say(style, "title_contrast", n=n),
        shown,
        emphasis=("bold" if heatmap.numbers else "full", "pale"),
        extra=extra,
    )


class _Row(NamedTuple):
    """A number of the figure: of panel a, of panel b, or on the tree."""

    panel: str
    region_id: str
    value: float
    low: float = math.nan
    high: float = math.nan
    other_region_id: str = ""
    category_id: str = ""
    distinct: str = ""
    in_text: str = ""
    sufficient: str = ""


def _data(
    compared: Comparison, pairs: Sequence[Pair], support: Mapping[frozenset[str], float]
) -> pd.DataFrame:
    """Return the numbers of both panels and of the tree as one table."""
    cells = [
        _Row(
            panel="a",
            region_id=cell.region_id,
            category_id=cell.category_id,
            value=cell.difference,
            low=cell.difference_low,
            high=cell.difference_high,
            distinct=str(cell.distinct).lower(),
            in_text=str(cell.in_text).lower(),
            sufficient=str(cell.sufficient).lower(),
        )
        for region in compared.regions
        for cell in compared.of(region)
    ]
    similar = [
        _Row(
            panel="b",
            region_id=pair.one,
            other_region_id=pair.other,
            value=pair.similarity,
            low=pair.low,
            high=pair.high,
        )
        for pair in pairs
    ]
    groups = [
        _Row(panel="tree", region_id="|".join(sorted(group)), value=found)
        for group, found in support.items()
    ]
    return pd.DataFrame([*cells, *similar, *groups])
