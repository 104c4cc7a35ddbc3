"""What kind of document: by opening and title, not by single words."""

import pytest

from policytopics.corpus.kinds import kind_of
from policytopics.corpus.lines import Line

MEETING = "——2024年1月12日在某市第六届人民代表大会第三次会议上"


def document(*texts: str) -> list[Line]:
    return [Line(n, "title" if n == 1 else "front", "other", t) for n, t in enumerate(texts, 1)]


def body(*texts: str) -> list[Line]:
    return [Line(n, "body", "plan", text) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (document("某县2024年政府工作报告"), "work_report"),
        (document("某市人民政府工作报告", MEETING), "work_report"),
        (
            document("政府工作报告", "现在，我代表市人民政府，向大会报告工作，请予审议。"),
            "work_report",
        ),
        (document("现在，我代表市人民政府报告工作，请连同计划、预算草案一并审议。"), "work_report"),
        (document("现在，我代表国务院，向大会报告政府工作"), "work_report"),
        (document("某县国民经济和社会发展第十四个五年规划和2035年远景目标纲要"), "five_year_plan"),
        (document("某县“十三五”发展规划", "2016年3月"), "five_year_plan"),
        (body("各位代表，民生是根本。"), "work_report"),
        (body("今年要加快发展。"), "work_report"),
        (body("第一章 总则", "第二章 目标", "第三章 保障"), "five_year_plan"),
        (document("某市人民代表大会常务委员会工作报告", MEETING), "other"),
        (document("某市人大常委会工作报告", "现在，我受市人大常委会委托，向大会报告工作"), "other"),
        (document("某市中级人民法院工作报告", MEETING), "other"),
        (document("某县水利局2019年工作总结", "今年以来，全县水利工作稳步推进。"), "other"),
        (document("某省发展改革委关于2020年工作情况和2021年工作计划的报告"), "other"),
        (document("2018年工作总结", "根据要求，现将我委2018年工作总结如下。"), "other"),
        (
            document("某高新区管委会2020年工作报告", "现在，我代表管委会，向大会报告工作"),
            "work_report",
        ),
        (document("工作报告", "现在，我代表市中级人民法院，向大会报告工作"), "other"),
        (document("某市人民检察院工作报告", "现在，我代表市人民检察院，向大会报告工作"), "other"),
        (document("政协某市委员会常务委员会工作报告"), "other"),
        (document("在中国共产党某市第十次代表大会上的报告"), "other"),
        (document("中共某市委关于制定第十四个五年规划的建议"), "other"),
        (document("关于某市2023年预算执行情况和2024年预算草案的报告"), "other"),
        (document("关于某市2023年国民经济和社会发展计划执行情况的报告"), "other"),
        (document("受市人民政府委托，现将2023年国民经济和社会发展计划执行情况提请审议"), "other"),
        (document("某市促进就业若干措施实施方案"), "other"),
        (document("某市政府投资项目管理办法"), "other"),
        (document("某市人民政府关于加快发展的实施意见"), "other"),
        (document("某市“十四五”教育事业发展规划"), "other"),
        (document("某市“十四五”综合交通运输发展规划"), "other"),
    ],
)
def test_kinds(lines: list[Line], kind: str) -> None:
    assert kind_of(lines).value == kind


def test_whose_report_it_is_is_said() -> None:
    found = kind_of(document("某市中级人民法院工作报告", MEETING))
    assert found.evidence.startswith("of a court, line 1")
