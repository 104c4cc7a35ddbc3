"""The trade-off: how many claims a rule makes for how many false ones."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd

from benchmarks.replication.measure import (
    at_thresholds,
    counts,
    interval,
    ratio,
)
from benchmarks.replication.panel import Panel, equal_governments
from benchmarks.replication.studies import (
    Rule,
    Study,
    limma,
    ours,
    plain_references,
    references,
    run,
)

mpl.use("Agg")
import matplotlib.pyplot as plt

__all__ = ["BEYOND", "RATES", "Worlds", "draw", "ratio_to", "row", "trade_off", "worlds"]

RATES = (0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2)
LENGTHS = (1, 3, 5)
BEYOND = "policytopics, beyond the years"


class Worlds(NamedTuple):
    """A rule's studies on real data and on equal governments.

    Attributes
    ----------
    rule : str
    length : int
        Years of a study.
    real : list of Study
    kept, relearnt : list of Study
        On equal governments, all variances of drafting relearnt; what lasts believed as on real
        data, or relearnt too (that there is nothing).
    """

    rule: str
    length: int
    real: list[Study]
    kept: list[Study]
    relearnt: list[Study]


def worlds(panel: Panel, since: int) -> list[Worlds]:
    """Return the studies of both rules, of one, three and five years."""
    equal = equal_governments(panel)
    taught, kept, relearnt = references(panel), references(equal, panel), references(equal)
    plain, plain_equal = plain_references(panel), plain_references(equal)

    def of(name: str, rule: Rule, length: int, given: list[dict]) -> Worlds:
        real, *null = (
            run(each, learnt, rule, length, since)
            for each, learnt in zip((panel, equal, equal), given, strict=True)
        )
        return Worlds(name, length, real, *null)

    found = []
    for length in LENGTHS:
        found.append(of("policytopics", ours, length, [taught, kept, relearnt]))
        found.append(of("limma", limma, length, [plain, plain_equal, plain_equal]))
        if length > 1:
            found.append(of(BEYOND, partial(ours, beyond=True), length, [taught, kept, relearnt]))
    return found


def row(panel: Panel, of: Worlds, rate: float, counted: np.ndarray) -> dict[str, object]:
    """Return what a rule reaches at a false discovery rate, in the regions counted."""
    found = counts(panel, of.real, rate)
    null, again = (counts(panel, each, rate).claims for each in (of.kept, of.relearnt))
    as_strong = at_thresholds(panel, of.real, of.kept, rate)
    found = type(found)(*(each[counted] for each in found))
    parts = {
        "claims_per_region": (found.claims, found.studies),
        "same_sign": (found.same, found.other),
        "same_sign_next": (found.same_after, found.after),
        "same_sign_apart": (found.same_apart, found.apart),
        "false_if_equal": (null[counted], found.claims),
        "false_if_equal_relearnt": (again[counted], found.claims),
        "false_at_threshold": (as_strong[counted], found.claims),
    }
    cells: dict[str, object] = {"rule": of.rule, "years": of.length, "rate": rate}
    for name, (above, below) in parts.items():
        cells[name] = ratio(above, below)
        cells[f"{name}_low"], cells[f"{name}_high"] = interval(above, below)
    return cells


def trade_off(panel: Panel, found: list[Worlds], counted: np.ndarray) -> pd.DataFrame:
    """Return a row per rule, length and false discovery rate."""
    return pd.DataFrame([row(panel, each, rate, counted) for each in found for rate in RATES])


def ratio_to(curve: pd.DataFrame, rate: float, by: str, years: int = 1) -> float:
    """Return our claims at ``rate`` over limma's where its false share is as large.

    Along limma's curve the false share is made to rise with the claims (pooled where it falls),
    and the claims at our share are interpolated; beyond the curve's ends they are those at the end.
    """
    of = curve[curve["years"] == years].set_index("rate")
    mine, theirs = (of[of["rule"] == name] for name in ("policytopics", "limma"))
    claims = theirs["claims_per_region"].to_numpy()
    share = _rising(theirs[by].to_numpy(), claims)
    at = np.interp(mine.loc[rate, by], share + np.arange(len(share)) * 1e-9, claims)
    return float(mine.loc[rate, "claims_per_region"] / at)


def _rising(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the nearest values that never fall (pool adjacent violators)."""
    blocks: list[list[float]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append([value, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            last, before = blocks.pop(), blocks.pop()
            total = last[1] + before[1]
            mean = (last[0] * last[1] + before[0] * before[1]) / total
            blocks.append([mean, total, last[2] + before[2]])
    return np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])


def draw(curve: pd.DataFrame, path: Path) -> None:
    """Draw claims against false share, a panel per length of study."""
    figure, axes = plt.subplots(1, len(LENGTHS), figsize=(7.2, 2.6), layout="constrained")
    for ax, length in zip(axes, LENGTHS, strict=True):
        for name, colour in (("policytopics", "#0072B2"), ("limma", "#999999")):
            of = curve[(curve["years"] == length) & (curve["rule"] == name)]
            ax.plot(of["false_at_threshold"], of["claims_per_region"], "o-", ms=3, color=colour)
            default = of[of["rate"] == 0.05]
            ax.plot(default["false_at_threshold"], default["claims_per_region"], "o", color=colour)
            last = of.iloc[-1]
            ax.annotate(
                name,
                (last["false_at_threshold"], last["claims_per_region"]),
                textcoords="offset points",
                xytext=(-4, 2 if name == "policytopics" else -10),
                ha="right",
                color=colour,
                fontsize=7,
            )
        ax.set_title(f"{length} year{'s' * (length > 1)}", fontsize=8)
        ax.set_xlabel("share as strong among equal governments", fontsize=7)
        ax.set_xlim(left=0)
        ax.set_ylim(bottom=0)
        ax.tick_params(labelsize=7)
        ax.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel("claims a region and study", fontsize=7)
    figure.savefig(path, dpi=150, metadata={"Software": None})
    plt.close(figure)
