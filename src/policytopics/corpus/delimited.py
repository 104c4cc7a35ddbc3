"""The rows of CSV files, of any encoding, delimiter and size, numbered as a spreadsheet does."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from policytopics.corpus.cells import Row, damaged
from policytopics.corpus.columns import role_of
from policytopics.corpus.content import Content
from policytopics.corpus.decode import encoding_of
from policytopics.corpus.unreadable import UnreadableError

__all__ = ["csv_rows", "looks_like_csv"]

_SNIFFED = 1 << 20
_DELIMITERS = (",", "\t", ";", "|")
# What Excel writes above a table whose delimiter is not the usual one.
DECLARED = re.compile(r"\ufeff?sep=(.)\s*(?:\r?\n|$)", re.IGNORECASE)


def csv_rows(content: Content) -> tuple[str, Iterator[Row]]:
    """Return the rows of a CSV file of any encoding and delimiter."""
    head = content.head(_SNIFFED)
    encoding = encoding_of(head, whole=content.size <= _SNIFFED)
    if encoding is None:
        raise UnreadableError("not a text file", "save it as CSV, in UTF-8")
    start = head.decode(encoding, errors="replace")
    return encoding, _csv_rows(content, encoding, delimiter_of(start))


def _csv_rows(content: Content, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a CSV file, numbered as a spreadsheet numbers them."""
    csv.field_size_limit(sys.maxsize)
    with content.open() as file:
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        reader = csv.reader(_without_zeros(text), delimiter=delimiter)
        try:
            for number, cells in enumerate(reader, start=1):
                yield Row(str(number), cells)
        except csv.Error as error:
            raise damaged("CSV file", error) from None


def _without_zeros(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without zero characters, which no CSV reader takes, and without the marks."""
    for number, line in enumerate(lines):
        if number == 0 and DECLARED.match(line):
            continue
        yield line.replace("\x00", "").removeprefix("\ufeff" if number == 0 else "")


def delimiter_of(start: str) -> str:
    """Return the delimiter of a CSV file from its beginning: that which gives even rows."""
    if found := DECLARED.match(start):
        return found[1]
    csv.field_size_limit(sys.maxsize)

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), 50))
        except csv.Error:
            return 0.0, 0
        # The beginning may be cut inside a row.
        widths = [len(row) for row in (rows[:-1] or rows) if row]
        if not widths or widths[0] < 2:
            return 0.0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    return max(_DELIMITERS, key=evenness)


def looks_like_csv(text: str) -> bool:
    r"""Return whether a text begins with a line that names columns, a text among them.

    Examples
    --------
    >>> looks_like_csv("province\tyear\ttext\n安徽省\t2024\t…"), looks_like_csv("内容，全文")
    (True, False)
    """
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0][:500]
    names = [name.strip(' "\r') for name in first.split(delimiter_of(first))]
    roles = [role_of(name) for name in names]
    return len(names) >= 2 and "text" in roles and sum(map(bool, roles)) >= 2
