"""The instrument against readers, on regions that it never saw: agreement, shares, calibration.

And what a sheet coded by hand mends: sentences are drawn from the coded ones as for a sheet, and
the share that they correct is compared with that of all coded sentences, which is known.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from policytopics.domains.correct import estimated_bias
from policytopics.domains.quality import Coded, domain_quality, excess_variance, shares_apart
from policytopics.domains.sample import PROBABILITY, draw_sentences
from policytopics.domains.sheet import CodedSheet, sheet_key
from policytopics.domains.train import Options, Ready, cross_validate, fitted, measured

SAMPLE, SAMPLES = 600, 200  # sentences whose shares are compared; such samples
SHEETS, DRAWN = 200, (150, 300, 600)  # sheets drawn, of so many sentences
REGION = 15  # coded sentences of a region, for its shares' errors to be looked at
BINS = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1)  # of the probability claimed


def validated(ready: Ready, options: Options, seed: int, kept: Path | None) -> Coded:
    """Return the coded sentences as measured over folds; read from a file, or kept in it."""
    file = kept / f"fold{seed}.npz" if kept else None
    if file and file.is_file():
        with np.load(file, allow_pickle=False) as arrays:
            return Coded(**{name: arrays[name] for name in arrays.files})
    found = cross_validate(ready, options, fitted, most=options.most, seed=seed)
    coded = measured(ready, found)
    if file:
        np.savez(file, **coded._asdict())
    return coded


def told(coded: Coded, regions: np.ndarray, domains: tuple[str, ...]) -> dict[str, object]:
    """Return what one draw of the folds says."""
    quality = domain_quality(coded, domains)
    rng = np.random.default_rng(1)
    number = len(coded.first)
    samples = [rng.choice(number, min(SAMPLE, number), replace=False) for _ in range(SAMPLES)]
    groups = quality[(quality["domain_id"] == "all") & (quality["n"] > 0)]
    columns = ["n", "agreement", "low", "high", "either", "claimed", "excess"]
    return {
        "shares apart in 600": round(float(np.mean([shares_apart(coded, s) for s in samples])), 4),
        "groups": {
            f"{row['by']} {row['group']}".strip(): {
                name: round(float(row[name]), 4) for name in columns
            }
            for row in groups.to_dict("records")
        },
        "claimed and reached": [*_reached(coded)],
        "error of a region's shares, seen over told": _seen_over_told(coded, regions, domains),
    }


def _reached(coded: Coded) -> Iterator[list[float]]:
    """Yield, by the probability claimed: its mean, the agreement, the number."""
    claimed = coded.shares.max(axis=1)
    right = coded.shares.argmax(axis=1) == coded.first
    for low, high in pairwise(BINS):
        within = (claimed >= low) & ((claimed < high) | (high == 1))
        if within.any():
            yield [
                round(float(claimed[within].mean()), 3),
                round(float(right[within].mean()), 3),
                int(within.sum()),
            ]


def _seen_over_told(coded: Coded, regions: np.ndarray, domains: tuple[str, ...]) -> float:
    """Return the root of squared errors of regions' shares over the variance told of them."""
    excess = excess_variance(domain_quality(coded, domains), domains)
    wrong = coded.shares - np.eye(len(domains))[coded.first]
    promised = excess * coded.shares * (1 - coded.shares)
    seen = said = 0.0
    for region in np.unique(regions):
        own = regions == region
        if own.sum() >= REGION:
            seen += float((wrong[own].sum(axis=0) ** 2).sum())
            said += float(promised[own].sum())
    return round(float(np.sqrt(seen / said)), 3)


def corrected(coded: Coded, domains: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Return how often 95 % intervals of corrected shares hold what all coded sentences say."""
    sentences = pd.DataFrame(coded.shares, columns=[f"{PROBABILITY}{each}" for each in domains])
    sentences = sentences.assign(
        unit_id=[str(at) for at in range(len(sentences))],
        document_id="", region_id="", text="", weight=1 / len(sentences),
        truth=np.array(domains, dtype=object)[coded.first],
    )  # fmt: skip
    read = np.bincount(coded.first, minlength=len(domains)) / len(coded.first)
    bias = read - coded.shares.mean(axis=0)
    common = read >= 0.02
    found = {}
    for number in DRAWN:
        held, errors = [], []
        for seed in range(SHEETS):
            drawn = draw_sentences(sentences, number, seed=seed)
            rows = sheet_key(drawn).assign(domain_id=drawn["truth"], second="", coded_part=1.0)
            one = estimated_bias(CodedSheet(rows, [*domains], number))
            held.append(np.abs(one.bias - bias) <= one.reach * one.error)
            errors.append(one.bias - bias)
        cover = np.mean(held, axis=0)
        found[f"{number} sentences"] = {
            "coverage, all domains": round(float(cover.mean()), 3),
            "least, of domains with 2 % or more": round(float(cover[common].min()), 3),
            "mean error of the estimate": round(float(np.abs(np.mean(errors, axis=0)).max()), 4),
        }
    return found
