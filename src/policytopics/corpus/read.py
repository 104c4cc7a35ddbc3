"""Files to documents: what each file is, what it says, and every mistake at once.

Most files are one document; a table of reports is one a row, an archive one a member. No file is
opened before its turn, and the order of the files does not matter.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from queue import SimpleQueue

import pandas as pd

from policytopics.corpus.archive import members
from policytopics.corpus.characters import count_han
from policytopics.corpus.content import Content, contents_of
from policytopics.corpus.document_names import document_ids, file_order, is_row
from policytopics.corpus.formats import read_as
from policytopics.corpus.misread import MISREAD
from policytopics.corpus.ocr import check_installed
from policytopics.corpus.pdf_process import PdfProcess
from policytopics.corpus.report_tables import open_report_table
from policytopics.corpus.signatures import TABLES, format_of
from policytopics.corpus.time_limit import OutOfTimeError, at_most
from policytopics.corpus.unreadable import Reading, UnreadableError, check_size
from policytopics.problems import Problem, ProblemsError
from policytopics.study.corpus import CorpusSettings
from policytopics.tables.corpus import GIVEN, OMISSIONS, SOURCES

__all__ = ["Omission", "ReadSettings", "omissions", "read_documents", "settle_sources"]

# Of a file of any format but tables; scans are large, and said to have no text layer.
_MOST_BYTES = 256_000_000
# Of processor time for one file; a plan of 400 pages takes ten.
_MOST_SECONDS = 40


class Omission(Problem):
    """What is left out and said, but ends no run: a row of a table without text, or given twice."""


@dataclass(frozen=True)
class ReadSettings:
    """How files are read.

    Attributes
    ----------
    columns : mapping of str to str
        Role → name of the column of a table of reports, where it is not to be guessed.
    ignore : tuple of str
        Names of members of archives that are no documents.
    ocr : bool
        Whether pages of PDFs without text are read from their picture.
    processes : int
        How many processes read PDFs.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    ocr: bool = False
    processes: int = 1

    @classmethod
    def of(cls, settings: CorpusSettings, processes: int) -> "ReadSettings":
        """Return how a study's settings want files to be read, by so many processes."""
        columns = {str(role): name for role, name in settings.columns.items()}
        return cls(columns, tuple(settings.ignore), settings.ocr == "missing_pages", processes)


@dataclass(frozen=True)
class _Found:
    """A document's reading, or the error that says why there is none."""

    file: str
    sha256: str
    reading: Reading | UnreadableError | Future[Reading]
    columns: str = ""


def read_documents(
    contents: Mapping[str, bytes] | Iterable[Content], settings: ReadSettings | None = None
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the documents that can be read, and what is wrong with the others.

    Parameters
    ----------
    contents : iterable of Content, or mapping of str to bytes
        Files by their path below the corpus folder; their order does not matter.
    settings : ReadSettings or None
        How they are read; None: the defaults.

    Returns
    -------
    sources : pd.DataFrame
        Table ``sources``, sorted by file, rows of a table in their order.
    problems : list of Problem
        Files, members of archives and rows of tables that are empty, binary, locked, damaged,
        without Chinese text, or given twice. Those that end no run are `Omission`.
    """
    settings = settings or ReadSettings()
    if settings.ocr:
        check_installed()
    files = contents_of(contents) if isinstance(contents, Mapping) else contents
    rows: dict[str, list[object]] = {}
    problems: list[Problem] = []
    first: dict[str, str] = {}
    with _Readers(settings) as readers:
        found = [
            one
            for content in sorted(files, key=lambda each: each.name)
            for one in readers.read(content)
        ]
        for one in sorted(found, key=lambda each: file_order(each.file)):
            twin = first.setdefault(one.sha256, one.file) if one.sha256 else one.file
            try:
                if twin != one.file:
                    raise UnreadableError(*_told_twice(one.file, twin))
                rows[one.file] = _row(one, _checked(one.reading))
            except UnreadableError as error:
                kind = Omission if is_row(one.file) and _ends_no_run(error) else Problem
                problems.append(kind(one.file, error.what, error.fix))
    ids = document_ids(list(rows))
    table = [[ids[file], *row] for file, row in rows.items()]
    return pd.DataFrame(table, columns=SOURCES.names), problems


def _row(one: _Found, reading: Reading) -> list[object]:
    """Return a document's row of the table, but for its id."""
    given = [reading.given.get(name, "") for name in GIVEN]
    lines, warnings = list(reading.lines), list(reading.warnings)
    start = [one.file, one.sha256, reading.format, reading.encoding]
    return [*start, lines, *given, one.columns, warnings]


def _told_twice(file: str, twin: str) -> tuple[str, str]:
    """Return what is wrong with a file whose content stands elsewhere, and the fix."""
    what = "the same row as" if is_row(file) else "the same file as"
    return f"{what} {twin}", "remove one of the two"


def _ends_no_run(error: UnreadableError) -> bool:
    """Return whether nothing is lost with a row: it has no text, or stands elsewhere."""
    return error.what.startswith(("the same row as", "the row has no text"))


def _checked(reading: Reading | UnreadableError | Future[Reading]) -> Reading:
    """Return a reading that has Chinese text of a size that reports have, or raise."""
    if isinstance(reading, Future):
        reading = reading.result()
    if isinstance(reading, UnreadableError):
        raise reading
    check_size(reading.lines)
    if not any(map(count_han, reading.lines)) and not reading.encoding.startswith(MISREAD):
        raise UnreadableError(
            "no Chinese text in it",
            "fetch the report's text again; if it is no report, keep it elsewhere",
        )
    return reading


class _Readers:
    """Reads files of any format; PDFs in processes beside this process."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._stack = ExitStack()
        self._pool: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[PdfProcess] = SimpleQueue()

    def __enter__(self) -> "_Readers":
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def read(self, content: Content) -> Iterator[_Found]:
        """Yield the documents of a file."""
        try:
            size, format_ = content.size, ""
            if size and content.head(4096).strip():
                format_ = format_of(content)
            if not format_:
                raise UnreadableError("the file is empty", "fetch it again, or remove it")
            if size > _MOST_BYTES and format_ not in (*TABLES, "zip"):
                raise UnreadableError(
                    f"the file is larger than {_MOST_BYTES:,} bytes",
                    "save the report alone as .txt",
                )
            yield from self._documents(content, format_)
        except UnreadableError as error:
            yield _Found(content.name, "", error)
        except OSError as error:
            what = f"it cannot be opened ({error.strerror or type(error).__name__})"
            fix = "mend its permissions, or fetch it again"
            yield _Found(content.name, "", UnreadableError(what, fix))

    def _documents(self, content: Content, format_: str) -> Iterator[_Found]:
        """Yield the documents of a file whose format is given."""
        if format_ == "zip":
            for member in members(content, self._settings.ignore):
                if isinstance(member, Content):
                    yield from self.read(member)
                else:
                    yield _Found(member[0], "", member[1])
        elif format_ in TABLES:
            yield from self._table(content, format_)
        elif format_ == "pdf":
            yield _Found(content.name, content.sha256(), self._pdf(content))
        else:
            yield _Found(content.name, content.sha256(), _in_time(content, format_))

    def _table(self, content: Content, format_: str) -> Iterator[_Found]:
        """Yield the rows of a table of reports; say which columns were taken."""
        for table in open_report_table(content, format_, self._settings.columns):
            columns = "; ".join(f"{role}: {name}" for role, name in table.columns.items())
            number = 0
            for name, sha256, reading in table.readings():
                number += 1
                blank = isinstance(reading, UnreadableError)
                yield _Found(name, "" if blank else sha256, reading, columns)
            print(f"{content.name}: a table of {number:,} rows, each a document ({columns})")

    def _pdf(self, content: Content) -> Future[Reading]:
        """Return the reading of a PDF, to be done by the next process that is idle."""
        if self._pool is None:
            for _ in range(self._settings.processes):
                process = PdfProcess(ocr=self._settings.ocr, seconds=_MOST_SECONDS)
                self._idle.put(self._stack.enter_context(process))
            self._pool = self._stack.enter_context(ThreadPoolExecutor(self._settings.processes))
        return self._pool.submit(self._read_pdf, content)

    def _read_pdf(self, content: Content) -> Reading:
        """Return the reading of a PDF."""
        process = self._idle.get()
        try:
            return process.read(content.data())
        finally:
            self._idle.put(process)


def _in_time(content: Content, format_: str) -> Reading | UnreadableError:
    """Return the text of a file, or what is wrong; never after `_MOST_SECONDS`."""
    try:
        with at_most(_MOST_SECONDS):
            return read_as(content, format_)
    except UnreadableError as error:
        return error
    except OutOfTimeError:
        return UnreadableError(
            f"it takes more than {_MOST_SECONDS} seconds to read, which no report does",
            "save the report's text as .txt, or remove the file",
        )


def settle_sources(
    sources: pd.DataFrame, problems: list[Problem], *, leave_out: bool
) -> pd.DataFrame:
    """Return ``sources`` if the run can go on; say which files are left out.

    Raises
    ------
    ProblemsError
        If there are problems and ``leave_out`` is false, or if no document remains.
    """
    fatal = [problem for problem in problems if not isinstance(problem, Omission)]
    if problems and ((fatal and not leave_out) or sources.empty):
        raise ProblemsError(fatal or problems)
    if sources.empty:
        fix = "put the reports there, or mend corpus.folder and corpus.ignore"
        raise ProblemsError([Problem("corpus.folder", "no documents found", fix)])
    for problem in problems:
        print(f"left out: {problem}")
    return sources


def omissions(problems: Iterable[Problem]) -> pd.DataFrame:
    """Return the table ``omissions`` of files that were left out, each with its first problem."""
    rows = {problem.where: (problem.where, problem.what, problem.fix) for problem in problems}
    return pd.DataFrame([rows[file] for file in sorted(rows)], columns=OMISSIONS.names)
