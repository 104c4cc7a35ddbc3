"""How often, where and how evenly terms occur."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.words.counts import count_terms
from policytopics.words.token_arrays import UnitPart, encode

DOMAINS = {"甲": "water", "乙": "rural", "丙": "rural"}


def units_of(rows: list[tuple[str, str, list[str]]]) -> UnitPart:
    *cells, tokens = zip(*rows, strict=True) if rows else ((), (), ())
    table = pd.DataFrame(dict(zip(["document_id", "region_id"], cells, strict=True)))
    return UnitPart(table, encode(tokens))


def test_before_spot_looks_at_the_next_token_of_the_unit() -> None:
    units = units_of([("a", "a", ["青碓", "灌区", "青碓"]), ("b", "b", ["灌区", "青碓", "农业"])])
    terms, _ = count_terms([units], DOMAINS, {"灌区"})
    shares = dict(zip(terms["term"], terms["before_spot"], strict=True))
    assert shares == {"农业": 0, "灌区": 0, "青碓": pytest.approx(1 / 3)}


def test_clumping_by_hand() -> None:
    # In 3 of 4 units: 3 x 2 / 4 = 1.5 pairs expected; two pairs seen.
    rows = [("a", "r", ["甲"]), ("a", "r", ["甲"]), ("a", "r", ["甲"]), ("a", "r", ["乙"])]
    terms, _ = count_terms([units_of(rows)], DOMAINS)
    assert terms["clumping"].tolist() == [1.0, pytest.approx(3 / 2.5)]
    assert terms["unit_share"].tolist() == [0.25, 0.75]


ROWS = st.lists(
    st.tuples(
        st.sampled_from("xyz"),
        st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=5),
    ),
    max_size=14,
)


def test_divergence_by_hand() -> None:
    rows = [("a", "r", ["甲", "丁"]), ("a", "r", ["甲", "丁"]), ("a", "r", ["甲", "乙"])] * 10
    terms, _ = count_terms([units_of(rows)], DOMAINS)
    found = dict(zip(terms["term"], terms["divergence"], strict=True))
    # Three of four terms are of water, but all 20 near 丁: log(1 / (3 / 4)) less 1 / (2 * 20).
    assert found["丁"] == pytest.approx(np.log(4 / 3) - 1 / 40)
    # 甲 itself is not in its company: that is 乙, ten times.
    assert found["甲"] == pytest.approx(np.log(4) - 1 / 20)
    assert np.isnan(found["乙"])  # ten units tell too little


def test_without_company_divergence_is_missing() -> None:
    rows = [("a", "r", ["甲", "甲"])] * 20 + [("b", "r", ["丁"])] * 20
    terms, _ = count_terms([units_of(rows)], DOMAINS)
    assert terms["divergence"].isna().all()


@given(ROWS)
def test_counts_equal_a_slow_count(drawn: list[tuple[str, list[str]]]) -> None:
    rows = sorted(((name, {"x": "r", "y": "r", "z": "s"}[name], held) for name, held in drawn),
                  key=lambda row: row[0])  # fmt: skip
    terms, n_regions = count_terms([units_of(rows)], DOMAINS)
    size = Counter(region for _, region, _ in rows)
    assert n_regions == len(size)
    frequency = Counter(token for *_, held in rows for token in held)
    assert terms["term"].tolist() == sorted(frequency)
    for at, term in enumerate(terms["term"]):
        row = terms.loc[at]
        holds = [(name, region) for name, region, held in rows if term in held]
        assert row["frequency"] == frequency[term]
        assert row["n_units"] == len(holds)
        assert row["n_regions"] == len({region for _, region in holds})
        together = sum(
            one[0] == other[0] and term in one[2] and term in other[2]
            for one, other in pairwise(rows)
        )
        expected = 0.0
        for document in "xyz":
            held = sum(name == document for name, _ in holds)
            if held:
                expected += held * (held - 1) / sum(name == document for name, *_ in rows)
        assert row["clumping"] == pytest.approx((1 + together) / (1 + expected))
        share = {
            region: sum(where == region for _, where in holds) / size[region] for region in size
        }
        # Of two regions the lower share: most are both.
        assert row["unit_share"] == min(share.values())


@given(ROWS, st.integers(0, 2))
def test_parts_give_the_same_counts_as_the_whole(
    drawn: list[tuple[str, list[str]]], cut: int
) -> None:
    rows = sorted(((name, name, held) for name, held in drawn), key=lambda row: row[0])
    whole = count_terms([units_of(rows)], DOMAINS)
    parts = [
        units_of([row for row in rows if row[0] in names]) for names in ("xyz"[:cut], "xyz"[cut:])
    ]
    found = count_terms(parts, DOMAINS)
    assert whole[1] == found[1]
    pd.testing.assert_frame_equal(whole[0], found[0])
