"""The pinned font cut down, once, to the characters that some figures need.

For every face of every PDF, matplotlib reads a whole font of 8,000 glyphs and its layout tables,
only to throw most of them away: half the time of a figure. So the texts of all figures that are
written together share two small faces. These have no layout tables either: without ligatures and
kerning a text is exactly as wide as `Lettering.width` says, is one string in the PDF, and every
character in it can be searched and copied.
"""

import string
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset  # type: ignore[import-untyped]
from matplotlib.figure import Figure
from matplotlib.text import Text

from policytopics.figures.lettering import Lettering

__all__ = ["small_faces"]

# Labels of ticks are written while a figure is drawn: numbers, per cent, a minus sign.
_ALWAYS = string.printable + "−"
_LAYOUT = ["GSUB", "GPOS", "GDEF", "BASE", "STAT"]


@contextmanager
def small_faces(letters: Lettering, figures: Sequence[Figure]) -> Iterator[None]:
    """Let the texts of figures use faces of their characters alone, as long as the context lasts.

    Parameters
    ----------
    letters : Lettering
        The pinned font, in which all texts are set.
    figures : sequence of Figure
        They are written inside the context.
    """
    texts = [text for figure in figures for text in _texts(figure)]
    characters = {c for text in texts for c in text.get_text()} | set(_ALWAYS)
    # A file that matplotlib still holds open cannot be deleted on Windows.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        faces = [_cut(path, characters, Path(folder)) for path in letters.paths]
        for text in texts:
            _set_file(text, str(faces[text.get_fontweight() == "bold"]))
        yield
        for text in texts:
            _set_file(text, None)


def _texts(figure: Figure) -> list[Text]:
    """Return the texts of a figure, those of its ticks included."""
    return [text for text in figure.findobj(Text) if isinstance(text, Text)]


def _set_file(text: Text, path: str | None) -> None:
    """Give a text the face in a file, or by its family again."""
    properties = text.get_fontproperties()
    properties.set_file(path)
    text.set_fontproperties(properties)


def _cut(path: str, characters: set[str], folder: Path) -> Path:
    """Write the face that has these characters alone; of equal input the same bytes."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += _LAYOUT
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    small = folder / Path(path).name
    with subset.load_font(path, options) as font:
        cutter.subset(font)
        font.save(small)
    return small
