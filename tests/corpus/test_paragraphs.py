"""Paragraphs found again: of one line, of lines broken at a width, between marks of programs."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.corpus.escapes import unescaped
from policytopics.corpus.repair import repair
from policytopics.corpus.structure import structure
from policytopics.corpus.unbroken import paragraphs_in
from policytopics.corpus.wrapped import join_lines

DONE = "全县经济运行平稳，完成投资{}亿元，建成学校{}所，新增就业{}千人，居民收入比上年增长{}%。"
PLANNED = "加快推进第{}批重点项目建设，着力完善{}类基础设施，确保完成{}项任务，力争增长{}%以上。"


def report() -> list[str]:
    """Return the lines of a made-up report, each paragraph its own."""
    done = [DONE.format(n, n + 1, n + 2, n + 3) * 2 for n in range(1, 9)]
    planned = [PLANNED.format(n, n + 1, n + 2, n + 3) * 2 for n in range(1, 9)]
    return [
        "某县2024年政府工作报告",
        "——2024年1月12日在某县第九届人民代表大会第三次会议上",
        "县长 某某某",
        "各位代表：",
        "现在，我代表县人民政府，向大会报告工作，请予审议。",
        "一、2023年工作回顾",
        *done,
        "我们也清醒地看到，困难和问题还不少，产业层次不高，人才短缺，财政压力大。",
        "二、2024年工作安排",
        *(f"（{n}）{text}" for n, text in zip("一二三四五六七八", planned, strict=True)),
        "各位代表！让我们团结一心，为建设现代化新县城而努力奋斗！",
    ]


def told(lines: list[str]) -> pd.DataFrame:
    sources = pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [lines]})
    return structure(repair(sources)[0])


def test_marks_of_no_width_inside_of_words_are_no_line_ends() -> None:
    lines = report()
    lines[6] = "\u200b".join(lines[6] * 8)
    assert told(lines)["text"].tolist() == [*report()[:6], report()[6] * 8, *report()[7:]]


def wrapped(lines: list[str], width: int, between: list[str]) -> list[str]:
    """Return lines broken at a width, as in an e-mail."""
    return [
        piece
        for line in lines
        for piece in [*(line[i : i + width] for i in range(0, len(line), width)), *between]
    ]


@pytest.mark.parametrize(
    "between",
    [
        " ", "  ", "　　", "\u00a0\u00a0", "????", "\\r\\n", "<U+3000><U+3000>",
        "_x000d_", "_x000D__x000A_", "\u200b", "\u2060\u2060", "\ufeff　",
    ],
)  # fmt: skip
def test_a_report_on_one_line_is_as_with_lines(between: str) -> None:
    whole, one = told(report()), told([between.join(report())])
    assert one["text"].tolist() == whole["text"].tolist()
    assert one["role"].tolist() == whole["role"].tolist()
    assert one["part"].tolist() == whole["part"].tolist()
    assert set(one["line"]) == {1}
    assert "problems" in set(whole["part"])


def test_a_report_without_anything_between_its_paragraphs_keeps_its_text_and_its_turn() -> None:
    whole, one = told(report()), told(["".join(report())])
    for part in ("plan", "closing"):
        texts = ["".join(each.loc[each["part"] == part, "text"]) for each in (whole, one)]
        assert texts[0] == texts[1]
    kept = ["".join(each.loc[each["reason"] == "kept", "text"]) for each in (whole, one)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("between", [[], [""]])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_lines_broken_at_a_width_are_joined(indent: str, between: list[str]) -> None:
    lines = [indent + line for line in report()]
    if not (indent or between):
        # Without either a line's end is all there is; a paragraph that fills its last line goes on.
        lines = [line for line in lines if len(line) % 30 not in (0, 29)]
    again = told(wrapped(lines, 30, between))
    assert again["text"].tolist() == told(lines)["text"].tolist()


def test_a_joined_line_is_where_it_begins_and_the_others_are_on_record() -> None:
    lines = wrapped(["　　" + line for line in report()], 30, [])
    repaired, repairs = repair(
        pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [lines]})
    )
    of_line = repairs[repairs["kind"] == "line"]
    assert set(of_line["line"]) - set(repaired["line"])
    assert of_line["n_characters"].sum() == 0


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    assert [one.text for one in join_lines(report())] == report()
    assert [one for line in report() for one in paragraphs_in(line)] == report()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<U+00A0>一、回顾", "\u00a0一、回顾"),
        ("增长&nbsp;5%&amp;#12290;", "增长\u00a05%。"),
        ("各位代表：\\r\\n现在\\n开始\\t了", "各位代表：\n现在\n开始 了"),
        ("**（一）农业。**稳步增长", "（一）农业。稳步增长"),
        ("## 一、回顾", "一、回顾"),
        ("1\\. 农业", "1. 农业"),
        ("<p>增长</p><strong>稳定</strong>", "\n增长\n稳定"),
        ("推进????发展", "推进　　发展"),
        ("真的吗?", "真的吗?"),
        ("A&B公司", "A&B公司"),
    ],
)
def test_marks_of_other_programs(text: str, after: str) -> None:
    assert unescaped(text)[0] == after


def test_question_marks_stay_where_they_may_be_lost_bytes() -> None:
    assert unescaped("推进????发展", question_marks=False) == ("推进????发展", 0)


MARKED = st.text(
    alphabet="一二、（）。！？各位代表：现在12.3章第 　\u00a0?*#>&;nbsp<U+3000>\\rnt", max_size=60
)


@settings(max_examples=150)
@given(MARKED)
def test_undoing_marks_twice_changes_nothing(text: str) -> None:
    once = unescaped(text)[0]
    assert unescaped(once)[0] == once


@settings(max_examples=100)
@given(st.lists(st.sampled_from([*report(), *"。！ 　—"]), max_size=40))
def test_cutting_a_line_loses_nothing_but_blanks(parts: list[str]) -> None:
    line = " ".join(parts).strip()
    found = paragraphs_in(line)
    assert all(piece == piece.strip() != "" for piece in found)
    assert "".join("".join(found).split()) == "".join(line.split())
