"""Simulated reports, word by word, through the real topic model: its bias, and the same coverage.

Each planted topic has terms of its own, and half of every unit are words that all topics use. The
model is fitted on the regions' plans; long texts of the same regions, as a part that it is not
fitted on, stand for unlimited text: what it measures there is what intervals should cover.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.coverage.simulate import PROFILE, Design, planted, regions
from policytopics.matching import match
from policytopics.regions.share import Text, align, texts_of
from policytopics.regions.uncertainty import estimate
from policytopics.study.regions import RegionsSettings
from policytopics.study.topics import TopicsSettings
from policytopics.topics.consensus import Settled, settle
from policytopics.topics.ensemble import fit_ensemble
from policytopics.topics.factorize import reproducibly, svd
from policytopics.topics.matrix import build

__all__ = ["simulate_fitted"]

FloatArray = npt.NDArray[np.float64]
_K = len(PROFILE)
_OWN_TERMS, _COMMON_TERMS = 40, 120
_LONG = 2000  # units that stand for unlimited text
_UNIT = 25  # kept terms of a unit


def _units(text: Text, part: str, rng: np.random.Generator) -> list[dict[str, object]]:
    """Return one row of the table ``units`` for each run of `_UNIT` or so tokens of a paragraph."""
    zipf = 1 / np.arange(1, _OWN_TERMS + 1)
    common = 1 / np.arange(1, _COMMON_TERMS + 1)
    rows = []
    for paragraph, (mass, tokens) in enumerate(zip(text.mass, text.tokens, strict=True)):
        for piece in range(max(round(tokens / 48), 1)):
            topics = rng.choice(_K, p=mass / tokens, size=_UNIT // 2)
            terms = rng.choice(_OWN_TERMS, p=zipf / zipf.sum(), size=len(topics))
            shared = rng.choice(_COMMON_TERMS, p=common / common.sum(), size=_UNIT - len(topics))
            name = f"{text.region_id}:{part}"
            rows.append(
                {
                    "unit_id": f"{name}:{paragraph:05}:{piece}",
                    "document_id": name,
                    "paragraph_id": f"{name}:{paragraph:05}",
                    "order": len(rows),
                    "region_id": text.region_id,
                    "year": 2024,
                    "part": part,
                    "n_tokens": _UNIT,
                    "tokens": [f"t{t:02}x{w:02}" for t, w in zip(topics, terms, strict=True)]
                    + [f"c{w:03}" for w in shared],
                }
            )
    return rows


def _planted_topics(settled: Settled) -> list[int]:
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
    return [int(other) for other in match(found, truth, least=0.3).other]


def simulate_fitted(design: Design, rng: np.random.Generator) -> pd.DataFrame:
    """Return region x topic: planted, measured, unlimited, and whether intervals hold the latter.

    ``covered`` is of intervals that carry sampling, ``covered_model`` also of the ensemble.
    """
    profiles = np.tile(PROFILE, (len(design.units), 1))
    profiles[0], profiles[1] = planted(2.0, 5), planted(4.0, 7)
    long = Design((_LONG,) * len(design.units), design.persistence)
    rows = [
        row
        for part, made in (("plan", design), ("other", long))
        for text in regions(profiles, made, rng)
        for row in _units(text, part, rng)
    ]
    units = pd.DataFrame(rows)
    vocabulary = pd.DataFrame({"term": sorted(set(units["tokens"].explode()))})
    settings = TopicsSettings(number=_K, runs=6)
    matrix = build(units, vocabulary.assign(status="kept"), settings)
    with reproducibly():
        X = matrix.to_fit()
        names = matrix.units["region_id"].to_numpy(str)[matrix.fitted]
        ensemble = fit_ensemble(X, names, svd(X, _K), _K, settings)
    settled = settle(matrix, ensemble.H, settings)
    planted_as = _planted_topics(settled)
    measured = align(units, settled.unit_topics, settled.members)
    inside = (measured.units["part"] == "plan").to_numpy()
    plan, other = texts_of(measured.select(inside)), texts_of(measured.select(~inside))
    unlimited = np.stack([text.share for text in other])
    with_model = estimate(plan, RegionsSettings(draws=200), "x")
    nobody = [
        Text(t.region_id, t.mass, t.tokens, t.documents, t.members[:0], t.n_units) for t in plan
    ]
    without = estimate(nobody, RegionsSettings(draws=200), "x")
    found = []
    for topic, number in enumerate(planted_as):
        if number >= 0:
            for region in range(len(plan)):
                at = region, topic
                found.append(
                    {
                        "region": region,
                        "topic": number,
                        "planted": profiles[region, number],
                        "measured": without.share[at],
                        "unlimited": unlimited[at],
                        "covered": without.low[at] <= unlimited[at] <= without.high[at],
                        "covered_model": with_model.low[at] <= unlimited[at] <= with_model.high[at],
                    }
                )
    return pd.DataFrame(found)
