"""Orders in which a pattern shows."""

import math

import numpy as np
import pytest

from policytopics.figures.comparison import Pair
from policytopics.figures.seriation import Tree, distances, order_rows, tree


def pairs(values: dict[str, float]) -> list[Pair]:
    return [Pair(key[0], key[1], value, value, value) for key, value in values.items()]


def test_distances_are_symmetric() -> None:
    items, square = distances(pairs({"ab": 0.9, "ac": 0.2, "bc": 0.3}))
    assert items == ["a", "b", "c"]
    assert np.allclose(square, [[0, 0.1, 0.8], [0.1, 0, 0.7], [0.8, 0.7, 0]])


def test_a_missing_pair_is_an_error() -> None:
    with pytest.raises(ValueError, match="a pair of regions is missing"):
        distances(pairs({"ab": 0.9, "ac": 0.2}))


def test_neighbours_are_alike() -> None:
    chain = {"ac": 0.9, "ad": 0.5, "ab": 0.1, "cd": 0.7, "bc": 0.3, "bd": 0.6}
    found = tree(pairs(chain))
    assert found.leaves in (("a", "c", "d", "b"), ("b", "d", "c", "a"))
    assert max(y for _, ys in found.strokes for y in ys) == 1
    assert len(found.strokes) == 3


def test_no_tree_without_structure() -> None:
    assert tree([]) == Tree((), ())
    assert tree(pairs({"ab": 0.5})).strokes == ()
    assert tree(pairs({"ab": 1.0, "ac": 1.0, "bc": 1.0})).strokes == ()
    assert sorted(tree(pairs({"ab": 1.0, "ac": 1.0, "bc": 1.0})).leaves) == ["a", "b", "c"]


def test_rows_make_a_diagonal_and_nothing_is_no_peak() -> None:
    rows = {
        "low": [0.1, math.nan, 0.0],
        "right": [0.0, 0.1, 0.9],
        "high": [0.8, 0.1, 0.0],
        "rest": [9.0, 9.0, 9.0],
        "none": [math.nan] * 3,
    }
    assert order_rows(rows, last=["rest"]) == ["high", "low", "none", "right", "rest"]
