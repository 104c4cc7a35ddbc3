"""Headings, roles, parts: a report told apart, whole and in fragments."""

import pandas as pd
import pytest

from policytopics.corpus.furniture import is_furniture
from policytopics.corpus.headings import Heading, ordinal, parse
from policytopics.corpus.parts import cue, parts
from policytopics.corpus.roles import roles as classified
from policytopics.corpus.structure import heading_paths, structure
from policytopics.corpus.titles import is_title

# Line, role, part of a made-up report as a site shows it.
REPORT = [
    ("某省 > 某市 > 某县 > 正文", "boilerplate", "other"),
    ("某县2024年政府工作报告发布", "boilerplate", "other"),
    ("1月12日，某县第九届人民代表大会第三次会议开幕，县长作了报告。", "boilerplate", "other"),
    ("来源：邻省日报 发布时间：2024-02-01 浏览次数：12", "boilerplate", "other"),
    ("某县2024年政府工作报告", "title", "other"),
    ("——2024年1月12日在某县第九届人民代表大会第三次会议上", "front", "other"),
    ("县长 某某某", "front", "other"),
    ("各位代表：", "front", "other"),
    ("现在，我代表县人民政府，向大会报告工作，请予审议。", "front", "other"),
    ("一、2023年工作回顾", "heading", "review"),
    ("（一）经济平稳增长。全年完成投资30亿元，累计建成项目12个。", "body", "review"),
    ("（二）主要任务完成情况良好", "heading", "review"),
    ("粮食总产达到9万吨，获评全省先进。", "body", "review"),
    ("同时，我们也清醒地看到，困难和问题还不少，产业层次不高，人才短缺。", "body", "problems"),
    ("二、2024年工作安排", "heading", "plan"),
    ("今年政府工作的总体要求是：稳中求进。", "body", "plan"),
    ("表1 主要指标一览", "boilerplate", "other"),
    ("（一）加快产业升级", "heading", "plan"),
    ("1.做强龙头企业。力争新增规上企业6家。", "body", "plan"),
    ("2以更实举措改善民生。新建学校2所。", "body", "plan"),
    ("各位代表！让我们携手同心，共创未来！", "body", "closing"),
    ("名词解释", "glossary", "other"),
    ("1.“两改”：指老旧小区改造和农房改造。", "glossary", "other"),
    ("附件：某县政府工作报告.pdf 【下载附件】", "boilerplate", "other"),
    ("版权所有 某县人民政府办公室", "boilerplate", "other"),
]  # fmt: skip


def roles(lines: list[str]) -> list[str]:
    """Return what each line is."""
    return [role.name for role in classified(lines)]


def told(lines: list[str]) -> list[tuple[str, str, str]]:
    found = roles(lines)
    return [
        (line, role, part.name)
        for line, role, part in zip(lines, found, parts(lines, found), strict=True)
    ]


def test_a_report_is_told_apart() -> None:
    assert told([line for line, _, _ in REPORT]) == REPORT


PLAN = [
    ("首页", "boilerplate", "other"),
    ("某县国民经济和社会发展第十四个五年规划纲要", "title", "other"),
    ("（2021年2月3日县第八届人民代表大会第六次会议通过）", "front", "other"),
    ("序言", "heading", "other"),
    ("本规划依据部署编制，" + "阐明意图，明确重点，" * 5 + "是纲领。", "body", "other"),
    ("第一章 发展基础与环境", "heading", "review"),
    ("“十三五”时期，经济总量累计翻番，获评全省先进县。", "body", "review"),
    ("同时，我县仍面临不少问题，产业结构不优，创新能力不强。", "body", "problems"),
    ("第二章 总体战略", "heading", "plan"),
    ("第一节 指导思想", "heading", "plan"),
    ("坚持稳中求进，全面建设现代化新县城。", "body", "plan"),
    ("第三章 建设产业强县", "heading", "plan"),
    ("第四章 规划实施保障", "heading", "plan"),
    ("健全考核机制，确保各项任务落到实处。", "body", "plan"),
]  # fmt: skip


def test_a_plan_is_told_apart() -> None:
    assert told([line for line, _, _ in PLAN]) == PLAN


def test_a_fragment_is_told_by_its_words() -> None:
    done = "4.民生持续改善。累计新增就业3000人，建成学校2所，获评全省先进，群众满意度位居全市前列。"
    promised = "5.全力推进乡村振兴。今年将加快建设，力争新增项目3个，确保增收6%以上，着力打造样板。"
    assert [part for *_, part in told([done, promised, promised])] == ["review", "plan", "plan"]
    assert parts([], []) == []


def test_the_last_words_after_a_salutation_are_the_closing() -> None:
    lines = [
        "一、2023年工作回顾",
        "完成投资3亿元。",
        "二、2024年工作安排",
        "加快发展。",
        "各位代表！",
        "愿全县上下共赴山海！",
    ]
    assert [part for *_, part in told(lines)][-2:] == ["other", "closing"]


def test_work_dated_before_the_report_is_review() -> None:
    lines = [
        "某县2024年政府工作报告",
        "各位代表：",
        "一、2023年主要工作",
        "投资增长。",
        "二、2024年主要工作",
        "加快发展。",
    ]
    assert [part for *_, part in told(lines)][2:] == ["review", "review", "plan", "plan"]


def test_an_unnumbered_part_stands_above_numbered_headings() -> None:
    lines = [
        "2023年工作回顾",
        "一、坚持稳中求进，经济平稳。全年增长5%。",
        "1.工业向好。产值增长。",
        "2024年工作安排",
        "一、扩大投资",
    ]
    found = roles(lines)
    assert found == ["heading", "body", "body", "heading", "heading"]
    assert heading_paths(lines, found)[2] == [
        "2023年工作回顾",
        "一、坚持稳中求进，经济平稳",
        "1.工业向好",
    ]
    assert heading_paths(lines, found)[4] == ["2024年工作安排", "一、扩大投资"]


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("二、存在的主要问题", "problems"),
        ("二、聚力建设产业强县", "plan"),
        ("今年政府工作的总体要求是：稳中求进。", "plan"),
        ("（二）重点工作扎实推进", "review"),
        ("（二）指导思想", "plan"),
    ],
)
def test_what_ends_a_review(third: str, expected: str) -> None:
    lines = ["一、2023年工作回顾", "经济增长。", third, "继续推进。"]
    assert [part for *_, part in told(lines)] == ["review", "review", expected, expected]


def test_a_fragment_is_not_cut_for_a_single_word() -> None:
    lines = [
        "加快发展，推进建设。",
        "完成3项，获评先进，累计增收。",
        "推动改革，深化开放，完善制度。",
    ]
    assert {part for *_, part in told(lines)} == {"review"}


def test_the_closing_chapter_is_closing() -> None:
    assert cue("结语") == "closing"
    lines = ["一、2023年工作回顾", "增长。", "二、2024年工作安排", "加快。", "结语", "愿景可期。"]
    assert [part for *_, part in told(lines)][-2:] == ["closing", "closing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第十二章 总则", Heading(1, 12, "第十二章 总则", True)),
        ("第二节 目标", Heading(2, 2, "第二节 目标", True)),
        ("（三）抓好农业", Heading(4, 3, "（三）抓好农业", True)),
        ("（3）抓好农业；", Heading(6, 3, "（3）抓好农业", False)),
        ("10.抓好农业", Heading(5, 10, "10.抓好农业", True)),
        ("2.5万人就业", None),
        ("3个项目开工", None),
        ("2024年工作", None),
        ("一是抓好农业", None),
        ("抓好农业", None),
    ],
)
def test_numbered_headings(text: str, expected: Heading | None) -> None:
    assert parse(text) == expected


def test_a_long_first_clause_is_no_heading() -> None:
    heading = parse("一、" + "全县上下同心协力，" * 8 + "完成任务。")
    assert heading is not None
    assert heading.text == "一、"


@pytest.mark.parametrize(("numeral", "value"), [("二十三", 23), ("十", 10), ("九", 9), ("〇", 0)])
def test_ordinals(numeral: str, value: int) -> None:
    assert ordinal(numeral) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：某某日报", True), ("发布时间：2024-01-01", True), ("上一篇：通知", True),
        ("相关报道：", True),
        ("第 3 页", True), ("词_词_词_词_词", True), ("网站地图", True),
        ("依法打击侵权假冒行为，" + "全面加强知识产权保护，" * 5, False),
        ("资金来源：财政拨款，" * 8, False), ("加快发展", False),
    ],
)  # fmt: skip
def test_furniture(text: str, expected: bool) -> None:
    assert is_furniture(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府工作报告", True), ("某市国民经济和社会发展第十四个五年规划纲要", True),
        ("首页 > 政府工作报告 > 2024年", False), ("某市政府工作报告发布", False),
        ("会议听取和审议政府工作报告", False), ("关于某事的通知", False),
    ],
)  # fmt: skip
def test_titles(text: str, expected: bool) -> None:
    assert is_title(text) is expected


def test_the_table_has_a_row_per_line() -> None:
    lines = [line for line, _, _ in REPORT]
    repaired = pd.DataFrame(
        {
            "document_id": "a", "line": range(1, len(lines) + 1), "text": lines, "text_hash": "0",
            "doubtful": False, "given_role": "", "given_part": "",
        }
    )  # fmt: skip
    found = structure(repaired)
    assert found["role"].tolist() == [role for _, role, _ in REPORT]
    assert found["paragraph_id"].iloc[0] == "a:001"
    assert found["heading_path"].iloc[12] == ["一、2023年工作回顾", "（二）主要任务完成情况良好"]
    assert found["confidence"].between(0, 1).all()
    assert structure(repaired.iloc[:0]).empty


DONE = "全县经济运行平稳，各项事业取得新的进展，人民生活持续改善，社会大局保持稳定。"
PLANNED = "加快推进重点项目建设，着力完善基础设施，进一步优化营商环境，确保完成全年任务。"


def test_a_paginated_mirror_page_keeps_the_report_alone() -> None:
    furniture = {
        "首页 > 公文 > 正文", "上一页123下一页", "第1页共3页", "[1] [2] [3] 下一页", "相关阅读：",
        "某镇2023年工作总结", "某局2024年工作要点", "用户名：", "匿名发表", "热门推荐", "最新范文",
        "本文来自公文网，转载请注明出处。", "加微信：abc123领取资料", "点击下载word文档",
    }  # fmt: skip
    lines = [
        "首页 > 公文 > 正文", "某县2024年政府工作报告", "各位代表：", "一、2023年工作回顾", DONE,
        "上一页123下一页", "第1页共3页", f"（一）坚持稳中求进。{DONE}", "[1] [2] [3] 下一页",
        "二、2024年工作安排", f"1、{PLANNED}", "加微信：abc123领取资料", "点击下载word文档",
        "让我们团结一心，努力奋斗！", "相关阅读：", "某镇2023年工作总结", "某局2024年工作要点",
        "本文来自公文网，转载请注明出处。", "用户名：", "匿名发表", "热门推荐", "最新范文",
    ]  # fmt: skip
    found = roles(lines)
    dropped = {line for line, role in zip(lines, found, strict=True) if role == "boilerplate"}
    assert dropped == furniture


def test_a_table_of_contents_may_stand_before_the_meeting() -> None:
    table = [
        "目 录",
        "一、2018年工作回顾 ..... 1",
        "（一）城乡面貌改善 ..... 3",
        "二、2019年工作打算 ..... 5",
    ]
    text = [
        "某县2019年政府工作报告", "——2019年1月5日在某县第八届人民代表大会第四次会议上",
        "各位代表：",
        "一、2018年工作回顾", "全县经济平稳增长，城乡面貌改善。" * 4, "（一）城乡面貌改善",
        "新建道路十条，绿化三百亩，群众满意。" * 4, "二、2019年工作打算",
        "加快发展，确保完成全年任务。" * 6,
    ]  # fmt: skip
    alone = classified(text)
    for place in (0, 1, 2):
        found = classified([*text[:place], *table, *text[place:]])
        assert [role.reason for role in found[place : place + 4]] == ["contents"] * 4
        assert [*found[:place], *found[place + 4 :]] == alone


def test_a_table_of_contents_is_no_text() -> None:
    lines = [
        "某市国民经济和社会发展第十四个五年规划纲要", "目录", "第一章 发展环境……1",
        "第二章 总体要求……5", "第一章 发展环境", "第一节 发展现状", DONE, "第二节 面临形势", DONE,
        "第二章 总体要求", PLANNED, "第三章 做强产业", PLANNED,
    ]  # fmt: skip
    assert [role for _, role, _ in told(lines)[:5]] == [
        "title", "boilerplate", "boilerplate", "boilerplate", "heading",
    ]  # fmt: skip
    assert [part for _, _, part in told(lines)[5:]] == [
        "review", "review", "other", "other", "plan", "plan", "plan", "plan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("第二节 面临形势", "other"), ("三、机遇与挑战", "other"), ("（三）优化发展环境", ""),
        ("（二）营造良好发展环境", ""), ("一、发展现状", "review"),
        ("一、二〇二三年工作回顾", "review"),
                ("三、二〇二四年重点工作", "plan"), ("（五）抢抓发展机遇", ""),
    ],
)  # fmt: skip
def test_cues(heading: str, part: str) -> None:
    assert cue(heading) == part


def test_troubles_under_an_unnumbered_heading_end_with_the_next_chapter() -> None:
    lines = [
        "一、2023年工作回顾", DONE, "存在的主要困难和问题", DONE, "二、2024年工作的主要目标",
        PLANNED, "三、全力做好民生", PLANNED,
    ]  # fmt: skip
    assert [part for _, _, part in told(lines)] == (
        ["review"] * 2 + ["problems"] * 2 + ["plan"] * 4
    )
    paths = heading_paths(lines, roles(lines))
    assert paths[3] == ["一、2023年工作回顾", "存在的主要困难和问题"]
    assert paths[5] == ["二、2024年工作的主要目标"]


def test_a_fragment_that_begins_in_the_middle_keeps_its_first_lines() -> None:
    lines = [f"4.{PLANNED}", f"5.{PLANNED}", f"（三）提升福祉。{PLANNED}", f"1.稳就业。{PLANNED}"]
    assert [role for _, role, _ in told(lines)] == ["body"] * 4
    again = [
        f"三是治理有效。累计建成学校5所，获评全国先进。{DONE}",
        "我们也清醒看到，短板不少。",
        PLANNED * 2,
    ]
    assert [part for _, _, part in told(again)][1] == "problems"


def test_rows_of_short_lines_are_a_list_and_headings_are_not() -> None:
    lines = ["各位代表：", "一、2024年安排", "指标", "单位", "数值", PLANNED, "做强产业", PLANNED]
    assert [role for _, role, _ in told(lines)] == [
        "front", "heading", "boilerplate", "boilerplate", "boilerplate", "body", "heading", "body",
    ]  # fmt: skip
