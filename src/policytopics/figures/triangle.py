"""Panel b of the contrast: how alike the category shares of every two regions are."""

from collections.abc import Sequence

from matplotlib.colors import to_hex

from policytopics.figures.canvas import LEADING, Canvas
from policytopics.figures.comparison import Pair, Region
from policytopics.figures.lettering import TEXT
from policytopics.figures.notes import RAMP_HEIGHT, Note, draw_ramp
from policytopics.figures.phrases import say
from policytopics.figures.style import DOUBLE, EDGE, SEQUENTIAL, Style, ink_on
from policytopics.labels import decimal

__all__ = ["Triangle"]

# Smallest cell that holds a similarity alone, and the height of one with its interval; in mm.
_WITH_VALUE, _TWO_LINES = (5.0, 3.0), 6.8
# Largest cell, white around it, space beside a name, and left and right of an interval; in mm.
_LARGEST, _GUTTER, _GAP, _BESIDE = 13.0, 0.42, 1.1, 0.5


class Triangle:
    """The lower triangle of similarities, the regions' names along its diagonal.

    Parameters
    ----------
    style : Style
    regions : sequence of Region
        In the order of the columns of panel a.
    pairs : sequence of Pair
        Every two of these regions.
    level : str
        Level of the intervals, such as 95%.
    """

    def __init__(
        self, style: Style, regions: Sequence[Region], pairs: Sequence[Pair], level: str
    ) -> None:
        self._style, self._regions, self._level = style, regions, level
        self._pairs = {frozenset((pair.one, pair.other)): pair for pair in pairs}
        lowest = min((pair.similarity for pair in pairs), default=1.0)
        # The palest colour stands for the tenth below, so that the least alike pair is seen.
        self._lowest = min(0.9, int(10 * lowest) / 10)
        names = [region.name(style.language) for region in regions]
        self.name_width = min(24.0, style.letters.widest(names, style.size(8), bold=True))
        self.n = len(regions)
        widest = style.letters.widest([_span(pair) for pair in pairs])
        self._with_interval = (widest + _GUTTER + 2 * _BESIDE, _TWO_LINES)

    @property
    def least(self) -> float:
        """Return the least width in mm at which the cells hold their intervals."""
        return self.n * self._with_interval[0]

    def beside(self, room: float) -> float:
        """Return the size of a cell if the triangle is drawn ``room`` mm wide, 0 if too small."""
        size = min(_LARGEST, room / self.n) if self.n else 0.0
        # The least cells were asked for: rounding must not refuse them.
        return size if size >= self._with_interval[0] - 1e-6 else 0.0

    def below(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height of a cell if there are ``width`` x ``height`` mm."""
        wide = min(_LARGEST, (width - self.name_width - _GAP) / max(self.n - 1, 1))
        return wide, min(height / max(self.n, 1), _TWO_LINES + 0.6, wide)

    def draw(self, canvas: Canvas, x: float, y: float, cell: tuple[float, float]) -> None:
        """Draw cells and names, the upper left corner of the first name's cell at (x, y)."""
        width, height = cell
        for row, region in enumerate(self._regions):
            for column in range(row):
                self._cell(canvas, row, column, x + column * width, y + row * height, cell)
            self._name(canvas, region, x + row * width + _GAP, y + (row + 0.5) * height, height)

    def _cell(
        self, canvas: Canvas, row: int, column: int, x: float, y: float, cell: tuple[float, float]
    ) -> None:
        """Draw one similarity, with as much of its numbers as the cell holds."""
        width, height = cell
        pair = self._pairs[
            frozenset((self._regions[row].region_id, self._regions[column].region_id))
        ]
        colour = self._colour(pair.similarity)
        gutter = min(_GUTTER, height / 8)
        canvas.rectangle(x + gutter / 2, y + gutter / 2, width - gutter, height - gutter, colour)
        ink, value = ink_on(colour), _short(pair.similarity)
        x, y, size = x + width / 2, y + height / 2, self._style.size(8)
        if self.numbers(cell) == 2:
            canvas.text(
                x, y - 1.6, value, size=size, bold=True, colour=ink, align="center", middle=True
            )
            canvas.text(x, y + 1.5, _span(pair), colour=ink, align="center", middle=True)
        elif self.numbers(cell) == 1:
            canvas.text(x, y, value, colour=ink, align="center", middle=True)

    def _name(self, canvas: Canvas, region: Region, x: float, y: float, height: float) -> None:
        """Write a region's name behind its row, broken into lines at the edge of the page."""
        letters, room = self._style.letters, DOUBLE - EDGE - x
        size = self._style.size(8) if height >= 4 else TEXT
        leading = size * LEADING * 0.95
        most = max(1, int(height / leading))
        name = region.name(self._style.language)
        lines = letters.wrap_name(name, room, size, most=most)
        for number, line in enumerate(lines):
            at = y + (number - (len(lines) - 1) / 2) * leading
            canvas.text(x, at, line, size=size, bold=True, colour=region.ink, middle=True)

    def _colour(self, similarity: float) -> str:
        """Return the colour of a similarity."""
        return to_hex(SEQUENTIAL((similarity - self._lowest) / (1 - self._lowest)))

    def numbers(self, cell: tuple[float, float]) -> int:
        """Return how many lines of numbers a cell holds: 0, 1 or 2."""
        return sum(
            cell[0] >= width - 1e-6 and cell[1] >= height
            for width, height in (self._with_interval, _WITH_VALUE)
        )

    def note(self, cell: tuple[float, float], width: float) -> Note:
        """Return what the cells show, wrapped to ``width`` mm."""
        sentences = [say(self._style, "distance"), say(self._style, "identical")]
        if self.numbers(cell) == 2:
            sentences.append(say(self._style, "second_line", level=self._level))
        return Note(self._style, sentences, width)

    def ramp_height(self, cell: tuple[float, float]) -> float:
        """Return the height of the key of colours, which only cells without numbers need."""
        return 0.0 if self.numbers(cell) else RAMP_HEIGHT

    def draw_ramp(self, canvas: Canvas, x: float, y: float, cell: tuple[float, float]) -> None:
        """Draw the key of colours, if needed."""
        if self.ramp_height(cell):
            labels = [_short(self._lowest), "1"]
            draw_ramp(canvas, x, y, lambda place: to_hex(SEQUENTIAL(place)), labels)


def _span(pair: Pair) -> str:
    """Return a pair's interval."""
    return f"{_short(pair.low)}–{_short(pair.high)}"


def _short(similarity: float) -> str:
    """Return a number from 0 to 1 without its leading zero; 0 and 1 alone.

    Examples
    --------
    >>> _short(0.634), _short(0.998), _short(0.0)
    ('.63', '1', '0')
    """
    text = decimal(similarity)
    return {"0.00": "0", "1.00": "1"}.get(text, text.removeprefix("0"))
