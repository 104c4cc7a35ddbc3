"""The content of a file, on disk or inside of an archive: large tables are never held whole."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

__all__ = ["Content", "contents_in", "contents_of"]

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Content:
    """A file's name below the corpus folder, and its bytes or where they lie."""

    name: str
    source: Path | bytes

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def size(self) -> int:
        """Its number of bytes."""
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size

    def open(self) -> BinaryIO:
        """Return it open for reading."""
        return BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")

    def head(self, size: int) -> bytes:
        """Return its first bytes."""
        with self.open() as file:
            return file.read(size)

    def data(self) -> bytes:
        """Return all its bytes."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()

    def sha256(self) -> str:
        """Return the SHA-256 of its bytes, hexadecimal."""
        found = hashlib.sha256()
        with self.open() as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
        return found.hexdigest()


def contents_in(folder: str, files: list[str]) -> Iterator[Content]:
    """Yield each file, named by its path below ``folder``; none is opened yet."""
    root = Path(folder).resolve()
    for name in files:
        path = Path(name).resolve()
        inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
        yield Content(inside.as_posix(), path)


def contents_of(files: Mapping[str, bytes]) -> Iterator[Content]:
    """Yield files that are in memory, by name."""
    for name, data in files.items():
        yield Content(name, data)
