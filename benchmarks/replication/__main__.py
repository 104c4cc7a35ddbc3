"""Of the claims about governments made from some years' reports: how many hold in other years.

    python -m benchmarks.replication --corpus panel --gold domains.tsv --cache folder

``--corpus``: a folder with ``index.tsv`` (file, region, level, year). Writes ``results.csv``,
``curve.csv`` and ``curve.png`` beside this file, or into ``--to``; the last line is JSON.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.replication.coding import coded_plans, region_fold
from benchmarks.replication.curve import BEYOND, draw, ratio_to, row, trade_off, worlds
from benchmarks.replication.panel import LEAST_TEXTS, Panel, panel_of, shuffled
from benchmarks.replication.studies import LEAST_REGIONS, ours, references, run
from benchmarks.replication.texts import read_plans, reports
from policytopics.regions.of_government import Drafting

HERE = Path(__file__).parent
RATE = 0.05
FOLDS = 3


def main() -> None:
    """Read, code, claim, judge."""
    given = _options()
    start = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {what}", flush=True)

    panel, counted = _panel(given, say)
    say(f"{len(panel.year)} reports of {len(panel.names)} regions, {counted.sum()} counted")
    found = worlds(panel, given.since)
    say("studies")
    curve = trade_off(panel, [each for each in found if each.rule != BEYOND], counted)
    results = pd.DataFrame([row(panel, each, RATE, counted) for each in found])
    by_chance = {length: _shuffled(panel, given, length) for length in (3, 5)}
    results["false_if_shuffled"] = [
        by_chance.get(int(each.length), np.nan) if each.rule == "policytopics" else np.nan
        for each in found
    ]
    say(f"{given.shuffles} shuffles")
    given.to.mkdir(parents=True, exist_ok=True)
    for name, table in {"results": results, "curve": curve}.items():
        table.round(4).to_csv(given.to / f"{name}.csv", index=False, lineterminator="\n")
    draw(curve, given.to / "curve.png")
    print(results.round(3).T.to_string())
    print(json.dumps(_last(results, curve)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="coded sentences; without: the default coder")
    parser.add_argument("--cache", type=Path, required=True, help="folder for plans and codes")
    parser.add_argument(
        "--level", help="as the index names it; without: province, else the commonest"
    )
    parser.add_argument("--since", type=int, default=2016, help="first year")
    parser.add_argument("--without", type=Path, help="file of regions to leave out")
    parser.add_argument("--only", type=Path, help="file of regions whose claims are counted")
    parser.add_argument("--shuffles", type=int, default=500)
    parser.add_argument("--to", type=Path, default=HERE, help="folder for the results")
    return parser.parse_args()


def _panel(given: argparse.Namespace, say: object) -> tuple[Panel, np.ndarray]:
    """Return the panel, and which of its regions are counted."""
    plans = read_plans(given.corpus, given.cache)
    index = pd.read_csv(given.corpus / "index.tsv", sep="\t", keep_default_na=False)
    folds = region_fold(index.set_index("file")["region"], FOLDS)
    coded = coded_plans(plans, folds, given.corpus, given.gold, given.cache, say)
    table = reports(given.corpus, given.cache)
    table = table[table["year"] >= given.since]
    if given.without:
        table = table[~table["region"].isin(given.without.read_text().split())]
    commonest = "province" if (table["level"] == "province").any() else _commonest(table["level"])
    panel = panel_of(table, coded, folds, given.level or commonest)
    if len(panel.names) < LEAST_REGIONS:
        raise SystemExit(
            f"{given.corpus}: {len(panel.names)} regions of level {given.level or commonest} have "
            f"{LEAST_TEXTS} whole reports since {given.since}; need {LEAST_REGIONS}"
        )
    wanted = given.only.read_text().split() if given.only else panel.names
    return panel, np.isin(panel.names, wanted)


def _commonest(levels: pd.Series) -> str:
    return str(levels.mode().iloc[0]) if len(levels) else ""


def _shuffled(panel: Panel, given: argparse.Namespace, length: int) -> float:
    """Return the claims where labels are shuffled within years over those on real data."""
    rng = np.random.default_rng(1)
    taught = references(panel)

    def claims(of: Panel, by: dict[int, Drafting]) -> int:
        studies = run(of, by, ours, length, given.since)
        return sum(int((each.found.q <= RATE).sum()) for each in studies)

    # Whose noise is learnt from their own years take little from other folds: one will do.
    one = dict.fromkeys(taught, taught[min(taught)])
    null = np.mean([claims(shuffled(panel, rng), one) for _ in range(given.shuffles)])
    return float(null / max(claims(panel, taught), 1))


def _last(results: pd.DataFrame, curve: pd.DataFrame) -> dict[str, float | None]:
    """Return the figures that are asked for."""
    mine = results[results["rule"] == "policytopics"].set_index("years")
    found = {
        "claims_per_region": mine.loc[1, "claims_per_region"],
        "claims_per_region_5": mine.loc[5, "claims_per_region"],
        "same_sign": mine.loc[1, "same_sign"],
        "same_sign_next": mine.loc[1, "same_sign_next"],
        "false_by_same_sign": 2 * (1 - mine.loc[1, "same_sign"]),
        "false_if_equal": mine.loc[1, ["false_if_equal", "false_if_equal_relearnt"]].max(),
        "false_at_threshold": mine.loc[1, "false_at_threshold"],
        "false_if_shuffled_5": mine.loc[5, "false_if_shuffled"],
        "ratio_to_limma": ratio_to(curve, RATE, "false_at_threshold"),
    }
    return {
        name: round(float(value), 4) if np.isfinite(value) else None
        for name, value in found.items()
    }


if __name__ == "__main__":
    main()
