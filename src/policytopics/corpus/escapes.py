r"""Marks that other programs leave in a text: escapes, entities, tags, Markdown, lost blanks.

``<U+3000>`` comes from R on Windows, ``_x000D_`` from Excel, ``\r\n`` from tables written without
quoting, ``&nbsp;`` from web pages, ``**`` from Markdown, ``????`` from blanks that an encoding had
no place for.
"""

import re
from html import unescape

__all__ = ["BREAK", "unescaped"]

# Stands for the end of a paragraph inside of a line.
BREAK = "\n"

_CODE = re.compile(
    r"<U\+([0-9A-Fa-f]{4,6})>|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|_x([0-9A-Fa-f]{4})_"
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});|&nbsp(?![A-Za-z;])")
_NEWLINE = re.compile(r"(?:(?:\\r)?\\n|\\r)+(?![A-Za-z]{2})")
_TAB = re.compile(r"\\t(?![A-Za-z]{2})")
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:b|i|u|strong|em|span|font|a|sup|sub|td)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_BOLD = re.compile(r"\*{2,}|(?<![A-Za-z0-9_])__(?![A-Za-z0-9_])")
_BLOCK_MARK = re.compile(r"^\s*(?:>\s+|#{1,6}\s+|[*+]\s+)+")
_BACKSLASH = re.compile(r"\\(?=[.\-*_#\[\]()~>+!`|])")
# Three at once, or two where a paragraph or a sentence begins or ends, are no questions.
_BLANKS = re.compile(r"\?{3,}|^\?{2,}|\?{2,}$|(?<=[。！；：，、）”])\?{2,}")
_MARKS = re.compile(r"[\\&<*_#>?+]")


def unescaped(text: str, *, question_marks: bool = True) -> tuple[str, int]:
    r"""Return a line without the marks, and how many there were.

    Parameters
    ----------
    text : str
        A line.
    question_marks : bool
        Whether runs of ``?`` were blanks; not so where each stands for a lost byte.

    Returns
    -------
    text : str
        With `BREAK` where a mark ended a paragraph.
    n : int
        How many marks were undone.

    Examples
    --------
    >>> unescaped("**一、工作回顾**<U+3000>全年&nbsp;增长")
    ('一、工作回顾\u3000全年\xa0增长', 4)
    >>> unescaped("各位代表：\\r\\n现在，????我报告工作")
    ('各位代表：\n现在，\u3000\u3000我报告工作', 2)
    """
    total, n_found = 0, 1
    # Again: `&amp;nbsp;` holds an entity once it is undone.
    while n_found and _MARKS.search(text):
        text, n_found = _once(text, question_marks)
        total += n_found
    return text, total


def _once(text: str, question_marks: bool) -> tuple[str, int]:
    """Return a text with the marks it shows undone, and their number."""
    total = 0
    for pattern, into in (
        (_CODE, lambda found: _character(found)),
        (_ENTITY, lambda found: _named(found.group())),
        (_BLOCK_TAG, BREAK),
        (_INLINE_TAG, ""),
        (_NEWLINE, BREAK),
        (_TAB, " "),
        (_BACKSLASH, ""),
        (_BOLD, ""),
        (_BLOCK_MARK, ""),
    ):
        text, number = pattern.subn(into, text)
        total += number
    if question_marks:
        text, number = _BLANKS.subn(lambda found: "\u3000" * ((len(found.group()) + 1) // 2), text)
        total += number
    return text, total


def _character(found: re.Match[str]) -> str:
    """Return the character that a code point's number names; a blank for those that show none."""
    code = int(next(filter(None, found.groups())), 16)
    usable = 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return chr(code) if usable else BREAK if code in (0x0A, 0x0D) else " "


def _named(entity: str) -> str:
    """Return what an entity stands for; of an unknown one its letters without the marks."""
    plain = unescape(entity if entity.endswith(";") else f"{entity};")
    return plain if plain not in (entity, f"{entity};") else entity.strip("&;")
