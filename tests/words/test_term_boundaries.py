"""Borders between two words are moved where a term runs over them, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.words.segment import segmenter
from policytopics.words.term_boundaries import restore_terms
from policytopics.words.token_arrays import encode

TERMS = frozenset(
    ["新能源", "水环境", "龙头企业", "矛盾纠纷", "债务风险", "大数据", "数据中心", "政府采购"]
)
WORDS = frozenset({"开发", "治理", "行业", "化解", "政府", "环境", "能源"})


def moved(*tokens: str) -> list[str]:
    return restore_terms(encode([tokens]), TERMS, WORDS).lists()[0]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("新 能源开发", "新能源 开发"),
        ("行业龙头 企业", "行业 龙头企业"),
        ("推进 新 能源开发 水 环境治理", "推进 新能源 开发 水环境 治理"),
        # what is left of the word is none
        ("新 能源开", "新 能源开"),
        # a single character is left
        ("水 环境治", "水 环境治"),
        # only the rank of a division may be left alone
        ("市政府 采购", "市 政府采购"),
        ("小政府 采购", "小政府 采购"),
        # both are terms already: neither gives way
        ("政府 债务风险", "政府 债务风险"),
        ("大 数据中心", "大 数据中心"),
        # one word, no neighbour
        ("能源开发", "能源开发"),
    ],
)
def test_known_answers(tokens: str, expected: str) -> None:
    assert moved(*tokens.split()) == expected.split()


def test_nothing_is_moved_over_a_sign_or_the_end_of_a_text() -> None:
    assert moved("新", "", "能源开发") == ["新", "", "能源开发"]
    texts = [[], ["新"], ["能源开发"], []]
    assert restore_terms(encode(texts), TERMS, WORDS).lists() == texts
    assert restore_terms(encode([[], ["新", "能源开发"], []]), TERMS, WORDS).lists() == [
        [],
        ["新能源", "开发"],
        [],
    ]


def test_a_word_that_was_moved_is_not_moved_again() -> None:
    # 开发 came out of the first two; with what follows it would make another term.
    terms = TERMS | {"开发区"}
    found = restore_terms(encode([["新", "能源开发", "区域的"]]), terms, WORDS | {"域的"})
    assert found.lists() == [["新能源", "开发", "区域的"]]


PIECES = [
    "新",
    "能源开发",
    "能源",
    "开发",
    "水",
    "环境治理",
    "行业龙头",
    "企业",
    "大",
    "数据中心",
    "",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6), max_size=4))
def test_texts_and_numbers_of_tokens_stay(texts: list[list[str]]) -> None:
    tokens = encode(texts)
    found = restore_terms(tokens, TERMS, WORDS)
    assert found.bounds.tolist() == tokens.bounds.tolist()
    assert ["".join(text) for text in found.lists()] == ["".join(text) for text in texts]
    for before, after in zip(texts, found.lists(), strict=True):
        assert sum(word in TERMS for word in after) >= sum(word in TERMS for word in before)
        signs = [at for at, word in enumerate(before) if not word]
        assert [at for at, word in enumerate(after) if not word] == signs


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_the_segmenter_keeps_a_term_whole_that_the_dictionary_crosses(engine: str) -> None:
    cut = segmenter(engine, ["民营经济"])
    assert cut("各类民营经济实体")[-2:] == ["民营经济", "实体"]
