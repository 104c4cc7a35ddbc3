"""Measure on real reports: recognised rightly, read whole, review and plan told apart.

    python -m benchmarks.identify --corpus FOLDER [--only FILE | --without FILE] [--errors FILE]

``FOLDER/index.tsv`` is the truth: file, region, level, year (planned for), note. Two runs of the
corpus stage: the files' names hidden (numbers instead) and visible. ``--only`` and ``--without``
name a list of regions, a line each. The last line printed is JSON.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from benchmarks.identify.measure import kept, plan_found, verdicts
from benchmarks.identify.pipeline import Result, load

_MODES = ("hidden_names", "visible_names")


def main() -> None:
    """Measure both modes and print."""
    options = _options()
    index = _index(options.corpus, options.only, options.without)
    results, errors = {}, []
    for mode in _MODES:
        found = _run(options.corpus, index, hidden=mode == "hidden_names")
        results[mode], wrong = _measure(options.corpus, index, found)
        errors.append(wrong.assign(mode=mode))
        took = ", ".join(f"{step} {seconds:.1f}" for step, seconds in found.seconds.items())
        print(
            f"{mode}: {len(index)} reports, {sum(found.seconds.values()):.1f} s ({took}), largest "
            f"process {found.peak_mib:.0f} MiB"
        )
    if options.errors:
        pd.concat(errors).to_csv(options.errors, sep="\t", index=False)
    print(json.dumps(results))


def _options() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identify", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with an index.tsv")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--only", type=Path, help="list of the regions to measure")
    chosen.add_argument("--without", type=Path, help="list of the regions to leave out")
    parser.add_argument("--errors", type=Path, help="write each answer that is not right here")
    return parser.parse_args()


def _index(corpus: Path, only: Path | None, without: Path | None) -> pd.DataFrame:
    """Return the truth of the reports chosen, all strings."""
    index = pd.read_csv(corpus / "index.tsv", sep="\t", dtype="str", keep_default_na=False)
    index = index if "note" in index.columns else index.assign(note="")
    for listed, inside in ((only, True), (without, False)):
        if listed is not None:
            names = set(listed.read_text(encoding="utf-8").split())
            index = index[index["region"].isin(names) == inside]
    return index.reset_index(drop=True)


def _run(corpus: Path, index: pd.DataFrame, *, hidden: bool) -> Result:
    """Return what the corpus stage makes of the reports, under the names of the index."""
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder, "documents")
        names: dict[str, str] = {}
        for number, file in enumerate(index["file"]):
            shown = f"{number:06}{Path(file).suffix}" if hidden else file
            names[shown] = file
            (documents / shown).parent.mkdir(parents=True, exist_ok=True)
            (documents / shown).write_bytes((corpus / file).read_bytes())
        words = [sys.executable, "-m", "benchmarks.identify.pipeline", str(documents), folder]
        subprocess.run(words, check=True)
        found = load(Path(folder))
    return Result(
        answers=found.answers.assign(file=found.answers["file"].map(names)),
        paragraphs=found.paragraphs.assign(file=found.paragraphs["file"].map(names)),
        seconds=found.seconds,
        peak_mib=found.peak_mib,
    )


def _measure(
    corpus: Path, index: pd.DataFrame, found: Result
) -> tuple[Mapping[str, float], pd.DataFrame]:
    """Return the shares that are right, and a row per report with anything that is not."""
    told = verdicts(index, found.answers)
    plans = plan_found(index, found.paragraphs)
    sources = {
        file: (corpus / file).read_text(encoding="utf-8", errors="replace").splitlines()
        for file in index["file"]
    }
    whole = kept(sources, found.paragraphs)
    shares = {
        f"{what}_{verdict}": round(float((told[what] == verdict).mean()), 4)
        for what in ("region", "year")
        for verdict in ("right", "wrong", "asked")
    }
    shares["plan_found"] = round(sum(plans.values()) / max(1, len(plans)), 4)
    shares["kept"] = round(sum(whole.values()) / max(1, len(whole)), 4)
    rows = index.merge(told, on="file", suffixes=("", "_verdict")).merge(
        found.answers, on="file", how="left", suffixes=("", "_found")
    )
    rows["plan_found"] = [plans.get(file, True) for file in rows["file"]]
    rows["kept"] = [round(whole[file], 4) for file in rows["file"]]
    good = (
        (rows["region_verdict"] == "right")
        & (rows["year_verdict"] == "right")
        & rows["plan_found"]
        & (rows["kept"] > 0.97)
    )
    return shares, rows[~good]


if __name__ == "__main__":
    main()
