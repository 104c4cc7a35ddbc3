"""The rows of workbooks (.xlsx, .xls, .xlsb, .ods), numbered as a spreadsheet shows them.

Calamine reads them fast, but keeps a sheet as one block: a stray cell in the last corner, or a
broken record, would fill any memory. So it runs in a process of its own, whose memory and time are
bounded, and the rows come from there some at a time.
"""

import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from policytopics.corpus.cells import Row, as_text
from policytopics.corpus.content import Content
from policytopics.corpus.pdf_process import environment
from policytopics.corpus.unreadable import UnreadableError, too_large

__all__ = ["workbook_rows"]

_MOST_BYTES = 1_500_000_000
_MOST_MEMORY = 3 << 30
# Of processor time; thirteen thousand reports take one minute.
_MOST_SECONDS = 300
_BATCH = 100
_END, _SHEET = "end", "sheet"
_FIX = "save the sheet with the reports alone, as .csv or as a new .xlsx"

SheetCell = tuple[int, int]


def workbook_rows(content: Content) -> Iterator[Iterator[Row]]:
    """Yield the rows of each sheet.

    Raises
    ------
    UnreadableError
        If the workbook is damaged, locked, or takes too much time or memory.
    """
    _check_unpacked(content)
    with tempfile.TemporaryDirectory(prefix="policytopics-") as folder:
        path = content.source
        if isinstance(path, bytes):
            path = Path(folder, "workbook")
            path.write_bytes(content.data())
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(path)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(),
        )  # fmt: skip
        try:
            yield from _sheets(process)
        finally:
            process.kill()
            process.communicate()


def _sheets(process: "subprocess.Popen[bytes]") -> Iterator[Iterator[Row]]:
    """Yield the sheets that a process sends; what is not taken of one is passed over."""
    message = _received(process)
    while message != _END:
        batches: list[Any] = [_received(process)]

        def rows(batches: list[Any] = batches) -> Iterator[Row]:
            while isinstance(batches[0], list):
                yield from (Row(*row) for row in batches[0])
                batches[0] = _received(process)

        yield rows()
        while isinstance(batches[0], list):
            batches[0] = _received(process)
        message = batches[0]


def _received(process: "subprocess.Popen[bytes]") -> Any:
    """Return the next that a process sends, or raise what is wrong with the workbook."""
    try:
        message = pickle.load(process.stdout)  # type: ignore[arg-type]
    except (EOFError, pickle.UnpicklingError):
        if process.wait() == -signal.SIGVTALRM:
            what = f"the workbook takes more than {_MOST_SECONDS} seconds to read"
            raise UnreadableError(what, _FIX) from None
        what = "the workbook is damaged, or has cells too far apart for its sheet to be held"
        raise UnreadableError(what, _FIX) from None
    if isinstance(message, tuple):
        raise UnreadableError(*message)
    return message


def _check_unpacked(content: Content) -> None:
    """Raise `UnreadableError` for a workbook that is a great deal larger than it looks."""
    try:
        with content.open() as file, zipfile.ZipFile(file) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return  # an old workbook, or damaged: its reader tells
    if size > _MOST_BYTES:
        raise too_large(f"{size:,} bytes in the workbook", f"{_MOST_BYTES:,}")


def _sheet_rows(
    rows: Iterable[Sequence[object]],
    above: int,
    merged: dict[SheetCell, SheetCell],
    name: str,
) -> Iterator[Row]:
    """Yield a sheet's rows; a merged cell's value stands in each row it covers."""
    kept: dict[SheetCell, str] = {}
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
    ranges: Iterable[tuple[SheetCell, SheetCell]],
) -> Iterator[tuple[SheetCell, SheetCell]]:
    """Yield each cell below the first of a column that was merged, with the first."""
    for (top, left), (bottom, _) in ranges:
        for row in range(top, min(bottom, top + 100_000) + 1):
            yield (row, left), (top, left)


def _read(path: str) -> Iterator[object]:
    """Yield for each sheet its mark and its rows, some at a time; at last the end's."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
    except PasswordError:
        yield "the workbook is locked with a password", "save a copy without the password"
        return
    except (CalamineError, OSError, ValueError) as error:
        yield f"the workbook is damaged ({type(error).__name__})", _FIX
        return
    for i, name in enumerate(names):
        try:
            sheet = book.get_sheet_by_index(i)
        except CalamineError:
            continue  # a sheet with a diagram only
        yield _SHEET
        above = sheet.start[0] if sheet.start else 0
        merged = dict(_merged(sheet.merged_cell_ranges or []))
        label = "" if len(names) == 1 else f"{name}!"
        rows = _sheet_rows(sheet.iter_rows(), above, merged, label)
        while batch := [tuple(row) for row in islice(rows, _BATCH)]:
            yield batch
    yield _END


def _serve(path: str, answers: BinaryIO) -> None:
    """Send the rows of a workbook."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
    for message in _read(path):
        pickle.dump(message, answers)
    answers.flush()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.stdout.buffer)
