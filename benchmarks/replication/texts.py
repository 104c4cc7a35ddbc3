"""The plans of a folder's reports, read as the corpus stage reads them and kept on disk."""

import hashlib
from pathlib import Path

import pandas as pd

from policytopics.corpus.content import contents_in
from policytopics.corpus.read import read_documents
from policytopics.corpus.recognise import recognised
from policytopics.corpus.repair import repair
from policytopics.corpus.structure import structure
from policytopics.corpus.study_regions import read_places
from policytopics.domains.share import sentences_of

__all__ = ["cache_of", "read_plans", "reports"]

_GAZETTEER = "resources/gazetteer/divisions.csv"
_THREADS = 2
_WARNED = "摘要|删减|five-year plan outline"  # notes on what is no whole yearly report


def cache_of(cache: Path, *read: Path) -> Path:
    """Return the folder of a cache for what was made from these files, by their contents."""
    key = hashlib.sha256(b"".join(hashlib.sha256(each.read_bytes()).digest() for each in read))
    return cache / key.hexdigest()[:12]


def read_plans(folder: Path, cache: Path) -> pd.DataFrame:
    """Return the sentences of all plans: file, paragraph, text; from the cache if it has them.

    Parameters
    ----------
    folder : Path
        Holds ``index.tsv`` (file, region, level, year) and the files it names.
    cache : Path
        Folder; ``plans.parquet`` and ``kinds.parquet`` are written below it.
    """
    cache = cache_of(cache, folder / "index.tsv")
    kept = cache / "plans.parquet"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        plans, kinds = _read(folder)
        kinds.to_parquet(cache / "kinds.parquet")
        plans.to_parquet(kept)
    return pd.read_parquet(kept)


def reports(folder: Path, cache: Path) -> pd.DataFrame:
    """Return the yearly reports that are whole: file, region, level, year.

    Five-year plans, abridgements, reports on the outline of a plan and fragments are no replicates
    of yearly reports.
    """
    index = pd.read_csv(folder / "index.tsv", sep="\t", keep_default_na=False)
    kinds = pd.read_parquet(cache_of(cache, folder / "index.tsv") / "kinds.parquet")
    table = index.merge(kinds, on="file")
    notes = table["note"] if "note" in table else pd.Series("", index=table.index)
    whole = (table["kind"] == "work_report") & ~table["fragment"]
    whole &= ~notes.str.contains(_WARNED)
    kept = table.loc[whole, ["file", "region", "level", "year"]]
    return kept.drop_duplicates(["region", "year"]).sort_values("file", ignore_index=True)


def _read(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the plans' sentences, and what each report is."""
    index = pd.read_csv(folder / "index.tsv", sep="\t", keep_default_na=False)
    paths = [str(folder / file) for file in sorted(index["file"])]
    sources, _ = read_documents(contents_in(str(folder), paths))
    repaired, _ = repair(sources, processes=_THREADS)
    paragraphs = structure(repaired, processes=_THREADS)
    known = recognised(sources, paragraphs, read_places(_GAZETTEER, None), processes=_THREADS)
    files = dict(zip(sources["document_id"], sources["file"], strict=True))
    of_plan = paragraphs[(paragraphs["role"] == "body") & (paragraphs["part"] == "plan")]
    rows = [
        (files[row.document_id], number, sentence)
        for number, row in enumerate(of_plan.itertuples())
        for sentence in sentences_of(row.text)
    ]
    kinds = [
        (files[each], found.kind.value, found.starts_mid or found.ends_mid)
        for each, found in known.items()
    ]
    return (
        pd.DataFrame(rows, columns=["file", "paragraph", "text"]),
        pd.DataFrame(kinds, columns=["file", "kind", "fragment"]),
    )
