"""Lines that were broken at a fixed width, as in e-mails and PDFs, put together again.

In such a text nearly all lines are full, and most full ones end in the middle of a sentence. A
paragraph begins where a line is indented, behind a blank line, or behind a line that is not full.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytopics.corpus.headings import parse

__all__ = ["Joined", "join_lines"]

# A column narrower or wider than this, in half-width cells, is no text broken at a width.
_NARROWEST, _WIDEST = 24, 160
_LEAST_LINES = 8
# A line is full if no more than so many cells are left: a mark, a figure, a word did not fit.
_LEFT_OVER, _LAST = 8, 2
# ASSUME: share of the text in full lines, and of full lines that end in the middle of a sentence.
# Texts broken at a width have above .7 of both; where a line is a paragraph, the longest ones are
# above 160 cells, and end with a sentence.
_LEAST_FULL, _LEAST_UNFINISHED = 0.45, 0.5
# So many lines of a hundred may be wider: a title, a table.
_WIDER = 0.02
# Of the lines, how many must be indented for indents to be what begins a paragraph.
_LEAST_INDENTED = 0.04
# Between so many of the lines stands a blank one: then it tells nothing.
_EVERYWHERE = 0.9
_INDENT = re.compile("[\\s\u3000\xa0]{2,}|\u3000")
_SENTENCE_END = re.compile(r"[。！？；：!?;:…][”’）)]?$")
_PAGE = re.compile(r"[-—－\s]*\d{1,3}[-—－\s]*|第\s*\d{1,3}\s*页.{0,8}")
_ADDRESS = re.compile(r"各位(代表|委员)|同志们")
_OUTER = 4


@dataclass(frozen=True)
class Joined:
    """A line as it was before it was broken.

    Attributes
    ----------
    number : int
        1-based line where it begins.
    text : str
        The lines put together.
    more : tuple of int
        The lines that were put to it.
    """

    number: int
    text: str
    more: tuple[int, ...] = ()


def join_lines(lines: Sequence[str]) -> list[Joined]:
    """Return the lines of a document, those put together that a fixed width broke.

    Examples
    --------
    >>> text = ["　　全县上下同心协力，经济发展取", "得了成绩，人民群众的生活水平稳", "步提高。"]
    >>> [(one.number, one.text[-6:], one.more) for one in join_lines(text * 4)][:2]
    [(1, '平稳步提高。', (2, 3)), (4, '平稳步提高。', (5, 6))]
    """
    column = _column(lines)
    if column is None:
        return [Joined(number, line) for number, line in enumerate(lines, start=1)]
    found: list[Joined] = []
    passed: list[Joined] = []
    current: Joined | None = None
    blank = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (current and _PAGE.fullmatch(line.strip())):
            # A page's number stands between two lines of one paragraph.
            passed += [Joined(number, line)]
            blank = blank or not line.strip()
            continue
        if current is not None and column.goes_on(_last(current, lines), line, blank):
            text = current.text.rstrip() + line.strip()
            current = Joined(current.number, text, (*current.more, number))
        else:
            found += [*([current] if current else []), *passed]
            passed, current = [], Joined(number, line)
        blank = False
    return sorted([*found, *([current] if current else []), *passed], key=lambda one: one.number)


def _last(current: Joined, lines: Sequence[str]) -> str:
    """Return the last line that was put to a paragraph."""
    return lines[(current.more[-1] if current.more else current.number) - 1]


@dataclass(frozen=True)
class _Column:
    """What a text is broken at.

    Attributes
    ----------
    width : int
        In half-width cells.
    indents, gaps : bool
        Whether paragraphs begin with an indent, and whether a blank line stands before them.
    """

    width: int
    indents: bool
    gaps: bool

    def goes_on(self, line: str, following: str, blank: bool) -> bool:
        """Return whether the next line goes on with the paragraph of a line."""
        if (blank and self.gaps) or (self.indents and _INDENT.match(following)):
            return False
        if _ADDRESS.match(following.strip()) and _SENTENCE_END.search(line.rstrip()):
            return False
        heading = parse(following.strip())
        ended = bool(_SENTENCE_END.search(line.rstrip()))
        if heading is not None and heading.level <= _OUTER and (ended or parse(line.strip())):
            return False
        # Where nothing else tells, a sentence's end short of the width is a paragraph's.
        alone = ended and not (self.indents or self.gaps)
        return _cells(line) >= self.width - (_LAST if alone else _LEFT_OVER)


def _column(lines: Sequence[str]) -> _Column | None:
    """Return what a document's lines are broken at, if they are."""
    full = [line.rstrip() for line in lines if line.strip()]
    if len(full) < _LEAST_LINES:
        return None
    widths = sorted(map(_cells, full), reverse=True)
    width = widths[int(_WIDER * len(widths))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    wide = [line for line in full if _cells(line) >= width - _LEFT_OVER]
    unfinished = sum(not _SENTENCE_END.search(line) for line in wide)
    share = sum(map(len, wide)) / sum(map(len, full))
    if share < _LEAST_FULL or unfinished < _LEAST_UNFINISHED * len(wide):
        return None
    indented = sum(bool(_INDENT.match(line)) for line in full)
    n_gaps = sum(not line.strip() and bool(before.strip()) for before, line in pairwise(lines))
    return _Column(
        width,
        indents=_LEAST_INDENTED * len(full) <= indented <= (1 - _LEAST_INDENTED) * len(full),
        gaps=0 < n_gaps < _EVERYWHERE * (len(full) - 1),
    )


def _cells(line: str) -> int:
    """Return how wide a line is drawn: Latin letters and figures half as wide as the others."""
    return len(line.rstrip().encode("gb18030", errors="replace"))
