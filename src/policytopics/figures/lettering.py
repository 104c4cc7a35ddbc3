"""The pinned font: how wide a text is, where its lines may break, what the font cannot show.

Widths come from the font's own advances and not from a renderer, so that a layout is the same
whatever the resolution. Sizes are in points, widths in millimetres.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["TEXT", "Lettering"]

# The one size that is large enough to read and small enough for Nature (5 to 7 pt).
TEXT = 7.0
_POINT = 25.4 / 72
# No line begins with these and none ends with those (kinsoku).
_NO_START = frozenset("，。、；：？！）》」』】”’…·,.;:?!)%")
_NO_END = frozenset("（《「『【“‘(")
_PIECE = re.compile(r"[A-Za-z0-9À-ɏ.,&%'’\-–/+]+|\s+|.", re.DOTALL)
# Printers set this block where they lack a sort.
_MISSING = "〓"


class Lettering:
    """A regular and a bold face of one family.

    Parameters
    ----------
    fonts : sequence of str
        Paths of the two TrueType files, in any order.

    Attributes
    ----------
    family : str
    paths : tuple of str
        The regular face, the bold one.

    Raises
    ------
    ValueError
        If they are not one regular and one bold face of one family.
    """

    def __init__(self, fonts: Sequence[str]) -> None:
        entries = sorted(map(_register, fonts), key=lambda entry: int(entry.weight))
        if [entry.weight for entry in entries] != [400, 700] or len({e.name for e in entries}) > 1:
            raise ValueError(f"need a regular and a bold face of one family; got {list(fonts)}")
        self.family = entries[0].name
        self.paths = tuple(entry.fname for entry in entries)
        self._faces = tuple(font_manager.get_font(entry.fname) for entry in entries)
        shared = self._faces[0].get_charmap().keys() & self._faces[1].get_charmap().keys()
        self._glyphs = frozenset(map(chr, shared))

    def width(self, text: str, size: float = TEXT, *, bold: bool = False) -> float:
        """Return the width of one line of text in mm."""
        return sum(_advance(self._faces[bold], c) for c in self.printable(text)) * size * _POINT

    def widest(self, texts: Sequence[str], size: float = TEXT, *, bold: bool = False) -> float:
        """Return the width of the widest text in mm; 0 for no text."""
        return max((self.width(text, size, bold=bold) for text in texts), default=0.0)

    def printable(self, text: str) -> str:
        """Return ``text`` with 〓 for every character that the font lacks."""
        return "".join(c if c in self._glyphs else _MISSING for c in text)

    def lacking(self, text: str) -> set[str]:
        """Return the characters of ``text`` that the font lacks."""
        return set(text) - self._glyphs

    def fit(self, text: str, width: float, size: float = TEXT, *, bold: bool = False) -> str:
        """Return ``text``, cut and ended by … (after Latin letters by ...) if it is too wide."""
        if self.width(text, size, bold=bold) <= width:
            return text
        keep = len(text)
        while keep > 1 and self.width(_cut(text, keep), size, bold=bold) > width:
            keep -= 1
        return _cut(text, keep)

    def wrap(
        self, text: str, width: float, size: float = TEXT, *, bold: bool = False, most: int = 99
    ) -> list[str]:
        """Return the lines of ``text``, at most ``most``; what does not fit ends in …."""
        spans = self.lines(text, [bold] * len(text), width, size)
        lines = [text[start:stop].strip() for start, stop in spans[:most]]
        if len(spans) > most:
            lines[-1] = self.fit(text[spans[most - 1][0] :].strip(), width, size, bold=bold)
        return lines

    def wrap_name(self, name: str, width: float, size: float = TEXT, *, most: int) -> list[str]:
        """Return the lines of a bold name, of like length: 示范 / 新区 and not 示范新 / 区."""
        lines = self.wrap(name, width, size, bold=True, most=most)
        if len(lines) == 1:
            return lines
        for narrower in np.arange(width, 0, -size * _POINT / 4):
            tried = self.wrap(name, float(narrower), size, bold=True, most=len(lines))
            if "".join(tried) != "".join(lines):
                break
            lines = tried
        return lines

    def lines(
        self, text: str, bold: Sequence[bool], width: float, size: float = TEXT
    ) -> list[tuple[int, int]]:
        """Return (start, stop) of each line of a text whose characters may be bold.

        Words of Latin letters stay whole unless they are wider than a line; Chinese breaks
        anywhere but before closing and after opening punctuation.
        """
        room = width / (size * _POINT) + 1e-9
        spans, start, used = [], 0, 0.0
        for first, last in self._pieces(text, bold, room):
            wide = self._em(text, bold, first, last)
            if used and used + self._em(text, bold, first, _inked(text, first, last)) > room:
                spans.append((start, first))
                start, used = first, 0.0
            used += wide
        return [*spans, (start, len(text))] if text else []

    def _pieces(self, text: str, bold: Sequence[bool], room: float) -> list[tuple[int, int]]:
        """Return what must not be broken, as (first, last) positions."""
        pieces: list[tuple[int, int]] = []
        for first, last in self._atoms(text, bold, room):
            if pieces and (text[first] in _NO_START or text[pieces[-1][1] - 1] in _NO_END):
                start, stop = pieces.pop()
                # Glue it to all that is before, or at least to the last character.
                joins = (at for at in (start, stop - 1) if self._em(text, bold, at, last) <= room)
                join = next(joins, first)
                pieces += [(start, join)] if join > start else []
                first = join
            pieces.append((first, last))
        return pieces

    def _atoms(self, text: str, bold: Sequence[bool], room: float) -> Iterator[tuple[int, int]]:
        """Yield words and single Chinese characters; a word wider than a line by letters."""
        for match in _PIECE.finditer(text):
            first, last = match.span()
            if self._em(text, bold, first, last) <= room:
                yield first, last
            else:
                yield from ((at, at + 1) for at in range(first, last))

    def _em(self, text: str, bold: Sequence[bool], first: int, last: int) -> float:
        """Return the advance of text[first:last] in em."""
        shown = self.printable(text[first:last])
        return sum(
            _advance(self._faces[heavy], c)
            for c, heavy in zip(shown, bold[first:last], strict=True)
        )


def _cut(text: str, keep: int) -> str:
    """Return the beginning of a text; Chinese dots stand at half height, Latin ones do not."""
    kept = text[:keep].rstrip()
    return kept + ("..." if kept.isascii() else "…")


def _inked(text: str, first: int, last: int) -> int:
    """Return where text[first:last] ends without the space behind it."""
    return first + len(text[first:last].rstrip())


def _register(path: str) -> font_manager.FontEntry:
    """Make matplotlib know the file, once, and return its entry."""
    entry = font_manager.ttfFontProperty(font_manager.get_font(path))
    if entry not in font_manager.fontManager.ttflist:
        font_manager.fontManager.addfont(entry.fname)
    return entry


@cache
def _advance(face: FT2Font, character: str) -> float:
    """Return the advance of a character in em."""
    # Without scaling, advances are whole font units: nothing is rounded to a pixel.
    glyph = face.load_char(ord(character), flags=LoadFlags.NO_HINTING | LoadFlags.NO_SCALE)
    return glyph.horiAdvance / face.units_per_EM
