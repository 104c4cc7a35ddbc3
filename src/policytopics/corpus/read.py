"""Files to source lines: the format is told by content, and every mistake at once.

What a file is called only decides where its content leaves a doubt: pages saved as ``.txt`` and
PDFs without an ending are common.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pandas as pd

from policytopics.corpus.characters import count_han
from policytopics.corpus.decode import LEAST_SCORE, Decoded, decode, score
from policytopics.corpus.formats import (
    UnreadableError,
    check_size,
    docx_lines,
    html_lines,
    looks_like_html,
    pdf_lines,
    text_lines,
)
from policytopics.corpus.misread import MISREAD, family, undo_exactly
from policytopics.corpus.patience import OutOfTimeError, at_most
from policytopics.problems import Problem, ProblemsError
from policytopics.tables.corpus import GIVEN, SOURCES

__all__ = ["document_ids", "omissions", "read_contents", "read_documents", "settle"]

# Of a file of any format; scans are large, and said to have no text layer.
MOST_BYTES = 256_000_000
# Of a text file: decoding tries several encodings.
MOST_TEXT_BYTES = 16_000_000
# Of processor time for one file; a plan of 400 pages takes ten.
MOST_SECONDS = 40

_COLUMNS = [column.name for column in SOURCES.columns]


def read_contents(folder: str, files: list[str]) -> dict[str, bytes]:
    """Return the bytes of each file, keyed by its path below ``folder``."""
    root = Path(folder).resolve()
    paths = {path: Path(path).resolve() for path in files}
    return {
        (path.relative_to(root) if path.is_relative_to(root) else Path(name)).as_posix():
            _bytes(path)
        for name, path in paths.items()
    }  # fmt: skip


def _bytes(path: Path) -> bytes:
    """Return a file's bytes; of one that is too large, enough to tell that."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def read_documents(contents: Mapping[str, bytes]) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the documents that can be read, and what is wrong with the others.

    Parameters
    ----------
    contents : mapping of str to bytes
        File path below the corpus folder, and the file's bytes.

    Returns
    -------
    sources : pd.DataFrame
        Table ``sources``, sorted by file; the order of ``contents`` does not matter.
    problems : list of Problem
        Files that are empty, binary, locked, damaged, without Chinese text, or given twice.
    """
    ids = document_ids(list(contents))
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for file in sorted(contents):
        sha256 = hashlib.sha256(contents[file]).hexdigest()
        twin = first.setdefault(sha256, file)
        try:
            if twin != file:
                raise UnreadableError(f"the same file as {twin}", "remove one of the two")
            format_, encoding, lines, warnings = _read(contents[file])
        except UnreadableError as error:
            problems.append(Problem(file, error.what, error.fix))
            continue
        row = (ids[file], file, sha256, format_, encoding, lines, *[""] * len(GIVEN), warnings)
        rows.append(dict(zip(_COLUMNS, row, strict=True)))
    return pd.DataFrame(rows, columns=_COLUMNS), problems


def settle(sources: pd.DataFrame, problems: list[Problem], *, leave_out: bool) -> pd.DataFrame:
    """Return ``sources`` if the run can go on; say which files are left out.

    Raises
    ------
    ProblemsError
        If there are problems and ``leave_out`` is false, or if no document remains.
    """
    if problems and (not leave_out or sources.empty):
        raise ProblemsError(problems)
    if sources.empty:
        fix = "put the reports there, or mend corpus.folder and corpus.ignore"
        raise ProblemsError([Problem("corpus.folder", "no documents found", fix)])
    for problem in problems:
        print(f"left out: {problem}")
    return sources


def omissions(problems: Iterable[Problem]) -> pd.DataFrame:
    """Return the table ``omissions`` of files that were left out, each with its first problem."""
    rows = {problem.where: (problem.where, problem.what, problem.fix) for problem in problems}
    return pd.DataFrame([rows[file] for file in sorted(rows)], columns=["file", "reason", "fix"])


def document_ids(files: list[str]) -> dict[str, str]:
    """Return a readable, unique ASCII name for each file.

    The file's stem, where it is ASCII; else what is ASCII of it and a hash of the rest. Stems
    that fall together are all told apart by a hash of their paths, so that no id depends on the
    order of the files.

    Examples
    --------
    >>> document_ids(["a/Report 2024.txt", "b/江苏2024.txt"])
    {'a/Report 2024.txt': 'report_2024', 'b/江苏2024.txt': '2024_41cf89'}
    """
    slugs = {file: _slug(PurePosixPath(file).stem) for file in files}
    counts = Counter(slugs.values())
    return {
        file: slug if counts[slug] == 1 else f"{slug}_{_digest(file)}"
        for file, slug in slugs.items()
    }


def _slug(stem: str) -> str:
    """Return a stem in ``[a-z0-9_]``, with a hash if letters were lost."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if slug and not count_han(stem):
        return slug
    return "_".join(filter(None, [slug, _digest(stem)]))


def _digest(text: str) -> str:
    """Return six hexadecimal digits for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _read(data: bytes) -> tuple[str, str, list[str], list[str]]:
    """Return format, encoding, lines and warnings of one file."""
    if not data.strip():
        raise UnreadableError("the file is empty", "fetch it again, or remove it")
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"the file is larger than {MOST_BYTES:,} bytes", "save the report alone as .txt"
        )
    try:
        with at_most(MOST_SECONDS):
            format_, encoding, lines, warnings = _by_content(data)
    except OutOfTimeError:
        raise UnreadableError(
            f"it takes more than {MOST_SECONDS} seconds to read, which no report does",
            "save the report's text as .txt, or remove the file",
        ) from None
    check_size(lines)
    if not count_han("".join(lines)) and not encoding.startswith(MISREAD):
        raise UnreadableError(
            "no Chinese text in it", "if it is no document, add its name to corpus.ignore"
        )
    return format_, encoding, lines, warnings


def _by_content(data: bytes) -> tuple[str, str, list[str], list[str]]:
    """Return the same, by the marks that formats begin with."""
    if data.startswith(b"%PDF-"):
        return "pdf", "", pdf_lines(data), []
    if data.startswith(b"PK\x03\x04"):
        return "docx", "", docx_lines(data), []
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("an old Word file (.doc)", "save it as .docx or .txt")
    if len(data) > MOST_TEXT_BYTES:
        raise UnreadableError(
            f"{len(data):,} bytes of text are more than a report has "
            f"(at most {MOST_TEXT_BYTES:,} are read)",
            "save the report alone as .txt, or remove the file",
        )
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("not a text file", "save the report's text as UTF-8 .txt")
    decoded, warnings = _misread(decoded)
    if decoded.n_unreadable:
        warnings.append(f"{decoded.n_unreadable} bytes could not be read as {decoded.encoding}")
    if looks_like_html(decoded.text):
        lines, more = html_lines(decoded.text)
        return "html", decoded.encoding, lines, [*warnings, *more]
    return "txt", decoded.encoding, text_lines(decoded.text), warnings


def _misread(decoded: Decoded) -> tuple[Decoded, list[str]]:
    """Return a text that was once read in a wrong encoding as it was, if no byte was lost by that.

    Where bytes were lost the text stays as it is; the repair stage fills in what it can.
    """
    name = family(decoded.text)
    if name == "cp1252" and (text := undo_exactly(decoded.text)) is not None:
        return Decoded(text, f"{MISREAD}{name}"), [f"{MISREAD}{name} and saved so: undone exactly"]
    if name:
        warning = f"{MISREAD}{name} and saved so: undone as far as its bytes allow"
        return Decoded(decoded.text, f"{MISREAD}{name}", decoded.n_unreadable), [warning]
    if score(decoded.text) < LEAST_SCORE:
        raise UnreadableError(
            "the text is garbled: it was once read in a wrong encoding, and saved so",
            "fetch it again from where it came from",
        )
    return decoded, []
