"""Units: the best runs of whole sentences, and the table of them."""

from collections.abc import Iterable
from itertools import combinations, compress, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.study.words import WordsSettings
from policytopics.tables.contract import check
from policytopics.tables.words import SEGMENTS
from policytopics.words import units as units_module
from policytopics.words.segment import segmenter
from policytopics.words.shards import position, split_paragraphs
from policytopics.words.units import join_sentences, join_thin, segment_units, sentences, tells

FAST = WordsSettings(engine="rjieba", unit_characters=[6, 12])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("没有句号", ["没有句号"]),
        ("一句。两句！三句？", ["一句。", "两句！", "三句？"]),
        ("他说：“好！”然后走。", ["他说：“好！”", "然后走。"]),
        ("分号；不断，断在句号。", ["分号；不断，断在句号。"]),
        ("省略。。。余下", ["省略。。。", "余下"]),
        ("。", ["。"]),
        ("增长5.5%。", ["增长5.5%。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="甲乙。！？”）；，\n"))
def test_sentences_lose_nothing(text: str) -> None:
    assert "".join(sentences(text)) == text


def parts_of(lengths: list[int]) -> list[str]:
    return [chr(0x4E00 + number) * length for number, length in enumerate(lengths)]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([10], [10]),  # a short paragraph stays a short unit
        ([400], [400]),  # a long sentence stays whole
        ([60, 70], [130]),
        ([70, 80], [70, 80]),  # nearer to the middle, 105, than 150
        ([50, 140], [190]),  # a remainder too short joins its neighbour
        ([400, 20], [420]),
        ([20, 400, 20], [440]),
        ([50, 50, 50], [150]),
        ([100, 100, 30], [100, 130]),
        ([40, 40, 40, 40, 40, 40], [120, 120]),
    ],
)
def test_join_sentences(lengths: list[int], expected: list[int]) -> None:
    units = join_sentences(parts_of(lengths), shortest=60, longest=150)
    assert [*map(len, units)] == expected


def slow_join(lengths: list[int], shortest: int, longest: int) -> tuple[int, int, int]:
    """The cost of the best of all partitions, tried one by one."""

    def cost(runs: list[int]) -> tuple[int, int, int]:
        return (
            sum(max(0, shortest - run) for run in runs),
            sum(max(0, run - longest) for run in runs),
            sum((2 * run - shortest - longest) ** 2 for run in runs),
        )

    inner = range(1, len(lengths))
    costs = []
    for number in range(len(lengths)):
        for cuts in combinations(inner, number):
            ends = [0, *cuts, len(lengths)]
            costs.append(cost([sum(lengths[a:b]) for a, b in pairwise(ends)]))
    return min(costs)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=9), st.integers(2, 12), st.integers(1, 20))
def test_no_partition_is_better(lengths: list[int], shortest: int, more: int) -> None:
    longest = shortest + more
    units = join_sentences(parts_of(lengths), shortest=shortest, longest=longest)
    assert "".join(units) == "".join(parts_of(lengths))
    runs = [*map(len, units)]
    assert slow_join(lengths, shortest, longest) == (
        sum(max(0, shortest - run) for run in runs),
        sum(max(0, run - longest) for run in runs),
        sum((2 * run - shortest - longest) ** 2 for run in runs),
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([3], [0]),  # alone in its paragraph
        ([10, 10], [0, 1]),
        ([20, 9], [0]),  # a remainder
        ([9, 20], [0]),
        ([30, 9, 12], [0, 1]),  # joins the poorer neighbour
        ([12, 9, 12], [0, 2]),  # of equal ones the one before
        ([4, 4, 4, 4], [0]),  # 8 and 8 are still too few
        ([6, 6, 6, 6], [0, 2]),
    ],
)
def test_join_thin(counts: list[int], expected: list[int]) -> None:
    assert join_thin(counts, least=10) == expected


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_no_unit_is_left_thin_but_a_whole_paragraph(counts: list[int]) -> None:
    first = join_thin(counts, least=10)
    assert first[0] == 0
    assert first == sorted({*first})
    sums = [sum(counts[a:b]) for a, b in pairwise([*first, len(counts)])]
    assert len(sums) == 1 or min(sums) >= 10


def paragraphs() -> pd.DataFrame:
    rows = [
        ("b", "b:1", 1, "heading", "plan", "一、数字政府"),
        ("b", "b:2", 2, "body", "plan", "推行一网通办。数据。开放公共数据。"),
        ("b", "b:10", 3, "body", "closing", "让我们团结奋斗！"),
        ("b", "b:9", 3, "body", "plan", "深化链长改改革。"),
        ("b", "b:11", 9, "glossary", "other", "链长改：一种改革。"),
        ("a", "a:1", 1, "body", "review", "“云上办”上线。“云上办”升级。"),
        ("a", "a:2", 2, "boilerplate", "other", "版权所有"),
    ]
    columns = ["document_id", "paragraph_id", "line", "role", "part", "text"]
    return pd.DataFrame(rows, columns=columns)


CUT = segmenter("rjieba", ["一网通办"])


def flags(each: Iterable[bool]) -> np.ndarray:
    return np.array([*each], dtype=bool)


def segmented(frame: pd.DataFrame) -> pd.DataFrame:
    return segment_units(
        frame, CUT, lambda words: flags(len(word) > 1 for word in words), FAST
    ).table()


def test_the_table_of_segments(monkeypatch) -> None:
    monkeypatch.setattr(units_module, "LEAST_TELLING", 1)
    units = segmented(paragraphs())
    assert position("a") > position("b")  # so b comes first
    assert units["unit_id"].tolist() == ["b:2:1", "b:2:2", "b:9:1", "b:10:1", "a:1:1", "a:1:2"]
    assert units["order"].tolist() == [0, 1, 2, 3, 0, 1]
    assert units["text"].tolist()[:2] == ["推行一网通办。", "数据。开放公共数据。"]
    assert units["tokens"].tolist()[0] == ["推行", "一网通办", ""]
    assert units["part"].tolist() == ["plan"] * 3 + ["closing"] + ["review"] * 2
    check(units, SEGMENTS)


def test_units_with_too_little_to_say_join_their_neighbours() -> None:
    units = segmented(paragraphs())
    assert units["unit_id"].tolist() == ["b:2:1", "b:9:1", "b:10:1", "a:1:1"]
    assert units["text"].tolist()[0] == "推行一网通办。数据。开放公共数据。"
    assert units["tokens"].tolist()[0] == CUT("推行一网通办。数据。开放公共数据。")


def test_the_order_of_the_rows_does_not_matter() -> None:
    frame = paragraphs()
    other = segmented(frame.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(segmented(frame), other)


def test_shards_one_behind_the_other_are_the_whole() -> None:
    frame = paragraphs()
    for shards in (2, 4):
        parts = [segmented(part) for part in split_paragraphs(frame, shards)]
        joined = pd.concat(parts, ignore_index=True)
        pd.testing.assert_frame_equal(segmented(frame), joined, check_dtype=False)


def test_no_body_gives_no_units() -> None:
    frame = paragraphs()
    assert len(check(segmented(frame[frame["role"] == "heading"]), SEGMENTS)) == 0


def test_tells_a_subject() -> None:
    tokens = ["河长制", "推进", "全市", "亿元", "我们", "水", "水质", ""]
    told = tells(tokens, frozenset({"推进", "河长制"}), {"河长制"})
    assert [*compress(tokens, told)] == ["河长制", "水质"]


PARAGRAPH = st.lists(st.integers(0, 40), min_size=1, max_size=12)


@given(st.lists(PARAGRAPH, min_size=1, max_size=3))
def test_every_unit_is_a_run_of_sentences_with_enough_to_say(drawn: list[list[int]]) -> None:
    """Sentences of so many words that count: 农业 does, the others do not."""
    texts = ["".join("的农业" * number + "了。" for number in numbers) for numbers in drawn]
    frame = pd.DataFrame(
        {
            "document_id": "a",
            "paragraph_id": [f"a:{number}" for number in range(len(texts))],
            "line": range(1, len(texts) + 1),
            "role": "body",
            "part": "plan",
            "text": texts,
        }
    )
    settings = WordsSettings(engine="rjieba")
    part = segment_units(frame, CUT, lambda words: flags(w == "农业" for w in words), settings)
    units = part.table()
    by_paragraph = units.groupby("paragraph_id")["text"].agg("".join)
    assert by_paragraph.to_dict() == dict(zip(frame["paragraph_id"], texts, strict=True))
    for _, paragraph in units.groupby("paragraph_id"):
        counts = [tokens.count("农业") for tokens in paragraph["tokens"]]
        assert len(counts) == 1 or min(counts) >= units_module.LEAST_TELLING
        assert all(text.endswith("。") for text in paragraph["text"])
        # Longer than 60 characters as soon as it is not the whole paragraph.
        assert len(counts) == 1 or paragraph["text"].str.len().min() >= 60
