from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from policytopics.topics.quality import (
    diversity,
    jaccard,
    npmi,
    relative_error,
    seed_stability,
    top_terms,
)

RNG = np.random.default_rng(5)


def slow_npmi(terms: list[int], units: list[set[int]]) -> float:
    """Bouma's formula, pair by pair and unit by unit."""
    values = []
    for a, b in combinations(terms, 2):
        n = len(units)
        pa, pb = sum(a in unit for unit in units) / n, sum(b in unit for unit in units) / n
        both = sum({a, b} <= unit for unit in units) / n
        if both in (0, 1):
            values.append(2 * both - 1)
        else:
            values.append(np.log(both / (pa * pb)) / -np.log(both))
    return float(np.mean(values))


@given(st.lists(st.sets(st.integers(0, 4)), min_size=1, max_size=8))
def test_coherence_counts_exactly(units: list[set[int]]) -> None:
    presence = sparse.csr_matrix([[float(term in unit) for term in range(5)] for unit in units])
    tops = np.array([[0, 1, 2], [4, 0, 3]])
    found = npmi(tops, presence)
    assert found == pytest.approx([slow_npmi(list(row), units) for row in tops])
    assert (np.abs(found) <= 1 + 1e-12).all()


def test_top_terms_are_the_heaviest_and_ties_go_left() -> None:
    H = np.array([[0.0, 2.0, 1.0, 2.0], [1.0, 1.0 + 1e-13, 0.0, 0.0]])
    assert top_terms(H, 3).tolist() == [[1, 3, 2], [0, 1, 2]]


def test_error_is_that_of_the_product() -> None:
    X, W, H = RNG.random((6, 7)), RNG.random((6, 2)), RNG.random((2, 7))
    slow = np.linalg.norm(X - W @ H) / np.linalg.norm(X)
    assert relative_error(sparse.csr_matrix(X), W, H) == pytest.approx(slow)
    assert relative_error(sparse.csr_matrix(W @ H), W, H) == pytest.approx(0, abs=1e-6)


def test_stability_is_the_best_matching_of_every_pair_of_runs() -> None:
    tops = np.array([[RNG.permutation(9)[:4] for _ in range(3)] for _ in range(4)])

    def agreement(a: np.ndarray, b: np.ndarray) -> float:
        overlap = [[len({*x} & {*y}) / len({*x} | {*y}) for y in b] for x in a]
        return max(
            np.mean([overlap[i][j] for i, j in enumerate(order)])
            for order in permutations(range(3))
        )

    slow = [np.mean([agreement(tops[a], tops[b]) for b in range(4) if b != a]) for a in range(4)]
    assert seed_stability(tops) == pytest.approx(slow)


def test_the_same_topics_in_another_order_are_perfectly_stable() -> None:
    tops = np.array([[[0, 1], [2, 3]], [[3, 2], [1, 0]], [[2, 3], [0, 1]]])
    assert seed_stability(tops).tolist() == [1, 1, 1]
    assert diversity(tops[0]) == 1
    assert jaccard(tops[0], tops[1]).tolist() == [[0, 1], [1, 0]]
