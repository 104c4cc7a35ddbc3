"""Which files of a folder or an archive are no documents."""

import fnmatch
from collections.abc import Sequence
from pathlib import PurePosixPath

from policytopics.study.own_files import OWN_FILES

__all__ = ["is_passed_over"]

# Folders that programs keep for themselves.
_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "@eadir"})


def is_passed_over(path: str, ignore: Sequence[str]) -> bool:
    """Return whether a file is no document, by its path below the corpus folder.

    Parameters
    ----------
    path : str
        With ``/`` between its parts.
    ignore : sequence of str
        Shell patterns for names; the case of letters does not matter.

    Examples
    --------
    >>> [is_passed_over(p, ["thumbs.db"]) for p in ("a/Thumbs.db", "topics.yaml", "省/a.txt")]
    [True, True, False]
    """
    *folders, name = (part.lower() for part in PurePosixPath(path).parts)
    masks = [mask.lower() for mask in (*ignore, *OWN_FILES)]
    return any(folder.startswith(".") or folder in _FOLDERS for folder in folders) or any(
        fnmatch.fnmatchcase(name, mask) for mask in masks
    )
