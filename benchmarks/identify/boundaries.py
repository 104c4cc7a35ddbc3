"""Do review, problems, plan and closing begin where a reader says they do.

    python -m benchmarks.identify.boundaries --corpus FOLDER [--table FILE] [--wrong]

``boundaries.tsv`` holds the line numbers that a reader marked in reports below ``FOLDER`` (README,
"Boundaries"). A boundary is right within one kept paragraph.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.identify.pipeline import load, run
from policytopics.corpus.characters import count_han
from policytopics.wilson import wilson

__all__ = ["Boundaries", "offsets", "plan_share", "read_boundaries"]

TABLE = Path(__file__).with_name("boundaries.tsv")
PARTS = ("review", "problems", "plan", "closing")
KEPT = ("heading", "body")
# A heading more or less, or a lead-in, is no fault.
MOST = 1
# Standard normal quantile of a 95 % interval.
Z = 1.959964


class Boundaries(NamedTuple):
    """One annotated report: 1-based lines of the decoded source, 0 where a part is missing."""

    file: str
    review: int
    problems: int
    plan: int
    closing: int
    last: int


def read_boundaries(path: Path = TABLE) -> list[Boundaries]:
    """Return the annotated reports of a table, in its order."""
    table = pd.read_csv(path, sep="\t", dtype={"file": "str"}).fillna(0)
    lines = table.drop(columns="file").astype("int64").to_numpy().tolist()
    return [Boundaries(file, *row) for file, row in zip(table["file"], lines, strict=True)]


def offsets(paragraphs: pd.DataFrame, truth: Boundaries) -> dict[str, int | None]:
    """Return by how many kept lines each boundary is off; positive: too late.

    Parameters
    ----------
    paragraphs : pd.DataFrame
        One document's rows in order; columns line, role, part. Only headings and body count.
    truth : Boundaries
        What a reader marked.

    Returns
    -------
    dict of str to int or None
        ``review``, ``problems``, ``plan``, ``closing`` by their first line, and ``end``, the last
        line kept. None: the part was not found. Parts that the reader did not find are left out.
        Pieces of one source line count as that line.

    Examples
    --------
    >>> rows = pd.DataFrame({"line": [3, 4, 4, 6, 8], "role": "body"})
    >>> rows["part"] = ["review", "review", "plan", "plan", "closing"]
    >>> offsets(rows, Boundaries("a.txt", 3, 0, 6, 8, 8))
    {'review': 0, 'plan': -1, 'closing': 0, 'end': 0}
    """
    kept = paragraphs[paragraphs["role"].isin(KEPT)]
    lines = np.unique(kept["line"].to_numpy(dtype="int64"))
    found: dict[str, int | None] = {}
    for part, line in zip(PARTS, truth[1:5], strict=True):
        if line:
            own = kept.loc[kept["part"] == part, "line"]
            found[part] = _steps(lines, int(own.iloc[0]), line) if len(own) else None
    found["end"] = int((lines > truth.last).sum()) if len(lines) else None
    return found


def _steps(lines: np.ndarray, found: int, wanted: int) -> int:
    """Return how many of the kept ``lines`` lie between two of them; a lost line is the next."""
    return int(np.searchsorted(lines, found) - np.searchsorted(lines, wanted))


def plan_share(paragraphs: pd.DataFrame, truth: Boundaries) -> tuple[int, int]:
    """Return the kept Han characters from the plan to the closing: said to be plan, and all."""
    inside = paragraphs["line"].between(truth.plan, truth.closing - 1)
    kept = paragraphs[inside & paragraphs["role"].isin(KEPT)]
    sizes = kept["text"].map(count_han)
    return int(sizes[kept["part"] == "plan"].sum()), int(sizes.sum())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identify.boundaries")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the reports")
    parser.add_argument("--table", type=Path, default=TABLE, help="annotated line numbers")
    parser.add_argument("--wrong", action="store_true", help="list the boundaries that are wrong")
    options = parser.parse_args()
    truths = read_boundaries(options.table)
    paragraphs = _structured(options.corpus, [truth.file for truth in truths])
    found = {truth.file: offsets(paragraphs[truth.file], truth) for truth in truths}
    for part in (*PARTS, "end"):
        print(_line(part, [off[part] for off in found.values() if part in off]))
    plans = np.array([plan_share(paragraphs[truth.file], truth) for truth in truths]).sum(axis=0)
    print(f"plan's characters said to be plan: {plans[0] / plans[1]:.4f} of {plans[1]:,}")
    if options.wrong:
        for file, off in found.items():
            wrong = {part: steps for part, steps in off.items() if not _right(steps)}
            if wrong:
                print(file, wrong)


def _structured(corpus: Path, files: Sequence[str]) -> Mapping[str, pd.DataFrame]:
    """Return the paragraphs of each file, under names that say nothing."""
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder, "documents")
        documents.mkdir()
        hidden = {f"{n:06}{Path(file).suffix}": file for n, file in enumerate(files)}
        for name, file in hidden.items():
            (documents / name).write_bytes((corpus / file).read_bytes())
        run(documents, Path(folder))
        rows = load(Path(folder)).paragraphs
    return {file: rows[rows["file"] == name] for name, file in hidden.items()}


def _line(part: str, steps: Sequence[int | None]) -> str:
    """Return the share of right boundaries of a part, with its interval."""
    right = sum(map(_right, steps))
    low, high = wilson(right / len(steps), Z**2 / len(steps))
    exact = sum(step == 0 for step in steps)
    return (
        f"{part}: {right} of {len(steps)} right, {right / len(steps):.3f} "
        f"({low:.3f} to {high:.3f}); {exact} exactly"
    )


def _right(steps: int | None) -> bool:
    """Return whether a boundary is right within one kept paragraph."""
    return steps is not None and abs(steps) <= MOST


if __name__ == "__main__":
    main()
