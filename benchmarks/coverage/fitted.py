"""Simulated reports, word by word, through the real topic model: its bias, and the same coverage.

Each planted topic has terms of its own, and half of every unit are words that all topics use. The
model is fitted on the regions' plans; long texts of the same regions, as a part that it is not
fitted on, stand for unlimited text: what it measures there is what intervals should cover.

Fitting takes seconds and judging milliseconds: fits can be kept, and other intervals judged on
them.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.coverage.simulate import (
    PROFILE,
    Design,
    evenly,
    paragraph_shares,
    planted,
    regions,
)
from policytopics.matching import match
from policytopics.regions.share import MeasuredUnits, RegionText, align, texts_of
from policytopics.regions.uncertainty import estimate
from policytopics.study.regions import RegionsSettings
from policytopics.study.topics import TopicsSettings
from policytopics.tables.schemes import by_category
from policytopics.topics.consensus import Settled, settle
from policytopics.topics.ensemble import fit_ensemble
from policytopics.topics.factorize import reproducibly, svd
from policytopics.topics.matrix import build

__all__ = ["Fit", "fit", "judge", "kept"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]
_K = len(PROFILE)
_OWN_TERMS, _COMMON_TERMS = 40, 120
_OWN_NAMES = np.array([[f"t{t:02}x{w:02}" for w in range(_OWN_TERMS)] for t in range(_K)])
_COMMON_NAMES = np.array([f"c{w:03}" for w in range(_COMMON_TERMS)])
_LONG = 3000  # units that stand for unlimited text
_UNIT = 25  # kept terms of a unit
_UNIT_TOKENS = 48  # mean tokens of a unit in `simulate`


@dataclass(frozen=True)
class Fit:
    """What the model measured in one simulated corpus.

    Attributes
    ----------
    plan : list of RegionText
        One for each region; its topics are the model's.
    unlimited, noise : array, regions x k
        Shares that the model measures on the long texts, and the variance of their own chance.
    planted_as : array of int, k
        The planted topic that each topic of the model is; -1 for none.
    """

    plan: list[RegionText]
    unlimited: FloatArray
    noise: FloatArray
    planted_as: IntArray

    def write(self, path: Path) -> None:
        """Write the fit into an npz file, whole or not at all."""
        arrays = {
            f"{name}_{row}": getattr(text, name)
            for row, text in enumerate(self.plan)
            for name in ("mass", "tokens", "documents", "members", "n_units")
        }
        partial = path.with_suffix(".part")
        with partial.open("wb") as file:
            np.savez_compressed(
                file,
                unlimited=self.unlimited,
                noise=self.noise,
                planted_as=self.planted_as,
                **arrays,
            )
        partial.rename(path)

    @classmethod
    def read(cls, path: Path) -> "Fit":
        """Return the fit that `write` wrote."""
        with np.load(path) as held:
            plan = [
                RegionText(
                    f"r{row:02}",
                    held[f"mass_{row}"],
                    held[f"tokens_{row}"],
                    held[f"documents_{row}"],
                    held[f"members_{row}"],
                    int(held[f"n_units_{row}"]),
                )
                for row in range(len(held["unlimited"]))
            ]
            return cls(plan, held["unlimited"], held["noise"], held["planted_as"])


def _units(
    document: str, mixtures: FloatArray, paragraphs: IntArray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return rows of the table ``units``, the words of each drawn from its mixture of topics.

    ``mixtures`` is units x topics, ``paragraphs`` the number of each unit's paragraph, and the
    document is named as its region and part.
    """
    zipf, common = 1 / np.arange(1, _OWN_TERMS + 1), 1 / np.arange(1, _COMMON_TERMS + 1)
    n, words = len(mixtures), _UNIT // 2
    # One uniform number against the running sums of a row is one draw from the row.
    ends = mixtures.cumsum(axis=1)[:, None, :-1]
    topics = (rng.random((n, words))[:, :, None] > ends).sum(axis=2)
    own = rng.choice(_OWN_TERMS, p=zipf / zipf.sum(), size=(n, words))
    shared = rng.choice(_COMMON_TERMS, p=common / common.sum(), size=(n, _UNIT - words))
    region_id, part = document.split(":")
    return pd.DataFrame(
        {
            "unit_id": [f"{document}:{order:05}" for order in range(n)],
            "document_id": document,
            "paragraph_id": [f"{document}:p{paragraph:05}" for paragraph in paragraphs],
            "order": np.arange(n),
            "region_id": region_id,
            "year": 2024,
            "part": part,
            "n_tokens": _UNIT,
            "tokens": np.hstack([_OWN_NAMES[topics, own], _COMMON_NAMES[shared]]).tolist(),
        }
    )


def _limited(text: RegionText, rng: np.random.Generator) -> pd.DataFrame:
    """Return the units of a simulated text; a paragraph's are alike but for their words."""
    pieces = np.maximum(np.round(text.tokens / _UNIT_TOKENS), 1).astype(int)
    paragraphs = np.repeat(np.arange(len(pieces)), pieces)
    mixtures = (text.mass / text.tokens[:, None])[paragraphs]
    return _units(f"{text.region_id}:plan", mixtures, paragraphs, rng)


def _unlimited(row: int, profile: FloatArray, rng: np.random.Generator) -> pd.DataFrame:
    """Return units of the same expected shares whose own chance is small.

    One unit a paragraph, and topics not drawn one by one: each has its share of them to a unit.
    """
    mixtures = paragraph_shares(profile, evenly(profile, _LONG, rng), rng)
    return _units(f"r{row:02}:other", mixtures, np.arange(_LONG), rng)


def _planted_topics(settled: Settled) -> IntArray:
    """Return the planted topic that each topic of the model is, -1 for none, by their terms."""
    truth = np.zeros((_K, _K * _OWN_TERMS))
    for topic in range(_K):
        own = slice(topic * _OWN_TERMS, (topic + 1) * _OWN_TERMS)
        truth[topic, own] = 1 / np.arange(1, _OWN_TERMS + 1)
    topics = settled.topics[settled.topics["term"].str.startswith("t")]
    place = topics["term"].str[1:3].astype(int) * _OWN_TERMS + topics["term"].str[4:6].astype(int)
    rows = topics["topic_id"].str[1:].astype(int) - 1
    found = np.zeros((_K, _K * _OWN_TERMS))
    found[rows.to_numpy(), place.to_numpy()] = topics["weight"].to_numpy()
    return np.asarray(match(found, truth, least=0.3).other, dtype=np.intp)


def _profiles(design: Design) -> FloatArray:
    """Return the planted shares: two regions have a priority, the others none."""
    profiles = np.tile(PROFILE, (len(design.units), 1))
    profiles[0], profiles[1] = planted(2.0, 5), planted(4.0, 7)
    return profiles


def _reference(long: MeasuredUnits) -> tuple[FloatArray, FloatArray]:
    """Return the shares of the long texts, and the variance of their chance.

    Neighbours in the order of the documents are on one topic: what they differ by is chance.
    """
    by_region = long.shares.reshape(-1, _LONG, _K)
    apart = np.diff(by_region, axis=1)
    return by_region.mean(axis=1), (apart**2).mean(axis=1) / 2 / _LONG


def fit(design: Design, rng: np.random.Generator) -> Fit:
    """Return what the topic model, an ensemble of six, measures in made-up reports."""
    profiles = _profiles(design)
    texts = regions(profiles, design, rng)
    tables = [_limited(text, rng) for text in texts]
    tables += [_unlimited(row, profile, rng) for row, profile in enumerate(profiles)]
    units = pd.concat(tables, ignore_index=True)
    vocabulary = pd.DataFrame({"term": sorted({*_OWN_NAMES.flat, *_COMMON_NAMES})})
    settings = TopicsSettings(number=_K, runs=6)
    matrix = build(units, vocabulary.assign(status="kept"), settings)
    with reproducibly():
        X = matrix.to_fit()
        names = matrix.units["region_id"].to_numpy(str)[matrix.fitted]
        ensemble = fit_ensemble(X, names, svd(X, _K), _K, settings)
    settled = settle(matrix, ensemble.H, settings)
    measured = align(units, by_category(settled.unit_topics), settled.members)
    inside = (measured.units["part"] == "plan").to_numpy()
    shares, noise = _reference(measured.select(~inside))
    return Fit(texts_of(measured.select(inside)), shares, noise, _planted_topics(settled))


def kept(path: Path | None, design: Design, rng: np.random.Generator) -> Fit:
    """Return the fit kept at ``path``; where there is none make it, and keep it."""
    if path is not None and path.exists():
        return Fit.read(path)
    made = fit(design, rng)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.write(path)
    return made


def judge(found: Fit, design: Design) -> pd.DataFrame:
    """Return region x planted topic: planted, unlimited, and whether intervals hold the latter.

    ``covered`` is of intervals that carry sampling, ``covered_model`` also of the ensemble;
    ``noise`` is the variance of the unlimited share over the one that intervals stand for.
    """
    settings = RegionsSettings(draws=200)
    nobody = [
        RegionText(t.region_id, t.mass, t.tokens, t.documents, t.members[:0], t.n_units)
        for t in found.plan
    ]
    without, with_model = estimate(nobody, settings, "x"), estimate(found.plan, settings, "x")
    wanted, topics = found.unlimited, np.flatnonzero(found.planted_as >= 0)
    planted_as = found.planted_as[topics]
    variance = without.sampling.dispersion * without.share * (1 - without.share)
    columns = {
        "planted": _profiles(design)[:, planted_as],
        "unlimited": wanted[:, topics],
        "noise": (found.noise / np.maximum(variance, 1e-12))[:, topics],
        "covered": ((without.low <= wanted) & (wanted <= without.high))[:, topics],
        "covered_model": ((with_model.low <= wanted) & (wanted <= with_model.high))[:, topics],
    }
    index = pd.MultiIndex.from_product([range(len(wanted)), planted_as], names=["region", "topic"])
    return pd.DataFrame({name: column.ravel() for name, column in columns.items()}, index=index)
