"""Are regions' differences found again in 80 % of the text? By the instrument and by seed words."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from policytopics import clean, read, segment
from policytopics.arrays import FloatArray
from policytopics.domains.own import seeds_by_domain
from policytopics.domains.resources import read_codebook
from policytopics.domains.seeds import count_seeds, seeded
from policytopics.domains.sentences import default_coder
from policytopics.domains.share import unit_shares, weighed_sentences

KEPT, TIMES = 0.8, 100  # part of each region's blocks; subsamples
BLOCKS = ("unit", "paragraph")
RESOURCES = Path("resources")


def measured(folder: str) -> dict[str, float]:
    """Return for each way of coding the mean correlation of differences with those of all text."""
    units = plan_units(folder)
    found: dict[str, float] = {"regions": units["region_id"].nunique(), "units": len(units)}
    for name, shares in codings(units["text"].tolist()):
        for block in BLOCKS:
            found[f"{name}, {block}s"] = round(reproducibility(units, shares, f"{block}_id"), 4)
    return found


def plan_units(folder: str) -> pd.DataFrame:
    """Return the units of the plans in a folder of reports."""
    manifest = Path(folder, "documents.csv")
    sources = read(folder, on_bad_document="leave_out")
    given = manifest if manifest.is_file() else None
    cleaned = clean(sources, manifest=given, on_bad_document="leave_out")
    units = segment(cleaned).units
    return units[units["part"] == "plan"].reset_index(drop=True)


def codings(texts: list[str]) -> Iterator[tuple[str, FloatArray]]:
    """Yield the name of a way of coding, and the shares of units by it."""
    yield "domains", unit_shares(default_coder(RESOURCES), texts).shares
    seeds = seeds_by_domain(read_codebook(RESOURCES / "codebook" / "domains.csv"))
    sentences, owner, weights = weighed_sentences(texts)
    found = seeded(count_seeds(sentences, seeds)).astype(float)
    yield (
        "dictionary",
        np.column_stack(
            [np.bincount(owner, weights * column, minlength=len(texts)) for column in found.T]
        ),
    )


def reproducibility(units: pd.DataFrame, shares: FloatArray, block: str) -> float:
    """Return the mean correlation over subsamples of each region's blocks."""
    rng = np.random.default_rng(1)
    whole = differences(units, shares, np.ones(len(units), dtype=bool))
    number, names = pd.factorize(units[block])
    of = units.groupby(number)["region_id"].first().to_numpy()
    found = []
    for _ in range(TIMES):
        kept = np.zeros(len(names), dtype=bool)
        for name in np.unique(of):
            own = np.flatnonzero(of == name)
            kept[rng.choice(own, max(round(KEPT * len(own)), 1), replace=False)] = True
        part = differences(units, shares, kept[number])
        found.append(np.corrcoef(whole.ravel(), part.ravel())[0, 1])
    return float(np.mean(found))


def differences(units: pd.DataFrame, shares: FloatArray, kept: np.ndarray) -> FloatArray:
    """Return each region's share of each category less the mean of the other regions'."""
    tokens = units["n_tokens"].to_numpy(float) * kept
    code, names = pd.factorize(units["region_id"], sort=True)
    mass = np.zeros((len(names), shares.shape[1]))
    np.add.at(mass, code, shares * tokens[:, None])
    of = mass / mass.sum(axis=1, keepdims=True)
    number = len(of)
    return (of - of.mean(axis=0)) * number / (number - 1)
