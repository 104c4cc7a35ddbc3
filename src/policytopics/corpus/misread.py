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
from heapq import nsmallest
from typing import NamedTuple

from policytopics.corpus.gbk import character
from policytopics.corpus.language import ORDER, START, Language

__all__ = ["LOST", "MISREAD", "Loss", "Misreading", "family", "shown_as", "undo_exactly"]

# How the encoding of such a file is told; the name of its `family` follows.
MISREAD = "utf-8 read as "
LOST = "\ufffd"
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
# Readings this much worse than the best are given up, and those beyond a number.
_HOPELESS, _MOST = 16.0, 48
_TEMPERATURE = 2.0
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
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


class _Reading(NamedTuple):
    """A way to read the line so far: its score, its text, and the bytes of a character begun."""

    score: float
    text: str
    pending: bytes = b""
    margin: float = math.inf


def family(text: str) -> str:
    """Return ``cp1252`` or ``gbk`` if a text is UTF-8 that was read so, else the empty string.

    Examples
    --------
    >>> family("全市经济平稳增长".encode().decode("latin-1"))
    'cp1252'
    >>> family("全市经济平稳增长".encode().decode("gbk", errors="replace")), family("全市经济平稳")
    ('gbk', '')
    """
    beyond = "".join(_NOT_ASCII.findall(text[:_SAMPLE])).replace(LOST, "")
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
        self._mark = LOST if LOST in text else "?"
        damaged = [line for line in lines if self._mark in line]
        # Some readers put one mark for each byte, some for the pair.
        self._widths = max(
            ((1,), (2,), (1, 2)),
            key=lambda widths: sum(_fits(self._shape(line, widths)) for line in damaged),
        )

    def certain(self, line: str) -> list[str]:
        """Return the stretches of a line that lost nothing."""
        marked = (self._bytes_of(one) if one != self._mark else None for one in line)
        data = b"".join(b"\xff" if one is None else one for one in marked)
        return [one for one in data.decode("utf-8", errors="replace").split(LOST) if one]

    def undo(self, line: str, language: Language) -> tuple[str, list[Loss]]:
        """Return a line as it was, and where bytes were lost."""
        text, start = "", 0
        losses: list[Loss] = []
        readings = [_Reading(0.0, "")]
        for i, displayed in enumerate(line):
            options = self._options(displayed, line[i + 1 : i + 2])
            readings = self._step(readings, options, text, language)
            if len(readings) == 1 and not readings[0].pending:
                losses += _lost_in(readings[0], slice(start, i + 1), len(text))
                text, start = text + readings[0].text, i + 1
                readings = [_Reading(0.0, "")]
        best, *others = sorted(map(_closed, readings), key=lambda one: (-one.score, one.text))
        gap = best.score - others[0].score if others else math.inf
        best = best._replace(margin=min(gap, best.margin))
        losses += _lost_in(best, slice(start, len(line)), len(text))
        return text + best.text, losses

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

    def _step(
        self,
        readings: Sequence[_Reading],
        options: Sequence[tuple[bytes, float]],
        before: str,
        language: Language,
    ) -> list[_Reading]:
        """Return the readings after one more displayed character."""
        alone = len(readings) == 1 and len(options) == 1
        found = [
            reading
            for one in readings
            for data, odds in options
            for reading in _fed(one._replace(score=one.score + odds), data, before, language, alone)
        ]
        if not found:
            # Bytes went without a mark, or the line is not of the family here.
            found = [
                reading
                for one in readings
                for data, odds in options
                for reading in _forced(one._replace(score=one.score + odds), data, before, language)
            ]
        return _kept(found, before)

    def _shape(self, line: str, widths: Sequence[int]) -> list[tuple[bytes, ...]]:
        """Return what each displayed character may be, an unknown byte as FF."""
        lost = tuple(b"\xff" * width for width in widths)
        return [lost if one == self._mark else (self._bytes_of(one) or b"\xff",) for one in line]


def _fits(shape: Iterable[tuple[bytes, ...]]) -> bool:
    """Return whether bytes can be UTF-8, FF standing for any byte beyond ASCII."""
    waiting = {0}
    for options in shape:
        after = set()
        for data in options:
            left = waiting
            for byte in data:
                left = {rest for one in left for rest in _rests(one, byte)}
            after |= left
        waiting = after
    return 0 in waiting


def _rests(waiting: int, byte: int) -> tuple[int, ...]:
    """Return how many bytes a character waits for after one more byte."""
    if byte == 0xFF:
        return (waiting - 1,) if waiting else (1, 2)
    if waiting:
        return (waiting - 1,) if 0x80 <= byte < 0xC0 else ()
    return (_awaited(byte) - 1,) if _awaited(byte) else ()


@cache
def _awaited(byte: int) -> int:
    """Return the length of a character that begins with a byte; 0 if none does."""
    bounds = ((0x80, 1), (0xC2, 0), (0xE0, 2), (0xF0, 3), (0xF5, 4))
    return next((length for bound, length in bounds if byte < bound), 0)


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


def _fed(
    one: _Reading, data: bytes, before: str, language: Language, alone: bool
) -> Iterator[_Reading]:
    """Yield the reading that goes on with some bytes, if they fit."""
    for byte in data:
        begun = one.pending + bytes([byte])
        fits = 0x80 <= byte < 0xC0 if one.pending else _awaited(byte) > 0
        if not fits:
            return
        if len(begun) < _awaited(begun[0]):
            one = one._replace(pending=begun)
            continue
        new = begun.decode("utf-8", errors="ignore")
        if not new:
            return
        score = one.score if alone else one.score + _log_odds(new, before + one.text, language)
        one = one._replace(score=score, text=one.text + new, pending=b"")
    yield one


def _log_odds(new: str, before: str, language: Language) -> float:
    """Return how likely a character is after others."""
    context = (START + before)[-ORDER:].translate(_FULL)
    return language.following(context)(new.translate(_FULL))


def _forced(one: _Reading, data: bytes, before: str, language: Language) -> Iterator[_Reading]:
    """Yield readings that fill in bytes lost without a mark, or give a character up."""
    hurt = one._replace(score=one.score + _NO_MARK)
    for fill in (bytes([byte]) for byte in _ANY):
        yield from _fed(hurt, fill + data, before, language, alone=False)
    broken = one._replace(
        score=one.score + _BROKEN, text=one.text + (LOST if one.pending else ""), pending=b""
    )
    whole = list(_fed(broken, data, before, language, alone=False))
    yield from whole or [broken._replace(text=broken.text + ("" if one.pending else LOST))]


def _kept(readings: Iterable[_Reading], before: str) -> list[_Reading]:
    """Return the readings worth following; of those that go on alike the better."""
    found: dict[tuple[str, bytes], _Reading] = {}
    for new in readings:
        key = (before + new.text)[-ORDER:], new.pending
        old = found.get(key)
        if old is None or old.text == new.text:
            found[key] = new if old is None or new.score > old.score else old
            continue
        best, other = sorted((old, new), key=lambda one: (-one.score, one.text))
        found[key] = best._replace(margin=min(best.margin, best.score - other.score))
    ranked = nsmallest(_MOST, found.values(), key=lambda one: (-one.score, one.text, one.pending))
    return [one for one in ranked if one.score > ranked[0].score - _HOPELESS]


def _closed(one: _Reading) -> _Reading:
    """Return a reading at the line's end: a character begun is lost."""
    if not one.pending:
        return one
    return one._replace(score=one.score + _BROKEN, text=one.text + LOST, pending=b"")


def _lost_in(one: _Reading, shown: slice, place: int) -> list[Loss]:
    """Return what was lost in a reading that no other competes with any more."""
    if LOST in one.text:
        sure = 0.0
    elif math.isfinite(one.margin):
        sure = 1 / (1 + math.exp(-min(one.margin, 60.0) / _TEMPERATURE))
    else:
        return []
    return [Loss(shown, slice(place, place + len(one.text)), sure)]
