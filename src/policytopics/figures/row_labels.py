"""The names beside the rows of a figure, in one or two columns."""

from collections.abc import Sequence

from policytopics.figures.canvas import LEADING, Canvas
from policytopics.figures.comparison import Category
from policytopics.figures.lettering import TEXT
from policytopics.figures.style import EDGE, Style

__all__ = ["RowLabels"]

# Between a label and the data, and between the two languages, in mm.
_GAP, _BETWEEN = 1.8, 2.0
# No columns are wider: one long name must not squeeze the data.
_MOST = 68.0
# Distance of two lines of one name.
_LEADING = 0.85 * TEXT * LEADING


class RowLabels:
    """Category names right-aligned against the data; with ``both``, English left of Chinese.

    Parameters
    ----------
    style : Style
    topics : sequence of Category
    most : float
        The columns together grow no wider than this, in mm; longer names break into lines.
    lines : int
        A name has no more lines than this; what then does not fit is cut.
    """

    def __init__(
        self, style: Style, topics: Sequence[Category], *, most: float = _MOST, lines: int = 1
    ) -> None:
        letters, both = style.letters, style.language == "both"
        chinese = [category.zh for category in topics] if style.language != "en" else []
        # A category without an English name bears its Chinese one: once is enough.
        english = [
            "" if both and category.en == category.zh else category.en
            for category in topics
            if style.language != "zh"
        ]
        self._columns: list[tuple[list[list[str]], float]] = []
        most = min(most, _MOST)
        room = 0.42 * most if both else most
        for names in (chinese, english):
            if any(names):
                # The first column may be bold, where a category stands out.
                bold = not self._columns
                broken = [letters.wrap(name, room, bold=bold, most=lines) for name in names]
                widest = letters.widest([one for some in broken for one in some], bold=bold)
                self._columns.append((broken, widest))
                # What Chinese names leave, English ones may have.
                room = most - _BETWEEN - self._columns[0][1]

    @property
    def height(self) -> float:
        """Return the height of the row that the names need, in mm."""
        most = max((len(lines) for names, _ in self._columns for lines in names), default=1)
        return 3.0 + (most - 1) * _LEADING

    @property
    def width(self) -> float:
        """Return how far right of the page's edge the data begin, in mm."""
        columns = sum(width for _, width in self._columns) + _BETWEEN * (len(self._columns) - 1)
        return EDGE + columns + _GAP

    def write(self, canvas: Canvas, row: int, y: float, *, bold: bool = False) -> None:
        """Write a row's name; ``y`` is its middle; of two names only the Chinese is bold."""
        x = self.width - _GAP
        for number, (names, width) in enumerate(self._columns):
            heavy = bold and number == 0
            top = y - (len(names[row]) - 1) * _LEADING / 2
            for line, said in enumerate(names[row]):
                canvas.text(x, top + line * _LEADING, said, bold=heavy, align="right", middle=True)
            x -= width + _BETWEEN
