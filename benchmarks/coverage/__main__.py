"""Do the intervals hold? Simulated regions of known shares: coverage, false differences, power.

    python -m benchmarks.coverage [--simulations N] [--scenarios NAME ...] [--fits FOLDER]

Writes (or replaces the rows of) coverage.csv, trends.csv and model.csv beside this file.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.coverage.fitted import judge, kept
from benchmarks.coverage.simulate import PROFILE, Design, planted, regions
from benchmarks.coverage.trends import TRENDS, trends
from policytopics.regions.contrast import against_others, contrast
from policytopics.regions.priorities import rank_intervals
from policytopics.regions.share import RegionText
from policytopics.regions.similarity import (
    divergence,
    entropy_table,
    estimate_profiles,
    evenness,
    similarity_table,
)
from policytopics.regions.uncertainty import Estimate, estimate
from policytopics.study.regions import RegionsSettings

FloatArray = npt.NDArray[np.float64]
HERE = Path(__file__).parent
_DRAWS = 400
_WHOLES = ("coverage_rank", "coverage_similarity", "coverage_entropy")
_ALIKE = 1e-9  # differences of shares or similarities that arithmetic makes
_TWICE, _FOUR_TIMES = 5, 7  # topics of 8 % and 6 %, planted in the first and the second region
SCENARIOS = {
    **{f"{n}_units": Design((n,) * 6) for n in (5, 10, 20, 30, 50, 100, 300)},
    "100_units_independent": Design((100,) * 6, persistence=0.0),
    "300_units_independent": Design((300,) * 6, persistence=0.0),
    "100_units_long_runs": Design((100,) * 6, persistence=0.5),
    "300_units_long_runs": Design((300,) * 6, persistence=0.5),
    "2_regions": Design((100,) * 2),
    "2_regions_short": Design((30,) * 2),
    "12_regions": Design((150,) * 12),
    "31_regions": Design((100,) * 31),
    "uneven_regions": Design((61, 100, 130, 230, 20)),
    "3_documents_alike": Design((240,) * 6, documents=3),
    "3_documents_apart": Design((240,) * 6, documents=3, concentration=80),
    "2_regions_2_documents": Design((200,) * 2, documents=2, concentration=80),
    "10_documents_apart": Design((400,) * 6, documents=10, concentration=80),
    "planned": Design((100,) * 6, planned=tuple(range(6))),
    "12_planned": Design((150,) * 12, planned=tuple(range(12))),
    "31_planned": Design((100,) * 31, planned=tuple(range(31))),
    "12_half_planned": Design((150,) * 12, planned=tuple(range(6))),
    "12_planned_but_one": Design((150,) * 12, planned=tuple(range(11))),
    "12_planned_but_topics": Design(
        (150,) * 12, persistence=0.5, planned=tuple(range(12)), loose=(5, 7, 10)
    ),
}
FITTED = {"fitted_100_units": Design((100,) * 5), "fitted_300_units": Design((300,) * 5)}


def _claims_of_given_years(
    texts: list[RegionText], design: Design, settings: RegionsSettings
) -> float:
    """Return whether paragraphs alone, as if years did not vary, set equal regions apart."""
    if design.documents == 1:
        return np.nan
    given = estimate(texts, settings, across_documents=False)
    weights = against_others(np.ones(len(texts), dtype=bool))
    return float(contrast(given, weights, settings.level).excludes_zero.any())


def _held(table: pd.DataFrame, truth: FloatArray, rows: npt.NDArray[np.bool_]) -> float:
    """Return the share of rows whose interval, as tables write it, holds the truth."""
    low, high = table["low"].round(6), table["high"].round(6)
    return float(((low <= truth.round(6)) & (truth.round(6) <= high))[rows].mean())


def _as_wholes(
    texts: list[RegionText], profiles: FloatArray, settings: RegionsSettings
) -> dict[str, float]:
    """Return the coverage of pairs' similarities, where they are not alike, and of entropies."""
    found, flags = estimate_profiles(texts, settings), {text.region_id: [] for text in texts}
    one, other = np.triu_indices(len(texts), 1)
    alike = 1 - np.sqrt(divergence(profiles[one], profiles[other]))
    even = evenness(profiles)
    pairs = similarity_table(texts, found, flags, settings.level)
    entropies = entropy_table(texts, found, flags, settings.level)
    return {
        "coverage_similarity": _held(pairs, alike, alike < 1 - _ALIKE),
        "coverage_entropy": _held(entropies, even, even > 0),
    }


def _ranked(found: Estimate, profiles: FloatArray, level: float) -> float:
    """Return the share of intervals of ranks that hold one of the ranks that equals share."""
    _, best, worst = rank_intervals(found, level)
    above = (profiles[:, None, :] > profiles[:, :, None] + _ALIKE).sum(axis=2)
    level_with = (np.abs(profiles[:, None, :] - profiles[:, :, None]) <= _ALIKE).sum(axis=2)
    return float(((best <= above + level_with) & (worst >= above + 1)).mean())


def _once(design: Design, settings: RegionsSettings, rng: np.random.Generator) -> dict[str, float]:
    """Return what one corpus of equal regions and one with planted priorities show."""
    n = len(design.units)
    enough = np.array(design.units) >= settings.min_units
    # Where no region may claim anything the table shows what claims would be worth.
    claiming = enough if enough.any() else ~enough
    weights = against_others(enough)
    profiles = np.tile(PROFILE, (n, 1))
    texts = regions(profiles, design, rng)
    flat = estimate(texts, settings)
    held = (flat.low <= PROFILE) & (flat.high >= PROFILE)
    found = contrast(flat, weights, settings.level)
    profiles[0], profiles[1] = planted(2.0, _TWICE), planted(4.0, _FOUR_TIMES)
    other = regions(profiles, design, rng)
    apart = estimate(other, settings)
    unlike = contrast(apart, weights, settings.level)
    truth = weights @ profiles
    return {
        "coverage": held.mean(),
        **{f"coverage_topic_{topic:02}": held[:, topic].mean() for topic in range(len(PROFILE))},
        "false_difference": bool(found.excludes_zero[claiming].any()),
        "false_if_years_given": _claims_of_given_years(texts, design, settings),
        "any_miss": not ((unlike.low <= truth) & (truth <= unlike.high)).all(),
        "power_twice": unlike.low[0, _TWICE] > 0,
        "power_four_times": unlike.low[1, _FOUR_TIMES] > 0,
        "coverage_rank": _ranked(apart, profiles, settings.level),
        **_as_wholes(other, profiles, settings),
        "width": (flat.high - flat.low).mean(),
    }


def coverage(name: str, simulations: int) -> dict[str, object]:
    """Return one row of coverage.csv."""
    design, number = SCENARIOS[name], list(SCENARIOS).index(name)
    rows = [
        _once(design, RegionsSettings(draws=_DRAWS, seed=row), np.random.default_rng([number, row]))
        for row in range(simulations)
    ]
    table = pd.DataFrame(rows).astype(float)
    mean, error = table.mean(), table.std() / np.sqrt(simulations)
    topics = [column for column in table if column.startswith("coverage_topic")]
    row: dict[str, object] = {
        "scenario": name,
        "regions": len(design.units),
        "units": min(design.units),
        "documents": design.documents,
        "persistence": design.persistence,
        "concentration": design.concentration,
        "simulations": simulations,
        "coverage_worst_topic": mean[topics].min(),
        "coverage_best_topic": mean[topics].max(),
        "width": mean["width"],
        "false_if_years_given": mean["false_if_years_given"],
    }
    row |= {name: mean[name] for name in _WHOLES}
    for column in ("coverage", "false_difference", "any_miss", "power_twice", "power_four_times"):
        row |= {column: mean[column], f"{column}_error": error[column]}
    return row


def bias(name: str, simulations: int, fits: Path | None) -> dict[str, object]:
    """Return one row of model.csv."""
    design, number = FITTED[name], list(FITTED).index(name)
    runs = []
    for row in range(simulations):
        path = None if fits is None else fits / name / f"{row:04}.npz"
        runs.append(judge(kept(path, design, np.random.default_rng([99, number, row])), design))
    table = pd.concat(runs, keys=range(simulations), names=["simulation"])
    by_run = table.groupby("simulation")[["covered", "covered_model"]].mean()
    slope, start = np.polyfit(table["planted"], table["unlimited"], 1)
    apart = table.xs((1, _FOUR_TIMES), level=("region", "topic"))
    return {
        "scenario": name,
        "simulations": simulations,
        "topics_found": len(table) / simulations / len(design.units),
        "coverage": by_run["covered"].mean(),
        "coverage_error": by_run["covered"].std() / np.sqrt(simulations),
        "coverage_with_model": by_run["covered_model"].mean(),
        "coverage_with_model_error": by_run["covered_model"].std() / np.sqrt(simulations),
        "noise": table["noise"].median(),
        "slope": slope,
        "intercept": start,
        "mean_absolute_bias": (table["unlimited"] - table["planted"]).abs().mean(),
        "planted_at_0.24": apart["unlimited"].mean(),
    }


def _replace(path: Path, rows: list[dict[str, object]], order: list[str]) -> None:
    """Write the rows into the table, in the order of the scenarios."""
    table = pd.DataFrame(rows)
    if path.exists():
        old = pd.read_csv(path)
        table = pd.concat([old[~old["scenario"].isin(table["scenario"])], table])
    table = table.sort_values("scenario", key=lambda names: names.map(order.index))
    table.to_csv(path, index=False, float_format="%.4f", lineterminator="\n")


def _measure(name: str, asked: argparse.Namespace) -> tuple[str, list[str], dict[str, object]]:
    """Return the table that the scenario is in, the order of its rows, and the scenario's row."""
    if name in SCENARIOS:
        return "coverage.csv", list(SCENARIOS), coverage(name, asked.simulations)
    if name in TRENDS:
        return "trends.csv", list(TRENDS), trends(name, asked.simulations)
    return "model.csv", list(FITTED), bias(name, asked.simulations, asked.fits)


def main() -> None:
    """Simulate the scenarios asked for."""
    every = [*SCENARIOS, *TRENDS, *FITTED]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--simulations", type=int, default=500, help="corpora (default: 500)")
    parser.add_argument("--scenarios", nargs="+", choices=every, default=every)
    parser.add_argument(
        "--fits", type=Path, help="folder of fits of the topic model: those there are taken"
    )
    asked = parser.parse_args()
    for name in asked.scenarios:
        table, order, row = _measure(name, asked)
        _replace(HERE / table, [row], order)
        said = {k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}
        print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
