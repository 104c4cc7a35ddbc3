"""Phrases: words that stand together far more often than chance would have it."""

import math
from collections import Counter, defaultdict
from itertools import cycle, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.words import phrases
from policytopics.words.phrases import find_phrases
from policytopics.words.token_arrays import Corpus, Tokens, encode


def part_of(*clauses: list[str]) -> Tokens:
    """One unit per clause."""
    return encode(clauses)


def corpus(phrase: list[str], times: int, *, left: str = "甲乙丙丁", right: str = "子丑寅卯"):
    """``phrase`` between changing neighbours, and 200 clauses of other words."""
    near = zip(cycle(left), cycle(right), range(times), strict=False)
    noise = [[f"词{number % 50}", f"语{number * 7 % 50}"] for number in range(200)]
    return part_of(*([one, *phrase, other] for one, other, _ in near), *noise)


def found(part: Tokens, words: set[str]) -> list[str]:
    return find_phrases(Corpus([part]), words)["term"].tolist()


def test_a_phrase_is_found_with_its_numbers() -> None:
    part = corpus(["加计", "扣除"], 8)
    (row,) = find_phrases(Corpus([part]), {"加计", "扣除"}).to_dict("records")
    assert row["term"] == "加计扣除"
    assert row["frequency"] == 8
    # Never apart: log(p / p²) / -log(p) = 1. Four words on each side, twice each: two bits.
    assert row["association"] == pytest.approx(1.0)
    assert row["freedom"] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (corpus(["加计", "扣除"], 4), {"加计", "扣除"}),  # too seldom
        (corpus(["加计", "扣除"], 8), {"加计"}),  # a word that may not be part of it
        (corpus(["加计", "扣除"], 8, left="甲"), {"加计", "扣除"}),  # always after the same word
        (corpus(["加计", "扣除"], 8, right="子"), {"加计", "扣除"}),
        (part_of(), {"加计", "扣除"}),
    ],
)
def test_what_is_no_phrase(part: Tokens, words: set[str]) -> None:
    assert found(part, words) == []


def test_words_that_meet_by_chance_are_no_phrase() -> None:
    rng = np.random.default_rng(1)
    draw = rng.choice([*"甲乙丙丁戊己"], size=(600, 4)).tolist()
    assert found(part_of(*draw), {*"甲乙丙丁戊己"}) == []


def test_of_a_longer_phrase_only_the_whole_is_found() -> None:
    part = corpus(["技术", "合同", "成交额"], 8)
    assert found(part, {"技术", "合同", "成交额"}) == ["技术合同成交额"]


def test_a_sign_between_words_parts_them_and_leaves_their_ends_free() -> None:
    apart = part_of(*[["加计", "", "扣除"]] * 9)
    assert found(apart, {"加计", "扣除"}) == []
    alone = part_of(*[["加计", "扣除"]] * 9, *[["甲", "乙"]] * 50)
    assert "加计扣除" in found(alone, {"加计", "扣除"})


@given(st.lists(st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=6), max_size=30))
def test_parts_of_a_corpus_give_the_same_phrases(clauses: list[list[str]]) -> None:
    words = {"甲", "乙", "丙"}
    whole = find_phrases(Corpus([part_of(*clauses)]), words)
    half = len(clauses) // 2
    parts = [part_of(*clauses[:half]), part_of(*clauses[half:])]
    pd.testing.assert_frame_equal(whole, find_phrases(Corpus(parts), words))


@given(st.lists(st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=6), max_size=30))
def test_counting_in_turns_gives_the_same_phrases(clauses: list[list[str]]) -> None:
    words = {"甲", "乙", "丙"}
    tokens = Corpus([part_of(*clauses)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_AT_ONCE", 7)
        turns = find_phrases(tokens, words)
    pd.testing.assert_frame_equal(turns, find_phrases(tokens, words))


def slow_phrases(clauses: list[list[str]], words: set[str]) -> dict[str, tuple[int, float, float]]:
    """Frequency, association and freedom of each phrase by its definition, run by run."""
    runs: Counter = Counter()
    near = defaultdict(lambda: (Counter(), Counter()))
    for number, clause in enumerate(clauses):
        for start, length in product(range(len(clause)), range(1, 5)):
            run = tuple(clause[start : start + length])
            if len(run) == length and words.issuperset(run):
                runs[run] += 1
                # What stands at an edge is a neighbour of its own.
                before = clause[start - 1] if start else f"edge {number}"
                behind = clause[start + length :][:1] or [f"edge {number}"]
                near[run][0][before] += 1
                near[run][1][behind[0]] += 1
    total = sum(map(len, clauses))
    found = {}
    for run, count in runs.items():
        cuts = [(run[:cut], run[cut:]) for cut in range(1, len(run))]
        if count < phrases.LEAST_OCCURRENCES or not cuts or count == total:
            continue
        weakest = min(math.log(count * total / (runs[a] * runs[b])) for a, b in cuts)
        association = weakest / -math.log(count / total)
        free = min(
            -sum(n / count * math.log2(n / count) for n in side.values()) for side in near[run]
        )
        found[run] = (count, association, free)
    return found


@given(st.lists(st.lists(st.sampled_from([*"甲乙丙丁戊"]), min_size=1, max_size=6), max_size=40))
def test_phrases_equal_a_slow_search(clauses: list[list[str]]) -> None:
    clauses = [*clauses, *[["子", "丑"], ["寅", "子", "丑"], ["子", "丑", "卯"]] * 3]
    words = {*"甲乙丙丁子丑"}
    expected = {
        "".join(run): (count, pytest.approx(association), pytest.approx(free))
        for run, (count, association, free) in slow_phrases(clauses, words).items()
        if association >= phrases.ASSOCIATION - 1e-12 and free >= phrases.FREEDOM - 1e-12
    }
    rows = find_phrases(Corpus([part_of(*clauses)]), words).to_dict("records")
    assert {
        row["term"]: (row["frequency"], row["association"], row["freedom"]) for row in rows
    } == (expected)
    assert "子丑" in expected
