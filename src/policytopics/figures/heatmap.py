"""Panel a of the contrast: what each region stresses more or less than the mean of the others."""

import math
from collections.abc import Sequence

from matplotlib.colors import to_hex

from policytopics.figures.canvas import LEADING, Canvas
from policytopics.figures.comparison import OTHER, Cell, Comparison, Region
from policytopics.figures.lettering import TEXT
from policytopics.figures.notes import RAMP_HEIGHT, Note, draw_ramp
from policytopics.figures.phrases import say
from policytopics.figures.row_labels import RowLabels
from policytopics.figures.seriation import Tree, order_rows
from policytopics.figures.style import (
    BAND,
    CONTEXT,
    DIVERGING,
    DOUBLE,
    EDGE,
    INK,
    Style,
    ink_on,
    pale,
)
from policytopics.labels import in_percent, points
from policytopics.tables.schemes import UNRANKED

__all__ = ["HINT", "Heatmap"]

# Widest cell, narrowest cell that holds a number, white around a cell, its outline from it; in mm.
_WIDEST, _NUMBER, _GUTTER, _INSIDE = 12.5, 9.0, 0.42, 0.35
# Narrowest cell below whose bracket a number fits, in mm.
_SUPPORT = 4.6
# Two or three columns have room for names on one line.
_FEW, _WIDEST_OF_FEW = 3, 20.0
# Readable on every pale cell (4.5:1).
HINT = "#525252"
_MOST_NAME_LINES, _MOST_UPRIGHT = 6, 26.0


class Heatmap:
    """The cells categories x regions, with the tree of the regions above them.

    Parameters
    ----------
    compared : Comparison
        What is compared.
    style : Style
    regions : sequence of Region
        The columns, in order.
    tree : Tree
        Over the first columns.
    beside : float
        Room in mm that another panel needs right of this one, which gets it if the numbers still
        fit.

    Attributes
    ----------
    left, right, top : float
        Where the cells begin and end, in mm from the panel's corner.
    n_rows : int
    numbers : bool
        Whether cells are wide enough for their numbers.
    """

    def __init__(
        self,
        compared: Comparison,
        style: Style,
        regions: Sequence[Region],
        tree: Tree,
        *,
        beside: float = 0.0,
    ) -> None:
        self._compared, self._style, self._regions, self._tree = compared, style, regions, tree
        rows = {
            category.category_id: [
                compared.cells[one.region_id, category.category_id] for one in regions
            ]
            for category in compared.categories
            if category.category_id != UNRANKED  # it is not compared
        }
        order = order_rows({row: list(map(_claimed, rows[row])) for row in rows}, last=[OTHER])
        categories = {category.category_id: category for category in compared.categories}
        self._labels = RowLabels(style, [categories[category_id] for category_id in order])
        self._cells = [rows[category_id] for category_id in order]
        self._end = _whole_points([cell for row in self._cells for cell in row])
        widest = _WIDEST_OF_FEW if len(regions) <= _FEW else _WIDEST
        room = DOUBLE - EDGE - self._labels.width
        shared = (room - beside) / len(regions)
        self._width = min(widest, shared if shared >= _NUMBER else room / len(regions))
        self._names = _ColumnNames(style, regions, self._width)
        self.left, self.n_rows = self._labels.width, len(order)
        self.right = self.left + self._width * len(regions)
        self.numbers = self._width >= _NUMBER
        self.top = tree.height + self._names.height + 1.6

    def draw(self, canvas: Canvas, y: float, row: float) -> None:
        """Draw tree, names and cells, the panel's top at y, rows ``row`` mm high."""
        cells_top = y + self.top
        self._draw_tree(canvas, y + self._tree.height - 1.0)
        self._names.write(canvas, self.left, cells_top - 1.6)
        for number in range(self.n_rows):
            at = cells_top + number * row
            self._labels.write(canvas, number, at + row / 2)
            for column, cell in enumerate(self._cells[number]):
                self._draw_cell(canvas, cell, self.left + column * self._width, at, row)

    def _draw_tree(self, canvas: Canvas, floor: float) -> None:
        """Draw the tree with its feet at ``floor``, groups that most resamples have in ink."""
        # Ink last, so that no grey lies on it.
        for one in sorted(self._tree.brackets, key=lambda bracket: bracket.supported):
            left, right = (self.left + x * self._width for x in (one.left, one.right))
            low, lower, top = (floor - height for height in (*one.feet, one.top))
            colour = INK if one.supported else CONTEXT
            canvas.stroke([left, left, right, right], [low, top, top, lower], colour)
        for one in self._tree.brackets if self._room_for_support else ():
            if one.labelled:
                x, y = self.left + (one.left + one.right) / 2 * self._width, floor - one.top
                canvas.text(x, y + 1.5, in_percent(one.support), align="center", middle=True)

    def _draw_cell(self, canvas: Canvas, cell: Cell, x: float, y: float, height: float) -> None:
        """Draw one cell: full colour and bold if distinct, pale if not, empty without a claim.

        It has an outline where the text itself differs.
        """
        value, distinct = _claimed(cell), cell.distinct
        colour = BAND if math.isnan(value) else self._colour(value, distinct=distinct)
        width = self._width - _GUTTER
        canvas.rectangle(x + _GUTTER / 2, y + _GUTTER / 2, width, height - _GUTTER, colour)
        if cell.in_text:
            left, top = x + _GUTTER / 2 + _INSIDE, y + _GUTTER / 2 + _INSIDE
            right, low = left + width - 2 * _INSIDE, top + height - _GUTTER - 2 * _INSIDE
            outline = ink_on(colour) if distinct else HINT
            canvas.stroke([left, right, right, left, left], [top, top, low, low, top], outline)
        if self.numbers:
            text = say(self._style, "na") if math.isnan(value) else points(value)
            ink = ink_on(colour) if distinct else HINT
            x, y = x + self._width / 2, y + height / 2
            canvas.text(x, y, text, bold=distinct, colour=ink, align="center", middle=True)

    def _colour(self, value: float, *, distinct: bool) -> str:
        """Return the colour of a difference."""
        full = to_hex(DIVERGING(0.5 + 0.5 * value / self._end))
        return full if distinct else pale(full)

    def note(self, width: float) -> Note:
        """Return what the cells show, wrapped to ``width`` mm."""
        return Note(self._style, self._sentences(), width)

    @property
    def note_width(self) -> float:
        """Return the width that keeps every sentence of the note on one line, in mm."""
        return self._style.letters.widest(self._sentences()) + 0.1

    def _sentences(self) -> list[str]:
        key = "boldness" if self.numbers else "colours"
        level = self._compared.level
        said = [say(self._style, "points"), say(self._style, key, level=level)]
        if any(cell.in_text for row in self._cells for cell in row):
            said.append(say(self._style, "outlined"))
        tree = "branches" if self._room_for_support else "branches_narrow"
        return [*said, say(self._style, tree)] if self._tree.brackets else said

    @property
    def _room_for_support(self) -> bool:
        return self._width >= _SUPPORT

    @property
    def ramp_height(self) -> float:
        """Return the height of the key of colours, which only cells without numbers need."""
        return 0.0 if self.numbers else RAMP_HEIGHT

    def draw_ramp(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the key of colours, if needed."""
        if self.ramp_height:
            end = in_percent(self._end)
            labels = [f"−{end}", "0", f"+{end}"]
            draw_ramp(canvas, x, y, lambda place: to_hex(DIVERGING(place)), labels)


def _claimed(cell: Cell) -> float:
    """Return a cell's difference, NaN where the text does not suffice."""
    return cell.difference if cell.sufficient else math.nan


def _whole_points(cells: Sequence[Cell]) -> float:
    """Return the end of the colours: the largest difference, up to the next 5 points."""
    known = [abs(value) for value in map(_claimed, cells) if not math.isnan(value)]
    return max(0.05, math.ceil(max(known, default=0.0) / 0.05 - 1e-9) * 0.05)


class _ColumnNames:
    """Region names above columns: on lines if the words fit, else upright."""

    def __init__(self, style: Style, regions: Sequence[Region], width: float) -> None:
        self._regions, self._width = regions, width
        self._size = style.size(8) if width >= 4 else TEXT
        letters = style.letters
        names = [region.name(style.language) for region in regions]
        words = [word for name in names for word in name.split() if word.isascii()]
        self._upright = letters.widest(words, self._size, bold=True) > width - 0.4
        if self._upright:
            cut = [letters.fit(name, _MOST_UPRIGHT, self._size, bold=True) for name in names]
            self._lines = [[name] for name in cut]
            self.height = letters.widest(cut, self._size, bold=True)
        else:
            room = max(width - 0.4, self._size * 25.4 / 72)
            self._lines = [
                letters.wrap_name(name, room, self._size, most=_MOST_NAME_LINES) for name in names
            ]
            self.height = max(map(len, self._lines)) * self._size * LEADING

    def write(self, canvas: Canvas, left: float, bottom: float) -> None:
        """Write the names, the lowest line's baseline just above ``bottom``."""
        for column, (region, lines) in enumerate(zip(self._regions, self._lines, strict=True)):
            x = left + (column + 0.5) * self._width
            size, ink = self._size, region.ink
            if self._upright:
                x, y = x + size * 0.12, bottom + 0.6
                canvas.text(x, y, lines[0], size=size, bold=True, colour=ink, rotation=90)
            else:
                y = bottom - (len(lines) - 1) * size * LEADING - 0.2
                canvas.lines(x, y, lines, size=size, bold=True, colour=ink, align="center")
