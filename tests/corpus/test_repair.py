"""Repair: each kind by a table of (damaged, mended), and repairing twice changes nothing."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytopics.corpus.changes import SETTLED
from policytopics.corpus.damage import Traits, traits
from policytopics.corpus.jumps import without_jumps
from policytopics.corpus.pinyin import count_notes, strip_notes
from policytopics.corpus.repair import repair, repair_line
from policytopics.corpus.script import is_traditional, simplified
from policytopics.corpus.spacing import spaced
from policytopics.corpus.typography import cut_glued, widened

CLEAN = Traits(notes=False, traditional=False)
NOTED = "我們發(fā)展產(chǎn)業(yè)，優(yōu)化環(huán)境，實現(xiàn)目標。"


@pytest.mark.parametrize(
    ("damaged", "mended", "n"),
    [
        ("發(fā)展，產（chǎn）業", "發展，產業", 2),
        ("續m(xù)進，F(xiàn)代", "續m進，F代", 2),
        ("政府?dāng)?shù)字", "政府??字", 2),
        ("鋼鐵（含鐵合金）(gdp)", "鋼鐵（含鐵合金）(gdp)", 0),
        ("增長(5%)", "增長(5%)", 0),
    ],
)
def test_notes(damaged: str, mended: str, n: int) -> None:
    assert strip_notes(damaged) == (mended, n)


def test_notes_are_counted() -> None:
    assert count_notes(NOTED) == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("經濟發展，產業優化", True), ("经济发展，产业优化", False), ("2024", False),
        ("经济发展，参观乾陵", False),
    ],
)  # fmt: skip
def test_script_is_scored(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("著力推進，圍繞著重點", "着力推进，围绕着重点"),
        ("顯著成效，著名企業，編著文集，以絲綢著稱", "显著成效，著名企业，编著文集，以丝绸著称"),
    ],
)
def test_zhe_is_told_from_zhu(text: str, expected: str) -> None:
    assert simplified(text)[0] == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ＧＤＰ增长５％", "GDP增长5%"),
        ("全年,增长1,200家;其中:", "全年，增长1,200家；其中："),
        ("(一)农业(含渔业)", "（一）农业（含渔业）"),
        ("分别上调5%和7%,23个村", "分别上调5%和7%，23个村"),
        ("PM(2.5)", "PM(2.5)"),
        ("甲\u200b乙\u00a0丙", "甲乙 丙"),
        ("发展!真的?", "发展！真的？"),
        ("09:38:26 a, b", "09:38:26 a, b"),
    ],
)
def test_width(before: str, after: str) -> None:
    assert widened(before)[0] == after


def test_question_marks_stay_where_they_are_damage() -> None:
    assert widened("推进?,字", question_marks=False)[0] == "推进?，字"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2 0 2 4 年 工 作 回 顾", "2024年工作回顾"),
        ("一 、 工 作 回 顾", "一、工作回顾"),
        ("序 言", "序言"),
        ("县长 某某某", "县长 某某某"),
        ("第一章 总则", "第一章 总则"),
        ("附件2 名词解释", "附件2 名词解释"),
        ("2024 年5G 基站达3 千个", "2024年5G基站达3千个"),
        ("????推进发展", "推进发展"),
        ("发展，， 稳定，。", "发展，稳定。"),
        ("深入推 进农业农村现代化，全面提升乡村治理水平，促进农民持续增收",
         "深入推进农业农村现代化，全面提升乡村治理水平，促进农民持续增收"),
        ("甲 乙丙 丁戊 己庚 辛壬 癸子 丑寅 卯辰 巳午 未申 酉戌 亥天 地玄 黄宇",
         "甲 乙丙 丁戊 己庚 辛壬 癸子 丑寅 卯辰 巳午 未申 酉戌 亥天 地玄 黄宇"),
    ],
)  # fmt: skip
def test_spacing(before: str, after: str) -> None:
    assert spaced(before)[0] == after


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("规范发展。第六章 完善设施，建设新城", ["规范发展。", "第六章 完善设施，建设新城"]),
        ("守住底线。二、今年工作安排", ["守住底线。", "二、今年工作安排"]),
        ("规范发展。第六章说的是设施。", ["规范发展。第六章说的是设施。"]),
    ],
)
def test_glued_headings(text: str, pieces: list[str]) -> None:
    assert cut_glued(text) == pieces


def test_a_glued_chapter_keeps_the_blank_behind_its_number() -> None:
    line = "推动体育组织规范化发展，完善全民健身设施，提升公共服务水平。第六章 完善设施"
    pieces, _, changes = repair_line(line, CLEAN)
    assert pieces[1] == "第六章 完善设施"
    assert [change[0] for change in changes] == ["heading"]


def test_a_document_with_notes_is_mended() -> None:
    of = traits([NOTED])
    assert of == Traits(notes=True, traditional=True)
    pieces, doubtful, changes = repair_line("發(fā)展產(chǎn)業,", of)
    assert (pieces, doubtful) == (["发展产业，"], False)
    assert [change[0] for change in changes] == ["pinyin", "script", "width"]


def test_a_shifted_span_is_read_logged_and_marked_where_the_bytes_leave_a_choice() -> None:
    lines = [
        NOTED,
        "全縣鄉(xiāng)村從容。“千村美居”持續(xù)推進。",
        "更從容?!扒Т迕谰印背掷m(xù)推進。",
    ]
    sources = pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [lines]})
    repaired, repairs = repair(sources, words=lambda: {"从容": 5, "持续": 9})
    assert repaired["text"].tolist()[2] == "更从容。“千村美居”持续推进。"
    spans = repairs[repairs["kind"] == "shifted_gbk"]
    assert spans["line"].tolist() == [3]
    assert "?!扒Т" in spans["before"].item()
    assert "。“千村" in spans["after"].item()
    doubtful = bool(spans["confidence"].item() < SETTLED)
    assert repaired["doubtful"].tolist() == [False, False, doubtful]


def test_the_dictionary_is_not_asked_where_nothing_is_shifted() -> None:
    def words() -> dict[str, int]:
        raise AssertionError("asked")

    repair(
        pd.DataFrame({"document_id": ["a"], "encoding": "utf-8", "lines": [[NOTED]]}), words=words
    )


def test_the_tables_have_a_row_per_piece_and_per_change() -> None:
    sources = pd.DataFrame(
        {
            "document_id": ["a"],
            "encoding": "utf-8",
            "lines": [["", "　甲 乙 丙", "结束。二、今年工作安排"]],
        }
    )
    repaired, repairs = repair(sources)
    assert repaired[["line", "piece", "text"]].to_numpy().tolist() == [
        [2, 1, "甲乙丙"], [3, 1, "结束。"], [3, 2, "二、今年工作安排"],
    ]  # fmt: skip
    assert repairs["kind"].tolist() == ["spacing", "heading"]
    assert (repaired["script"] == "simplified").all()


TEXTS = st.text(
    alphabet="政府工作一二第章节版转接下、，。,.;:?!()（） 　2５4年ａＰM%著經济“”?ā(g)\u200b\u00a0",
    max_size=40,
)


@settings(max_examples=150)
@given(TEXTS)
@pytest.mark.parametrize(
    "step",
    [strip_notes, simplified, widened, without_jumps, spaced],
    ids=["pinyin", "script", "width", "boilerplate", "spacing"],
)
def test_each_kind_is_idempotent(step, text: str) -> None:  # type: ignore[no-untyped-def]
    once = step(text)[0]
    assert step(once)[0] == once


def test_a_newspapers_jump_notes_go_and_are_logged() -> None:
    line = "完善了体系。(下转 第4版)（上接A1版）我们坚持“第三版”方案（见第二版）。"
    pieces, _, changes = repair_line(line, Traits(notes=False, traditional=False))
    assert pieces == ["完善了体系。我们坚持“第三版”方案（见第二版）。"]
    assert [(one.kind, one.n_changes) for one in changes if one.kind != "width"] == [
        ("boilerplate", 2)
    ]


@settings(max_examples=150)
@example(";??“", False, False)
@example("（下转第（上接一版）二版）", False, False)
@given(TEXTS, st.booleans(), st.booleans())
def test_repairing_twice_changes_nothing(text: str, notes: bool, traditional: bool) -> None:
    of = Traits(notes, traditional)
    for piece in repair_line(text, of)[0]:
        assert [again for again in repair_line(piece, of)[0] if again != piece] == []


@settings(max_examples=120, deadline=None)
@given(st.lists(TEXTS, max_size=8), st.sampled_from(["utf-8", "utf-8 read as gbk"]))
def test_characters_are_neither_invented_nor_lost_but_as_logged(
    lines: list[str], encoding: str
) -> None:
    sources = pd.DataFrame({"document_id": ["a"], "encoding": encoding, "lines": [lines]})
    repaired, repairs = repair(sources, words=lambda: {"政府": 3})
    for number, line in enumerate(lines, start=1):
        now = repaired.loc[repaired["line"] == number, "text"].str.len().sum()
        grown = repairs.loc[repairs["line"] == number, "n_characters"].sum()
        assert len(line.strip()) + grown == now
    assert set(repaired["line"]) | set(repairs["line"]) <= set(range(1, len(lines) + 1))
    assert not repaired.duplicated(["line", "piece"]).any()


@pytest.mark.real
def test_simplified_documents_keep_every_character_of_theirs(real_corpus) -> None:  # type: ignore[no-untyped-def]
    files = [*(real_corpus / "provinces").glob("*.txt"), *(real_corpus / "suzhou").glob("*.txt")]
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        of = traits(lines)
        if of.traditional:
            continue
        for line in lines:
            pieces, doubtful, changes = repair_line(line, of)
            assert not doubtful
            assert {one.kind for one in changes} <= {"width", "boilerplate", "spacing", "heading"}
            # Widths, blanks and doubled marks aside, nothing differs; a name least of all.
            assert [c for p in pieces for c in p if is_han(c)] == [c for c in line if is_han(c)]


def is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


def test_a_name_is_no_traditional_word() -> None:
    line = "整治江乾路沿线环境。"
    assert repair_line(line, traits([line]))[0] == [line]
