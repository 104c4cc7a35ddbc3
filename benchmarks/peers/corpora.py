"""What the models are compared on: a study's units, or any tokenised documents."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.files import read
from policytopics.problems import Problem, ProblemsError
from policytopics.topics.validate import domains_of_units, read_gold

__all__ = ["Corpus", "of_study", "of_tokens", "subsample"]


class Corpus(NamedTuple):
    """Units, their kept terms, and labels.

    Attributes
    ----------
    name : str
    units, vocabulary : DataFrame
        As the tables, units fitted on alone.
    labels : ndarray of str, shape (units,)
        Empty where a unit has none.
    numbers : tuple of int
        Numbers of topics to fit unless others are asked for.
    """

    name: str
    units: pd.DataFrame
    vocabulary: pd.DataFrame
    labels: npt.NDArray[np.str_]
    numbers: tuple[int, ...] = (10, 20)


def of_study(results: Path, gold: Path | None = None) -> Corpus:
    """Return the plan units of a study's results; labels are the gold domains, if there are any."""
    units = read(results / "words/units.parquet")
    units = units[units["part"] == "plan"].reset_index(drop=True)
    labels = np.full(len(units), "", dtype=object)
    if gold:
        documents = read(results / "corpus/documents.parquet")
        paragraphs = read(results / "corpus/paragraphs.parquet")
        domains = domains_of_units(read_gold(gold), documents, paragraphs, units)
        labels = units["unit_id"].map(domains).fillna("").to_numpy()
    vocabulary = read(results / "words/vocabulary.parquet")
    return Corpus(results.name, units, vocabulary, labels.astype(str))


def of_tokens(path: Path, labels: Path | None = None, *, min_units: int = 3) -> Corpus:
    """Return documents, one a line, tokens apart by spaces; labels one a line.

    Raises
    ------
    ProblemsError
        If there are more or fewer labels than documents.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    given = labels.read_text(encoding="utf-8").splitlines() if labels else [""] * len(lines)
    if len(given) != len(lines):
        what = f"has {len(given)} labels for {len(lines)} documents"
        raise ProblemsError([Problem(f"{labels}:1", what, "write one label a line, or none")])
    ids = [f"d{number:06d}" for number in range(len(lines))]
    tokens = [line.split() for line in lines]
    columns = {"unit_id": ids, "document_id": ids, "paragraph_id": ids, "order": 0}
    units = pd.DataFrame({**columns, "region_id": "all", "part": "plan", "tokens": tokens}).assign(
        n_tokens=[len(each) for each in tokens]
    )
    seen = units[["unit_id", "tokens"]].explode("tokens").drop_duplicates()["tokens"].value_counts()
    kept = sorted(seen.index[seen >= min_units])
    vocabulary = pd.DataFrame({"term": kept, "status": "kept"})
    return Corpus(path.stem, units, vocabulary, np.array(given, dtype=str))


def subsample(corpus: Corpus, share: float, rng: np.random.Generator) -> Corpus:
    """Return the corpus with this share of its units, in random order."""
    size = round(share * len(corpus.units))
    rows = rng.permutation(len(corpus.units))[:size]
    units = corpus.units.iloc[rows].reset_index(drop=True)
    return corpus._replace(units=units, labels=corpus.labels[rows])
