"""Archives: a zip file's members are documents, as if they had been unpacked beside it."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from policytopics.corpus.content import Content
from policytopics.corpus.decode import LEAST_SCORE, common_share
from policytopics.corpus.passed_over import is_passed_over
from policytopics.corpus.unreadable import UnreadableError, too_large

__all__ = ["members"]

# Bounds for archives that were made to fill a disk.
MOST_MEMBERS = 20_000
MOST_MEMBER_BYTES = 256_000_000
_MOST_BYTES = 4_000_000_000
# Text is packed to a quarter or so; one paragraph repeated without end to a thousandth.
MOST_RATIO = 200
_SMALL = 1_000_000
# Archives inside of archives.
DEEPEST = 3


def members(
    content: Content, ignore: tuple[str, ...]
) -> Iterator[Content | tuple[str, UnreadableError]]:
    """Yield the files of a zip archive, named ``archive.zip/name``, or what is wrong with one.

    Raises
    ------
    UnreadableError
        If the archive as a whole is damaged, beyond a bound, or holds nothing.
    """
    if content.name.lower().count(".zip/") >= DEEPEST:
        raise UnreadableError("archives inside of archives, too deep", "unpack it")
    try:
        with content.open() as file, zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(infos)
            names = {info: _name(info) for info in infos}
            wanted = {i: name for i, name in names.items() if not is_passed_over(name, ignore)}
            if not wanted:
                raise UnreadableError("an archive without documents", "remove it")
            for info in sorted(wanted, key=lambda one: (wanted[one], one.header_offset)):
                yield _member(archive, info, f"{content.name}/{wanted[info]}")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError,
            RuntimeError, KeyError) as error:  # fmt: skip
        raise UnreadableError(
            f"the zip archive is damaged ({type(error).__name__})", "fetch it again, or unpack it"
        ) from None


def _check(infos: list[zipfile.ZipInfo]) -> None:
    """Raise `UnreadableError` for an archive beyond a bound."""
    if len(infos) > MOST_MEMBERS:
        raise too_large(f"{len(infos):,} files in the archive", f"{MOST_MEMBERS:,}")
    if (size := sum(info.file_size for info in infos)) > _MOST_BYTES:
        raise too_large(f"{size:,} bytes in the archive", f"{_MOST_BYTES:,}")


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name: in UTF-8 where it is marked so, else most often in GBK.

    Parts that would lead out of the archive are taken away.
    """
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437", errors="replace")
        readings = [raw.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
        name = max(
            readings, key=lambda one: ("\ufffd" not in one, common_share(one) >= LEAST_SCORE)
        )
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..", ".")) or "unnamed"


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> Content | tuple[str, UnreadableError]:
    """Return one file of an archive, unpacked."""
    if info.flag_bits & 1:
        return name, UnreadableError(
            "locked with a password inside of the archive", "unpack the archive with its password"
        )
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > MOST_MEMBER_BYTES or (info.file_size > _SMALL and ratio > MOST_RATIO):
        return name, too_large(f"{info.file_size:,} bytes unpacked", f"{MOST_MEMBER_BYTES:,}")
    try:
        with archive.open(info) as file:
            return Content(name, file.read(MOST_MEMBER_BYTES))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError,
            RuntimeError) as error:  # fmt: skip
        return name, UnreadableError(
            f"damaged inside of the archive ({type(error).__name__})", "fetch the archive again"
        )
