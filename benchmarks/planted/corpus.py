"""Corpora whose topics, number of topics and regional shares are known, because we planted them.

A topic is a Zipf distribution over sixty terms of its own and twenty that it shares with others. A
unit holds one topic, or one in the main and another besides; a share of its tokens are background
words that all topics use alike, again by Zipf's law. Five regions of very unequal length put weight
on different topics.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Design", "Planted", "plant"]

FloatArray = npt.NDArray[np.float64]

_OWN, _SHARED, _BACKGROUND = 60, 20, 500  # terms
_REGIONS = np.array([0.45, 0.25, 0.15, 0.10, 0.05])  # parts of the units
_LENGTH, _SPREAD, _SHORTEST = 30, 0.35, 12  # tokens of a unit, log-normal
_MIXED = 0.35  # units with a second topic
_CONCENTRATION = 3.0  # of regions' shares around the topics' sizes, per topic
_LARGEST = 4.0  # size of the largest over that of the smallest topic, where they are unequal
_MIN_UNITS = 3  # as the pipeline's default


class Design(NamedTuple):
    """What is planted.

    Attributes
    ----------
    k : int
        Topics.
    background : float
        Share of tokens that belong to no topic.
    equal : bool
        Whether the topics are of one size.
    units : int
    """

    k: int
    background: float
    equal: bool
    units: int


class Planted(NamedTuple):
    """A corpus and its truth.

    Attributes
    ----------
    units, vocabulary : DataFrame
        As the tables.
    terms : tuple of str
    topics : ndarray, shape (topics, terms)
        Chance of each term in each topic.
    shares : ndarray, shape (units, topics)
        Of each unit, in the order of ``units``.
    """

    units: pd.DataFrame
    vocabulary: pd.DataFrame
    terms: tuple[str, ...]
    topics: FloatArray
    shares: FloatArray


def plant(design: Design, rng: np.random.Generator) -> Planted:
    """Return a corpus of this design."""
    terms = tuple(f"w{number:05d}" for number in range(design.k * _OWN + _BACKGROUND))
    topics, background = _topics(design.k, len(terms), rng)
    regions = np.repeat(np.arange(5), np.maximum((_REGIONS * design.units).astype(int), 10))
    shares = _shares(design, regions, rng)
    chances = (1 - design.background) * (shares @ topics) + design.background * background
    lengths = np.maximum(
        rng.lognormal(np.log(_LENGTH), _SPREAD, len(regions)).astype(int), _SHORTEST
    )
    tokens = [
        [terms[column] for column in rng.choice(len(terms), length, p=chance)]
        for length, chance in zip(lengths, chances, strict=True)
    ]
    units = _table(tokens, regions)
    return Planted(units, _vocabulary(units), terms, topics, shares)


def _zipf(length: int) -> FloatArray:
    falling = 1 / np.arange(3.0, length + 3)
    chances: FloatArray = falling / falling.sum()
    return chances


def _topics(k: int, terms: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Return the topics and the background, as chances over all terms."""
    topics, background = np.zeros((k, terms)), np.zeros(terms)
    for topic in range(k):
        own = np.arange(topic * _OWN, (topic + 1) * _OWN)
        others = np.setdiff1d(np.arange(k * _OWN), own)
        # Terms shared with other topics stand in the middle of the ranking rather than at its head.
        places = np.concatenate([rng.random(_OWN), 0.3 + rng.random(_SHARED)])
        columns = np.concatenate([own, rng.choice(others, _SHARED, replace=False)])
        topics[topic, columns[np.argsort(places)]] = _zipf(_OWN + _SHARED)
    background[k * _OWN :] = _zipf(_BACKGROUND)
    return topics, background


def _shares(design: Design, regions: npt.NDArray[np.intp], rng: np.random.Generator) -> FloatArray:
    """Return each unit's shares: its main topic by the region's weights, sometimes a second."""
    sizes = np.ones(design.k) if design.equal else np.geomspace(1, _LARGEST, design.k)
    sizes = sizes / sizes.sum()
    counts = np.bincount(regions) / len(regions)
    weights = rng.dirichlet(sizes * design.k * _CONCENTRATION, size=len(counts)) + 1e-9
    for _ in range(50):  # regions differ, but in all the topics have the sizes of the design
        weights *= sizes / (counts @ weights)
        weights /= weights.sum(axis=1, keepdims=True)
    shares = np.zeros((len(regions), design.k))
    for unit, region in enumerate(regions):
        main, other = rng.choice(design.k, size=2, p=weights[region])
        part = rng.uniform(0.1, 0.5) if rng.random() < _MIXED else 0.0
        shares[unit, main] += 1 - part
        shares[unit, other] += part
    return shares


def _table(tokens: list[list[str]], regions: npt.NDArray[np.intp]) -> pd.DataFrame:
    """Return the columns of the table ``units`` that topics need; one document per region."""
    names = [f"r{region}" for region in regions]
    ids = [f"{name}:{number:05d}" for number, name in enumerate(names)]
    return pd.DataFrame(
        {
            "unit_id": ids,
            "document_id": names,
            "paragraph_id": ids,
            "order": np.arange(len(ids)),
            "region_id": names,
            "part": "plan",
            "n_tokens": [len(each) for each in tokens],
            "tokens": tokens,
        }
    )


def _vocabulary(units: pd.DataFrame) -> pd.DataFrame:
    tokens = units[["unit_id", "tokens"]].explode("tokens").drop_duplicates()
    counted = tokens["tokens"].value_counts()
    kept = sorted(counted.index[counted >= _MIN_UNITS])
    return pd.DataFrame({"term": kept, "status": "kept"})
