"""How well, how fast and how reproducibly sentences are coded: each subcommand prints JSON.

    python -m benchmarks.domains folds --gold domains.tsv --corpus panel
    python -m benchmarks.domains methods --gold domains.tsv --corpus panel
    python -m benchmarks.domains contrasts FOLDER...
    python -m benchmarks.domains speed --gold domains.tsv

``methods`` writes ``results.csv``.
"""

import argparse
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.domains import contrasts, folds, methods, speed
from policytopics.domains.names import masked_names
from policytopics.domains.resources import read_codebook, read_firms
from policytopics.domains.train import Options, Ready, prepare
from policytopics.gazetteer import read_divisions
from resources.codebook.train import read_gold, read_panel

BOOK = Path("resources/codebook")


def main() -> None:
    """Do what the first word says, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words = parser.add_subparsers(dest="word", required=True)
    for word in ("folds", "methods", "speed"):
        each = words.add_parser(word)
        each.add_argument("--gold", required=True)
        if word != "speed":
            each.add_argument("--corpus", required=True)
            each.add_argument("--dimensions", type=int, default=Options().dimensions)
            each.add_argument("--seeds", type=int, default=3, help="times the folds are drawn")
    words.choices["folds"].add_argument("--keep", type=Path, help="folder for codes of the folds")
    words.add_parser("contrasts").add_argument("folders", nargs="+")
    given = parser.parse_args()
    print(json.dumps(DO[given.word](given), ensure_ascii=False, indent=1))


def _domains() -> tuple[str, ...]:
    return tuple(read_codebook(BOOK / "domains.csv")["domain_id"])


def _ready(given: argparse.Namespace, options: Options) -> Ready:
    """Return the panel and the coded sentences, prepared."""
    divisions = read_divisions("resources/gazetteer/divisions.csv")
    names = masked_names(divisions, read_firms(BOOK / "firms.txt"))
    coded = read_gold(given.gold, _domains())
    return prepare(read_panel(Path(given.corpus)), coded, _domains(), names, options)


def _folds(given: argparse.Namespace) -> dict[str, object]:
    options = Options(dimensions=given.dimensions)
    seeds = range(1, given.seeds + 1)
    kept = given.keep and all((given.keep / f"fold{seed}.npz").is_file() for seed in seeds)
    ready = None if kept else _ready(given, options)
    runs = [folds.validated(ready, options, seed, given.keep) for seed in seeds]
    regions = read_gold(given.gold, _domains())["region"].to_numpy(dtype=str)
    found: dict[str, object] = {
        f"folds {seed}": folds.told(run, regions, _domains())
        for seed, run in zip(seeds, runs, strict=True)
    }
    top = [run.shares.argmax(axis=1) for run in runs]
    same = [code == run.first for code, run in zip(top, runs, strict=True)]
    either = [s | (c == r.second) for s, c, r in zip(same, top, runs, strict=True)]
    return found | {
        "mean agreement": round(float(np.mean(same)), 4),
        "mean first or second": round(float(np.mean(either)), 4),
        "shares corrected by a sheet": folds.corrected(runs[0], _domains()),
    }


def _methods(given: argparse.Namespace) -> list[dict[str, object]]:
    options = Options(dimensions=given.dimensions)
    return methods.compared(_ready(given, options), options, given.seeds)


def _contrasts(given: argparse.Namespace) -> dict[str, object]:
    with redirect_stdout(sys.stderr):  # what reading has to say is no result
        return {Path(folder).name: contrasts.measured(folder) for folder in given.folders}


def _speed(given: argparse.Namespace) -> dict[str, float]:
    gold = pd.read_csv(given.gold, sep="\t", dtype="str", keep_default_na=False)
    return speed.measured(gold["text"].tolist(), gold["primary"].tolist())


DO = {"folds": _folds, "methods": _methods, "contrasts": _contrasts, "speed": _speed}


if __name__ == "__main__":
    main()
