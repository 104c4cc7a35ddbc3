"""What the words of a heading name: a part of the report."""

import re

from policytopics.corpus.characters import with_arabic_years

__all__ = ["PREFACE", "cue", "dated", "planned_year"]

_REVIEW = re.compile(
    r"回顾|总结|取得的?成[就绪绩]|发展(成就|基础|现状)|工作(情况|成效)|(完成|执行|落实)情况|过去.年|成就"
    r"|体会|启示|所做的工作|来的(主要)?工作$|工作的?基本估计"
)
_PLAN = re.compile(
    r"((19|20)\d\d|今|本|明)年的?.{0,12}(安排|目标|任务|重点|计划|打算|主要工作|指标)"
    r"|((19|20)\d\d|今|明)年的?(政府)?工作$|工作(安排|打算|部署|要求|思路|重点|意见|建议)"
    r"|总体思路|主要任务|(目标|重点)任务|重点工作|(今后|未来).{1,3}年|战略定位|下一步"
    r"|(十[一二三四五六七]五|五年|时期|阶段|20\d\d年).{0,14}(任务|目标|构想|展望|考虑|安排|部署|要求|思路|愿景)"
    r"|奋斗目标|努力方向|指导思想|基本原则|(发展|规划|主要|预期|总体)目标|总(体|的)要求|远景"
)
_PROBLEMS = re.compile(r"(问题|困难|不足|差距|短板)(和|与|及|$)|面临的.{0,6}(挑战|困难|问题)")
# Who solves a problem tells of work; 突出 may be what stands out, or what is done.
_SOLVED = re.compile(
    r"解决|克服|化解|破解|应对|战胜|补齐?|整改|整治|治理|攻克|排查|消除|缩小|针对|直面|不移"
)
# What a plan says of the world around it, before it plans; not what it will make of it.
_SITUATION = re.compile(
    r"^(?!.*(优化|打造|营造|改善|提升|创造|美化|保护|整治|治理|营商|生态|人居|消费|法治|政务|抢抓|把握"
    r"|出现|呈现|好转|令人|成效))"
    r".*(形势|发展环境|发展背景|环境分析|规划背景|机遇([和与、]挑战)?)$"
)
PREFACE = re.compile(r"序言|前言|引言")
_CLOSING = re.compile(r"结语|结束语")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_DATED_TITLE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?年(?=.{0,12}政府工作)|(?<!\d)((?:19|20)\d\d)年(\d{1,2})月\d"
)
_DATED_HEADING = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年的?.{0,8}(工作|任务|安排|重点|要求|计划|建议|意见|打算|部署)"
)
# A meeting in these months plans the next year.
_LATE = 11


def cue(heading: str, year: int | None = None) -> str:
    """Return the part that a heading's words name, or the empty string.

    Parameters
    ----------
    heading : str
        With or without its number.
    year : int or None
        Of the report: work dated before it is review, whatever it is called.

    Examples
    --------
    >>> [cue(h) for h in ["一、2024年工作回顾", "二、2025年工作安排", "三、主要目标完成情况"]]
    ['review', 'plan', 'review']
    >>> cue("（一）聚力科技创新"), cue("（一）着力解决经济运行中的突出问题")
    ('', '')
    >>> cue("一、2023年主要工作"), cue("一、2023年主要工作", year=2024)
    ('plan', 'review')
    """
    if _CLOSING.fullmatch(heading):
        return "closing"
    heading = with_arabic_years(heading)
    if _SITUATION.search(heading):
        return "other"
    years = [int(found) for found in _YEAR.findall(heading)]
    if _REVIEW.search(heading) or (year and years and max(years) < year):
        return "review"
    if _PROBLEMS.search(heading) and not _SOLVED.search(heading):
        return "problems"
    return "plan" if _PLAN.search(heading) else ""


def dated(line: str, year: int | None) -> bool:
    """Return whether a line names the year planned for."""
    return year is not None and f"{year}年" in with_arabic_years(line)


def planned_year(front: list[str], headings: list[str]) -> int | None:
    """Return the year planned for that title or meeting's date name, or else the headings.

    Examples
    --------
    >>> planned_year(["——2021年12月30日在某市第九届人民代表大会上"], [])
    2022
    >>> planned_year([], ["一、二〇一三年主要工作", "二、2014年工作总体要求", "展望2035年"])
    2014
    """
    for line in front:
        if found := _DATED_TITLE.search(with_arabic_years(line)):
            late = found[3] is not None and int(found[3]) >= _LATE
            return int(found[1] or found[2]) + late
    told = (_DATED_HEADING.findall(with_arabic_years(one)) for one in headings)
    return max((int(year) for one in told for year, _ in one), default=None)
