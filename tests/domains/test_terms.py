import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.domains.terms import Alphabet, TermFinder, apart, letters, weighted

TERMS = ["水", "水库", "库水", "水库水", "建水库堤", "AB", "堤"]
TEXTS = st.lists(st.text(alphabet="水库建堤AaBb1，。\0\n😀", max_size=30), max_size=6)


def overlapping(text: str, term: str) -> int:
    return sum(text.startswith(term, at) for at in range(len(text)))


@given(TEXTS)
def test_every_occurrence_is_counted_overlapping_ones_too(texts: list[str]) -> None:
    expected = [[overlapping(text.upper(), term) for term in TERMS] for text in texts]
    counts = TermFinder(TERMS).count(texts).toarray()
    assert counts.shape == (len(texts), len(TERMS))
    assert counts.tolist() == [list(map(float, row)) for row in expected]


@given(TEXTS, TEXTS)
def test_a_text_is_counted_by_itself(before: list[str], texts: list[str]) -> None:
    together = TermFinder(TERMS).count([*before, *texts])[len(before) :]
    assert (together != TermFinder(TERMS).count(texts)).nnz == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在水库县建堤", [0, 0, 1]),
        ("水库，水库县", [1, 1, 0]),
        ("水库县城水库", [1, 1, 0]),  # the longer of two names that overlap goes whole
    ],
)
def test_names_are_taken_out_first(text: str, expected: list[int]) -> None:
    terms = TermFinder(["水", "水库", "堤"], names=["水库县", "县城", "水库县城"])
    assert terms.count([text]).toarray()[0].tolist() == expected


def test_digits_and_signs_part_terms_and_small_letters_are_capitals() -> None:
    assert TermFinder(["水库", "AI"]).count(["水1库、水库ai"]).toarray()[0].tolist() == [1, 1]


def test_no_terms_and_no_texts() -> None:
    assert TermFinder([]).count(["水"]).shape == (1, 0)
    assert TermFinder(["水"]).count([]).shape == (0, 1)


def test_an_alphabet_is_bounded() -> None:
    with pytest.raises(ValueError, match="fewer than 8192"):
        Alphabet(map(chr, range(0x4E00, 0x4E00 + 9000)))


def test_bounds_of_letters() -> None:
    points, bounds = letters(["", "水"])
    assert bounds.tolist() == [0, 1, 3]
    assert points.tolist() == [0, ord("水"), 0]


def test_weights_have_length_one_and_fall_with_frequency() -> None:
    counts = TermFinder(["水", "堤"]).count(["水水堤", "", "堤"])
    found = weighted(counts, np.array([1.0, 2.0], dtype=np.float32)).toarray()
    assert np.linalg.norm(found, axis=1).round(5).tolist() == [1, 0, 1]
    assert found[0, 1] / found[0, 0] == pytest.approx(2 / (1 + np.log(2)))


def test_listed_terms_tell_different_things() -> None:
    assert apart(["生态环", "态环境", "环境", "水", "治理"], most=9) == ["生态环", "环境", "治理"]
    assert apart(["水库", "学校", "堤防"], most=2) == ["水库", "学校"]
