"""Tables with a row per report: each row is a document, and its other columns are evidence.

The rows come one by one, whatever the format: a table of ten thousand reports is never held whole.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from policytopics.corpus.cells import Row, as_text
from policytopics.corpus.characters import count_han
from policytopics.corpus.columns import LONG_CELL, choose_columns, role_of
from policytopics.corpus.content import Content
from policytopics.corpus.decode import Decoded
from policytopics.corpus.delimited import csv_rows
from policytopics.corpus.formats import as_it_was
from policytopics.corpus.records import json_records, parquet_records, stata_records
from policytopics.corpus.text import text_lines
from policytopics.corpus.unreadable import Reading, UnreadableError, too_large
from policytopics.corpus.web_page import html_lines, looks_like_html
from policytopics.corpus.workbooks import workbook_rows
from policytopics.tables.corpus import GIVEN

__all__ = ["ReportTable", "open_report_table", "table_rows"]

# What Excel cuts a longer text to when it saves a cell.
EXCEL_CELL = 32_767
# Of a table: thirteen thousand reports are some 800 MB.
_MOST_BYTES = 4_000_000_000
# Rows that are looked at to find the header and the columns.
_LOOKED_AT = 200
_HEADER_WITHIN = 10
# What spreadsheets and programs write where there is no value.
_NO_VALUE = frozenset({"nan", "none", "null", "na", "n/a", "nat", "<na>", "无", "-", "—", "."})


@dataclass
class ReportTable:
    """A table of reports, open for reading.

    Attributes
    ----------
    content : Content
        The file.
    format : str
        Its format.
    columns : mapping of str to str
        Role → name of the column that has it.
    warnings : list of str
        What holds of every row.
    """

    content: Content
    format: str
    encoding: str
    columns: Mapping[str, str]
    header: Sequence[str]
    rows: Iterator[Row]
    warnings: list[str] = field(default_factory=list)

    def readings(self) -> Iterator[tuple[str, str, Reading | UnreadableError]]:
        """Yield name, SHA-256 and reading of each row, or what is wrong with it.

        Rows without any cell are passed over: spreadsheets end in them.
        """
        places = {role: self.header.index(name) for role, name in self.columns.items()}
        for row in self.rows:
            if not any(cell.strip() for cell in row.cells):
                continue
            sha256 = hashlib.sha256(json.dumps(row.cells).encode()).hexdigest()
            yield f"{self.content.name}#{row.label}", sha256, self._reading(row, places)

    def _reading(self, row: Row, places: Mapping[str, int]) -> Reading | UnreadableError:
        """Return one row as a document."""
        if len(row.cells) > len(self.header):
            return UnreadableError(
                f"the row has {len(row.cells)} cells, the header {len(self.header)}",
                "put a text with commas in quotation marks",
            )
        cells = [*row.cells, *[""] * (len(self.header) - len(row.cells))]
        text = cells[places["text"]]
        if not text.strip() or text.strip().lower() in _NO_VALUE:
            return UnreadableError("the row has no text", _FIX_ROW)
        if text.isascii():
            return UnreadableError(f"no Chinese text in the row's text ({text[:30]!r})", _FIX_ROW)
        try:
            decoded, more = as_it_was(Decoded(text, self.encoding))
            lines, found = _lines(decoded.text)
        except UnreadableError as error:
            return error
        warnings = [*self.warnings, *more, *found]
        if len(text) == EXCEL_CELL:
            warnings.append(
                f"cut by Excel: the cell has {EXCEL_CELL:,} characters, the most that Excel keeps"
            )
        given = {role: _value(cells[places[role]]) for role in GIVEN if role in places}
        return Reading(self.format, lines, decoded.encoding, warnings, given)


def _lines(text: str) -> tuple[list[str], list[str]]:
    """Return the lines of a cell, which may be a piece of a web page, and warnings."""
    return html_lines(text) if looks_like_html(text) else (text_lines(text), [])


_FIX_ROW = "fill in the report's text, or remove the row"


def open_report_table(
    content: Content, format_: str, wanted: Mapping[str, str]
) -> Iterator[ReportTable]:
    """Yield the tables of reports in a file: of a workbook each sheet that holds reports.

    Raises
    ------
    UnreadableError
        If there is none, or the file cannot be read.
    """
    refused: UnreadableError | None = None
    found = 0
    for encoding, rows in table_rows(content, format_):
        try:
            table = _table(content, format_, encoding, rows, wanted)
        except UnreadableError as error:
            refused = refused or error
            continue
        found += 1
        yield table
    if not found:
        raise refused or UnreadableError("a table without rows", "fill it in, or remove the file")


def table_rows(content: Content, format_: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield encoding and rows of each sheet of a file.

    Records of formats without rows are numbered from 1 on, after a row with the columns' names.
    """
    if content.size > _MOST_BYTES:
        raise too_large(f"{content.size:,} bytes", f"{_MOST_BYTES:,}")
    if format_ == "csv":
        yield csv_rows(content)
    elif format_ in ("xlsx", "xls"):
        yield from (("", rows) for rows in workbook_rows(content))
    else:
        records = {"dta": stata_records, "parquet": parquet_records, "json": json_records}
        cells = ([as_text(value) for value in each] for each in records[format_](content))
        yield "", (Row(str(number), each) for number, each in enumerate(cells))


def _table(
    content: Content, format_: str, encoding: str, rows: Iterator[Row], wanted: Mapping[str, str]
) -> ReportTable:
    """Return the table that rows make: its header, and which column has which role."""
    first = list(islice(rows, _LOOKED_AT))
    filled = [row for row in first if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise UnreadableError("a table without rows", "fill it in, or remove the file")
    place = _header_place(filled)
    width = max(len(row.cells) for row in filled)
    if place is None:
        header, below = [f"column {i + 1}" for i in range(width)], filled
    else:
        header = _unique(filled[place].cells)
        below = filled[place + 1 :]
    columns = choose_columns(header, [_padded(row.cells, len(header)) for row in below], wanted)
    named = {role: header[i] for role, i in columns.items()}
    warnings = _others(header, below, columns["text"])
    return ReportTable(content, format_, encoding, named, header, chain(below, rows), warnings)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    """Return a row's cells, as many as the header has."""
    return [*cells, *[""] * (width - len(cells))][:width]


def _header_place(rows: Sequence[Row]) -> int | None:
    """Return which row names the columns; None if the first is a report already."""
    places = range(min(_HEADER_WITHIN, len(rows)))
    known = {i: sum(bool(role_of(cell)) for cell in rows[i].cells) for i in places}
    best = max(places, key=lambda i: (known[i], -i))
    if known[best]:
        return best
    return None if any(count_han(cell) >= LONG_CELL for cell in rows[0].cells) else 0


def _unique(names: Sequence[str]) -> list[str]:
    """Return names of columns, those that stand twice numbered."""
    header: list[str] = []
    for name in (each.strip() for each in names):
        again = sum(name == other.rpartition(" (")[0] or name == other for other in header)
        header.append(f"{name} ({again + 1})" if again and name else name)
    return header


def _others(header: Sequence[str], rows: Iterable[Row], text: int) -> list[str]:
    """Return a warning that names the columns of long text that are not read."""
    cells = [_padded(row.cells, len(header)) for row in rows]
    sizes = [sum(map(count_han, column)) for column in zip(*cells, strict=True)]
    others = [
        name or "(no name)"
        for i, name in enumerate(header)
        if i != text and sizes and sizes[i] >= LONG_CELL * len(cells)
    ]
    if not others:
        return []
    return [f"not read: column {', '.join(others)} (read: {header[text]}; see corpus.columns)"]


def _value(cell: str) -> str:
    """Return what a cell says, or nothing for a sign that there is no value."""
    text = cell.strip()
    return "" if text.lower() in _NO_VALUE else text.removesuffix(".0")
