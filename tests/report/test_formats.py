import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.labels import (
    DASH,
    decimal,
    missing,
    percent,
    percent_interval,
    points,
    signed_interval,
    whole,
)
from policytopics.report.formats import TextRun, highlight, prose, shorten


@pytest.mark.parametrize(
    ("value", "empty"),
    [(None, True), (math.nan, True), (pd.NA, True), (pd.NaT, True), (0, False), (0.0, False),
     ("", False), (False, False)],
)  # fmt: skip
def test_missing_tells_empty_from_zero(value: object, empty: bool) -> None:
    assert missing(value) is empty


@pytest.mark.parametrize(
    "function",
    [
        percent,
        points,
        decimal,
        whole,
        lambda x: percent_interval(x, 0.2),
        lambda x: percent_interval(0.1, x),
        lambda x: signed_interval(x, 0.2),
        lambda x: signed_interval(0.1, x),
    ],
)
@pytest.mark.parametrize("value", [None, math.nan])
def test_an_unknown_number_is_a_dash(function, value) -> None:  # type: ignore[no-untyped-def]
    assert function(value) == DASH


@given(st.floats(-1, 1))
def test_points_read_back_and_zero_has_no_sign(difference: float) -> None:
    text = points(difference)
    assert float(text.replace("−", "-")) == pytest.approx(100 * difference, abs=0.0501)
    assert (text[0] in "+−") == (text.strip("+−") != "0.0")
    assert text[0] != "-"


@given(st.text(alphabet="古城墙保护a<"), st.lists(st.text(alphabet="古城墙a<", max_size=3)))
def test_highlighting_loses_no_character_and_marks_only_terms(text: str, terms: list[str]) -> None:
    spans = highlight(text, terms)
    assert "".join(span.text for span in spans) == text
    assert all(span.text in terms for span in spans if span.style)
    rest = [span.text for span in spans if not span.style]
    assert not [term for term in terms for piece in rest if term and term in piece]


def test_terms_are_text_and_not_patterns() -> None:
    assert highlight("a.b", ["."]) == (TextRun("a"), TextRun(".", "mark"), TextRun("b"))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# Title\n\nRest.", ((TextRun("Title", "strong"),), (TextRun("Rest."),))),
        (
            "a **b** *c*",
            ((TextRun("a "), TextRun("b", "strong"), TextRun(" "), TextRun("c", "em")),),
        ),
        ("2 * 3 * 4", ((TextRun("2 * 3 * 4"),),)),
        ("one\ntwo", ((TextRun("one two"),),)),
        ("<b>**", ((TextRun("<b>**"),),)),
        ("  ", ()),
    ],
)
def test_captions_know_bold_italics_and_paragraphs(markdown: str, expected: object) -> None:
    assert prose(markdown) == expected


@given(st.text(), st.integers(1, 20))
def test_shortened_text_fits(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
