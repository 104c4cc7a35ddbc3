"""Files of sentences: a text with one a line, or a table with a column of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from policytopics.corpus.cells import Row
from policytopics.corpus.characters import count_han
from policytopics.corpus.columns import role_of
from policytopics.corpus.content import Content
from policytopics.corpus.decode import decode
from policytopics.corpus.report_tables import table_rows
from policytopics.corpus.script import is_traditional, simplified
from policytopics.corpus.signatures import TABLES, format_of
from policytopics.corpus.unreadable import UnreadableError
from policytopics.problems import Problem, ProblemsError, suggestion

__all__ = ["Sentences", "read_sentences"]

_LOOKED_AT = 200  # rows from which the column is told
_NAMED = ("sentence", "sentences", "句子", "语句", "句", "sent", "segment", "文本句")
_END_OF_SENTENCE = ("。", "！", "？", "；", ".", "!", "?")
_OTHER_FORMATS = "save it as .txt with one sentence a line; `policytopics run` takes whole reports"


class Sentences(NamedTuple):
    """The sentences of a file.

    Attributes
    ----------
    lines : list of str
        The line of a text, the row of a table as a spreadsheet numbers it.
    texts : list of str
        In simplified script.
    column : str
        Name of the column they stood in; empty for a text.
    """

    lines: list[str]
    texts: list[str]
    column: str = ""


def read_sentences(path: str | Path, column: str = "") -> Sentences:
    """Return the sentences of a file.

    Parameters
    ----------
    path : str or Path
        A text, or a table in any format that reports are read from.
    column : str
        Of a table; empty: the one that is named for it, or holds most Chinese.

    Raises
    ------
    ProblemsError
        If the file is missing, empty, no text and no table, without such a column, or without any
        Chinese.
    """
    where = Path(path)
    try:
        if where.is_dir():
            raise UnreadableError("a folder", "give one file")
        content = Content(where.name, where)
        if not content.head(4096).strip():
            raise UnreadableError("the file is empty", "write one sentence a line")
        format_ = format_of(content)
        found = _of_table(content, format_, column) if format_ in TABLES else _of_text(content)
        if format_ not in (*TABLES, "text", "markdown"):
            raise UnreadableError(f"a {format_} file, no list of sentences", _OTHER_FORMATS)
        if column and not found.column:
            raise UnreadableError("a text, no table with columns", "leave --column out")
        if not any(map(count_han, found.texts)):
            raise UnreadableError("no Chinese text in it", "give sentences, or name their column")
    except UnreadableError as error:
        raise ProblemsError([Problem(str(path), error.what, error.fix)]) from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise ProblemsError([Problem(str(path), what, "mend the path")]) from None
    return found._replace(texts=_in_simplified(found.texts))


def _of_text(content: Content) -> Sentences:
    """Return the lines of a text, empty ones too: so they keep their numbers."""
    decoded = decode(content.data())
    if decoded is None:
        raise UnreadableError("not a text file", "save it as plain text, in UTF-8")
    lines = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    texts = [line.strip() for line in lines.rstrip("\n").split("\n")]
    return Sentences([str(number) for number in range(1, len(texts) + 1)], texts)


def _of_table(content: Content, format_: str, column: str) -> Sentences:
    """Return a column of the first sheet that has it."""
    refused: UnreadableError | None = None
    for _, rows in table_rows(content, format_):
        try:
            return _of_sheet(rows, column)
        except UnreadableError as error:
            refused = refused or error
    raise refused or UnreadableError("a table without rows", "fill it in")


def _of_sheet(rows: Iterator[Row], column: str) -> Sentences:
    """Return one column of a sheet; rows without any cell are passed over."""
    filled = (row for row in rows if any(cell.strip() for cell in row.cells))
    header = next(filled, None)
    first = list(islice(filled, _LOOKED_AT))
    if header is None:
        raise UnreadableError("a table without rows", "fill it in")
    names = [name.strip() for name in header.cells]
    place = _place(names, first, column)
    below: Iterable[Row] = chain(first, filled)
    if not column and names[place].endswith(_END_OF_SENTENCE):
        below = chain([header], below)  # a list without a header
        names[place] = f"column {place + 1}"
    if not first and not column:
        raise UnreadableError("a table without rows below its header", "fill it in")
    pairs = [(row.label, _cell(row.cells, place)) for row in below]
    return Sentences([label for label, _ in pairs], [text for _, text in pairs], names[place])


def _place(names: Sequence[str], rows: Sequence[Row], column: str) -> int:
    """Return the place of the column asked for, else of the one that holds sentences."""
    if column:
        if column not in names:
            what = f"no column {column}"
            raise UnreadableError(what, suggestion(column, filter(None, names)))
        return names.index(column)
    for place, name in enumerate(names):
        if name.lower() in _NAMED or role_of(name) == "text":
            return place
    han = [sum(count_han(_cell(row.cells, at)) for row in rows) for at in range(len(names))]
    return max(range(len(names)), key=lambda at: (han[at], -at))


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _in_simplified(texts: list[str]) -> list[str]:
    """Return the texts in simplified script: those changed that are in traditional."""
    return [simplified(text)[0] if is_traditional(text) else text for text in texts]
