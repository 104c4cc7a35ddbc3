"""What a word is by itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.jieba_words import parts_of_speech
from policytopics.words.lexicon import read_words
from policytopics.words.word_classes import class_of, classes_of, is_number

GENRE = read_words(Path(__file__).parents[2] / "resources" / "lexicon" / "genre.txt")
TAGS = parts_of_speech()


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        (
            "genre",
            "推进 加快 实施 持续 全市 全县 全旗 我州 县委 省级 加快推进 不断完善 积极开展 高度重视",
        ),
        ("number", "亿元 十四五 三千万元 人次 百分之五"),
        ("stopword", "我们 因此 并且"),
        ("single", "的 市 水"),
        ("", "产业 企业 投资 改造 治理 服务 安全 教育 数字 示范区 市场 县城 区块链 村镇 乡镇企业"),
    ],
)
def test_kinds(kind: str, terms: str) -> None:
    found = {term: class_of(term, GENRE, TAGS) for term in terms.split()}
    assert found == dict.fromkeys(terms.split(), kind)


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


@given(
    st.lists(
        st.text(alphabet="全市县推进加快十三项亿元年的我们水质农业甲", max_size=5), max_size=20
    )
)
def test_kinds_of_many_words_are_those_of_each(words: list[str]) -> None:
    genre = frozenset({"推进", "加快", "全市"})
    kinds = classes_of(words, genre, TAGS).tolist()
    assert kinds == [class_of(word, genre, TAGS) if word else "single" for word in words]
