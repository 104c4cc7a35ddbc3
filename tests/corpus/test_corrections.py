"""Hand corrections: applied where the text is still the same, told of where it is not."""

import pandas as pd
import pytest

from policytopics.corpus.changes import digest
from policytopics.corpus.corrections import check_corrections, stale
from policytopics.corpus.repair import repair
from policytopics.corpus.structure import structure
from policytopics.problems import ProblemsError
from policytopics.sheets import parse_sheet

LINES = [
    "一、2023年工作回顾",
    "全年生产总值增长５％。",
    "结束。二、2024年工作安排",
    "加快推 进城乡融合发展,全面提升公共服务水平,促进农民收入稳定增加。",
]
MENDED = "加快推进城乡融合发展，全面提升公共服务水平，促进农民收入稳定增加。"
SOURCES = pd.DataFrame(
    {"document_id": ["a"], "file": ["x/a.txt"], "encoding": ["utf-8"], "lines": [LINES]}
)


def run(*rows: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return paragraphs and repairs with a sheet of these rows."""
    header = "document,line,hash,role,part,text,exclude,accept,reject,note"
    sheet = parse_sheet("\n".join([header, *rows]).encode(), "corrections.csv")
    repaired, repairs = repair(SOURCES, check_corrections(sheet, SOURCES))
    return structure(repaired), repairs


def test_without_a_sheet_nothing_is_corrected() -> None:
    assert check_corrections(None, SOURCES) == {}


@pytest.mark.parametrize("name", ["a", "x/a.txt", "a.txt"])
def test_a_text_is_replaced_and_on_record(name: str) -> None:
    key = digest("全年生产总值增长5%。")
    paragraphs, repairs = run(f"{name},2,{key},,,全年生产总值增长6%。,,,,misprint")
    row = paragraphs.iloc[1]
    assert (row["text"], row["text_hash"]) == ("全年生产总值增长6%。", key)
    made = repairs[repairs["kind"] == "correction"].iloc[0]
    assert (made["before"], made["after"]) == ("全年生产总值增长5%。", "全年生产总值增长6%。")
    assert (made["line"], made["n_characters"], made["confidence"]) == (2, 0, 1.0)


def test_role_part_and_exclusion_are_the_persons() -> None:
    paragraphs, repairs = run(
        f"a,2,{digest('全年生产总值增长5%。')},heading,problems,,,,,",
        f"a,4,{digest(MENDED)},,,,yes,,,",
    )
    assert paragraphs["role"].tolist() == ["heading", "heading", "body", "heading", "boilerplate"]
    assert paragraphs["part"].iloc[1] == "problems"
    assert paragraphs["confidence"].iloc[1] == 1.0
    told = repairs[repairs["kind"] == "correction"]
    assert told["after"].tolist() == ["role: heading", "part: problems", "exclude: boilerplate"]


def test_a_repair_is_rejected() -> None:
    paragraphs, repairs = run(
        f"a,4,{digest(MENDED)},,,,,,spacing,",
        f"a,3,{digest('结束。')},,,,,,heading,",
    )
    texts = paragraphs["text"].tolist()
    assert texts[2] == LINES[2]
    assert texts[3] == MENDED.replace("推进", "推 进")
    assert set(repairs["kind"]) == {"width", "correction"}
    assert paragraphs["text_hash"].tolist()[2:] == [digest("结束。"), digest(MENDED)]


def test_an_accepted_reading_is_doubtful_no_more() -> None:
    noted = "我們發(fā)展產(chǎn)業(yè)，優(yōu)化環(huán)境，實現(xiàn)目標。"
    sources = SOURCES.assign(lines=[[noted, "全縣?"]])
    before, changes = repair(sources, words=lambda: {"发展": 2})
    assert before["doubtful"].tolist() == [False, True]
    row = f"a,2,{before['text_hash'].iloc[1]},,,,,shifted_gbk,,"
    sheet = parse_sheet(
        f"document,line,hash,role,part,text,exclude,accept,reject,note\n{row}".encode(), "c"
    )
    corrections = check_corrections(sheet, sources)
    after, changes = repair(sources, corrections, words=lambda: {"发展": 2})
    assert after["doubtful"].tolist() == [False, False]
    assert changes[changes["kind"] == "shifted_gbk"]["confidence"].tolist() == [1.0]


def test_a_correction_of_another_text_is_told_and_not_applied() -> None:
    paragraphs, repairs = run(
        f"a,2,{digest('另一句话。')},,,全年增长6%。,,,,", f"a,99,{digest('没有。')},title,,,,,,"
    )
    assert paragraphs["text"].iloc[1] == "全年生产总值增长5%。"
    lost = repairs[repairs["kind"] == "stale_correction"]
    assert lost["line"].tolist() == [2, 99]
    assert lost["confidence"].eq(0).all()
    assert stale(repairs) == {
        "a": [
            "correction corrections.csv:2 not applied: the text of line 2 has changed",
            "correction corrections.csv:3 not applied: the text of line 99 has changed",
        ]
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("b,2,0,title,,,,,,", ":3: no document b"), ("a,x,0,title,,,,,,", ":3: line x is none"),
        ("a,0,0,title,,,,,,", ":3: line 0 is none"), ("a,2,,title,,,,,,", ":3: hash is empty"),
        ("a,2,0,,,,,,,", ":3: corrects nothing"), ("a,2,0,tilte,,,,,,", "did you mean title"),
        ("a,2,0,,plann,,,,,", "did you mean plan"), ("a,2,0,,,,maybe,,,", "write yes or no"),
        ("a,2,0,,,,,pinyn,,", "did you mean pinyin"), ("a,2,0,body,,,yes,,,", "both exclude"),
        ("a,2,0,,,,,pinyin,pinyin,", "accepts and rejects"),
        ("a,1,0,body,,,,,,", "given a second time, after corrections.csv:2"),
    ],
)  # fmt: skip
def test_faults_are_named_by_line(row: str, message: str) -> None:
    with pytest.raises(ProblemsError) as error:
        run("a,1,0,title,,,,,,", row)
    assert message in str(error.value)


def test_all_faults_are_told_at_once_and_by_the_line_of_the_file() -> None:
    with pytest.raises(ProblemsError) as error:
        run("", "a,1,0,tilte,,,,,,", "", "a,2,,,,,,,,")
    assert [one.where for one in error.value.problems] == ["corrections.csv:3"] + [
        "corrections.csv:5"
    ] * 2


def test_faults_of_the_header() -> None:
    sheet = parse_sheet(b"document,line,hsah\na,1,0\n", "corrections.csv")
    with pytest.raises(ProblemsError) as error:
        check_corrections(sheet, SOURCES)
    assert {one.what for one in error.value.problems} == {"unknown column hsah", "no column hash"}
