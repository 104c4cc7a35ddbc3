"""Which part of a report a paragraph belongs to: what was done, or what is promised.

Headings decide. Where there are none (the beginning of a fragment), the words of the paragraphs
do, and a report goes one way: first the review, then the plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytopics.corpus.characters import with_arabic_years
from policytopics.corpus.headings import parse

__all__ = ["Part", "by_words", "cue", "parts"]

_REVIEW = re.compile(
    r"回顾|总结|取得的?成[就绪绩]|发展(成就|基础|现状)|工作(情况|成效)|完成情况|过去.年|成就"
)
# These begin a plan wherever they stand, the others only at the review's own level.
_PLAN_ANYWHERE = re.compile(r"指导思想|基本原则|(发展|规划|主要|预期|总体)目标|总(体|的)要求|远景")
_PLAN = re.compile(
    r"(20\d\d|今|本)年.{0,12}(安排|目标|任务|重点|计划|打算|主要工作)|工作(安排|打算|部署|要求|思路|重点)"
    r"|总体思路|主要任务|(目标|重点)任务|重点工作|今后.{1,3}年|战略定位|蓝图|新征程|下一步"
)
_PROBLEM_HEADING = re.compile(
    r"(问题|困难|不足|差距|短板)(和|与|及|$)|面临的.{0,6}(挑战|困难|问题)"
)
# What a plan says of the world around it, before it plans; not what it will make of it.
_SITUATION = re.compile(
    r"^(?!.*(优化|打造|营造|改善|提升|创造|美化|保护|整治|治理|营商|生态|人居|消费|法治|政务|抢抓|把握))"
    r".*(形势|发展环境|发展背景|环境分析|规划背景|机遇([和与、]挑战)?)$"
)
_PREFACE = re.compile(r"序言|前言|引言")
_CLOSING_HEADING = re.compile(r"结语|结束语")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_DATED_TITLE = re.compile(r"(?<!\d)(20\d\d)\s?年(?=.{0,12}政府工作)|(?<!\d)(20\d\d)年\d{1,2}月\d")

_PROBLEM_LEAD = re.compile(
    r"清醒|也要看到|必须看到|还要看到|还存在|仍(然)?(存在|面临)|(成绩|肯定).{0,8}同时|正视|不容(忽视|回避)"
    r"|受.{0,12}影响.{0,24}(问题|瓶颈)"
)
_PROBLEM_SURE = re.compile(r"我们(也|还|都|要|必须|应)*清醒[地的]?(看到|认识)")
_PROBLEM = re.compile(r"困难|问题|挑战|短板|不足|差距|瓶颈|矛盾")
_PROBLEM_REACH = 80
# Words of complaint; a paragraph at the review's end that has many is about problems however it
# begins: so many at least, and one in so many characters.
_COMPLAINT = re.compile(
    r"困难|问题|挑战|短板|不足|差距|瓶颈|矛盾|不强|不高|不够|不优|不畅|不旺|不稳|不振|偏|薄弱|缺|尚未|有待|压力"
    r"|制约|滞后|艰难|弱|吃紧|个别|少数|隐患|风险|下滑|难"
)
_LEAST_COMPLAINTS, _COMPLAINTS_APART = 4, 40
_COMPLAINTS_REACH = 3
_PLAN_LEAD = re.compile(
    r"(今年|20\d\d年|新的一年|今后.{1,2}年).{0,24}(总体要求|总的要求|主要预期目标|指导思想)"
)
_ADDRESS = re.compile(r"^(各位代表|同志们)")
_CLOSING = re.compile(r"让我们|紧密地?团结在|(而|不懈|努力)奋斗！$")
# Among the last paragraphs of a report, how many may be its closing words.
_CLOSING_REACH = 3

_PROMISED = re.compile(
    r"力争|确保|将|争取|加快|推进|推动|深化|加强|强化|完善|健全|实施|打造|着力|进一步|持续"
    r"|以上|左右|争创|启动|计划|今年|全力|做好"
)
_DONE = re.compile(
    r"了|已|累计|获评|荣获|入选|获批|同比|(增长|提高|提升|下降|完成|建成|新增|达到?|实现)\d|位居"
    r"|排名|成功|圆满|顺利|一年来|五年来|去年|过去|来之不易|全国第|前列"
)
# Promises fill every part, words of what was done the review alone: one of these weighs as three.
_DONE_WEIGHT = 3
# ASSUME: a change from review to plan inside a fragment shows by so many words at least. Both
# numbers were tuned on runs of one to eight paragraphs of 15 reports whose headings are known.
_LEAST_GAIN = 12

_BY_HEADING, _BY_CUE, _BY_SIBLING = 0.95, 0.9, 0.7
# Unnumbered headings: those that open a part stand above all others, the rest below.
_OUTERMOST, _INNERMOST = -1, 9


@dataclass(frozen=True)
class Part:
    """A part, and how sure it is in [0, 1]."""

    name: str
    confidence: float


_OUTSIDE = Part("other", 1.0)


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
    >>> cue("（一）聚力科技创新")
    ''
    >>> cue("一、2023年主要工作"), cue("一、2023年主要工作", year=2024)
    ('plan', 'review')
    """
    if _CLOSING_HEADING.fullmatch(heading):
        return "closing"
    heading = with_arabic_years(heading)
    if _SITUATION.search(heading):
        return "other"
    years = [int(found) for found in _YEAR.findall(heading)]
    if _REVIEW.search(heading) or (year and years and max(years) < year):
        return "review"
    if _PROBLEM_HEADING.search(heading):
        return "problems"
    return "plan" if _PLAN.search(heading) or _PLAN_ANYWHERE.search(heading) else ""


def parts(lines: Sequence[str], roles: Sequence[str]) -> list[Part]:
    """Return the part of each line of one document.

    Parameters
    ----------
    lines, roles : sequences of str, same length
        Repaired lines, and what each is.

    Returns
    -------
    list of Part
        ``other``, surely, for all that is neither heading nor body.
    """
    text = [i for i, role in enumerate(roles) if role in ("heading", "body")]
    found = [_OUTSIDE] * len(lines)
    walker = _Walker(_report_year(lines, roles))
    for i in text:
        found[i] = walker.step(lines[i], roles[i])
    unknown = [i for i in text if found[i].name == "unknown"]
    for i, part in zip(unknown, by_words([lines[i] for i in unknown]), strict=True):
        found[i] = part
        if roles[i] == "body" and _tells_problems(lines[i]):
            found[i] = Part("problems", part.confidence)
    body = [i for i in text if roles[i] == "body"]
    review = [i for i in body if found[i].name == "review"]
    for i in [*review, *(i for i in body if found[i].name == "other")]:
        if _tells_problems(lines[i]):
            found[i] = Part("problems", _BY_CUE)
    for i in review[-_COMPLAINTS_REACH:]:
        if _complains(lines[i]):
            found[i] = Part("problems", _BY_CUE)
    for i in body[-_CLOSING_REACH:]:
        addressed = any(map(_ADDRESS.search, lines[max(0, i - _CLOSING_REACH + 1) : i + 1]))
        last = i == body[-1] and addressed and parse(lines[i]) is None
        if found[i].name == "plan" and (last or _CLOSING.search(lines[i])):
            found[i] = Part("closing", _BY_CUE)
    return found


def _report_year(lines: Sequence[str], roles: Sequence[str]) -> int | None:
    """Return the year that title or front name, if they do."""
    for line, role in zip(lines, roles, strict=True):
        if role in ("title", "front") and (found := _DATED_TITLE.search(with_arabic_years(line))):
            return int(found[1] or found[2])
    return None


class _Walker:
    """Walks through a report, heading by heading; what no heading told yet is ``unknown``."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.part = Part("unknown", 0.0)
        self.level = _INNERMOST

    def step(self, line: str, role: str) -> Part:
        """Return the part of the next line."""
        heading = parse(line)
        title = line if role == "heading" else heading.text if heading else ""
        named = cue(title, self.year)
        outer = named in ("review", "plan", "closing")
        level = heading.level if heading else _OUTERMOST if outer else _INNERMOST
        if role == "heading" and _PREFACE.fullmatch(line):
            self._enter(Part("other", _BY_HEADING), _INNERMOST)
        elif named and self._may_enter(named, title, level):
            # Troubles told under a heading without number are a chapter's last words.
            inside = named == "problems" and heading is None and self.level != _INNERMOST
            self._enter(Part(named, _BY_HEADING), self.level if inside else level)
        elif title and level <= self.level and self.part.name in ("review", "problems", "other"):
            # A chapter beside the review, whatever its name, is review no more.
            self._enter(Part("plan", _BY_SIBLING), level)
        elif self.part.name != "plan" and _PLAN_LEAD.search(line[:60]):
            self._enter(Part("plan", _BY_CUE), self.level)
        return self.part

    def _may_enter(self, named: str, title: str, level: int) -> bool:
        """Return whether a heading's cue holds, given where it stands."""
        if named == "other":
            return self.part.name != "plan"
        if self.part.name in ("unknown", "other", "problems") or level <= self.level:
            return named != "problems" or self.part.name != "plan"
        if named == "closing":
            return True
        # Deeper than the heading that opened this part: only few words may open another.
        if self.part.name == "review":
            return named == "problems" or bool(_PLAN_ANYWHERE.search(title) and named == "plan")
        return False

    def _enter(self, part: Part, level: int) -> None:
        """Go on in another part."""
        self.part, self.level = part, level


def _tells_problems(line: str) -> bool:
    """Return whether a paragraph of the review turns to what is wrong."""
    lead = line[:_PROBLEM_REACH]
    return bool(
        _PROBLEM_SURE.search(lead)
        or (_PROBLEM_LEAD.search(lead) and (_PROBLEM.search(lead) or _complains(line)))
    )


def _complains(line: str) -> bool:
    """Return whether a paragraph is full of words of complaint."""
    number = len(_COMPLAINT.findall(line))
    return number >= max(_LEAST_COMPLAINTS, len(line) / _COMPLAINTS_APART)


def by_words(lines: Sequence[str]) -> list[Part]:
    """Return the part of paragraphs that no heading tells, by their words.

    The paragraphs are cut once, review before plan, where the words of what was done before the
    cut and of what is promised after it are most in number; one side may be empty.

    Examples
    --------
    >>> lines = ["累计建成了3座桥，获评先进。", "将加快推进，确保增长6%以上。"]
    >>> [part.name for part in by_words(lines)]
    ['review', 'plan']
    """
    if not lines:
        return []
    promised = [len(_PROMISED.findall(line)) for line in lines]
    done = [_DONE_WEIGHT * len(_DONE.findall(line)) for line in lines]
    lean = [p - d for p, d in zip(promised, done, strict=True)]
    gains = [sum(lean[cut:]) - sum(lean[:cut]) for cut in range(len(lines) + 1)]
    one_sided = max(gains[0], gains[-1])
    best = max(range(len(gains)), key=gains.__getitem__)
    if gains[best] < one_sided + _LEAST_GAIN and gains[best] != one_sided and len(lines) > 2:
        best = 0 if gains[0] >= gains[-1] else len(lines)
    weight = sum(promised) + sum(done)
    sure = round(gains[best] / weight, 3) if weight else 0.0
    return [Part("review" if i < best else "plan", sure) for i in range(len(lines))]
