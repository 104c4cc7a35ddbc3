"""UTF-8 that was once read in another encoding, and saved so: the bytes are put together again.

Read as Latin-1 (in practice as Windows-1252) no byte is lost, and the text comes back exactly. As
GBK, two bytes become one displayed character, and pairs that GBK has no character for are lost:
about one in twenty. A lost byte leaves a mark (U+FFFD or ``?``) or no trace; what it can have been
is bounded by the pair GBK refused, by the shape of UTF-8, and by the words around it. Readings are
followed side by side, and each place where bytes were lost comes with its confidence.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytopics.corpus.beam import Beam, Hypothesis, best_of, confidence
from policytopics.corpus.characters import FULL_WIDTH
from policytopics.corpus.gbk import character
from policytopics.corpus.language import ORDER, START, Language
from policytopics.corpus.utf8_shape import fits_utf8, length_begun

__all__ = ["MISREAD", "Loss", "Misreading", "family", "shown_as", "undo_exactly"]

# How the encoding of such a file is told; the name of its `family` follows.
MISREAD = "utf-8 read as "
_LOST = "\ufffd"
# A text is of a family if so much of what is beyond ASCII in it is UTF-8 underneath; other text
# that happens to be UTF-8 for some characters stays far below.
_LEAST_UTF8 = 0.7
_LEAST_BYTES = 12
_SAMPLE = 20_000

# Bytes that UTF-8 of Chinese text is made of: what follows, and what begins a character.
_FOLLOWING = bytes(range(0x80, 0xC0))
_BEGINNING = bytes([0xC2, *range(0xE2, 0xF0)])
_ANY = _FOLLOWING + _BEGINNING
_EURO = "€"  # byte 80 alone, as Windows reads it
# Log-odds of bytes lost without a mark, and of a character that no reading makes whole.
_NO_MARK, _BROKEN = -6.0, -30.0
_BEAM = Beam(hopeless=16.0, most=48)
_TEMPERATURE = 2.0
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Loss:
    """A place where bytes were lost.

    Attributes
    ----------
    shown : slice
        Where it stands in the line as displayed.
    mended : slice
        The characters of the mended line that the lost bytes are part of.
    confidence : float
        In [0, 1]; 0 where no character was found.
    """

    shown: slice
    mended: slice
    confidence: float


def family(text: str) -> str:
    """Return ``cp1252`` or ``gbk`` if a text is UTF-8 that was read so, else the empty string.

    Examples
    --------
    >>> family("全市经济平稳增长".encode().decode("latin-1"))
    'cp1252'
    >>> family("全市经济平稳增长".encode().decode("gbk", errors="replace")), family("全市经济平稳")
    ('gbk', '')
    """
    beyond = "".join(_NOT_ASCII.findall(text[:_SAMPLE])).replace(_LOST, "")
    for name, bytes_of in (("cp1252", _latin), ("gbk", _double)):
        data = b"".join(filter(None, map(bytes_of, beyond)))
        whole = len(data.decode("utf-8", errors="ignore").encode())
        if len(data) >= max(_LEAST_BYTES, len(beyond)) and whole >= _LEAST_UTF8 * len(data):
            return name
    return ""


def undo_exactly(text: str) -> str | None:
    """Return a text that was read as Latin-1 or Windows-1252 as it was, or None if bytes are lost.

    Examples
    --------
    >>> undo_exactly("过去一年".encode().decode("latin-1"))
    '过去一年'
    >>> undo_exactly("过去一年") is None
    True
    """
    found = [_latin(one) for one in text]
    try:
        return None if None in found else b"".join(filter(None, found)).decode("utf-8")
    except UnicodeDecodeError:
        return None


def shown_as(text: str) -> str:
    """Return how a text looks that was read as Windows-1252, its gaps filled by Latin-1.

    Examples
    --------
    >>> undo_exactly(shown_as("过去一年"))
    '过去一年'
    """
    single = (bytes([one]) for one in text.encode())
    return "".join(_as_latin(one) for one in single)


@cache
def _as_latin(byte: bytes) -> str:
    """Return the character that Windows-1252 has for a byte, or else Latin-1."""
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


@cache
def _latin(displayed: str) -> bytes | None:
    """Return the byte of a character of Windows-1252, its gaps filled by Latin-1."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return displayed.encode(encoding)
        except UnicodeEncodeError:
            continue
    return None


@cache
def _double(displayed: str) -> bytes | None:
    """Return the byte or bytes of a character of GBK, its user-defined areas included."""
    data = displayed.encode("gb18030", errors="ignore")
    return data if 0 < len(data) <= 2 else None


class Misreading:
    """Undoes the misreading of one document.

    Parameters
    ----------
    lines : sequence of str
        The document.
    name : str
        Its `family`.
    """

    def __init__(self, lines: Sequence[str], name: str) -> None:
        self._bytes_of: Callable[[str], bytes | None] = _latin if name == "cp1252" else _double
        self._paired = name == "gbk"
        text = "\n".join(lines)
        self._mark = _LOST if _LOST in text else "?"
        damaged = [line for line in lines if self._mark in line]
        # Some readers put one mark for each byte, some for the pair.
        self._widths = max(
            ((1,), (2,), (1, 2)),
            key=lambda widths: sum(fits_utf8(self._shape(line, widths)) for line in damaged),
        )

    def certain(self, line: str) -> list[str]:
        """Return the stretches of a line that lost nothing."""
        marked = (self._bytes_of(one) if one != self._mark else None for one in line)
        data = b"".join(b"\xff" if one is None else one for one in marked)
        return [one for one in data.decode("utf-8", errors="replace").split(_LOST) if one]

    def undo(self, line: str, language: Language) -> tuple[str, list[Loss]]:
        """Return a line as it was, and where bytes were lost."""

        def steps(readings: Sequence[Hypothesis], here: int) -> Iterator[tuple[int, Hypothesis]]:
            options = self._options(line[here], line[here + 1 : here + 2])
            return ((here + 1, one) for one in _step(readings, options, language))

        text, start = "", 0
        losses: list[Loss] = []
        while start < len(line):
            first = Hypothesis(0.0, "", (START + text)[-ORDER:])
            stop, readings = _BEAM.follow(first, start, len(line), steps)
            best = best_of(map(_closed, readings))
            losses += _lost_in(best, slice(start, stop), len(text))
            text, start = text + best.text, stop
        return text, losses

    def _options(self, displayed: str, following: str) -> list[tuple[bytes, float]]:
        """Return the bytes a displayed character may stand for, each with its log-odds."""
        if displayed != self._mark:
            plain = self._bytes_of(displayed)
            if plain is None:
                return [(bytes([one]), 0.0) for one in _ANY]
            odd = {_EURO: b"\x80", " ": b"\xa0"}.get(displayed)
            return [(plain, 0.0), *([(odd, _NO_MARK)] if odd else [])]
        lost = [(one, 0.0) for width in self._widths for one in self._lost(width, following)]
        return [(b"?", 0.0), *lost] if displayed == "?" else lost

    def _lost(self, width: int, following: str) -> Iterable[bytes]:
        """Return what a mark for so many bytes may stand for, before a displayed character."""
        if not self._paired:
            return (bytes([one]) for one in _ANY)
        if width == 2:
            return _refused_pairs()
        known = self._bytes_of(following) if following and following != self._mark else None
        return (bytes([one]) for one in (_refused(known[0]) if known else _ANY))

    def _shape(self, line: str, widths: Sequence[int]) -> list[tuple[bytes, ...]]:
        """Return what each displayed character may be, an unknown byte as FF."""
        lost = tuple(b"\xff" * width for width in widths)
        return [lost if one == self._mark else (self._bytes_of(one) or b"\xff",) for one in line]


@cache
def _refused(following: int) -> bytes:
    """Return the bytes that GBK cannot read as the first half of a pair with a given second."""
    return bytes(
        one for one in _ANY if one == 0x80 or following < 0x40 or not character(one, following)
    )


@cache
def _refused_pairs() -> tuple[bytes, ...]:
    """Return the pairs that GBK has no character for."""
    return tuple(
        bytes([one, two]) for one in _ANY for two in _ANY if one == 0x80 or not character(one, two)
    )


def _step(
    readings: Sequence[Hypothesis], options: Sequence[tuple[bytes, float]], language: Language
) -> list[Hypothesis]:
    """Return the readings after one more displayed character, which may be any of some bytes."""
    alone = len(readings) == 1 and len(options) == 1
    begun = [
        (one._replace(score=one.score + odds), data) for one in readings for data, odds in options
    ]
    found = [new for one, data in begun for new in _fed(one, data, None if alone else language)]
    # Else bytes went without a mark, or the line is not of the family here.
    return found or [new for one, data in begun for new in _forced(one, data, language)]


def _fed(one: Hypothesis, data: bytes, language: Language | None) -> Iterator[Hypothesis]:
    """Yield the reading that goes on with some bytes, if they fit; without language not scored."""
    for byte in data:
        begun = one.pending + bytes([byte])
        fits = 0x80 <= byte < 0xC0 if one.pending else length_begun(byte) > 0
        if not fits:
            return
        if len(begun) < length_begun(begun[0]):
            one = one._replace(pending=begun)
            continue
        new = begun.decode("utf-8", errors="ignore")
        if not new:
            return
        one = _extended(one, new, _log_odds(new, one.context, language) if language else 0.0)
    yield one


def _log_odds(new: str, context: str, language: Language) -> float:
    """Return how likely a character is after others."""
    return language.following(context.translate(FULL_WIDTH))(new.translate(FULL_WIDTH))


def _extended(one: Hypothesis, new: str, odds: float) -> Hypothesis:
    """Return a reading with more text, nothing pending."""
    return one._replace(
        score=one.score + odds,
        text=one.text + new,
        context=(one.context + new)[-ORDER:],
        pending=b"",
    )


def _forced(one: Hypothesis, data: bytes, language: Language) -> Iterator[Hypothesis]:
    """Yield readings that fill in bytes lost without a mark, or give a character up."""
    hurt = one._replace(score=one.score + _NO_MARK)
    for fill in (bytes([byte]) for byte in _ANY):
        yield from _fed(hurt, fill + data, language)
    broken = _extended(one, _LOST if one.pending else "", _BROKEN)
    whole = list(_fed(broken, data, language))
    yield from whole or [_extended(broken, "" if one.pending else _LOST, 0.0)]


def _closed(one: Hypothesis) -> Hypothesis:
    """Return a reading at the line's end: a character begun is lost."""
    return _extended(one, _LOST, _BROKEN) if one.pending else one


def _lost_in(one: Hypothesis, shown: slice, place: int) -> list[Loss]:
    """Return what was lost in a reading that no other competes with any more."""
    if _LOST not in one.text and not math.isfinite(one.margin):
        return []
    sure = 0.0 if _LOST in one.text else confidence(one.margin, _TEMPERATURE)
    return [Loss(shown, slice(place, place + len(one.text)), sure)]
