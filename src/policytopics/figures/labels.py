"""The names beside the rows of a figure, in one or two columns."""

from collections.abc import Sequence

from policytopics.figures.canvas import Canvas
from policytopics.figures.comparison import Topic
from policytopics.figures.style import EDGE, Style

__all__ = ["RowLabels"]

# Between a label and the data, and between the two languages, in mm.
_GAP, _BETWEEN = 1.8, 2.0
# No columns are wider: one long name must not squeeze the data.
_MOST = 68.0


class RowLabels:
    """Topic names right-aligned against the data; with ``both``, English left of Chinese.

    Parameters
    ----------
    style : Style
    topics : sequence of Topic
    most : float
        The columns together grow no wider than this, in mm; longer names end in ….
    """

    def __init__(self, style: Style, topics: Sequence[Topic], *, most: float = _MOST) -> None:
        letters, both = style.letters, style.language == "both"
        chinese = [topic.zh for topic in topics] if style.language != "en" else []
        # A topic without an English name bears its Chinese one: once is enough.
        english = [
            "" if both and topic.en == topic.zh else topic.en
            for topic in topics
            if style.language != "zh"
        ]
        self._columns: list[tuple[list[str], float]] = []
        most = min(most, _MOST)
        room = 0.42 * most if both else most
        for names in (chinese, english):
            if any(names):
                # The first column may be bold, where a topic stands out.
                bold = not self._columns
                fitted = [letters.fit(name, room, bold=bold) for name in names]
                self._columns.append((fitted, letters.widest(fitted, bold=bold)))
                # What Chinese names leave, English ones may have.
                room = most - _BETWEEN - self._columns[0][1]

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
            canvas.text(x, y, names[row], bold=heavy, align="right", middle=True)
            x -= width + _BETWEEN
