"""What kind of document it is: by the opening sentence and the title, not by single words.

Congress, court, procuratorate, consultative conference and Party report at the same meeting in the
same form; budgets and plans are reported on there; and offices issue policies whose names hold
报告, 规划 and 工作. Whose report it is, the speaker says first (代表市人民政府), the title second.
"""

import re
from collections import Counter
from collections.abc import Sequence

from policytopics.corpus.headings import parse
from policytopics.corpus.lines import Finding, Line, finding
from policytopics.corpus.offices import SPEAKS_FOR, head_of
from policytopics.corpus.titles import is_title

__all__ = ["kind_of"]

_OTHER = "other"
_LONGEST_TITLE = 60
_REPORT = re.compile(r"政府工作(的)?报告|人民政府(\d{4}年度?)?工作(的)?报告")
_PLAN = re.compile(
    r"国民经济(和|与)社会发展.{0,24}(规划|纲要)|五年规划|[“\"]?十[一二三四五六七][”\"]?五[”\"]?.{0,6}规划"
    r"|远景目标纲要|发展规划"
)
# Reports of others, and texts that are no reports, by their titles.
_BODIES = {
    "a people's congress": r"人民代表大会常务委员会.{0,12}工作报告|人大常委会.{0,12}工作报告",
    "a court": r"法院.{0,12}工作报告",
    "a procuratorate": r"检察院.{0,12}工作报告",
    "a consultative conference": r"(政协|政治协商会议).{0,30}(工作|提案).{0,12}报告",
    "the Party": r"(中共|中国共产党|纪律检查委员会|纪委|党委).{0,40}(报告|建议|决定|决议)|党代会",
    "a budget": r"(预算|决算|财政|审计).{0,40}报告|预算.{0,6}草案",
    "a yearly development plan": r"国民经济.{0,12}(年度)?计划.{0,24}(报告|草案)|计划执行情况",
}
_POLICY = re.compile(
    r"(办法|意见|方案|通知|条例|规定|细则|批复|公告|通报|决定|行动计划|工作要点|责任清单|若干措施|责任分解)([（(].{0,20}[）)])?$"
)
# An office's year: 某局2021年工作总结; the committee that governs a zone (管委会) is no office.
_OFFICE = re.compile(
    r"(?:(?<![布格开全时当])局|厅|(?<!管)委|(?<!管)委员会办公室|办|办公室|中心|总队|支队|大队|办事处|学院|学校|医院|公司"
    r"|银行|协会|联合会|总工会|妇联|团委|海关|税务所|研究[院所])"
    r"(?:关于)?(?=(?:19|20)\d\d|工作|年度|上半年|半年|全年|第?[一二三四]季度)"
    r"[^。，；]{0,30}(?:总结|计划|打算|要点|安排|思路|汇报|报告|情况)([（(].{0,12}[）)])?$"
)
_OUR_OFFICE = re.compile(
    r"现将[我本](?:局|厅|委|办|处|科|中心|院|校|公司|单位|部门|街道|支队|大队)"
)
# A plan of one field, not of all: 教育事业发展规划.
_FIELDS = re.compile(
    r"(教育|卫生|健康|医疗|交通|运输|能源|工业|农业|农村|生态|环境|水利|水务|科技|科学|人才|文化|旅游|服务业|制造业|住房"
    r"|城乡|土地|国土|空间|养老|老龄|民政|就业|应急|数字|信息化|金融|商务|体育|消防|市场监管|林业|草原|物流|产业|专项|区域"
    r"|防灾|气象|档案|妇女|儿童|残疾|知识产权|新型城镇化|基础设施|海洋|粮食|民族|法治|质量|邮政|电力|公路|铁路)"
)
_WHOLE = re.compile(r"国民经济|社会发展")
_BY_OPENING = {
    "a people's congress": rf"{SPEAKS_FOR}.{{0,24}}(人大常委会|人民代表大会常务委员会)",
    "a court": rf"{SPEAKS_FOR}.{{0,24}}法院",
    "a procuratorate": rf"{SPEAKS_FOR}.{{0,24}}检察院",
    "a consultative conference": rf"{SPEAKS_FOR}.{{0,40}}政协.{{0,24}}常务?委员?会|代表政协",
    "the Party": rf"{SPEAKS_FOR}((中共|中国共产党).{{0,24}}|.{{0,12}}[省市县区州旗盟])委(?!托)",
    "a budget": r"受.{0,20}政府的?委托(?!.{0,20}报告(政府)?工作).{0,40}(预算|决算)",
    "a yearly development plan": r"受.{0,20}政府的?委托(?!.{0,20}报告(政府)?工作).{0,40}计划",
}
_OPENING = re.compile(
    rf"{SPEAKS_FOR}(国务院|[^。]{{0,24}}政府|[^。]{{0,14}}(管理?委员?会|革命委员会))[^。]{{0,60}}(报告|汇报)"
)
_CHAPTER = re.compile(r"第[〇零一二三四五六七八九十百]{1,3}章")
_LEAST_CHAPTERS = 3
_PLAN_WORDS = re.compile(r"规划期|本规划|到20[2-5]\d年|“十[二三四五六]五”(期间|时期|末)")
_YEARLY_WORDS = re.compile(r"今年|全年|年内|年底")


def kind_of(lines: Sequence[Line]) -> Finding:
    """Return ``work_report``, ``five_year_plan`` or ``other``, with whose it is.

    Parameters
    ----------
    lines : sequence of Line
        All lines of the document.
    """
    head = head_of(lines)
    found = _by_opening(head) or _by_title(head)
    if found is not None:
        return found
    for row in lines:
        if row.role in ("body", "front") and row.text.startswith("各位代表"):
            return finding("work_report", row, 0.9)
    return _by_words([row for row in lines if row.role in ("heading", "body")])


def _by_opening(head: Sequence[Line]) -> Finding | None:
    """Return what the speaker says whom he speaks for."""
    for row in head:
        for whose, pattern in _BY_OPENING.items():
            if re.search(pattern, row.text):
                return _others(whose, row)
        if _OUR_OFFICE.search(row.text):
            return _others("an office", row)
        if _OPENING.search(row.text):
            return finding("work_report", row, 1.0)
    return None


def _by_title(head: Sequence[Line]) -> Finding | None:
    """Return what the first title says that says something."""
    for row in head:
        if len(row.text) > _LONGEST_TITLE or "。" in row.text:
            continue
        for whose, pattern in _BODIES.items():
            if re.search(pattern, row.text) and not _REPORT.search(row.text):
                return _others(whose, row)
        if _OFFICE.search(row.text) and parse(row.text) is None:
            return _others("an office", row)
        if _POLICY.search(row.text):
            return finding(_OTHER, row, 0.9)
        if not (is_title(row.text) or row.role == "title"):
            continue
        if _REPORT.search(row.text):
            return finding("work_report", row, 1.0)
        if found := _PLAN.search(row.text):
            special = _FIELDS.search(row.text[: found.end()]) and not _WHOLE.search(row.text)
            return (
                _others("one field, a plan", row)
                if special
                else finding("five_year_plan", row, 1.0)
            )
    return None


def _others(whose: str, row: Line) -> Finding:
    """Return that a document is another's."""
    shown = finding(_OTHER, row, 1.0)
    return Finding(_OTHER, f"of {whose}, {shown.evidence}", 1.0)


def _by_words(text: Sequence[Line]) -> Finding:
    """Return the kind that chapters or turns of phrase tell."""
    chapters = [row for row in text if _CHAPTER.match(row.text)]
    yearly = Counter(w for row in text for w in _YEARLY_WORDS.findall(row.text))
    planned = sum(len(_PLAN_WORDS.findall(row.text)) for row in text)
    if len(chapters) >= _LEAST_CHAPTERS:
        return finding("five_year_plan", chapters[0], 0.8)
    if yearly.total() > planned:
        words = "、".join(f"{word} {n}" for word, n in sorted(yearly.items()))
        return Finding("work_report", f"words of a yearly report: {words}", 0.6)
    return Finding(_OTHER, "neither title nor words tell the kind", 0.3)
