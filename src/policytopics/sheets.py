"""The one reader of the files that people keep: sheets and lists, whatever program saved them.

Spreadsheets save UTF-8 with or without a mark, UTF-16 with tabs ("Unicode text"), GB18030 or Big5,
with commas, semicolons or tabs, with any line ends. All of it is read; what cannot be is told with
its line. Unlike a document, a sheet is read strictly: a byte that is no text is an error.
"""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from policytopics.problems import Problem, ProblemsError, suggestion

__all__ = [
    "column_problems",
    "given_sheet",
    "numbered_rows",
    "parse_sheet",
    "read_sheet",
    "read_text",
    "sheet_rows",
    "yes_or_no",
]

_DELIMITERS = (",", ";", "\t")
_YES, _NO = {"yes", "true", "1", "y", "是"}, {"no", "false", "0", "n", "否", ""}
_SAVE = "save it as CSV, in UTF-8"
_MOST_ZEROS = 0.01
_LEAST_SCORE, _LEAST_WIDE = 0.5, 0.9  # share of common characters; in UTF-16 without its mark
# First bytes of the frequent characters, which the makers of these code tables put together.
_COMMON = (("gb2312", range(0xA1, 0xD8)), ("big5", range(0xA1, 0xC7)))
# Stands alone in the last row, unless a quotation mark is still open there.
_END = "\x01 end of the sheet"


def read_sheet(path: str | Path | None) -> pd.DataFrame | None:
    """Return the cells of one of a study's own sheets, as `parse_sheet`; None without a path.

    Messages call it by the name of its file.
    """
    return None if path is None else parse_sheet(_bytes(path), Path(path).name)


def given_sheet(path: str | Path) -> pd.DataFrame:
    """Return the cells of a sheet somewhere on the machine, as `parse_sheet`.

    Messages call it by its whole path.
    """
    return parse_sheet(_bytes(path), str(path))


def read_text(path: str | Path) -> str:
    r"""Return the text of a file, with ``\n`` at the ends of its lines.

    Raises
    ------
    ProblemsError
        If it cannot be read, is no text, or has NUL characters: a problem for each line.
    """
    return _text(_bytes(path), str(path), "save it as plain text, in UTF-8")


def parse_sheet(data: bytes, name: str) -> pd.DataFrame:
    """Return the cells of a CSV file.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        What messages call it.

    Returns
    -------
    DataFrame
        All strings; cells that a row lacks are empty. The index tells the line that each row begins
        in, ``attrs["line"]`` that of the header.

    Raises
    ------
    ProblemsError
        If it is no text, has no header, a column twice or without a name, a row with more cells
        than the header, or a quotation mark that is never closed.
    """
    text = _text(data, name, _SAVE)
    rows = numbered_rows(text, name, _delimiter(text))
    rows = {line: row for line, row in rows.items() if not (line == 1 and _separator(text))}
    if not rows:
        raise ProblemsError([Problem(name, "the file is empty", "give it a header line")])
    (line, header), *cells = rows.items()
    header = _without_empty_end(header)
    _stop_at([*_header_problems(header, f"{name}:{line}"), *_too_long(cells, header, name)])
    frame = pd.DataFrame(
        [[*row, *[""] * (len(header) - len(row))][: len(header)] for _, row in cells],
        columns=header, index=[line for line, _ in cells], dtype="str",
    )  # fmt: skip
    frame.attrs["line"] = line
    return frame


def column_problems(
    sheet: pd.DataFrame, name: str, needed: Sequence[str], known: Sequence[str] | None = None
) -> list[Problem]:
    """Return a problem for each column that a sheet lacks, and for each that is unknown.

    Parameters
    ----------
    sheet : DataFrame
        From `parse_sheet`.
    name : str
        What messages call the file.
    needed : sequence of str
        Columns that it must have.
    known : sequence of str, optional
        All that it may have; any by default.

    Examples
    --------
    >>> sheet = pd.DataFrame(columns=["file", "yaer"])
    >>> for problem in column_problems(sheet, "a.csv", ["file", "note"], ["file", "note", "year"]):
    ...     print(problem.what, "→", problem.fix)
    unknown column yaer → did you mean year?
    no column note → add it
    """
    where = f"{name}:{sheet.attrs.get('line', 1)}"
    unknown = [] if known is None else [one for one in sheet.columns if one not in known]
    missing = [one for one in needed if one not in sheet.columns]
    return [
        *(Problem(where, f"unknown column {one}", suggestion(one, known or [])) for one in unknown),
        *(Problem(where, f"no column {one}", "add it") for one in missing),
    ]


def sheet_rows(
    sheet: pd.DataFrame, name: str, columns: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where each row of a sheet stands (``file:line``), and its cells by column.

    Parameters
    ----------
    sheet : DataFrame
        From `parse_sheet`.
    name : str
        What messages call the file.
    columns : sequence of str
        What is wanted; cells of columns that the sheet lacks are empty.
    """
    for line, row in zip(sheet.index, sheet.to_dict("records"), strict=True):
        yield f"{name}:{line}", {each: str(row.get(each, "")).strip() for each in columns}


def yes_or_no(cell: str) -> bool | None:
    """Return whether a cell says yes, or no, as an empty one does; None if it says neither.

    Examples
    --------
    >>> [yes_or_no(cell) for cell in ("Yes", "否", "", "perhaps")]
    [True, False, False, None]
    """
    said = cell.lower()
    return True if said in _YES else False if said in _NO else None


def numbered_rows(text: str, name: str, delimiter: str = ",") -> dict[int, list[str]]:
    r"""Return the rows of a CSV text by the line each begins in; blank rows are left out.

    Raises
    ------
    ProblemsError
        If a quotation mark is never closed.

    Examples
    --------
    >>> numbered_rows('a,b\n"x\ny", 1\n,\nz\n', "a.csv")
    {1: ['a', 'b'], 2: ['x\ny', '1'], 5: ['z']}
    """
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(f"{text}\n{_END}"), delimiter=delimiter, skipinitialspace=True)
    rows, line = {}, 1
    for row in reader:
        rows[line] = [cell.strip() for cell in row]
        line = reader.line_num + 1
    line, last = rows.popitem()
    if last != [_END]:
        what = "a quotation mark of this row is never closed"
        raise ProblemsError([Problem(f"{name}:{line}", what, "close it, or write it twice")])
    return {line: row for line, row in rows.items() if any(row)}


def _bytes(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise ProblemsError([Problem(str(path), what, "give a file that can be read")]) from None


def _text(data: bytes, name: str, fix: str) -> str:
    text = _decoded(data)
    if text is None or text.count("\x00") > _MOST_ZEROS * len(text) + 1:
        raise ProblemsError([Problem(name, "not a text file", fix)])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # A stray one can be told with its line; many are another kind of file.
    zeros = [line for line, each in enumerate(text.split("\n"), 1) if "\x00" in each]
    _stop_at([Problem(f"{name}:{line}", "holds a NUL character", "delete it") for line in zeros])
    return text


def _decoded(data: bytes) -> str | None:
    """Return the text of a file: by its mark, else as UTF-8, else the most Chinese reading."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    wide = _best(data, ("utf-16-le", "utf-16-be"), _LEAST_WIDE) if b"\x00" in data else None
    if wide is not None and "\x00" not in wide:
        return wide
    plain = _strict(data, "utf-8-sig")
    return plain if plain is not None else _best(data, ("gb18030", "big5"), _LEAST_SCORE)


def _best(data: bytes, encodings: Sequence[str], least: float) -> str | None:
    readings = [text for each in encodings if (text := _strict(data, each)) is not None]
    best = max(readings, key=_score, default=None)
    return best if best is not None and _score(best) >= least else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str) -> float:
    """Return the share of common Chinese characters among those beyond ASCII, in [0, 1].

    GB18030 reads nearly any Big5 text, as rare characters.

    Examples
    --------
    >>> _score("省份,年份,檔案"), _score("省份,年份,檔案".encode("big5").decode("gb18030"))
    (1.0, 0.16666666666666666)
    """
    counts = Counter(each for each in text if each > "\x7f")
    common = sum(n for each, n in counts.items() if _is_common(each))
    return common / counts.total() if counts else 1.0


def _is_common(character: str) -> bool:
    codes = ((character.encode(name, "ignore"), leads) for name, leads in _COMMON)
    return any(len(code) == 2 and code[0] in leads for code, leads in codes)


def _separator(text: str) -> str:
    """Return the delimiter that a spreadsheet's first line ``sep=;`` names, or nothing."""
    first = text.partition("\n")[0].strip(' "')
    return first[4:] if first[:4].lower() == "sep=" and len(first) == 5 else ""


def _delimiter(text: str) -> str:
    """Return what stands between the cells: said by the first line, or what splits it most."""
    if said := _separator(text):
        return said
    first = next(filter(str.strip, text.split("\n")), "")
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([first], delimiter=each))))


def _without_empty_end(header: Sequence[str]) -> list[str]:
    """Return a row without the empty cells at its end, which spreadsheets write."""
    return list(header[: max(at for at, cell in enumerate(header, 1) if cell)])


def _header_problems(header: Sequence[str], where: str) -> list[Problem]:
    twice = sorted(name for name, n in Counter(header).items() if n > 1 and name)
    problems = [Problem(where, f"column {name} stands twice", "delete one") for name in twice]
    if "" in header:
        problems.append(Problem(where, "a column has no name", "name it or delete it"))
    return problems


def _too_long(
    cells: Iterable[tuple[int, list[str]]], header: Sequence[str], name: str
) -> list[Problem]:
    what = f"more cells than the {len(header)} of the header"
    fix = "put a text with commas in quotation marks"
    lines = [line for line, row in cells if any(row[len(header) :])]
    return [Problem(f"{name}:{line}", what, fix) for line in lines]


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsError(problems)
