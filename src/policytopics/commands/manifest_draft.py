"""Draft ``config/<study>/documents.csv``: what was recognised of each document, and from what.

A person fills the empty cells and mends the wrong ones. Run again, it adds new documents and new
evidence; every cell that a person filled or changed is kept, and what the program wrote itself is
never taken for a person's word: the column ``recognised`` keeps what that was, and ``checked`` says
yes where a person agrees with it.
"""

from collections import Counter
from pathlib import Path, PurePosixPath

import pandas as pd

from policytopics.commands.workflow import Workflow
from policytopics.corpus.draft import CELLS, manifest_frame, written
from policytopics.corpus.settle import counted_draft
from policytopics.corpus.study_regions import read_places
from policytopics.files import atomic, read
from policytopics.problems import Problem, ProblemsError
from policytopics.sheets import read_sheet

__all__ = ["draft", "merged"]

# What the program says, never a person.
_OURS = ("status", "guesses", "confidence", "evidence", "recognised")


def merged(found: pd.DataFrame, old: pd.DataFrame | None) -> pd.DataFrame:
    """Return the new draft with a person's cells kept.

    Parameters
    ----------
    found : DataFrame
        What is recognised now; a column ``file`` and others, all strings.
    old : DataFrame or None
        The file as it is, edited or not; its further columns and documents are kept. A bare file
        name stands for the one document of that name, in whatever folder.

    Raises
    ------
    ProblemsError
        If the file has no column ``file``.

    Examples
    --------
    >>> found = pd.DataFrame({"file": ["a", "b"], "region": ["", "乙县"], "evidence": ["1", ""]})
    >>> old = pd.DataFrame({"file": ["a"], "region": ["甲县"], "evidence": [""]})
    >>> merged(found, old)["region"].tolist()
    ['甲县', '乙县']
    """
    if old is None:
        return found
    if "file" not in old.columns:
        fix = "add it: a row per document, its path below the folder"
        raise ProblemsError([Problem("documents.csv:1", "no column file", fix)])
    columns = [*found.columns, *(name for name in old.columns if name not in found.columns)]
    before = old.assign(file=_full_paths(old["file"], found["file"]))
    before = before.drop_duplicates("file").set_index("file")
    now = found.set_index("file")
    files = [*found["file"], *(name for name in before.index if name not in now.index)]
    kept = _by_hand(before).reindex(files)
    kept = kept.drop(columns=[name for name in _OURS if name in kept])
    # An empty cell is no edit: what is recognised now may fill it.
    draft = kept.replace("", pd.NA).combine_first(now.reindex(files)).reindex(files)
    return draft.reset_index(names="file").reindex(columns=columns).fillna("")


def _full_paths(names: pd.Series, files: pd.Series) -> list[str]:
    """Return the documents that names mean, a bare name that of the one file so called."""
    bare = [PurePosixPath(file).name for file in files]
    counts = Counter(bare)
    whole = {name: file for name, file in zip(bare, files, strict=True) if counts[name] == 1}
    known = set(files)
    return [name if name in known else whole.get(name, name) for name in names]


def _by_hand(old: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet without the cells that are as the program wrote them."""
    if "recognised" not in old.columns:
        return old
    ours = [written(cell) for cell in old["recognised"]]
    mended = old.copy()
    for name in (one for one in CELLS if one in old.columns):
        mended[name] = [
            "" if cell == wrote.get(name, "") else cell
            for cell, wrote in zip(old[name], ours, strict=True)
        ]
    checked = old.get("checked", pd.Series("", index=old.index)).str.strip() != ""
    return mended.where(~checked, old)


def draft(flow: Workflow) -> Path:
    """Write the draft and return its path.

    Raises
    ------
    ProblemsError
        If ``regions.csv`` or ``documents.csv`` of the study has mistakes.
    """
    results = Path(flow.results, "corpus")
    places = read_places(
        flow.resource("gazetteer/divisions.csv"), next(iter(flow.beside("regions.csv")), None)
    )
    tables = read(results / "sources.parquet"), read(results / "paragraphs.parquet")
    path = Path("config", flow.name, "documents.csv")
    # A sheet beside the documents is a person's too, and the first draft starts from it.
    known = next(iter(flow.beside("documents.csv")), None)
    old = read_sheet(known)
    found = manifest_frame(*tables, places)
    frame = merged(found, old)
    with atomic(path) as temporary:
        frame.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\n")
    print(f"{path}: {counted_draft(found)}{_filled(frame)}")
    return path


def _filled(frame: pd.DataFrame) -> str:
    """Return how many documents are still without a region."""
    empty = int(((frame["region"] == "") & (frame["region_code"] == "")).sum())
    return f"; {empty} without a region: fill it in" if empty else "; every region is filled in"
