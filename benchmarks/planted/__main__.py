"""How well planted topics, their number and their regional shares are recovered.

Twenty-four designs, each planted twice: the rule for the number of topics was settled on the first
half (``tuning``), and is judged on the second (``reported``). Candidates are nine numbers in a row,
the planted one anywhere among them but not at an end. Topics and shares are measured with the
planted number, so that they do not depend on its choice.

    python -m benchmarks.planted [--half tuning|reported] [--designs 24] [--seed 20]

Writes ``results.csv`` and ``results.md`` beside this file, unless some designs are left out.
"""

import argparse
import itertools
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.planted.corpus import Design, Planted, plant
from policytopics.matching import match, term_weights
from policytopics.study.topics import TopicsSettings
from policytopics.topics.consensus import settle
from policytopics.topics.ensemble import Ensemble
from policytopics.topics.matrix import Matrix, build
from policytopics.topics.quality import jaccard, top_terms
from policytopics.topics.select import Scan, scan

HALVES = ("tuning", "reported")
NUMBERS, BACKGROUNDS, UNITS = (6, 9, 14, 20), (0.2, 0.4, 0.6), (300, 800, 3000)
CANDIDATES = 9
HERE = Path(__file__).parent


def designs() -> list[Design]:
    """Return the grid: number × background × equal or unequal, sizes of corpora in turn."""
    grid = itertools.product(NUMBERS, BACKGROUNDS, (True, False))
    return [
        Design(k, background, equal, UNITS[turn % len(UNITS)])
        # Every size of corpus meets every other value.
        for turn, (k, background, equal) in zip(_turns(), grid, strict=True)
    ]


def _turns() -> list[int]:
    return [i + j + e for i in range(len(NUMBERS)) for j in range(len(BACKGROUNDS)) for e in (0, 1)]


def measure(design: Design, half: str, seed: int) -> dict[str, object]:
    """Return one row of the results."""
    rng = np.random.default_rng([seed, HALVES.index(half), *_key(design)])
    planted, begun = plant(design, rng), time.process_time()
    first = design.k - int(rng.integers(1, CANDIDATES - 1))
    numbers = list(range(max(first, 2), max(first, 2) + CANDIDATES))
    settings = TopicsSettings(candidates=numbers)
    matrix = build(planted.units, planted.vocabulary, settings)
    found = scan(matrix, settings)
    seconds = time.process_time() - begun
    ensemble = found.ensemble
    if ensemble.H.shape[1] != design.k:
        ensemble = scan(matrix, TopicsSettings(number=design.k)).ensemble
    return {
        **design._asdict(),
        "half": half,
        **_number(found, design.k),
        **_topics(planted, matrix, ensemble, settings),
        "seconds": round(seconds, 1),
    }


def _key(design: Design) -> tuple[int, ...]:
    return design.k, round(design.background * 100), int(design.equal), design.units


def _number(found: Scan, planted: int) -> dict[str, object]:
    """Return the number chosen, and what single criteria would have chosen."""
    table = found.candidates.pivot(index="k", columns="criterion", values="value")  # noqa: PD010
    numbers = [int(k) for k in table.index.to_numpy()]
    chosen = found.choice.iloc[0]
    return {
        "chosen": int(chosen["k"]),
        "verdict": chosen["verdict"],
        "admits": str(planted) in chosen["admissible"],
        "held_out": numbers[int(table["held_out"].argmin())],
        "held_out_identifies": _identifies(found),
        "silhouette": numbers[int(table["silhouette"].argmax())],
        "npmi": numbers[int(table["npmi"].argmax())],
    }


def _identifies(found: Scan) -> bool:
    """Return whether bi-cross-validation points to one number, or two neighbours, inside."""
    near = [int(k) for k in found.choice["predictive"][0]]
    inner = sorted(set(found.candidates["k"]))[1:-1]
    return 0 < len(near) <= 2 and near[-1] - near[0] <= 1 and set(near) <= set(inner)


def _topics(
    planted: Planted, matrix: Matrix, ensemble: Ensemble, settings: TopicsSettings
) -> dict[str, float]:
    """Return how near topics and regions' shares come to the planted ones."""
    settled = settle(matrix, ensemble.H, settings)
    _, estimated = term_weights(settled.topics, pd.Index(planted.terms))
    paired = match(planted.topics, estimated)
    same = np.diag(jaccard(top_terms(planted.topics), top_terms(estimated)[paired.other]))
    held = settled.unit_topics.pivot(index="unit_id", columns="topic_id", values="share")  # noqa: PD010
    shares = held.reindex(planted.units["unit_id"]).to_numpy(float)[:, paired.other]
    known = ~np.isnan(shares[:, 0])
    tokens = planted.units["n_tokens"].to_numpy(float) * known
    regions = planted.units["region_id"].to_numpy(str)
    truth, estimate = (
        np.array(
            [
                np.average(np.nan_to_num(each), axis=0, weights=tokens * (regions == region))
                for region in np.unique(regions)
            ]
        )
        for each in (planted.shares, shares)
    )
    wrong, largest = estimate - truth, truth.argmax(axis=1)
    return {
        "cosine": paired.cosine.mean(),
        "least_cosine": paired.cosine.min(),
        "jaccard": same.mean(),
        "share_rmse": float(np.sqrt(np.mean(wrong**2))),
        "share_bias_largest": float(wrong[np.arange(len(wrong)), largest].mean()),
        "share_slope": float(np.polyfit(truth.ravel(), estimate.ravel(), 1)[0]),
        "share_correlation": float(np.corrcoef(truth.ravel(), estimate.ravel())[0, 1]),
    }


def summary(results: pd.DataFrame) -> pd.DataFrame:
    """Return, for each half, how often the number is found, and how near topics and shares are."""
    return pd.DataFrame(
        {half: _summarize(group) for half, group in results.groupby("half", sort=False)}
    )


def _summarize(rows: pd.DataFrame) -> dict[str, float]:
    away = (rows["chosen"] - rows["k"]).abs()
    cases = {
        "all corpora": rows["k"] > 0,
        "held-out error points to one number or two neighbours": rows["held_out_identifies"],
        "held-out error is least at the planted number": rows["held_out"] == rows["k"],
        "verdict: identified": rows["verdict"] == "identified",
    }
    found: dict[str, float] = {}
    for name, chosen in cases.items():
        found[f"{name}: corpora"] = chosen.sum()
        found[f"{name}: number exact"] = (away[chosen] == 0).mean()
        found[f"{name}: number within 1"] = (away[chosen] <= 1).mean()
    for criterion in ("silhouette", "held_out", "npmi"):
        found[f"{criterion} alone: number exact"] = (rows[criterion] == rows["k"]).mean()
    return {
        **found,
        "planted number admissible": rows["admits"].mean(),
        "topics: mean matched cosine": rows["cosine"].mean(),
        "topics: mean Jaccard of ten terms": rows["jaccard"].mean(),
        "shares: RMSE": rows["share_rmse"].mean(),
        "shares: bias of each region's largest": rows["share_bias_largest"].mean(),
        "shares: slope on the planted": rows["share_slope"].mean(),
        "shares: correlation with the planted": rows["share_correlation"].mean(),
        "CPU seconds": rows["seconds"].sum(),
    }


def _write(results: pd.DataFrame, table: pd.DataFrame) -> None:
    results.round(4).to_csv(HERE / "results.csv", index=False, lineterminator="\n")
    lines = ["# Planted truth", "", "Written by `python -m benchmarks.planted`.", ""]
    lines += [
        "| measure | " + " | ".join(table.columns) + " |",
        "|---" + "|---:" * len(table.columns) + "|",
    ]
    lines += [
        f"| {name} | " + " | ".join(f"{value:.3g}" for value in row) + " |"
        for name, row in zip(table.index, table.to_numpy(float), strict=True)
    ]
    (HERE / "results.md").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Run the grid and write its tables."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.planted", description=str(__doc__).splitlines()[0]
    )
    parser.add_argument("--half", choices=HALVES, action="append", help="default: both")
    parser.add_argument("--designs", type=int, default=24, help="the first so many")
    parser.add_argument("--seed", type=int, default=20)
    given = parser.parse_args()
    rows = []
    for half in given.half or HALVES:
        for design in designs()[: given.designs]:
            rows.append(measure(design, half, given.seed))
            print(", ".join(f"{k} {v}" for k, v in rows[-1].items()), file=sys.stderr, flush=True)
    results = pd.DataFrame(rows)
    table = summary(results)
    print(table.round(3).to_string())
    if not given.half and given.designs >= len(designs()):
        _write(results, table)


if __name__ == "__main__":
    main()
