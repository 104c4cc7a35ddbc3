"""How well roles and parts agree with line ranges that a reader marked."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policytopics.corpus.read import read_documents
from policytopics.corpus.repair import repair
from policytopics.corpus.structure import structure

__all__ = ["Agreement", "agreement", "read_gold"]

_COLUMNS = ["prefix", "first", "last", "keep", "part", "note"]


@dataclass(frozen=True)
class Agreement:
    """F1 of the characters kept, share of them in the right part, and their number."""

    f1: float
    part: float
    characters: int


def read_gold(path: Path) -> pd.DataFrame:
    """Return line ranges: file prefix, first and last line, whether kept, part (``*``: any)."""
    return pd.read_csv(path, sep="\t", comment="#", names=_COLUMNS, dtype={"prefix": "str"})


def agreement(folder: Path, gold: pd.DataFrame) -> dict[str, Agreement]:
    """Return for each marked document how well it is told apart."""
    files = {
        path.name: path.read_bytes()
        for path in sorted(folder.glob("*.txt"))
        if path.name.startswith(tuple(gold["prefix"]))
    }
    sources, _ = read_documents(files)
    paragraphs = structure(repair(sources)[0])
    return {
        str(prefix): _agreement(
            paragraphs[paragraphs["document_id"].str.startswith(str(prefix))], ranges
        )
        for prefix, ranges in gold.groupby("prefix")
    }


def _agreement(paragraphs: pd.DataFrame, ranges: pd.DataFrame) -> Agreement:
    """Return how well one document is told apart."""
    hits = found = wanted = right = scored = 0
    for span in ranges.itertuples():
        rows = paragraphs[paragraphs["line"].between(span.first, span.last)]
        sizes = rows["text"].str.len()
        kept = int(sizes[rows["role"].isin(["heading", "body"])].sum())
        hits += kept * int(span.keep)
        found += kept
        wanted += int(sizes.sum()) * int(span.keep)
        if span.keep and span.part != "*":
            right += int(sizes[rows["part"] == span.part].sum())
            scored += int(sizes.sum())
    return Agreement(2 * hits / (found + wanted), right / scored, wanted)
