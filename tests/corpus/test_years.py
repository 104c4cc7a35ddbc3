"""Which year a report plans for, by title, meeting, headings and what is named."""

import pytest

from policytopics.corpus.lines import Line
from policytopics.corpus.recognise import SURE
from policytopics.corpus.years import year_of


def report(*texts: str, headings: tuple[str, ...] = (), body: tuple[str, ...] = ()) -> list[Line]:
    rows = [("front", text) for text in texts]
    rows += [("heading", text) for text in headings] + [("body", text) for text in body]
    return [Line(n, role, "other", text) for n, (role, text) in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (report("某县2024年政府工作报告"), "2024"),
        (report("某市人民政府工作报告（2021年）"), "2021"),
        (report("政府工作报告", "——2019年1月9日在某县第十届人民代表大会第二次会议上"), "2019"),
        (report("政府工作报告", "——2021年12月28日在某市第十届人大第一次会议上"), "2022"),
        (report("政府工作报告", "——二○一四年一月九日在某市第三届人民代表大会上"), "2014"),
        (report("政府工作报告", "（2011年1月18日 某某某）"), "2011"),
        (report("二00三年政府工作报告"), "2003"),
        (report("一九九八年政府工作报告"), "1998"),
        (report("２００９年政府工作报告"), "2009"),
        (
            report(
                headings=("一、2023年工作回顾", "二、今年工作安排"), body=("2023年增长。", "2023年")
            ),
            "2024",
        ),
        (report(headings=("二、2024年主要工作安排",), body=("2023年增长，2024年安排。",)), "2024"),
        (
            report(headings=("一、过去一年工作", "二、2013年的主要工作"), body=("2012年，2012年",)),
            "2013",
        ),
        (
            report(
                body=("**一、2011年工作回顾** 过去的一年增长。", "2012年目标是增长。", "2012年")
            ),
            "2012",
        ),
        (report(body=("2018年增长。", "2019年建成。") * 9), "2019"),
        (
            report(
                "本届政府1998年3月产生，任期将满。",
                headings=("一、五年工作回顾", "二、2003年工作打算"),
            ),
            "2003",
        ),
        (report(body=("二〇〇七年增长。", "2008年建成。") * 9), "2008"),
    ],
)
def test_years_that_are_sure(lines: list[Line], year: str) -> None:
    found = year_of(lines)
    assert found.value == year
    assert found.confidence >= SURE


@pytest.mark.parametrize(
    "lines",
    [
        report("政府工作报告", body=("某某同志2003年1月就职。",)),
        report("各位代表", body=("到2035年基本实现现代化，2035年远景目标。",)),
        report("各位代表", body=("今年要加快发展。",)),
        report("政府工作报告", body=("发布时间：2021年3月4日",)),
    ],
)
def test_years_that_nothing_shows_are_not_sure(lines: list[Line]) -> None:
    assert year_of(lines).confidence < SURE


def test_a_title_that_contradicts_everything_is_not_sure() -> None:
    lines = report(
        "某市2018年政府工作报告",
        "——2021年1月9日在某市第十届人民代表大会第二次会议上",
        headings=("一、2017年工作回顾",),
        body=("2020年增长。", "2017年投产。", "2021年建成。", "2018年"),
    )
    found = year_of(lines)
    assert {found.value, *found.rivals} >= {"2018", "2021"}


def test_a_first_year_s_plan_read_with_the_report() -> None:
    lines = report(
        "现在，我代表某市人民政府作报告，请与第十三个五年规划纲要（草案）一并审议。",
        headings=("一、“十二五”时期回顾", "二、“十三五”目标"),
        body=("2015年增长。", "2016年，2016年安排。"),
    )
    assert year_of(lines).value == "2016"
