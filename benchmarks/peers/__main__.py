"""How coherent and how stable topic models are, on the same units and terms.

    python -m benchmarks.peers [--study results/demo --gold resources/demo/corpus/gold.csv]
        [--study results/suzhou] [--tokens documents.txt --labels labels.txt] [--planted]
        [-k 10 -k 20] [--repeats 5] [--model NAME] [--variants] [--out results.csv]

``--tokens`` takes any corpus: a document a line, tokens apart by spaces; ``--labels`` one label a
line, in the same order. ``--gold`` and ``--labels`` belong to the study or tokens before them.
Stability is the mean Jaccard overlap of ten terms under the best matching, between fits to random
80 % of the units, and between fits to all units in random order; the seed is the same throughout,
for a seed that one can fix is no stability. The reproducibility of contrasts is the correlation of
regions' differences (region × topic, each less the topic's mean over regions) between fits to 80 %
of the units and the fit to all, topics matched one to one. Coherence is NPMI, counted exactly: in
units, and in windows of ten tokens. NMI compares each unit's largest topic with the labels.
``--out`` is written after every row: rows that it has already are not computed again.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.peers.corpora import Corpus, of_study, of_tokens, subsample
from benchmarks.peers.models import MODELS, PEERS, Fitted, terms_of
from benchmarks.planted.corpus import Design, plant
from policytopics.matching import FloatArray, IntArray, match
from policytopics.topics.coherence import NPMI_WINDOW, count_cooccurrence, npmi, window_cooccurrence
from policytopics.topics.matrix import count
from policytopics.topics.quality import diversity, seed_stability, top_terms

SHARE, SEED = 0.8, 1
OPTIONAL = {
    "gensim Nmf": "gensim",
    "tomotopy LDA": "tomotopy",
    "keyATM-like seeded LDA": "tomotopy",
}


def compare(corpus: Corpus, model: str, k: int, repeats: int) -> dict[str, object]:
    """Return one row of the table."""
    terms = terms_of(corpus)
    fitted, seconds, megabytes = _apart(corpus, model, k)
    tops = top_terms(fitted.topics)
    tokens = list(corpus.units["tokens"])
    presence = (count(tokens, terms) > 0).astype(float)
    rng = np.random.default_rng(SEED)
    parts = _refitted(corpus, model, k, SHARE, repeats, rng)
    orders = _refitted(corpus, model, k, 1.0, repeats, rng)
    return {
        "corpus": corpus.name,
        "k": k,
        "model": model,
        "npmi": npmi(count_cooccurrence(presence, tops).of(tops)).mean(),
        "npmi_window": npmi(window_cooccurrence(tokens, terms, tops, NPMI_WINDOW).of(tops)).mean(),
        "diversity": diversity(tops),
        "nmi": _nmi(corpus, fitted),
        "stability_subsamples": _stability(terms, parts),
        "stability_orders": _stability(terms, orders),
        "contrasts": np.mean([_contrasts(corpus, fitted, part, terms) for part in parts]),
        "seconds": seconds,
        "megabytes": megabytes,
    }


def _apart(corpus: Corpus, model: str, k: int) -> tuple[Fitted, float, float]:
    """Return a fit, its CPU seconds and the memory that it added, measured in a process apart."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_measured, args=(theirs, corpus, model, k)
    )
    process.start()
    theirs.close()
    found: tuple[Fitted, float, float] = ours.recv()
    process.join()
    return found


def _measured(pipe: Connection, corpus: Corpus, model: str, k: int) -> None:
    terms = terms_of(corpus)
    before, begun = _peak(), time.process_time()
    fitted = MODELS[model](corpus, terms, k, SEED)
    pipe.send((fitted, time.process_time() - begun, _peak() - before))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _nmi(corpus: Corpus, fitted: Fitted) -> float:
    from sklearn.metrics import normalized_mutual_info_score

    known = (corpus.labels != "") & (fitted.shares.sum(axis=1) > 0)
    if len(set(corpus.labels[known])) < 2:
        return np.nan
    largest = fitted.shares[known].argmax(axis=1)
    return float(normalized_mutual_info_score(corpus.labels[known], largest))


def _refitted(
    corpus: Corpus, model: str, k: int, share: float, repeats: int, rng: np.random.Generator
) -> list[tuple[Corpus, Fitted]]:
    """Return fits to random parts (or orders) of the units, and these."""
    parts = [subsample(corpus, share, rng) for _ in range(repeats)]
    return [(part, MODELS[model](part, terms_of(part), k, SEED)) for part in parts]


def _stability(terms: tuple[str, ...], fits: list[tuple[Corpus, Fitted]]) -> float:
    """Return the mean agreement of fits; NaN if they differ in their number of topics."""
    tops: list[IntArray] = [
        np.searchsorted(terms, terms_of(part))[top_terms(fitted.topics)] for part, fitted in fits
    ]
    if len({len(each) for each in tops}) > 1:
        return np.nan
    return float(seed_stability(np.array(tops)).mean())


def _contrasts(
    corpus: Corpus, fitted: Fitted, other: tuple[Corpus, Fitted], terms: tuple[str, ...]
) -> float:
    """Return how regions' differences in two fits correlate; NaN with one region alone."""
    part, refitted = other
    wide = np.zeros((len(refitted.topics), len(terms)))
    wide[:, np.searchsorted(terms, terms_of(part))] = refitted.topics
    partner = match(fitted.topics, wide).other
    known = partner >= 0
    ours, theirs = _differences(corpus, fitted), _differences(part, refitted)
    if len(ours) < 2:
        return np.nan
    cells = ours[:, known].ravel(), theirs[:, partner[known]].ravel()
    return float(np.corrcoef(*cells)[0, 1])


def _differences(corpus: Corpus, fitted: Fitted) -> FloatArray:
    """Return each region's shares of topics less the mean over regions, (regions, topics)."""
    tokens = corpus.units["n_tokens"].to_numpy(float) * (fitted.shares.sum(axis=1) > 0)
    text = pd.DataFrame(fitted.shares * tokens[:, None]).groupby(
        corpus.units["region_id"].to_numpy(str), sort=True
    )
    total = pd.Series(tokens).groupby(corpus.units["region_id"].to_numpy(str), sort=True).sum()
    shares = text.sum().to_numpy(float) / total.to_numpy(float)[:, None]
    found: FloatArray = shares - shares.mean(axis=0)
    return found


def _corpora(given: argparse.Namespace) -> Iterator[Corpus]:
    for kind, path, labels in given.corpora or []:
        yield (of_study if kind == "study" else of_tokens)(path, labels)
    if given.planted:
        for design in (Design(9, 0.4, False, 800), Design(14, 0.4, True, 1500)):
            made = plant(design, np.random.default_rng(7))
            labels = made.shares.argmax(axis=1).astype(str)
            name = f"planted {design.k} topics, {design.units} units"
            yield Corpus(name, made.units, made.vocabulary, labels, (design.k,))


class _Append(argparse.Action):
    """Collect corpora; a label file belongs to the corpus before it."""

    def __call__(
        self, parser: argparse.ArgumentParser, into: argparse.Namespace, *rest: Any
    ) -> None:
        path, option = Path(rest[0]), rest[1].lstrip("-")
        into.corpora = into.corpora or []
        if option in ("study", "tokens"):
            into.corpora.append((option, path, None))
        elif not into.corpora or into.corpora[-1][2]:
            parser.error(f"{rest[1]} {path}: name the corpus that it belongs to before it")
        else:
            into.corpora[-1] = (*into.corpora[-1][:2], path)


def main() -> None:
    """Compare, print as it goes, write the table."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.peers", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    for option in ("--study", "--gold", "--tokens", "--labels"):
        parser.add_argument(option, action=_Append, dest="corpora")
    parser.add_argument("--planted", action="store_true")
    parser.add_argument(
        "-k",
        type=int,
        action="append",
        help="default: 10 and 20; of planted corpora, the planted number",
    )
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--model", choices=list(MODELS), action="append", help="default: the peers")
    parser.add_argument(
        "--variants", action="store_true", help="our other settings, and theirs too"
    )
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    missing = [name for name, package in OPTIONAL.items() if not find_spec(package)]
    if missing:
        print(f"not compared: {', '.join(missing)} (pip install gensim tomotopy)", file=sys.stderr)
    models = given.model or list(MODELS if given.variants else PEERS)
    asked = [
        (corpus, k, model)
        for corpus in _corpora(given)
        for k in given.k or corpus.numbers
        for model in models
        if model not in missing
    ]
    table = pd.read_csv(given.out) if given.out and given.out.exists() else pd.DataFrame()
    for corpus, k, model in asked:
        if {"corpus": corpus.name, "k": k, "model": model} in _keys(table):
            continue
        row = pd.DataFrame([compare(corpus, model, k, given.repeats)]).round(4)
        print(row.to_string(header=table.empty, index=False), flush=True)
        table = pd.concat([table, row])
        if given.out:
            table.to_csv(given.out, index=False, lineterminator="\n")


def _keys(table: pd.DataFrame) -> list[dict[str, object]]:
    return table[["corpus", "k", "model"]].to_dict("records") if len(table) else []


if __name__ == "__main__":
    main()
