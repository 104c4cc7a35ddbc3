"""From the lines of printed pages to paragraphs: furniture away, broken lines whole again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policytopics.corpus.characters import NUMERAL
from policytopics.corpus.page_layout import PageLine

__all__ = ["paragraphs_of", "without_furniture"]

# In heights of a character: how near to its column's end a line comes that was broken there
# (punctuation hangs, Latin words are not cut), and how deep paragraphs are indented.
_NEAR_END = 1.6
_INDENT = 1.2
_DEEPEST = 3.5
# Paragraphs are indented if this share of the lines is; a line is full at this share of the
# longest.
_LEAST_INDENTED = 0.1
_FULL = 0.9
# Furniture stands on this share of the pages, three at least.
_REPEATED = 1 / 3
_EDGES = 2

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(第\s*)?\d{1,4}(\s*页)?([\s/,，]*共?\s*\d+\s*页?)?[-—–·\s]*")
_DIGITS = re.compile(r"\d+")
_STARTS_PARAGRAPH = re.compile(
    rf"——|第[{NUMERAL}\d]+[章节篇部]|[{NUMERAL}]{{1,3}}、|[(（][{NUMERAL}]{{1,3}}[)）]|\d{{1,2}}[.．、]\D"
)


def without_furniture(
    pages: Sequence[Sequence[PageLine]],
) -> tuple[list[list[PageLine]], list[str]]:
    """Return the lines of each page without page numbers and running heads, and which these were.

    Returns
    -------
    pages : list of list of PageLine
    furniture : list of str
        The texts that were taken away, figures as ``#``, each once; sorted.
    """
    left = [list(page) for page in pages]
    found: set[str] = set()
    for edge in (0, -1):
        for _ in range(_EDGES):
            counts = Counter(_shape(page[edge].text) for page in left if page)
            for page in left:
                if page and _is_furniture(page[edge].text, counts, len(left)):
                    found.add(_shape(page[edge].text))
                    del page[edge]
    return left, sorted(found)


def _shape(text: str) -> str:
    """Return a line without blanks, its figures as ``#``."""
    return _DIGITS.sub("#", "".join(text.split()))


def _is_furniture(text: str, counts: Counter[str], n_pages: int) -> bool:
    """Return whether a page's first or last line is its number, or stands on many pages."""
    repeated = counts[_shape(text)] >= max(3, n_pages * _REPEATED)
    return repeated or _PAGE_NUMBER.fullmatch(text) is not None


def paragraphs_of(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """Return paragraphs from lines that were broken at their column's width.

    A line that fills its column goes on in the next, unless that is indented or begins as headings
    do. Where paragraphs are indented throughout, half a line is enough: some programs break lines
    before long figures.
    """
    lines = [line for page in pages for line in page]
    columns = {name: _Column.of(lines, name) for name in {line.column for line in lines}}
    found: list[str] = []
    goes_on = False
    for line in lines:
        column = columns[line.column]
        text = line.text.strip()
        is_begun = line.is_row or column.indents(line) or _STARTS_PARAGRAPH.match(text)
        if goes_on and not is_begun:
            found[-1] += _glue(found[-1], text) + text
        else:
            found.append(text)
        goes_on = not line.is_row and column.is_filled_by(line)
    return found


@dataclass(frozen=True)
class _Column:
    """Where a column begins and ends, how long lines are, and whether paragraphs are indented."""

    left: float
    right: float
    longest: tuple[int, int]
    is_indented: bool

    @classmethod
    def of(cls, lines: Sequence[PageLine], name: tuple[int, int]) -> "_Column":
        """Return the column as its lines show it, a tenth of them set aside."""
        inside = [line for line in lines if line.column == name]
        tenth = len(inside) // 10
        left = sorted(line.left for line in inside)[tenth]
        right = sorted(line.right for line in inside)[-1 - tenth]
        sizes = zip(*(_sizes(line) for line in inside), strict=True)
        characters, widths = (sorted(each)[-1 - tenth] for each in sizes)
        inset = sum(_INDENT < (line.left - left) / line.height < _DEEPEST for line in inside)
        return cls(left, right, (characters, widths), inset >= _LEAST_INDENTED * len(inside))

    def indents(self, line: PageLine) -> bool:
        """Return whether a line is indented."""
        return line.left > self.left + _INDENT * line.height

    def is_filled_by(self, line: PageLine) -> bool:
        """Return whether a line was broken at the column's width, by any measure of that."""
        if line.right >= self.right - _NEAR_END * line.height:
            return True
        if self.is_indented and line.right - self.left >= (self.right - self.left) / 2:
            return True
        return any(
            size >= _FULL * most for size, most in zip(_sizes(line), self.longest, strict=True)
        )


def _sizes(line: PageLine) -> tuple[int, int]:
    """Return the length of a line in characters and in half-width columns."""
    text = line.text.strip()
    return len(text), sum(1 if sign.isascii() else 2 for sign in text)


def _glue(before: str, after: str) -> str:
    """Return the blank that a line break between Latin words stood for."""
    latin = before[-1:].isascii() and after[:1].isascii()
    return " " if latin and before[-1:].isalpha() and after[:1].isalpha() else ""
