"""Which year a report plans for: a score for each year it speaks of, and how sure the best is.

A report read in January plans for the year it is read in; one read in November or December, for the
next. So the title's year, the meeting's date, the headings (2023年工作回顾 belongs to 2024's) and
how often each year is named all speak for a year, added in the manner of log odds (`_WEIGHTS`).
A date in another setting (2003年1月就职) says nothing but that the year is named. What no year wins
clearly stays empty.

The weights were set by hand to round figures on 1,326 real reports of 1979 to 2026; of the years
found with more than `policytopics.corpus.recognise.SURE` none was wrong, in any of five folds of
regions.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from policytopics.corpus.characters import NUMERAL, with_arabic_years
from policytopics.corpus.headings import ordinal, parse
from policytopics.corpus.lines import NOTHING, Finding, Line, confidence_of, finding
from policytopics.corpus.offices import head_of
from policytopics.corpus.titles import is_title

__all__ = ["first_year", "year_of"]

# Log odds of each kind of evidence; what is found several times counts once.
_WEIGHTS = {
    "title": 5.0, "meeting": 6.0, "autumn": 1.0, "review": 3.0, "plan": 3.0, "past": 2.0,
    "goal": 2.0, "chapter": 1.5,  # beside "plan": it is a chapter's heading, and not the first's
    "said": 5.0,  # outside the text
    "named": 1.0,  # per log of how often the year before and the year itself are named ...
    "later": -1.0,  # ... and the year after
    "target": -2.0,  # the year before is never named
    "period": 2.0,  # the plan before is reviewed, or the plan is read with the report
}  # fmt: skip
_UNKNOWN = 3.0
_PROOFS = frozenset({"title", "meeting", "review", "plan", "past"})
_YEARS = range(1949, 2101)
_NEXT_FROM, _AUTUMN_FROM, _LAST_MONTH = 11, 8, 12
_THIRD_PLAN, _PERIOD = (3, 1966), 5
# A number before a heading, and what ends its first clause: a mark, a blank, the end of the bold.
_NUMBERED = re.compile(r"^[*#\s]*[（(]?[一二三四五六七八九十\d]+[、）).．]\s*")
_CLAUSE = re.compile(r"[。；，,：:*\s]")
_MARKS = re.compile(r"[*#\s]+")
_LONGEST_HEADING = 40
_CHAPTERS = 3

_Y = r"(?<!\d)((?:19|20)\d\d)"
_NAMED = re.compile(rf"{_Y}年")
_TITLE = re.compile(rf"{_Y}(?:年度?|\)|）)(?!远景|更新|\d)")
_DATE = re.compile(rf"{_Y}[年./-](\d{{1,2}}|[一二三四五六七八九十]{{1,2}})(?:月|[./-]\d)")
# 在…会议上; an earlier meeting is one that was held (召开的).
_MEETING = re.compile(r"^[^。，,]{2,60}?会议?上|^[^。，,]{2,20}届$")
_MET = re.compile(r"会议?上[（(—─－\-]{0,4}$")
# A date, and at most the speaker's name.
_DATE_ALONE = re.compile(rf"[（(—─－\-]*{_Y}年[^，,。：:]{{2,9}}日[^，,。：:]{{0,8}}[)）]?")
_REVIEW = re.compile(
    rf"回顾{_Y}年|{_Y}年?[^，,。；：:\d]{{0,18}}(?:回顾|总结|完成情况|执行情况|工作情况|工作成[绩效就])"
)
_PLAN = re.compile(
    rf"{_Y}年?[^，,。；：:\d]{{0,14}}"
    r"(?:安排|目标|任务|重点|要求|思路|意见|打算|部署|建议|计划|主要工作|政府工作$|工作$)"
)
_OF_PERIOD = re.compile(
    r"[“\"]?(十?[一二三四五六七八九十])[”\"]?五[”\"]?(?!年).{0,24}(?:回顾|总结|成就|成绩)"
)
_WITH_PLAN = re.compile(
    rf"第([{NUMERAL}]{{1,3}})个五年(?:规划|计划).{{0,20}}(?:一并|审议|审查|报告)"
)
# 今年是“十三五”规划的开局之年: the first or the last year of the plan.
_FIRST_OF = re.compile(
    r"今年是[^。]{0,30}[“\"]?(十[一二三四五六七八])[”\"]?五[”\"]?[^。，,]{0,8}(?:(开局|第一年|首年|起步)|(收官|最后一年|末年))"
)
_PAST = re.compile(rf"(?:过去的|刚过去的|走过的|过去一年,?){_Y}年")
_GOAL = re.compile(
    rf"(?<!提出，)(?<!提出){_Y}年(?:全[省市区县州]|我[省市区县州])?(?:政府|经济|社会|发展|和|的|主要|工作|各项|国民|今后)*"
    r"(?:总体要求|总的要求|指导思想|预期目标|主要目标|发展目标|奋斗目标|总体思路|重点工作|主要任务|工作安排)"
)


def year_of(lines: Sequence[Line], said: str = "") -> Finding:
    """Return the year a report plans for, with its rivals; empty if the text names none.

    Parameters
    ----------
    lines : sequence of Line
        All lines of the document.
    said : str
        The year that its file name or table says, if that counts.
    """
    told: dict[str, dict[str, Line]] = defaultdict(dict)
    if said:
        told[said]["said"] = Line(0, "front", "other", said)
    for kind, year, row in _clues(lines):
        told[year].setdefault(kind, row)
    named = Counter(year for row in lines for year in _NAMED.findall(with_arabic_years(row.text)))
    years = {*told, *named, *(str(int(year) + 1) for year in named)}
    scores = {year: _score(year, set(told[year]), named) for year in sorted(years)}
    if not scores:
        return NOTHING
    return _best(scores, told, named)


def _clues(lines: Sequence[Line]) -> Iterator[tuple[str, str, Line]]:
    """Return what speaks for which year, and where it stands."""
    for row in head_of(lines):
        yield from _of_head(row)
    for row in lines:
        yield from _of_text(row)


def _of_head(row: Line) -> Iterator[tuple[str, str, Line]]:
    """Return what a line before the text says."""
    text = with_arabic_years(row.text)
    if is_title(text) and (found := _TITLE.search(text)):
        yield "title", found[1], row
    if found := _WITH_PLAN.search(text):
        yield "period", str(first_year(ordinal(found[1]))), row
    dated = _DATE.search(text)
    if dated and (
        _DATE_ALONE.fullmatch(text)
        or _MEETING.search(text[dated.end() :])
        or _MET.search(text[: dated.start()])
    ):
        year = int(dated[1])
        month = ordinal(dated[2])
        if _AUTUMN_FROM <= month < _NEXT_FROM:
            yield "autumn", str(year), row
            yield "autumn", str(year + 1), row
        elif 1 <= month <= _LAST_MONTH:
            yield "meeting", str(year + (month >= _NEXT_FROM)), row


def _of_text(row: Line) -> Iterator[tuple[str, str, Line]]:
    """Return what any line says; the first words of a long one count if they are a heading."""
    text = with_arabic_years(_MARKS.sub("", row.text))
    if heading := _heading(row, text):
        if found := _REVIEW.search(heading):
            yield "review", str(int(found[1] or found[2]) + 1), row
        elif found := _PLAN.search(heading):
            yield "plan", found[1], row
            chapter = parse(row.text)
            if chapter and chapter.level <= _CHAPTERS and chapter.number > 1:
                yield "chapter", found[1], row
        if found := _OF_PERIOD.search(heading):
            yield "period", str(first_year(ordinal(found[1]) + 1)), row
    if found := _FIRST_OF.search(text):
        yield "period", str(first_year(ordinal(found[1])) + 4 * bool(found[3])), row
    if found := _PAST.search(text):
        yield "past", str(int(found[1]) + 1), row
    if found := _GOAL.search(text):
        yield "goal", found[1], row


def _heading(row: Line, text: str) -> str:
    """Return what of a line is a heading: all of a short one, else the clause it begins with."""
    if len(text) <= _LONGEST_HEADING or row.role == "heading":
        return text[:_LONGEST_HEADING]
    bare = with_arabic_years(_NUMBERED.sub("", row.text))
    return _CLAUSE.split(bare)[0][:_LONGEST_HEADING] if parse(text) else ""


def first_year(number: int) -> int:
    """Return the first year of a five-year plan, from the 3rd on without gaps.

    Examples
    --------
    >>> first_year(14)
    2021
    """
    return _THIRD_PLAN[1] + _PERIOD * (number - _THIRD_PLAN[0])


def _score(year: str, kinds: set[str], named: Counter[str]) -> float:
    """Return the score of a year."""
    if int(year) not in _YEARS:
        return -math.inf
    before, after = str(int(year) - 1), str(int(year) + 1)
    usual = _WEIGHTS["named"] * (math.log1p(named[before]) + math.log1p(named[year]))
    # A target (2035) is named often, the year before it never.
    proven = "said" in kinds or (kinds & _PROOFS and int(year) % _PERIOD)
    target = not named[before] and not proven
    unusual = _WEIGHTS["later"] * math.log1p(named[after]) + _WEIGHTS["target"] * target
    return sum(_WEIGHTS[kind] for kind in sorted(kinds)) + usual + unusual


def _best(
    scores: dict[str, float], told: dict[str, dict[str, Line]], named: Counter[str]
) -> Finding:
    """Return the best year with its evidence, its confidence and its rivals."""
    ranked = sorted(scores, key=lambda year: (-scores[year], year))
    best = ranked[0]
    sure = confidence_of(best, scores, _UNKNOWN)
    rivals = tuple(year for year in ranked[1:3] if scores[year] > scores[best] - 5)
    kinds = sorted(set(told[best]) - {"said"}, key=lambda kind: (-_WEIGHTS[kind], kind))
    if kinds:
        return finding(best, told[best][kinds[0]], sure, rivals)
    before = str(int(best) - 1)
    heard = f"years in the text: {before} {named[before]}, {best} {named[best]}"
    return Finding(best, heard, sure, rivals)
