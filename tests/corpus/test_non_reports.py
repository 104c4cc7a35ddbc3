"""What is no report shows it; reports show none of it."""

import pytest

from policytopics.corpus.non_reports import suspicion

NEWS = [
    "本报讯（记者 某某）昨日，霁川市人民代表大会开幕。",
    "报告指出，去年全市经济平稳增长。报告提出，今年要办好十件实事。",
    "人大代表某某表示，报告令人振奋。专家认为，目标积极稳妥。",
    "会议强调，要抓好落实。记者了解到，各项工作正在推进。",
]
TEMPLATE = [
    "各位代表：",
    "××年，全县生产总值完成××亿元，增长×%；财政收入××亿元。",
    "新建公路XX公里，新增就业XXX人，改造老旧小区××个。今年是第2024次。",
]
ESSAY = ["家人们，今天聊聊我家乡的政府工作报告🎉", "看完真的很激动😊😊", "快来点赞收藏吧❤"]
REPORT = [
    "各位代表：", "过去一年，我们新增就业3000人，生产总值增长5%。", "记者、律师等协会更规范。",
    "（一）发展经济。X光机、5G基站全面覆盖，★★★景区3家。", "报告提出的12件实事全部完成。",
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "kind"), [(NEWS, "news"), (TEMPLATE, "template"), (ESSAY, "essay"), (REPORT, "")]
)
def test_what_is_no_report(lines: list[str], kind: str) -> None:
    found = suspicion(list(enumerate(lines, start=1)))
    assert (found.kind if found else "") == kind


def test_the_first_line_that_shows_it_is_named() -> None:
    found = suspicion(list(enumerate(["", *TEMPLATE], start=1)))
    assert "line 3" in str(found)


def test_a_news_lead_before_a_report_is_no_news_item() -> None:
    assert suspicion(list(enumerate([*NEWS, *REPORT], start=1))) is None


def test_essays_show_by_their_turns_too() -> None:
    lines = ["读后感", "笔者认为这份报告很好。", "我觉得，作为一名学生，应当努力。"]
    found = suspicion(list(enumerate(lines, start=1)))
    assert found is not None
    assert found.kind == "essay"
