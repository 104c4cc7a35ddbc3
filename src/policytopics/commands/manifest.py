"""Draft ``config/<study>/documents.csv``: what was recognised of each document, and from what.

    python -m policytopics.commands.manifest STUDY

A person fills the empty cells and mends the wrong ones. Run again, it adds new documents and new
evidence; every cell that a person filled or changed is kept.
"""

import subprocess
import sys
from pathlib import Path

import pandas as pd

from policytopics.commands.workflow import Workflow, fail, open_workflow
from policytopics.corpus.identify import manifest_frame
from policytopics.corpus.sheets import read_places
from policytopics.files import atomic, read
from policytopics.problems import ProblemsError

__all__ = ["draft", "merged"]

_GAZETTEER = "resources/gazetteer/divisions.csv"
_OURS = ("confidence", "evidence")  # what the program says, never a person


def merged(found: pd.DataFrame, old: pd.DataFrame | None) -> pd.DataFrame:
    """Return the new draft with a person's cells kept.

    Parameters
    ----------
    found : DataFrame
        What is recognised now; a column ``file`` and others, all strings.
    old : DataFrame or None
        The file as it is, edited or not; its further columns and documents are kept.

    Examples
    --------
    >>> found = pd.DataFrame({"file": ["a", "b"], "region": ["", "乙县"], "evidence": ["1", ""]})
    >>> old = pd.DataFrame({"file": ["a"], "region": ["甲县"], "evidence": [""]})
    >>> merged(found, old)["region"].tolist()
    ['甲县', '乙县']
    """
    if old is None:
        return found
    columns = [*found.columns, *(name for name in old.columns if name not in found.columns)]
    now, before = found.set_index("file"), old.drop_duplicates("file").set_index("file")
    files = [*found["file"], *(name for name in before.index if name not in now.index)]
    kept = before.reindex(files).drop(columns=[name for name in _OURS if name in before])
    # An empty cell is no edit: what is recognised now may fill it.
    draft = kept.replace("", pd.NA).combine_first(now.reindex(files)).reindex(files)
    return draft.reset_index(names="file").reindex(columns=columns).fillna("")


def draft(flow: Workflow) -> Path:
    """Write the draft and return its path.

    Raises
    ------
    ProblemsError
        If ``regions.csv`` of the study has mistakes.
    """
    results = Path(flow.results, "corpus")
    places = read_places(_GAZETTEER, next(iter(flow.beside("regions.csv")), None))
    tables = read(results / "sources.parquet"), read(results / "paragraphs.parquet")
    path = Path("config", flow.name, "documents.csv")
    # A sheet beside the documents is a person's too, and the first draft starts from it.
    known = next(iter(flow.beside("documents.csv")), None)
    old = (
        pd.read_csv(known, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        if known
        else None
    )
    frame = merged(manifest_frame(*tables, places), old)
    with atomic(path) as temporary:
        frame.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\n")
    empty = int((frame["region"] == "").sum())
    print(
        f"{path}: {len(frame)} documents, {empty} without a region{': fill it in' if empty else ''}"
    )
    return path


def main(study: str) -> int:
    """Read and structure the documents, then draft; return the exit code."""
    flow = open_workflow({"study": study})
    target = f"{flow.results}/corpus/paragraphs.parquet"
    words = ["snakemake", "--cores", "all", target, "--config", f"study={study}"]
    done = subprocess.run([sys.executable, "-m", *words], check=False)
    if done.returncode:
        return done.returncode
    try:
        draft(flow)
    except ProblemsError as error:
        fail(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
