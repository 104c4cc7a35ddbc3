from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from policytopics.topics.coherence import (
    c_v,
    count_cooccurrence,
    npmi,
    sliding,
    umass,
    window_cooccurrence,
)

TEXTS = st.lists(st.text("abcx", max_size=9).map(list), min_size=1, max_size=4)


def slow_npmi(terms: Sequence[int], units: list[set[int]]) -> float:
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
def test_npmi_counts_exactly(units: list[set[int]]) -> None:
    presence = sparse.csr_matrix([[float(term in unit) for term in range(5)] for unit in units])
    tops = np.array([[0, 1, 2], [4, 0, 3]])
    found = npmi(count_cooccurrence(presence, tops).of(tops))
    assert found == pytest.approx([slow_npmi(list(row), units) for row in tops])
    assert (np.abs(found) <= 1 + 1e-12).all()


def slow_windows(tokens: list[str], width: int) -> list[set[str]]:
    """Every window, cut out."""
    return [{*tokens[i : i + width]} for i in range(max(1, len(tokens) - width + 1))]


@given(TEXTS, st.integers(1, 11))
def test_windows_are_those_that_are_cut_out(texts: list[list[str]], width: int) -> None:
    terms = ["c", "a", "b"]
    for tokens in texts:
        found = sliding(tokens, terms, width).toarray()
        cut = slow_windows(tokens, width)
        assert found.tolist() == [[float(term in window) for term in terms] for window in cut]


@given(TEXTS, st.integers(1, 4))
def test_windows_of_several_texts_add_up(texts: list[list[str]], width: int) -> None:
    tops = np.array([[2, 0]])
    found = window_cooccurrence(texts, ["c", "a", "b"], tops, width)
    windows = [window for tokens in texts for window in slow_windows(tokens, width)]
    assert found.places == len(windows)
    assert found.columns.tolist() == [0, 2]
    both = sum({"b", "c"} <= window for window in windows)
    one, other = (sum(term in window for window in windows) for term in "cb")
    assert found.together.tolist() == [[one, both], [both, other]]
    alone = np.array([[other, both], [both, one]]) / len(windows)
    assert found.of(tops)[0].tolist() == alone.tolist()


def test_a_repeated_word_stays_in_the_window_until_its_last_copy_has_left() -> None:
    # Windows of 3 over "a x a b y": a in all three, a with b in two. Worked by hand:
    # p_a = 1, p_b = p_ab = 2/3, so the pair's NPMI is ln(1) / -ln(2/3) = 0.
    tops = np.array([[0, 1]])
    found = window_cooccurrence([list("axaby")], ["a", "b"], tops, 3)
    assert found.together.tolist() == [[3, 2], [2, 2]]
    assert npmi(found.of(tops)).tolist() == [0]


def test_c_v_by_hand() -> None:
    # Three terms in four windows: {a b} {a b} {c} {}. p_a = p_b = p_ab = 1/2: NPMI 1; c meets none.
    # Vectors (1 1 -1) (1 1 -1) (-1 -1 1), sum (1 1 -1): cosines 1, 1, -1; mean 1/3.
    texts = [["a", "b"], ["b", "a"], ["c"], ["x"]]
    tops = np.array([[0, 1, 2]])
    found = window_cooccurrence(texts, ["a", "b", "c"], tops, 110)
    assert c_v(found.of(tops)).tolist() == pytest.approx([1 / 3])


def test_umass_by_hand() -> None:
    # D(a) = 3, D(b) = 2, D(c) = 1, D(a b) = 2, D(a c) = 1, D(b c) = 0.
    presence = sparse.csr_matrix([[1.0, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 0]])
    tops = np.array([[0, 1, 2]])
    found = umass(count_cooccurrence(presence, tops).of(tops), 4)
    assert found.tolist() == pytest.approx([(np.log(3 / 3) + np.log(2 / 3) + np.log(1 / 2)) / 3])
