"""What is put on record of a repair, and of the paragraph it leaves."""

import hashlib
from typing import NamedTuple

__all__ = ["CONFIDENCE", "SETTLED", "Change", "Piece", "change", "digest", "excerpt"]

# What each kind of repair rests on: notes and widths are mechanical; a script table has homographs,
# and spacing and glued headings are told by rules of thumb. Bytes put together again (encoding,
# shifted_gbk) have a confidence of their own.
CONFIDENCE = {
    "line": 0.9, "escape": 1.0, "paragraph": 0.9, "pinyin": 1.0, "script": 0.95, "width": 1.0,
    "boilerplate": 1.0, "spacing": 0.95, "heading": 0.9,
}  # fmt: skip
# ASSUME: a reading of a damaged span less sure than this leaves its line doubtful. On reports
# damaged anew no wrong reading was surer.
SETTLED = 0.9
_SURROUNDINGS = 8
_LONGEST = 80


class Change(NamedTuple):
    """A row of the table ``repairs``, without its place."""

    kind: str
    before: str
    after: str
    n_changes: int
    n_characters: int
    confidence: float


class Piece(NamedTuple):
    """A paragraph: a repaired line, or a piece of one; role and part only if a person gave them."""

    text: str
    text_hash: str
    doubtful: bool
    given_role: str = ""
    given_part: str = ""


def digest(text: str) -> str:
    """Return twelve hexadecimal digits for a text.

    Examples
    --------
    >>> digest("古城保护")
    '0c487d7e07cc'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def change(before: str, after: str) -> tuple[str, str]:
    """Return what differs between two texts, with a little of what surrounds it.

    Examples
    --------
    >>> change("我们要推 进城乡融合", "我们要推进城乡融合")
    ('我们要推 进城乡融合', '我们要推进城乡融合')
    >>> change("过去一年，我们要推 进城乡融合，建设乡村", "过去一年，我们要推进城乡融合，建设乡村")
    ('去一年，我们要推 进城乡融合，建设', '去一年，我们要推进城乡融合，建设')
    """
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    tail = next(
        (i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head
    )
    return (
        excerpt(before, slice(head, len(before) - tail)),
        excerpt(after, slice(head, len(after) - tail)),
    )


def excerpt(text: str, place: slice | None = None) -> str:
    """Return a place of a text with a little of its surroundings, or all of it; never long."""
    if place is not None:
        text = text[max(0, place.start - _SURROUNDINGS) : place.stop + _SURROUNDINGS]
    # A glyph that a PDF names no character for comes as U+0000, which no page may hold.
    text = text.replace("\0", "\ufffd")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
