"""Bytes to text: every plausible encoding is tried, and the most Chinese reading wins.

A strict GB18030 decoder accepts nearly any bytes, Big5 text included, so that "the first that
does not fail" is no rule. Each reading is scored by the share of common characters in it.
"""

import codecs
import re
from dataclasses import dataclass, replace
from functools import cache

from policytopics.corpus.characters import common_characters, count_characters

__all__ = ["LEAST_SCORE", "Decoded", "common_share", "decode", "encoding_of"]

# Ties go to the encoding named first.
ENCODINGS = ("utf-8", "gb18030", "big5")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A file cut inside a character, or with a stray byte, is still worth reading; a photograph is not.
MOST_UNREADABLE = 0.01
LEAST_SCORE = 0.5
# Without a mark UTF-16 is believed only where it gives plain Chinese.
_LEAST_WIDE = 0.9
# Zero bytes are strewn over a text at most so thickly, and never in a row; a binary is padded.
_MOST_ZEROS, _PADDING = 0.34, b"\x00" * 4
_CONTROL = re.compile("[\x01-\x08\x0e-\x1b]")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was decoded by, and what could not be decoded.

    Attributes
    ----------
    text : str
        The text; bytes that could not be read stand as U+FFFD.
    encoding : str
        Name of the encoding.
    n_unreadable : int
        How many U+FFFD the decoder had to put.
    n_zeros : int
        How many zero bytes between the characters were taken out.
    """

    text: str
    encoding: str
    n_unreadable: int = 0
    n_zeros: int = 0


_common = cache(common_characters)


def common_share(text: str) -> float:
    """Return the share of common Chinese characters among those beyond ASCII, in [0, 1].

    Examples
    --------
    >>> common_share("全市经济平稳增长。")
    1.0
    >>> common_share("ȫÊÐ¾¼Ã") < 0.5
    True
    """
    # Counting first: a report has few different characters.
    counts = {one: n for one, n in count_characters(text).items() if one > "\x7f"}
    if not counts:
        return 1.0
    return sum(n for one, n in counts.items() if one in _common()) / sum(counts.values())


def decode(data: bytes) -> Decoded | None:
    """Return the most Chinese reading of ``data``, or None if there is none.

    Parameters
    ----------
    data : bytes
        A whole file.

    Returns
    -------
    Decoded or None
        None for bytes that are no text: zero bytes of a binary, or nothing that any
        encoding reads as mostly common characters. Valid UTF-8 is always read: whether it is
        garbled is for the caller to ask of `common_share`.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _forgiving(data, encoding)
    if b"\x00" in data:
        return _wide(data) or _without_zeros(data)
    # Bytes that happen to be UTF-8 throughout are so seldom that nothing else need be tried.
    if plain := _strict(data, "utf-8"):
        return plain
    strict = [reading for encoding in ENCODINGS if (reading := _strict(data, encoding))]
    readings = strict or [
        reading for encoding in ENCODINGS if (reading := _forgiving(data, encoding))
    ]
    best = max(readings, key=_rank, default=None)
    return best if best and max(_rank(best)) >= LEAST_SCORE else None


def encoding_of(head: bytes, *, whole: bool) -> str | None:
    """Return the encoding of a file from its beginning, or None if it is no text.

    Parameters
    ----------
    head : bytes
        The beginning, perhaps cut inside a character.
    whole : bool
        Whether it is all there is.
    """
    for extra in range(1 if whole else 8):
        decoded = decode(head[: len(head) - extra])
        if decoded and not decoded.n_unreadable:
            return decoded.encoding
    decoded = decode(head)
    return decoded.encoding if decoded else None


def _wide(data: bytes) -> Decoded | None:
    """Return the reading of UTF-16 that has lost its mark."""
    readings = [one for name in ("utf-16-le", "utf-16-be") if (one := _strict(data, name))]
    best = max(readings, key=lambda one: common_share(one.text), default=None)
    plain = best is not None and "\x00" not in best.text and common_share(best.text) >= _LEAST_WIDE
    return best if plain and best and not best.text.isascii() else None


def _without_zeros(data: bytes) -> Decoded | None:
    """Return the reading of a text that a program has strewn with zero bytes; None for binaries."""
    n_zeros = data.count(0)
    if n_zeros > _MOST_ZEROS * len(data) or _PADDING in data.strip(b"\x00"):
        return None
    found = decode(data.replace(b"\x00", b""))
    if found is None or found.text.isascii() or _CONTROL.search(found.text):
        return None
    return replace(found, n_zeros=n_zeros) if common_share(found.text) >= _LEAST_WIDE else None


def _rank(reading: Decoded) -> tuple[bool, float]:
    """Return how good a reading is: valid UTF-8 is no accident, else the score tells."""
    return reading.encoding == "utf-8" and not reading.n_unreadable, common_share(reading.text)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """Return the reading of ``data`` if every byte fits."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _forgiving(data: bytes, encoding: str) -> Decoded | None:
    """Return the reading of ``data`` if nearly every byte fits."""
    text = data.decode(encoding, errors="replace")
    n_unreadable = text.count("�")
    if n_unreadable > MOST_UNREADABLE * len(text) + 1:
        return None
    return Decoded(text, encoding, n_unreadable)
