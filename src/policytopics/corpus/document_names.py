"""Names of documents: of a file, of a member of an archive, of a row of a table."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from policytopics.corpus.changes import digest
from policytopics.corpus.characters import count_han

__all__ = ["document_ids", "file_order", "is_row"]

# Hexadecimal digits that tell apart what reads alike.
_DIGITS = 6
_ROW = re.compile(r"(?P<file>.+\.\w+)#(?P<sheet>.*!)?(?P<row>\d+)")


def is_row(file: str) -> bool:
    """Return whether a document is a row of a table."""
    return _ROW.fullmatch(file) is not None


def file_order(file: str) -> tuple[str, str, int]:
    """Return where a document stands in the order of all: rows by number, not by digits."""
    row = _ROW.fullmatch(file)
    return (row["file"], row["sheet"] or "", int(row["row"])) if row else (file, "", 0)


def document_ids(files: Sequence[str]) -> dict[str, str]:
    """Return a readable, unique ASCII name for each file.

    The file's stem, where it is ASCII; else what is ASCII of it and a hash of the rest; for a row
    of a table the table's stem and the row. Stems that fall together are all told apart by a hash
    of their paths, so that no id depends on the order of the files.

    Examples
    --------
    >>> document_ids(["a/Report 2024.txt", "b/江苏2024.txt", "b.csv#12"])
    {'a/Report 2024.txt': 'report_2024', 'b/江苏2024.txt': '2024_41cf89', 'b.csv#12': 'b_12'}
    """
    slugs = {file: _slug(_stem(file)) for file in files}
    counts = Counter(slugs.values())
    return {
        file: slug if counts[slug] == 1 else f"{slug}_{digest(file)[:_DIGITS]}"
        for file, slug in slugs.items()
    }


def _stem(file: str) -> str:
    """Return what a document's id is made from."""
    if row := _ROW.fullmatch(file):
        return f"{PurePosixPath(row['file']).stem} {row['sheet'] or ''}{row['row']}"
    return PurePosixPath(file).stem


def _slug(stem: str) -> str:
    """Return a stem in ``[a-z0-9_]``, with a hash if letters were lost."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if slug and not count_han(stem):
        return slug
    return "_".join(filter(None, [slug, digest(stem)[:_DIGITS]]))
