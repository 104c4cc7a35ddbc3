"""A folder's corpus stage in a process of its own, so that time and memory are its alone."""

import json
import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pandas as pd

from policytopics.corpus.content import contents_in
from policytopics.corpus.draft import manifest_frame
from policytopics.corpus.identify import identify
from policytopics.corpus.read import read_documents
from policytopics.corpus.recognise import recognised
from policytopics.corpus.repair import repair
from policytopics.corpus.structure import structure
from policytopics.corpus.study_regions import read_places

__all__ = ["Result", "load", "run"]

_GAZETTEER = "resources/gazetteer/divisions.csv"
# As the rules of the corpus stage have it.
_THREADS = 2


@dataclass(frozen=True)
class Result:
    """What the corpus stage made of a folder.

    Attributes
    ----------
    answers : pd.DataFrame
        A row per file: ``file``, ``regions`` (all names of the region used, joined by ``|``; empty
        if it is asked for or the document is left out), ``level``, ``year`` (empty if unknown).
    paragraphs : pd.DataFrame
        Columns file, line, role, part, text, in the order of the documents and their lines.
    seconds : dict of str to float
        Wall-clock time by step.
    peak_mib : float
        Largest resident size of one process, MiB.
    """

    answers: pd.DataFrame
    paragraphs: pd.DataFrame
    seconds: Mapping[str, float]
    peak_mib: float


def run(folder: Path, out: Path) -> None:
    """Read, repair, structure and identify a folder; write the answers below ``out``."""
    clock = {"start": time.perf_counter()}
    files = sorted(str(path) for path in folder.rglob("*") if path.is_file())
    sources, _ = read_documents(contents_in(str(folder), files))
    clock["read"] = time.perf_counter()
    repaired, _ = repair(sources, processes=_THREADS)
    clock["repair"] = time.perf_counter()
    paragraphs = structure(repaired, processes=_THREADS)
    repaired = repaired[["document_id", "script"]]  # as the rule reads it: texts are not held twice
    clock["structure"] = time.perf_counter()
    places = read_places(_GAZETTEER, None)
    known = recognised(sources, paragraphs, places, processes=_THREADS)
    documents, regions, _ = identify(sources, repaired, paragraphs, places, known=known)
    clock["identify"] = time.perf_counter()
    names = dict(zip(sources["document_id"], sources["file"], strict=True))
    shown = paragraphs[["line", "role", "part", "text"]].assign(
        file=paragraphs["document_id"].map(names)
    )
    drafted = manifest_frame(sources, paragraphs, places, known)
    out.mkdir(parents=True, exist_ok=True)
    _answers(documents, regions, drafted).to_parquet(out / "answers.parquet")
    shown.to_parquet(out / "paragraphs.parquet")
    steps = list(clock)
    seconds = {b: clock[b] - clock[a] for a, b in pairwise(steps)}
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    (out / "cost.json").write_text(json.dumps({"seconds": seconds, "peak_mib": peak / 1024}))


def _answers(documents: pd.DataFrame, regions: pd.DataFrame, drafted: pd.DataFrame) -> pd.DataFrame:
    """Return a row per file: the region used without asking, and the year (drafted if asked)."""
    names = {row.region_id: "|".join([row.name_zh, *row.aliases]) for row in regions.itertuples()}
    levels = dict(zip(regions["region_id"], regions["level"], strict=True))
    used = documents.set_index("file")
    years = used["year"].astype("Int64").astype("str").replace("<NA>", "")
    answers = drafted.set_index("file")[["year"]].copy()
    answers.loc[years.index, "year"] = years
    answers["regions"] = used["region_id"].map(names).reindex(answers.index).fillna("")
    answers["level"] = used["region_id"].map(levels).reindex(answers.index).fillna("")
    return answers.reset_index()


def load(out: Path) -> Result:
    """Return what `run` wrote below ``out``."""
    cost = json.loads((out / "cost.json").read_text())
    return Result(
        answers=pd.read_parquet(out / "answers.parquet"),
        paragraphs=pd.read_parquet(out / "paragraphs.parquet"),
        **cost,
    )


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
