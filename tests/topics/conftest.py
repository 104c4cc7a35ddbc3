"""A made-up corpus with known topics, small enough to fit in a blink."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from policytopics.study.topics import TopicsSettings

TOPICS, TERMS = 5, 12  # planted topics, terms of each
SHARED = 45  # terms of no topic
LENGTH = 20  # tokens per unit


class Corpus(NamedTuple):
    """Tables, and the planted truth: ``weights`` (topics × terms), ``topic`` of each unit."""

    units: pd.DataFrame
    vocabulary: pd.DataFrame
    terms: list[str]
    weights: np.ndarray
    topic: pd.Series


def plant(regions: dict[str, int], seed: int = 0, documents: int = 2) -> Corpus:
    """Draw units: each has one topic, a third of its tokens belongs to none."""
    rng = np.random.default_rng(seed)
    own = [f"甲{topic}词{term:02d}" for topic in range(TOPICS) for term in range(TERMS)]
    terms = own + [f"共用{term:02d}" for term in range(SHARED)]
    weights = np.zeros((TOPICS, len(terms)))
    for topic in range(TOPICS):
        falling = np.arange(TERMS, 0, -1.0)
        weights[topic, topic * TERMS : (topic + 1) * TERMS] = falling / falling.sum()
    rows, truth = [], {}
    for region, size in regions.items():
        for number in range(size):
            document = f"{region}_{number % documents}"
            topic = int(rng.integers(TOPICS))
            chance = weights[topic] * 2 / 3
            chance[len(own) :] += 1 / 3 / SHARED
            tokens = [terms[column] for column in rng.choice(len(terms), LENGTH, p=chance)]
            unit = f"{document}:{number:03d}:0"
            truth[unit] = topic
            rows.append(
                {
                    "unit_id": unit,
                    "document_id": document,
                    "paragraph_id": f"{document}:{number:03d}",
                    "order": number // documents,
                    "region_id": region,
                    "year": 2024,
                    "kind": "work_report",
                    "part": "review" if number % 10 == 9 else "plan",
                    "text": "".join(tokens),
                    "n_tokens": LENGTH,
                    "tokens": tokens,
                }
            )
    units = pd.DataFrame(rows)
    return Corpus(units, vocabulary(units), terms, weights, pd.Series(truth))


def vocabulary(units: pd.DataFrame) -> pd.DataFrame:
    tokens = units.explode("tokens")
    counted = tokens.groupby("tokens").agg(
        frequency=("unit_id", "size"),
        n_units=("unit_id", "nunique"),
        n_regions=("region_id", "nunique"),
    )
    counted = counted.rename_axis("term").reset_index()
    known = {"pos": "n", "gloss_en": "", "domain": "", "unit_share": 0.1, "clumping": 1.0}
    known["divergence"] = 2.0
    return counted.assign(**known, status="kept")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return plant({"east": 60, "north": 50, "west": 50})


@pytest.fixture
def make() -> Callable[..., Corpus]:
    return plant


@pytest.fixture(scope="session")
def settings() -> TopicsSettings:
    return TopicsSettings(candidates=[3, 4, 5, 6, 7], runs=5)
