"""Which files of the corpus folder are documents."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from policytopics.corpus.passed_over import is_passed_over
from policytopics.problems import Problem, ProblemsError
from policytopics.study.corpus import CorpusSettings

__all__ = ["documents_at_most", "documents_in"]

# Files that hold many documents, and what a report takes in them at least, in bytes.
_OF_MANY = (
    ".csv", ".tsv", ".tab", ".xlsx", ".xls", ".xlsb", ".ods", ".dta", ".parquet", ".json", ".jsonl",
    ".ndjson", ".zip",
)  # fmt: skip
_BYTES_OF_DOCUMENT = 12_000


def documents_in(settings: CorpusSettings) -> list[str]:
    """Return the paths of the documents in the corpus folder, sorted; subfolders included.

    Raises
    ------
    ProblemsError
        If the folder is not named, is missing, or holds no document.
    """
    where = "config: corpus.folder"
    if not settings.folder:
        fix = "set corpus.folder in study.yaml, or the environment variable POLICYTOPICS_CORPUS"
        raise ProblemsError([Problem(where, "names no folder of documents", fix)])
    folder = Path(settings.folder)
    if not folder.is_dir():
        what = f"there is no folder {settings.folder}"
        raise ProblemsError([Problem(where, what, "mend the path, or unpack the documents there")])
    found = sorted(_documents_below(folder, settings.ignore))
    unnamed = [name for name in found if not _is_nameable(name)]
    if unnamed:
        fix = "give it a name in UTF-8, without braces, line ends and control characters"
        raise ProblemsError(
            [Problem(repr(name), "no name that can be written down", fix) for name in unnamed]
        )
    if not found:
        what = f"the folder {settings.folder} holds no documents"
        fix = (
            "put reports there (.txt, .md, .html, .mht, .docx, .doc, .rtf, .pdf, .zip, or a table "
            "with a row per report); corpus.ignore lists what is passed over"
        )
        raise ProblemsError([Problem(where, what, fix)])
    return found


def _documents_below(folder: Path, ignore: Sequence[str]) -> Iterator[str]:
    """Yield the paths of the files below a folder that may be documents."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).as_posix()
        if path.is_file() and not is_passed_over(inside, ignore):
            yield str(path)


def _is_nameable(name: str) -> bool:
    """Return whether a path is text (archives in GBK unpack to other bytes), not a wildcard."""
    return name.isprintable() and not set(name) & set("{}")


def documents_at_most(file: str) -> int:
    """Return about how many documents a file holds: tables and archives hold many."""
    many = file.lower().endswith(_OF_MANY)
    return max(1, os.path.getsize(file) // _BYTES_OF_DOCUMENT) if many else 1
