"""Orders in which a pattern shows."""

import math

import numpy as np
import pytest

from policytopics.figures.comparison import Pair
from policytopics.figures.seriation import Tree, order_rows, pair_distances, tree


def pairs(values: dict[str, float]) -> list[Pair]:
    return [Pair(key[0], key[1], value, value, value) for key, value in values.items()]


CHAIN = {"ac": 0.9, "ad": 0.5, "ab": 0.1, "cd": 0.7, "bc": 0.3, "bd": 0.4}


def test_distances_are_symmetric() -> None:
    items, square = pair_distances(pairs({"ab": 0.9, "ac": 0.2, "bc": 0.3}))
    assert items == ["a", "b", "c"]
    assert np.allclose(square, [[0, 0.1, 0.8], [0.1, 0, 0.7], [0.8, 0.7, 0]])


def test_a_missing_pair_is_an_error() -> None:
    with pytest.raises(ValueError, match="a pair of regions is missing"):
        pair_distances(pairs({"ab": 0.9, "ac": 0.2}))


def test_neighbours_are_alike() -> None:
    found = tree(pairs(CHAIN))
    assert found.leaves in (("a", "c", "d", "b"), ("b", "d", "c", "a"))
    assert len(found.brackets) == 3
    assert [one.whole for one in found.brackets] == [False, False, True]
    assert found.height == max(one.top for one in found.brackets) + 1


def test_no_tree_without_structure() -> None:
    assert tree([]) == Tree((), ())
    assert tree(pairs({"ab": 0.5})).brackets == ()
    assert tree(pairs({"ab": 1.0, "ac": 1.0, "bc": 1.0})).brackets == ()
    assert sorted(tree(pairs({"ab": 1.0, "ac": 1.0, "bc": 1.0})).leaves) == ["a", "b", "c"]


def test_groups_bear_their_support_and_the_whole_that_of_its_split() -> None:
    support = {frozenset("ac"): 0.4, frozenset("acd"): 0.8}
    small, middle, whole = tree(pairs(CHAIN), support).brackets
    assert (small.support, middle.support, whole.support) == (0.4, 0.8, 0.8)
    assert (small.supported, middle.supported, whole.supported) == (False, True, True)
    assert (small.labelled, middle.labelled, whole.labelled) == (False, True, False)


def test_without_support_nothing_is_shown_as_found() -> None:
    assert not any(one.supported for one in tree(pairs(CHAIN)).brackets)


def test_a_number_has_room_above_the_group_below() -> None:
    close = {"ab": 0.999, "ac": 0.998, "bc": 0.998, "ad": 0.1, "bd": 0.1, "cd": 0.1}
    support = {frozenset("ab"): 1.0, frozenset("abc"): 1.0}
    for one in tree(pairs(close), support).brackets[:2]:
        assert one.top >= max(one.feet) + 2.9
    low, high, _ = tree(pairs(close)).brackets
    assert high.top - low.top < 2.9  # no number, no room


def test_rows_make_a_diagonal_and_nothing_is_no_peak() -> None:
    rows = {
        "low": [0.1, math.nan, 0.0],
        "right": [0.0, 0.1, 0.9],
        "high": [0.8, 0.1, 0.0],
        "rest": [9.0, 9.0, 9.0],
        "none": [math.nan] * 3,
    }
    assert order_rows(rows, last=["rest"]) == ["high", "low", "none", "right", "rest"]
