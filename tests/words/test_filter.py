"""The vocabulary: counts, statuses and their precedence."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.problems import ProblemsError
from policytopics.study.words import WordsSettings
from policytopics.tables.contract import check
from policytopics.tables.words import VOCABULARY
from policytopics.words.filter import build_vocabulary, count_terms, is_number

LEXICON = pd.DataFrame(
    {
        "term": ["河长制", "第一书记", "长三角"],
        "gloss_en": ["river-chief system", "first secretary", "Yangtze Delta"],
        "domain": ["water", "rural", "regional_integration"],
        "pos": ["n", "n", "n"],
    }
)
DIVISIONS = pd.DataFrame(
    {"name_zh": ["苏州市", "长三角市"], "short_zh": ["苏州", "长三角"], "level": "prefecture"}
)
REGIONS = pd.DataFrame(
    {
        "name_zh": ["霁川市", "岚浦区"],
        "short_zh": ["霁川", "岚浦"],
        "parents": [[], []],
        "aliases": [[], []],
    }
)
GENRE = frozenset({"推进", "河长制"})


def units_of(*rows: tuple[str, list[str]]) -> pd.DataFrame:
    return pd.DataFrame({"region_id": [r for r, _ in rows], "tokens": [t for _, t in rows]})


def statuses(units: pd.DataFrame, **settings: object) -> dict[str, str]:
    chosen = WordsSettings(**{"min_units": 1, "max_unit_share": 1.0, **settings})
    vocabulary = build_vocabulary(units, REGIONS, LEXICON, GENRE, DIVISIONS, chosen)
    return dict(zip(vocabulary["term"], vocabulary["status"], strict=True))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("农业", "kept"),
        ("的", "single"),
        ("我们", "stopword"),
        ("推进", "genre"),
        ("亿元", "number"),
        ("第一", "number"),
        ("苏州", "place"),
        ("霁川", "place"),
        ("荻川河", "local"),
        ("河长制", "kept"),  # the lexicon's, although genre
        ("第一书记", "kept"),  # the lexicon's, although it begins as a number
        ("长三角", "kept"),  # the lexicon's, although a place
        ("GDP", "kept"),
    ],
)
def test_statuses(term: str, expected: str) -> None:
    units = units_of(("a", [term, "工业"]), ("a", [term]), ("b", ["工业"]))
    assert statuses(units)[term] == expected


@pytest.mark.parametrize("term", ["苏州", "霁川", "荻川河"])
def test_names_stay_without_the_mask(term: str) -> None:
    units = units_of(("a", [term]), ("a", [term]), ("b", ["工业"]))
    assert statuses(units, mask_places=False)[term] == "kept"


def test_own_terms_are_kept_and_own_stopwords_left_out() -> None:
    units = units_of(("a", ["推进", "工业", "长三角", "苏州", "农业"]))
    found = statuses(units, terms=["推进", "苏州"], stopwords=["工业", "长三角"])
    assert found == {
        "推进": "kept", "苏州": "kept", "工业": "stopword", "长三角": "stopword", "农业": "kept",
    }  # fmt: skip


def test_rare_counts_units_not_occurrences() -> None:
    units = units_of(("a", ["工业"] * 5), ("a", ["农业"]), ("b", ["农业"]))
    assert statuses(units, min_units=2) == {"工业": "rare", "农业": "kept"}


def test_common_means_common_in_every_region() -> None:
    rows = [
        ("a", ["工业", "农业", "商业"]),
        ("a", ["工业", "农业"]),
        ("b", ["工业", "商业"]),
        ("b", ["旅游"]),
    ]
    found = statuses(units_of(*rows), max_unit_share=0.5)
    assert found == {"工业": "kept", "农业": "kept", "商业": "kept", "旅游": "kept"}
    found = statuses(units_of(*rows), max_unit_share=0.4)
    assert found == {"工业": "common", "农业": "kept", "商业": "common", "旅游": "kept"}


@pytest.mark.parametrize(
    ("settings", "expected"), [({"min_units": 2}, "rare"), ({"max_unit_share": 0.3}, "common")]
)
def test_even_a_term_of_the_lexicon_can_be_rare_or_common(
    settings: dict[str, object], expected: str
) -> None:
    rows = [("a", ["河长制", "农业"]), ("b", ["农业"])]
    if expected == "common":
        rows = [
            ("a", ["河长制"]),
            ("b", ["河长制"]),
            ("b", []),
            ("a", ["农业"]),
            ("a", []),
            ("a", []),
        ]
        settings = {"max_unit_share": 0.24}
    assert statuses(units_of(*rows), **settings)["河长制"] == expected


def test_the_table_is_complete_and_sorted() -> None:
    units = units_of(("a", ["农业", "河长制", "农业"]), ("b", ["工业", "奇奇甲"]))
    settings = WordsSettings(min_units=1, max_unit_share=1.0)
    vocabulary = build_vocabulary(units, REGIONS, LEXICON, GENRE, DIVISIONS, settings)
    assert vocabulary["term"].tolist() == ["农业", "奇奇甲", "工业", "河长制"]
    assert vocabulary["frequency"].tolist() == [2, 1, 1, 1]
    assert vocabulary["pos"].tolist() == ["n", "x", "n", "n"]
    assert vocabulary["gloss_en"].tolist() == ["", "", "", "river-chief system"]
    assert vocabulary["domain"].tolist() == ["", "", "", "water"]
    check(vocabulary, VOCABULARY)


@pytest.mark.parametrize("rows", [[], [("a", [])], [("a", ["推进", "的"])]])
def test_no_term_kept_is_a_problem(rows: list[tuple[str, list[str]]]) -> None:
    with pytest.raises(ProblemsError, match="no term is left for the model"):
        statuses(units_of(*rows))


def test_before_spot_looks_at_the_next_token_of_the_unit() -> None:
    units = units_of(("a", ["青碓", "灌区", "青碓"]), ("b", ["灌区", "青碓", "农业"]))
    terms, _ = count_terms(units)
    shares = dict(zip(terms["term"], terms["before_spot"], strict=True))
    assert shares == {"农业": 0, "灌区": 0, "青碓": pytest.approx(1 / 3)}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]))),
        max_size=12,
    )
)
def test_counts_equal_a_slow_count(rows: list[tuple[str, list[str]]]) -> None:
    terms, by_region = count_terms(units_of(*rows))
    frequency = Counter(token for _, tokens in rows for token in tokens)
    within = Counter((region, token) for region, tokens in rows for token in {*tokens})
    assert terms["term"].tolist() == sorted(frequency)
    assert terms["frequency"].tolist() == [frequency[term] for term in terms["term"]]
    for region in by_region:
        expected = [within[region, term] for term in terms["term"]]
        assert by_region[region].tolist() == expected
    assert terms["n_units"].tolist() == by_region.sum(axis=1).tolist()
    assert terms["n_regions"].tolist() == (by_region > 0).sum(axis=1).tolist()


@pytest.mark.parametrize(
    ("term", "tag", "expected"),
    [
        ("十四五", "m", True),
        ("二十", "m", True),
        ("百分之五", "m", True),
        ("三千万元", "", True),
        ("第三届", "m", True),
        ("公里", "q", True),
        ("首批", "m", True),
        ("多项", "", True),
        ("万人次", "", True),
        ("大米", "m", False),
        ("少年", "m", False),
        ("三农", "nz", False),
        ("一网通办", "", False),
        ("十年禁渔", "", False),
        ("PM2.5", "", False),
    ],
)
def test_is_number(term: str, tag: str, expected: bool) -> None:
    assert is_number(term, tag) is expected
