"""Nothing is lost unsaid: the account adds up; copies and repeats are counted once and told."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.corpus.account import account, summary_lines, unexplained, without_empty
from policytopics.corpus.copies import counted_once
from policytopics.corpus.repair import repair
from policytopics.corpus.roles import Role, roles
from policytopics.corpus.structure import structure
from policytopics.tables.contract import check
from policytopics.tables.corpus import ACCOUNT, PARAGRAPHS

DONE = "全县经济运行平稳，完成投资30亿元，各项事业取得了新的进展，居民收入比上年增长5%。"
PLANNED = "加快推进重点项目建设，着力完善基础设施，进一步优化营商环境，确保完成全年任务。"
LINES = [
    "某县2024年政府工作报告", "首页 > 正文", "各位代表：", "一、2023年工作回顾", DONE, DONE * 3,
    "我们清醒地看到，问题还不少，人才短缺，层次不高，财力薄弱。", "二、2024年工作安排",
    PLANNED, "（新华社某市3月17日电）", "各位代表！让我们努力奋斗！", "名词解释",
    "1.“两改”：指老旧小区改造和农房改造。", "附件1", "项目一览", "",
    "We will build a modern county and a better life.",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*LINES, "　　" + DONE + "？？", "**二、安排**", DONE * 9]), max_size=30
    )
)
def test_kept_and_dropped_by_reason_are_what_was_read_with_what_repairs_added(
    lines: list[str],
) -> None:
    sources = pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [lines]})
    repaired, repairs = repair(sources)
    paragraphs = structure(repaired)
    table = account({"a": "a.txt"}, paragraphs)
    read = sum(len(line.strip()) for line in lines) + repairs["n_characters"].sum()
    assert table["characters"].sum() == read
    assert len(check(table, ACCOUNT)) == len(table)
    if len(paragraphs):
        check(paragraphs, PARAGRAPHS)


def test_every_paragraph_has_its_reason() -> None:
    lines = [line for line in LINES if line]
    found = dict(zip(lines, roles(lines), strict=True))
    assert found["各位代表："] == Role("front", "front")
    assert found["（新华社某市3月17日电）"].reason == "furniture"
    assert found["1.“两改”：指老旧小区改造和农房改造。"] == Role("glossary", "glossary")
    assert found["项目一览"].reason == "appendix"
    assert found[LINES[-1]].reason == "english"
    assert found[PLANNED] == Role("body", "kept")


def test_a_whole_report_on_one_line_is_no_front_and_no_furniture() -> None:
    opening = "各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。"
    line = f"{opening}{DONE * 9}{PLANNED * 9}版权所有"
    assert [role.name for role in roles([line])] == ["body"]
    assert roles(["首页 > " + "a" * 400 + "版权所有"])[0].reason == "outside"


def test_a_body_pasted_again_is_counted_once() -> None:
    body = [line for line in LINES[2:11] if line]
    again = [role.reason for role in roles([*body, *body, *body])]
    assert again[: len(body)] == [role.reason for role in roles(body)]
    assert set(again[len(body) :]) == {"repeat"}


def test_paragraphs_that_each_stand_twice_in_a_row_are_counted_once() -> None:
    body = [line for line in LINES[2:11] if line]
    twice = [one for line in body for one in (line, line + " ")]
    found = [role.reason for role in roles(twice)]
    assert found[1::2] == ["repeat"] * len(body)
    assert found[::2] == [role.reason for role in roles(body)]
    once = [*body[:3], body[2], *body[3:]]
    assert "repeat" not in [role.reason for role in roles(once)]


def test_a_formula_may_recur() -> None:
    lines = [
        "各位代表：",
        "一、2023年工作回顾",
        DONE,
        "（一）农业",
        DONE,
        "二、2024年工作安排",
        PLANNED,
    ]
    assert "boilerplate" not in [role.name for role in roles(lines)]


def test_little_kept_is_told_and_named_reasons_are_no_fault() -> None:
    rows = [
        ("a", "a.txt", "kept", 1, 80), ("a", "a.txt", "outside", 1, 20),
        ("b", "b.txt", "kept", 1, 50), ("b", "b.txt", "glossary", 1, 50),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=[column.name for column in ACCOUNT.columns])
    assert unexplained(table).to_numpy().tolist() == [["a.txt", 0.8]]
    first, warning = summary_lines(table)
    assert first.startswith(
        "2 documents read, 200 characters: 130 kept (65.0%); dropped: glossary 50"
    )
    assert "a.txt: only 80%" in warning


def documents(*rows: tuple[str, int | None, int, str]) -> pd.DataFrame:
    """Return documents: id, year, characters kept, the other that has most of its text."""
    frame = pd.DataFrame(
        rows, columns=["document_id", "year", "characters_kept", "near_duplicate_of"]
    )
    return frame.assign(
        file=frame["document_id"] + ".txt", region_id="x", period="", kind="work_report",
        characters_dropped=7, near_duplicate_share=0.9,
        warnings=[["near-duplicate: 90%"]] * len(frame),
    )  # fmt: skip


def test_of_two_copies_of_one_year_the_fuller_counts() -> None:
    table = documents(("a", 2024, 90, "b"), ("b", 2024, 100, "a"), ("c", 2023, 100, "b"))
    kept, copies = counted_once(table)
    assert kept["document_id"].tolist() == ["b", "c"]
    assert kept["near_duplicate_of"].tolist() == ["", "b"]
    assert kept["warnings"].iloc[0] == ["1 copy of it left out: counted once"]
    assert [one.where for one in copies] == ["a.txt"]
    assert "b.txt" in copies[0].what


def test_documents_whose_year_is_unknown_are_no_copies() -> None:
    table = documents(("a", None, 90, "b"), ("b", None, 100, "a"))
    kept, copies = counted_once(table)
    assert (len(kept), copies) == (2, [])


def test_a_document_of_which_nothing_is_kept_is_a_problem() -> None:
    kept, problems = without_empty(documents(("a", 2024, 0, ""), ("b", 2024, 5, "")))
    assert kept["document_id"].tolist() == ["b"]
    assert problems[0].where == "a.txt"
    assert "7 characters" in problems[0].what


HARD = {
    "glued": (
        ["2003年政府工作报告", "国务院总理 某某 各位代表：", f"本届政府任期即将结束。{DONE}",
         "一、过去五年工作的回顾", DONE, "各位代表！", DONE * 2, "二、2003年工作安排", PLANNED],
        ["title", "front", "review", "review", "review", "front", "review", "plan", "plan"],
    ),
    "titles": (
        ["2025年某省政府工作报告", "各位代表：", "一、2024年工作回顾", DONE, "二、2025年工作安排",
         "为实现上述目标，在紧盯“十四五”规划目标基础上，要抓好以下方面：",
         "高标准编制“十五五”规划，谋划一批重大项目！", PLANNED],
        ["title", "front", "review", "review", "plan", "plan", "plan", "plan"],
    ),
    "problems": (
        ["2006年某省政府工作报告", "各位代表：", "一、2005年工作回顾",
         f"（一）着力解决经济运行中的突出问题。{DONE}", f"（二）推进调整。{DONE}",
         "我们清醒地看到，存在不少问题。主要是：", "一是总量偏小，结构不优。",
         "二是人才不足，投入不够。", "二、2006年工作安排", PLANNED],
        ["title", "front", "review", "review", "review", "problems", "problems", "problems", "plan",
         "plan"],
    ),
    "a turn that no heading names": (
        ["某市2014年政府工作报告", "各位代表：", "一、全面完成各项任务", *[DONE] * 3,
         "二、奋力开创新局面", *[PLANNED] * 3],
        ["title", "front", *["review"] * 4, *["plan"] * 4],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HARD)
def test_faults_of_structure(kind: str) -> None:
    lines, expected = HARD[kind]
    frame = structure(
        repair(pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [lines]}))[0]
    )
    kept = frame["role"].isin(["heading", "body"])
    assert frame["part"].where(kept, frame["role"]).tolist() == expected
