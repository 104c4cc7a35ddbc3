"""What a panel says about itself: its letter and title, a note beneath, the key of its colours."""

from collections.abc import Callable, Sequence

from policytopics.figures.canvas import LEADING, Canvas
from policytopics.figures.lettering import TEXT
from policytopics.figures.style import INK, MUTED, Style

__all__ = ["RAMP_HEIGHT", "RAMP_WIDTH", "Note", "draw_ramp", "write_title"]

_LINE = TEXT * LEADING
_SWATCH, _N_SWATCHES = (3.2, 2.6), 9
# A key of colours with its labels and the space below, in mm.
RAMP_HEIGHT = 7.5
RAMP_WIDTH = _N_SWATCHES * _SWATCH[0]


def write_title(canvas: Canvas, x: float, y: float, letter: str, title: str) -> None:
    """Write a panel's bold letter, and its title beside it, with their baseline at y."""
    # Nature sets panel letters at 8 pt whatever the rest.
    canvas.text(x, y, letter, size=8, bold=True)
    canvas.text(x + 3.6, y, title, size=canvas.style.size(8))


class Note:
    """Sentences below each other, the first in ink, the others muted, wrapped to a width in mm."""

    def __init__(self, style: Style, sentences: Sequence[str], width: float) -> None:
        self._lines = [
            (line, MUTED if number else INK)
            for number, sentence in enumerate(sentences)
            for line in style.letters.wrap(sentence, width)
        ]

    @property
    def height(self) -> float:
        """Return the height in mm."""
        return len(self._lines) * _LINE

    def write(self, canvas: Canvas, x: float, y: float) -> None:
        """Write the note with its top at y."""
        for number, (line, colour) in enumerate(self._lines):
            canvas.text(x, y + (number + 0.8) * _LINE, line, colour=colour)


def draw_ramp(
    canvas: Canvas, x: float, y: float, colour_at: Callable[[float], str], labels: Sequence[str]
) -> None:
    """Draw a key of colours with its top at y.

    Parameters
    ----------
    colour_at : callable
        The colour at a place from 0 (left) to 1 (right).
    labels : sequence of str
        Written below, spread evenly from the left end to the right.
    """
    width, height = _SWATCH
    for number in range(_N_SWATCHES):
        at = colour_at(number / (_N_SWATCHES - 1))
        canvas.rectangle(x + number * width, y, width - 0.2, height, at)
    for number, label in enumerate(labels):
        middle = width / 2 + number * (_N_SWATCHES - 1) * width / (len(labels) - 1)
        canvas.text(x + middle, y + height + 3.0, label, colour=MUTED, align="center")
