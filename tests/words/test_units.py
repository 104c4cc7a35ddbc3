"""Units: the best runs of whole sentences, and the table of them."""

from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.study.words import WordsSettings
from policytopics.tables.contract import check
from policytopics.tables.words import UNITS
from policytopics.words.units import join_sentences, segment_units, sentences

LEXICON = pd.DataFrame(
    {"term": ["一网通办"], "gloss_en": ["one-stop"], "domain": ["digital"], "pos": ["n"]}
)
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


def frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [
        ("b", "b:1", 1, "heading", "plan", "一、数字政府"),
        ("b", "b:2", 2, "body", "plan", "推行一网通办。数据。开放公共数据。"),
        ("b", "b:10", 3, "body", "closing", "让我们团结奋斗！"),
        ("b", "b:9", 3, "body", "plan", "深化链长改改革。"),
        ("b", "b:11", 9, "glossary", "other", "链长改：一种改革。"),
        ("a", "a:1", 1, "body", "review", "“云上办”上线。“云上办”升级。"),
        ("a", "a:2", 2, "boilerplate", "other", "版权所有"),
        ("out", "out:1", 1, "body", "plan", "没有被认出来的文件。"),
    ]
    columns = ["document_id", "paragraph_id", "line", "role", "part", "text"]
    documents = pd.DataFrame(
        {
            "document_id": ["a", "b"],
            "region_id": ["east", "west"],
            "year": pd.array([2024, None], dtype="Int64"),
            "kind": ["work_report", "five_year_plan"],
            "title": ["", ""],
        }
    )
    return pd.DataFrame(rows, columns=columns), documents


def test_the_table_of_units() -> None:
    units = segment_units(*frames(), LEXICON, FAST)
    assert units["unit_id"].tolist() == ["a:1:1", "a:1:2", "b:2:1", "b:2:2", "b:9:1", "b:10:1"]
    assert units["order"].tolist() == [0, 1, 0, 1, 2, 3]
    assert units["text"].tolist()[2:4] == ["推行一网通办。", "数据。开放公共数据。"]
    assert units["region_id"].tolist() == ["east"] * 2 + ["west"] * 4
    assert units["part"].tolist() == ["review"] * 2 + ["plan"] * 3 + ["closing"]
    assert units["year"].isna().tolist() == [False] * 2 + [True] * 4
    assert units["n_tokens"].tolist() == [*map(len, units["tokens"])]
    check(units, UNITS)


def test_terms_of_lexicon_glossary_quotes_and_study_are_whole() -> None:
    settings = FAST.model_copy(update={"terms": ["开放公共数据"]})
    units = segment_units(*frames(), LEXICON, settings)
    tokens = {token for tokens in units["tokens"] for token in tokens}
    assert {"一网通办", "链长改", "云上办", "开放公共数据"} <= tokens


def test_the_order_of_the_rows_does_not_matter() -> None:
    paragraphs, documents = frames()
    other = segment_units(
        paragraphs.sample(frac=1, random_state=3), documents.iloc[::-1], LEXICON, FAST
    )
    pd.testing.assert_frame_equal(segment_units(paragraphs, documents, LEXICON, FAST), other)


def test_no_body_gives_no_units() -> None:
    paragraphs, documents = frames()
    units = segment_units(paragraphs[paragraphs["role"] == "heading"], documents, LEXICON, FAST)
    assert len(check(units, UNITS)) == 0
