from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import rankdata

from policytopics.topics.quality import (
    diversity,
    exclusivity,
    inverted_rbo,
    jaccard,
    relative_error,
    seed_stability,
    subsample_stability,
    top_terms,
)

RNG = np.random.default_rng(5)


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


def slow_rbo(a: list[int], b: list[int], p: float = 0.9) -> float:
    """Extrapolated rank-biased overlap, depth by depth."""
    shared = [len({*a[:depth]} & {*b[:depth]}) for depth in range(1, len(a) + 1)]
    rest = sum(x / d * p**d for d, x in enumerate(shared, 1))
    return shared[-1] / len(a) * p ** len(a) + (1 - p) / p * rest


@given(st.lists(st.permutations(range(7)), min_size=2, max_size=4))
def test_inverted_rbo_is_the_formula_and_bounded(lists: list[list[int]]) -> None:
    tops = np.array(lists)[:, :4]
    slow = 1 - np.mean([slow_rbo(list(a), list(b)) for a, b in combinations(tops, 2)])
    assert inverted_rbo(tops) == pytest.approx(slow)
    assert -1e-12 <= inverted_rbo(tops) <= 1


def test_equal_topics_overlap_wholly() -> None:
    assert inverted_rbo(np.array([[3, 1, 2], [3, 1, 2]])) == pytest.approx(0)
    assert inverted_rbo(np.array([[3, 1, 2], [4, 5, 6]])) == pytest.approx(1)


def test_exclusivity_is_stms_with_shared_ranks() -> None:
    H = RNG.integers(0, 4, (3, 12)).astype(float)
    tops = top_terms(H, 4)
    phi = H / H.sum(axis=1, keepdims=True)
    part = phi / np.maximum(phi.sum(axis=0), 1e-300)
    slow = []
    for topic in range(3):
        ex, fr = (rankdata(each[topic].round(9)) / 12 for each in (part, phi))
        slow.append(np.mean([1 / (0.7 / ex[term] + 0.3 / fr[term]) for term in tops[topic]]))
    assert exclusivity(H, tops) == pytest.approx(slow)


def test_subsamples_are_compared_with_the_run_on_all_units() -> None:
    tops = np.array([[RNG.permutation(9)[:4] for _ in range(3)] for _ in range(4)])

    def overlap(a: np.ndarray, b: np.ndarray) -> float:
        heads = [({*a[:depth]}, {*b[:depth]}) for depth in range(1, 5)]
        return float(np.mean([len(x & y) / len(x | y) for x, y in heads]))

    slow = [
        max(
            np.mean([overlap(tops[0][i], run[j]) for i, j in enumerate(order)])
            for order in permutations(range(3))
        )
        for run in tops[1:]
    ]
    assert subsample_stability(tops) == pytest.approx(slow)
