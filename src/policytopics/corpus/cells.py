"""The cells of tables, as text, row by row: CSV, workbooks, Stata, Parquet, JSON."""

import csv
import io
import json
import math
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, NamedTuple

from policytopics.corpus.content import Content
from policytopics.corpus.decode import decode, encoding_of
from policytopics.corpus.unreadable import UnreadableError, too_large

__all__ = ["Row", "looks_like_csv", "rows_of"]

# Bounds: thirteen thousand reports are some 800 MB.
MOST_STREAMED = 4_000_000_000
MOST_WORKBOOK = 1_500_000_000
MOST_JSON = 256_000_000
_SNIFFED = 1 << 20
_BATCH = 200
_DELIMITERS = (",", "\t", ";", "|")


class Row(NamedTuple):
    """A row: how a person finds it in the file, and its cells."""

    label: str
    cells: Sequence[str]


Sheet = tuple[str, str, Iterator[Row]]


def rows_of(content: Content, format_: str) -> Iterator[Sheet]:
    """Yield name, encoding and rows of each sheet of a file.

    Rows of CSV files and workbooks are numbered as a spreadsheet shows them, the header being one
    of them; of other formats the records are, from 1 on, after a row of label 0 with the names.

    Raises
    ------
    UnreadableError
        If the file is damaged or too large; also while the rows are read.
    """
    if content.size > MOST_STREAMED:
        raise too_large(f"{content.size:,} bytes", f"{MOST_STREAMED:,}")
    if format_ == "csv":
        yield _csv(content)
    elif format_ in ("xlsx", "xls"):
        yield from _workbook(content)
    elif format_ == "dta":
        yield "", "", _labelled(_stata(content))
    elif format_ == "parquet":
        yield "", "", _labelled(_parquet(content))
    else:
        yield "", "utf-8", _labelled(_json(content))


def _damaged(what: str, error: BaseException) -> UnreadableError:
    """Return the error for a table that its reader gives up."""
    return UnreadableError(
        f"the {what} is damaged ({type(error).__name__})", "save it again, for instance as .csv"
    )


def _labelled(records: Iterable[Sequence[object]]) -> Iterator[Row]:
    """Yield records as rows, numbered; the names of the columns are row 0."""
    for number, record in enumerate(records):
        yield Row(str(number), [as_text(value) for value in record])


def as_text(value: object) -> str:
    """Return a cell's value as text: whole numbers without a point, nothing for no value.

    Examples
    --------
    >>> as_text(2024.0), as_text(None), as_text(["甲", "乙"]), as_text(date(2024, 1, 2))
    ('2024', '', '甲\\n乙', '2024-01-02')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10] if str(value) != "NaT" else ""
    if isinstance(value, bytes):
        decoded = decode(value)
        return decoded.text if decoded else ""
    if isinstance(value, (list, tuple)):
        return "\n".join(map(as_text, value))
    if isinstance(value, dict):
        return "\n".join(map(as_text, value.values()))
    text = str(value)
    return "" if text in ("<NA>", "NaT") else text


def _csv(content: Content) -> Sheet:
    """Return the rows of a CSV file of any encoding and delimiter."""
    head = content.head(_SNIFFED)
    encoding = encoding_of(head, whole=content.size <= _SNIFFED)
    if encoding is None:
        raise UnreadableError("not a text file", "save it as CSV, in UTF-8")
    start = head.decode(encoding, errors="replace")
    return "", encoding, _csv_rows(content, encoding, delimiter_of(start))


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
            raise _damaged("CSV file", error) from None


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
    """Return whether a text begins with a line that names columns, a text among them.

    Examples
    --------
    >>> looks_like_csv("province\\tyear\\ttext\\n安徽省\\t2024\\t…"), looks_like_csv("内容，全文")
    (True, False)
    """
    from policytopics.corpus.columns import role_of

    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0][:500]
    names = [name.strip(' "\r') for name in first.split(delimiter_of(first))]
    roles = [role_of(name) for name in names]
    return len(names) >= 2 and "text" in roles and sum(map(bool, roles)) >= 2


def _workbook(content: Content) -> Iterator[Sheet]:
    """Yield the sheets of an Excel (.xlsx, .xlsb, .xls) or OpenDocument workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _check_unpacked(content)
    try:
        book = CalamineWorkbook.from_filelike(content.open())
        names = book.sheet_names
    except PasswordError:
        raise UnreadableError(
            "the workbook is locked with a password", "save a copy without the password"
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged("workbook", error) from None
    for i, name in enumerate(names):
        try:
            sheet = book.get_sheet_by_index(i)
            rows = sheet.iter_rows()
            above = sheet.start[0] if sheet.start else 0
            merged = dict(_merged(sheet.merged_cell_ranges or []))
        except CalamineError:
            continue  # a sheet with a diagram only
        yield name, "", _sheet_rows(rows, above, merged, "" if len(names) == 1 else f"{name}!")


def _sheet_rows(
    rows: Iterable[Sequence[object]],
    above: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    name: str,
) -> Iterator[Row]:
    """Yield a sheet's rows; a merged cell's value stands in each row it covers."""
    kept: dict[tuple[int, int], str] = {}
    firsts = set(merged.values())
    for number, values in enumerate(rows, start=above):
        cells = [as_text(value) for value in values]
        for i, cell in enumerate(cells):
            if (number, i) in firsts:
                kept[number, i] = cell
            elif not cell and (number, i) in merged:
                cells[i] = kept.get(merged[number, i], "")
        yield Row(f"{name}{number + 1}", cells)


def _merged(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
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


def _stata(content: Content) -> Iterator[Sequence[object]]:
    """Yield the names of the columns of a Stata file, then its records."""
    import struct

    import pandas as pd

    try:
        with pd.read_stata(content.open(), chunksize=_BATCH, convert_categoricals=True) as reader:
            named = False
            for frame in reader:
                if not named:
                    yield [_undo_latin(str(name)) for name in frame.columns]
                    named = True
                for record in frame.itertuples(index=False, name=None):
                    yield [_undo_latin(one) if isinstance(one, str) else one for one in record]
    except (ValueError, KeyError, TypeError, IndexError, OSError, OverflowError, struct.error,
            AttributeError, MemoryError, EOFError) as error:  # fmt: skip
        raise _damaged("Stata file", error) from None


def _undo_latin(text: str) -> str:
    """Return a text that an old Stata saved in GB18030 or UTF-8, and was read as Latin-1."""
    if text.isascii():
        return text
    try:
        decoded = decode(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text
    return decoded.text if decoded else text


def _parquet(content: Content) -> Iterator[Sequence[object]]:
    """Yield the names of the columns of a Parquet file, then its records."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with content.open() as file:
            table = parquet.ParquetFile(file)
            names = table.schema_arrow.names
            yield names
            for batch in table.iter_batches(batch_size=_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                yield from zip(*columns, strict=True)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise _damaged("Parquet file", error) from None


def _json(content: Content) -> Iterator[Sequence[object]]:
    """Yield the names of the columns of a JSON or JSON-lines file, then its records."""
    records = _records(content)
    first = list(islice(records, _BATCH))
    names = list(dict.fromkeys(name for record in first for name in record))
    yield names
    for record in chain(first, records):
        yield [record.get(name) for name in names]


def _records(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON file: a list of them, columns, one object, or one a line."""
    if content.suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(content)
        return
    if content.size > MOST_JSON:
        raise UnreadableError(
            f"{content.size:,} bytes of JSON are too many (at most {MOST_JSON:,} are read)",
            "save it as .jsonl: one object a line",
        )
    decoded = decode(content.data())
    try:
        value = json.loads(decoded.text.lstrip("\ufeff")) if decoded else None
    except (ValueError, RecursionError):
        yield from _json_lines(content)
        return
    yield from _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON value, whichever way it is laid out."""
    if isinstance(value, dict):
        inner = [each for each in value.values() if isinstance(each, list)]
        of_objects = [each for each in inner if each and isinstance(each[0], dict)]
        if len(of_objects) == 1:
            yield from _objects(of_objects[0])
        elif value and all(isinstance(each, dict) for each in value.values()):
            yield from _turned(value)
        elif inner and len(inner) == len(value):
            rows = max(map(len, inner))
            for i in range(rows):
                yield {name: each[i] if i < len(each) else None for name, each in value.items()}
        else:
            yield value
        return
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise UnreadableError(
            "JSON, but no list of objects", 'give it the form [{"region": …, "text": …}, …]'
        )
    yield from value


def _turned(value: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the records of an object of objects: by column (as pandas saves), or by record."""
    from policytopics.corpus.columns import role_of

    if any(role_of(name) for name in value):
        for key in dict.fromkeys(key for each in value.values() for key in each):
            yield {name: each.get(key) for name, each in value.items()}
    else:
        yield from value.values()


def _json_lines(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file with one a line."""
    encoding = encoding_of(content.head(_SNIFFED), whole=content.size <= _SNIFFED) or "utf-8"
    with content.open() as file:
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace")
        for number, line in enumerate(text, start=1):
            if not line.strip("\ufeff \t\r\n"):
                continue
            try:
                value = json.loads(line.lstrip("\ufeff"))
            except (ValueError, RecursionError):
                value = None
            if not isinstance(value, dict):
                raise UnreadableError(
                    f"line {number} is no JSON object", "put one object on each line"
                )
            yield value
