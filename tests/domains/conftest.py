"""A made-up panel of three subjects, whose words stand together, and a small instrument."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from policytopics.domains.code import Coder
from policytopics.domains.vocabulary import Panel, split_panel
from policytopics.domains.weights import Weights, quantized

# Each subject has words that coded sentences use, and words that stand only in the panel.
SUBJECTS = {
    "water": (["水库", "堤防", "灌区"], ["泵站", "渠系", "闸门"]),
    "school": (["学校", "教师", "课堂"], ["校舍", "师资", "学前"]),
    "none": (["目标", "奋斗", "伟大"], ["征程", "辉煌", "前列"]),
}
DOMAINS = tuple(SUBJECTS)


def sentence(words: Sequence[str]) -> str:
    return "，".join(f"推进{word}" for word in words) + "。"


@pytest.fixture(scope="session")
def panel() -> Panel:
    """40 documents of 8 regions, each with 12 paragraphs of one subject."""
    rng = np.random.default_rng(3)
    documents = []
    for number in range(40):
        paragraphs = []
        for at in range(12):
            known, new = SUBJECTS[DOMAINS[at % 3]]
            paragraphs.append([sentence(rng.choice([*known, *new], 3)) for _ in range(5)])
        documents.append((f"region{number % 8}", paragraphs))
    return split_panel(documents)


@pytest.fixture(scope="session")
def coded() -> pd.DataFrame:
    """Sentences of known words alone, coded."""
    rng = np.random.default_rng(4)
    rows = [
        {
            "text": sentence(rng.choice(SUBJECTS[domain][0], 3)),
            "first": at,
            "second": -1,
            "region": f"region{number % 8}",
            "level": "city" if number % 2 else "province",
            "year": 2004 + number,
        }
        for number in range(20)
        for at, domain in enumerate(DOMAINS)
    ]
    return pd.DataFrame(rows)


@pytest.fixture(scope="session")
def coder() -> Coder:
    """An instrument that knows five terms."""
    terms = ("水库", "堤防", "学校", "教师", "推进")
    matrix = np.array([[3, -1, -1], [2, -1, -1], [-1, 3, -1], [-1, 2, -1], [0, 0, 0.5]])
    whole, step = quantized(matrix)
    ones, zeros = np.ones(5, dtype=np.float32), np.zeros(3, dtype=np.float32)
    slope = np.array([1.0, 0.0], dtype=np.float32)
    weights = Weights(DOMAINS, terms, ones, whole, step, zeros, slope, zeros)
    return Coder(weights, frozenset({"水库县", "学城"}))
