"""Lines of a printed page in reading order: columns one after the other.

What is given are characters, or runs of them, with their boxes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policytopics.corpus.characters import count_han

__all__ = ["Box", "PageLine", "lines_of"]

# What parts two runs of one row, in heights of a character.
_GAP = 1.4
# What is a blank between Latin words, and between Chinese ones.
_LATIN_BLANK, _WIDE_BLANK = 0.2, 0.8
# A gutter has this many rows on each side, as long as lines of text are, and few across it.
_LEAST_ROWS = 5
_LEAST_HAN = 7
_MOST_ACROSS = 0.34
_MOST_COLUMNS = 4
# Runs of a row with fewer Han characters in all are the cells of a table.
_MOST_OF_ROW = 25


class Box(NamedTuple):
    """A character, or a run of them, and where it stands; y grows upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class PageLine:
    """A line of a page, where it stands, and the edges of its column.

    Attributes
    ----------
    text : str
        Its characters, from left to right.
    left, right, y, height : float
        Where it stands, in points; ``y`` is the middle of its characters.
    column : tuple of int
        Which column of how many.
    is_row : bool
        Whether it is a row of a table: short cells, wide apart.
    """

    text: str
    left: float
    right: float
    y: float
    height: float
    column: tuple[int, int] = (0, 1)
    is_row: bool = False


def lines_of(boxes: Sequence[Box]) -> list[PageLine]:
    """Return the lines of a page in reading order."""
    runs = [run for row in _rows(boxes) for run in _runs(row)]
    return list(_ordered(runs, _MOST_COLUMNS)) if runs else []


def _rows(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield the boxes of each row of the page, from the top down."""
    shown = [box for box in boxes if box.text.strip() and box.top > box.bottom]
    row: list[Box] = []
    for box in sorted(shown, key=lambda one: (-(one.top + one.bottom), one.left)):
        middle = (box.top + box.bottom) / 2
        # Compared with the row's first box alone, so that rows set off by half do not run together.
        if row and (row[0].top + row[0].bottom) / 2 - middle > 0.45 * (row[0].top - row[0].bottom):
            yield row
            row = []
        row.append(box)
    if row:
        yield row


def _runs(row: list[Box]) -> Iterator[PageLine]:
    """Yield the runs of a row that no wide gap parts."""
    row = sorted(row, key=lambda one: (one.left, one.right))
    height = median(max(box.top - box.bottom, _width(box)) for box in row)
    run: list[Box] = []
    for box in row:
        if run and box.text == run[-1].text and abs(box.left - run[-1].left) < 0.2 * height:
            continue  # printed twice, a little aside: the bold of old programs
        if run and box.left - run[-1].right > _GAP * height:
            yield _line(run, height)
            run = []
        run.append(box)
    yield _line(run, height)


def _width(box: Box) -> float:
    """Return the width of one character of a box."""
    return (box.right - box.left) / max(len(box.text), 1)


def _line(run: list[Box], height: float) -> PageLine:
    """Return a run of boxes as a line, a blank where words are apart."""
    text = run[0].text
    for before, box in pairwise(run):
        latin = before.text[-1:].isascii() and box.text[:1].isascii()
        gap = (box.left - before.right) / height
        text += (" " if gap > (_LATIN_BLANK if latin else _WIDE_BLANK) else "") + box.text
    y = median((box.top + box.bottom) / 2 for box in run)
    return PageLine(text, run[0].left, max(box.right for box in run), y, height)


def _ordered(runs: list[PageLine], deepest: int) -> Iterator[PageLine]:
    """Yield runs as lines: those across the gutter part the page into bands of columns."""
    gutter = _gutter(runs) if deepest > 1 else None
    if gutter is None:
        yield from _joined(runs)
        return
    band: list[PageLine] = []
    for run in _by_height(runs):
        if run.left < gutter < run.right:
            yield from _band(band, gutter, deepest)
            yield run
            band = []
        else:
            band.append(run)
    yield from _band(band, gutter, deepest)


def _band(runs: list[PageLine], gutter: float, deepest: int) -> Iterator[PageLine]:
    """Yield the lines left of a gutter, then those right of it."""
    sides = (
        [run for run in runs if run.right <= gutter],
        [run for run in runs if run.left >= gutter],
    )
    for number, side in enumerate(sides):
        for line in _ordered(side, deepest - 1) if side else ():
            inner, of = line.column
            column = (number * _MOST_COLUMNS + inner, of + 1)
            yield replace(line, column=column)


def _gutter(runs: list[PageLine]) -> float | None:
    """Return where a gutter parts columns of text, or None; a table's columns are too narrow."""
    # Runs that are not long: indents, signatures, cells of tables.
    texts = [run for run in runs if count_han(run.text) >= _LEAST_HAN]
    if len(texts) < 2 * _LEAST_ROWS:
        return None
    best: tuple[float, float] | None = None
    edges = sorted({round(run.right, 1) for run in texts})
    for edge in edges:
        right_of = [run.left for run in texts if run.left > edge]
        n_left = sum(run.right <= edge for run in texts)
        across = sum(run.left < edge < run.right - 0.5 for run in runs)
        if n_left < _LEAST_ROWS or len(right_of) < _LEAST_ROWS:
            continue
        if across > _MOST_ACROSS * len(runs) or not _side_by_side(texts, edge):
            continue
        place = edge + min(0.5, (min(right_of) - edge) / 2)
        if best is None or (across, -place) < best:
            best = (across, -place)
    return None if best is None else -best[1]


def _side_by_side(texts: list[PageLine], edge: float) -> bool:
    """Return whether the lines left and right of an edge stand beside each other."""
    left = [run.y for run in texts if run.right <= edge]
    right = [run.y for run in texts if run.left > edge]
    low, high = max(min(left), min(right)), min(max(left), max(right))
    return min(sum(low <= y <= high for y in side) for side in (left, right)) >= _LEAST_ROWS - 1


def _by_height(runs: list[PageLine]) -> list[PageLine]:
    """Return runs from the top of the page down, those of a row from left to right."""
    rows: list[list[PageLine]] = []
    for run in sorted(runs, key=lambda one: (-one.y, one.left)):
        if rows and rows[-1][0].y - run.y <= 0.45 * rows[-1][0].height:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [run for row in rows for run in sorted(row, key=lambda one: one.left)]


def _joined(runs: list[PageLine]) -> Iterator[PageLine]:
    """Yield the rows of one column, their runs joined by blanks."""
    row: list[PageLine] = []
    for run in _by_height(runs):
        if row and row[0].y - run.y > 0.45 * row[0].height:
            yield _whole(row)
            row = []
        row.append(run)
    if row:
        yield _whole(row)


def _whole(row: list[PageLine]) -> PageLine:
    """Return the runs of a row as one line."""
    text = " ".join(run.text for run in row)
    is_row = len(row) > 1 and count_han(text) < _MOST_OF_ROW
    return PageLine(text, row[0].left, row[-1].right, row[0].y, row[0].height, is_row=is_row)
