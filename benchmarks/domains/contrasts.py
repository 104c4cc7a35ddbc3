"""Are regions' differences found again in 80 % of the text? By the instrument and by seed words."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from policytopics import clean, read, segment
from policytopics.arrays import FloatArray
from policytopics.domains.code import probabilities
from policytopics.domains.own import seeds_by_domain
from policytopics.domains.resources import read_codebook
from policytopics.domains.seeds import count_seeds, seeded
from policytopics.domains.sentences import default_coder
from policytopics.domains.share import weighed_sentences

KEPT, TIMES = 0.8, 100  # part of each region's blocks; subsamples
BLOCKS = ("sentence", "unit", "paragraph")
RESOURCES = Path("resources")


def measured(folder: str) -> dict[str, float]:
    """Return for each way of coding the mean correlation of differences with those of all text.

    By what is left out: single sentences, as they are coded; units; whole paragraphs.
    """
    units = plan_units(folder)
    texts, owner, within = weighed_sentences(units["text"].tolist())
    about = units.loc[owner, ["region_id", "unit_id", "paragraph_id"]].reset_index(drop=True)
    sentences = about.assign(
        sentence_id=[str(at) for at in range(len(texts))],
        weight=within * units["n_tokens"].to_numpy(float)[owner],
    )
    found: dict[str, float] = {
        "regions": units["region_id"].nunique(), "units": len(units), "sentences": len(texts),
    }  # fmt: skip
    for name, shares in codings(texts):
        for block in BLOCKS:
            mean = reproducibility(sentences, shares, f"{block}_id")
            found[f"{name}, {block}s"] = round(mean, 4)
    return found


def plan_units(folder: str) -> pd.DataFrame:
    """Return the units of the plans in a folder of reports."""
    manifest = Path(folder, "documents.csv")
    sources = read(folder, on_bad_document="leave_out")
    given = manifest if manifest.is_file() else None
    cleaned = clean(sources, manifest=given, on_bad_document="leave_out")
    units = segment(cleaned).units
    return units[units["part"] == "plan"].reset_index(drop=True)


def codings(sentences: list[str]) -> Iterator[tuple[str, FloatArray]]:
    """Yield the name of a way of coding, and the shares of sentences by it."""
    yield "domains", probabilities(default_coder(RESOURCES), sentences)
    seeds = seeds_by_domain(read_codebook(RESOURCES / "codebook" / "domains.csv"))
    yield "dictionary", seeded(count_seeds(sentences, seeds)).astype(float)


def reproducibility(sentences: pd.DataFrame, shares: FloatArray, block: str) -> float:
    """Return the mean correlation over subsamples of each region's blocks."""
    rng = np.random.default_rng(1)
    whole = differences(sentences, shares, np.ones(len(sentences), dtype=bool))
    number, names = pd.factorize(sentences[block])
    of = sentences.groupby(number)["region_id"].first().to_numpy()
    found = []
    for _ in range(TIMES):
        kept = np.zeros(len(names), dtype=bool)
        for name in np.unique(of):
            own = np.flatnonzero(of == name)
            kept[rng.choice(own, max(round(KEPT * len(own)), 1), replace=False)] = True
        part = differences(sentences, shares, kept[number])
        found.append(np.corrcoef(whole.ravel(), part.ravel())[0, 1])
    return float(np.mean(found))


def differences(sentences: pd.DataFrame, shares: FloatArray, kept: np.ndarray) -> FloatArray:
    """Return each region's share of each category less the mean of the other regions'."""
    weight = sentences["weight"].to_numpy(float) * kept
    code, names = pd.factorize(sentences["region_id"], sort=True)
    mass = np.zeros((len(names), shares.shape[1]))
    np.add.at(mass, code, shares * weight[:, None])
    of = mass / mass.sum(axis=1, keepdims=True)
    number = len(of)
    return (of - of.mean(axis=0)) * number / (number - 1)
