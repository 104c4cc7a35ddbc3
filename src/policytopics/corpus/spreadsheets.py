"""The rows of CSV files and workbooks, numbered as a spreadsheet shows them.

CSV files may be of any encoding and delimiter, and of any size: they are read row by row.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from policytopics.corpus.cells import Row, as_text, damaged
from policytopics.corpus.columns import role_of
from policytopics.corpus.content import Content
from policytopics.corpus.decode import encoding_of
from policytopics.corpus.unreadable import UnreadableError, too_large

__all__ = ["csv_rows", "looks_like_csv", "workbook_rows"]

MOST_WORKBOOK = 1_500_000_000
_SNIFFED = 1 << 20
_DELIMITERS = (",", "\t", ";", "|")

Cell = tuple[int, int]


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
    """Yield lines without zero characters, which no CSV reader takes, and without the mark."""
    for number, line in enumerate(lines):
        yield line.replace("\x00", "").removeprefix("\ufeff" if number == 0 else "")


def delimiter_of(start: str) -> str:
    """Return the delimiter of a CSV file from its beginning: the one that gives even rows."""
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


def workbook_rows(content: Content) -> Iterator[Iterator[Row]]:
    """Yield the rows of each sheet of an Excel (.xlsx, .xlsb, .xls) or OpenDocument workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _check_unpacked(content)
    with content.open() as file:
        try:
            book = CalamineWorkbook.from_filelike(file)
            names = book.sheet_names
        except PasswordError:
            raise UnreadableError(
                "the workbook is locked with a password", "save a copy without the password"
            ) from None
        except (CalamineError, OSError, ValueError) as error:
            raise damaged("workbook", error) from None
        for i, name in enumerate(names):
            try:
                sheet = book.get_sheet_by_index(i)
            except CalamineError:
                continue  # a sheet with a diagram only
            above = sheet.start[0] if sheet.start else 0
            merged = dict(_merged(sheet.merged_cell_ranges or []))
            label = "" if len(names) == 1 else f"{name}!"
            yield _sheet_rows(sheet.iter_rows(), above, merged, label)


def _sheet_rows(
    rows: Iterable[Sequence[object]],
    above: int,
    merged: dict[Cell, Cell],
    name: str,
) -> Iterator[Row]:
    """Yield a sheet's rows; a merged cell's value stands in each row it covers."""
    kept: dict[Cell, str] = {}
    firsts = set(merged.values())
    for number, values in enumerate(rows, start=above):
        cells = [as_text(value).replace("_x000D_", "") for value in values]
        for i, cell in enumerate(cells):
            if (number, i) in firsts:
                kept[number, i] = cell
            elif not cell and (number, i) in merged:
                cells[i] = kept.get(merged[number, i], "")
        yield Row(f"{name}{number + 1}", cells)


def _merged(
    ranges: Iterable[tuple[Cell, Cell]],
) -> Iterator[tuple[Cell, Cell]]:
    """Yield each cell below the first of a column that was merged, with the first."""
    for (top, left), (bottom, _) in ranges:
        for row in range(top, min(bottom, top + 100_000) + 1):
            yield (row, left), (top, left)


def _check_unpacked(content: Content) -> None:
    """Raise `UnreadableError` for a workbook that is a great deal larger than it looks."""
    try:
        with content.open() as file, zipfile.ZipFile(file) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return  # an old workbook, or damaged: its reader tells
    if size > MOST_WORKBOOK:
        raise too_large(f"{size:,} bytes in the workbook", f"{MOST_WORKBOOK:,}")
