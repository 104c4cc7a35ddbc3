"""Near-duplicates are found whatever the order, and reports of one genre are none."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.corpus.duplicates import twins


def words(seed: int, n: int) -> str:
    """Return text of n characters like no other."""
    rng = random.Random(seed)
    return "".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(n))


SAMPLED = 0.12  # what a share counted in one run of eight may be off


def shares(texts: list[str]) -> list[float]:
    """Return what each shares with its nearest by brute force: every run of every text."""

    def all_of(place: int, runs: list[set[str]]) -> Iterator[float]:
        for other, own in enumerate(runs):
            if other != place and runs[place]:
                yield len(runs[place] & own) / len(runs[place])

    runs = [{text[i : i + 10] for i in range(len(text) - 9)} for text in texts]
    return [max(all_of(place, runs), default=0.0) for place in range(len(texts))]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6))
def test_as_many_shared_as_counted_one_by_one(chosen: list[tuple[int, int]]) -> None:
    texts = [words(a, 1500) + words(10 + i, 400 * b) for i, (a, b) in enumerate(chosen)]
    for fast, slow in zip(twins(texts), shares(texts), strict=True):
        if abs(slow - 0.5) > SAMPLED:
            assert (fast is not None) == (slow > 0.5)
        if fast:
            assert fast.share == pytest.approx(slow, abs=SAMPLED)


def test_marks_figures_and_blanks_are_no_difference() -> None:
    text = words(1, 900)
    spaced = "，".join(text[i : i + 9] for i in range(0, 900, 9)) + "2024"
    first, second = twins([text, spaced])
    assert first is not None
    assert second is not None
    assert first.share == second.share == 1.0


def test_a_fragment_repeats_the_whole_but_not_the_whole_the_fragment() -> None:
    text = words(1, 2000)
    whole, part = twins([text, text[:600]])
    assert whole is None
    assert part is not None
    assert part.place == 0


def test_many_copies_of_one_text_are_all_found() -> None:
    assert all(twins([words(1, 600)] * 50))


def test_short_and_empty_texts_are_no_twins() -> None:
    assert twins([]) == []
    assert twins(["", "短", "短"]) == [None] * 3
