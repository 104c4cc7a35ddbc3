"""Which part of a report a paragraph belongs to: what was done, or what is promised.

A report goes one way: first the review, then the plan, last its closing words. Where it turns is
told by all of its words and by what stands at the place (`policytopics.corpus.turn`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytopics.corpus.characters import with_arabic_years
from policytopics.corpus.cues import PREFACE, cue, dated, planned_year
from policytopics.corpus.headings import INNERMOST, OUTERMOST, parse
from policytopics.corpus.troubles import list_start, surely_troubled, troubled
from policytopics.corpus.turn import Paragraph, lean, turn

__all__ = ["PartGuess", "parts"]

_LEAD = 60
_PLAN_LEAD = re.compile(
    r"(今年|明年|\d{4}年|新的一年|今后.{1,2}年|未来.{1,2}年|下一步).{0,24}"
    r"(总体要求|总的要求|主要预期目标|指导思想|奋斗目标|总体思路|基本思路|工作思路|政府工作)"
)
_YEAR_LEAD = re.compile(
    r"(各位代表[！，])?(今年|明年|(?P<year>(19|20)\d\d)年|新的一年|(今后|未来).{1,2}年|展望.{1,6})(，|是|将|，?我)"
)
# These begin a plan wherever they stand, other headings only where chapters do.
_ANYWHERE = re.compile(r"指导思想|基本原则|(发展|规划|主要|预期|总体)目标|总(体|的)要求|远景")
_ADDRESS = re.compile(r"^(各位代表|同志们)")
_CLOSING = re.compile(r"让我们|紧密地?团结在|(而|不懈|努力)奋斗！$")
# Among the last paragraphs of a report, how many may be its closing words.
_CLOSING_REACH = 3
_LONGEST_CLOSING = 800

# How well the plan may begin at a paragraph, by what that is; in units of `turn.lean`, of which a
# paragraph of usual length has three or four. Set so that headings which tell decide among the
# paragraphs around them, and a chapter's words against a heading that does not.
_AT_PLAN, _AT_CHAPTER, _AT_UNNUMBERED, _AT_DATED = 24.0, 14.0, 6.0, 18.0
_AT_REVIEW, _AT_PROBLEMS, _AT_LIST = -60.0, -60.0, -60.0
_AT_BODY, _AT_LEAD, _AT_YEAR, _AFTER_PROBLEMS = -60.0, 7.0, -2.0, 4.0
# Where a document has no chapters, a paragraph is as good a place as any.
_AT_BODY_ALONE = -5.0
# What a chapter's heading says of what stands below it, as `turn.lean`.
_HEADED = 14.0
# That a whole report has no plan, or no review; of a fragment it is as likely as not.
_ONE_SIDED = -40.0
_NEVER = -1e6
# A turn inside of a fragment, where no heading stands, needs so much more.
_IN_FRAGMENT = -6.0

_BY_HEADING, _BY_CHAPTER, _BY_LEAD, _LEAST = 0.95, 0.9, 0.9, 0.5
# A margin of so much is as sure as a heading; less is less sure.
_SURE_MARGIN = 40.0
# Levels of chapters: 第一篇, 第一章, 第一节, 一、 and what is above; further in are lists.
_CHAPTERS = 4


@dataclass(frozen=True)
class PartGuess:
    """A part, and how sure it is in [0, 1]."""

    name: str
    confidence: float


_OUTSIDE = PartGuess("other", 1.0)


def parts(lines: Sequence[str], roles: Sequence[str]) -> list[PartGuess]:
    """Return the part of each line of one document.

    Parameters
    ----------
    lines, roles : sequences of str, same length
        Repaired lines, and what each is.

    Returns
    -------
    list of PartGuess
        ``other``, surely, for all that is neither heading nor body.
    """
    text = [i for i, role in enumerate(roles) if role in ("heading", "body")]
    found = [_OUTSIDE] * len(lines)
    if not text:
        return found
    front = [line for line, role in zip(lines, roles, strict=True) if role in ("title", "front")]
    year = planned_year(front, [lines[i] for i in text if roles[i] == "heading"])
    rows = [_row(lines[i], roles[i], year) for i in text]
    place, sure = _turn(rows, whole=bool(front))
    told = [*_before(rows[:place], sure), *[PartGuess("plan", sure)] * (len(rows) - place)]
    for i, part in zip(text, told, strict=True):
        found[i] = part
    _close(lines, roles, found)
    return found


@dataclass(frozen=True)
class _Row:
    """A heading or paragraph, and what its words say.

    Attributes
    ----------
    title : str
        The heading that it is or begins with, or empty.
    level, number : int
        Of the heading; `OUTERMOST` or `INNERMOST`, and 0, for one without number.
    named : str
        The part that the heading names.
    leads : bool
        Whether it leads into problems.
    lean : float
        What its words speak for; troubles are told in words of neither.
    dated : bool
        Whether it names the year planned for.
    told : float
        How well the plan may begin with a paragraph that opens so; 0 if nothing tells.
    """

    line: str
    role: str
    title: str
    level: int
    number: int
    named: str
    leads: bool
    lean: float
    dated: bool
    told: float


def _row(line: str, role: str, year: int | None) -> _Row:
    """Return the row of a heading or paragraph: its title, level, part named and lean."""
    heading = parse(line)
    title = line if role == "heading" else heading.text if heading else ""
    named = cue(title, year) if title else ""
    outer = named in ("review", "plan", "closing")
    level = heading.level if heading else OUTERMOST if outer else INNERMOST
    leads = named == "problems" or (role == "body" and troubled(line, title))
    number = heading.number if heading else 0
    leaning = 0.0 if leads else lean(line, year)
    told = _told(line[:_LEAD], year, leaning)
    return _Row(line, role, title, level, number, named, leads, leaning, dated(title, year), told)


def _told(lead: str, year: int | None, leaning: float) -> float:
    """Return how well a plan may begin with a paragraph that opens so.

    2011年是…… opens a plan, unless that year is past; where the year planned for is not known, the
    paragraph's words tell.
    """
    lead = with_arabic_years(lead)
    if _PLAN_LEAD.search(lead):
        return _AT_LEAD
    found = _YEAR_LEAD.match(lead)
    if found is None:
        return 0.0
    past = int(found["year"]) < year if found["year"] and year else leaning < 0 and not year
    return 0.0 if past else _AT_YEAR


def _turn(rows: Sequence[_Row], *, whole: bool) -> tuple[int, float]:
    """Return which paragraph begins the plan, and how sure that is."""
    chapters = _chapter_level(rows)
    again = _starts_again(rows, chapters)
    opens = [
        _AT_LIST if row.number > 1 and row.level == again else _opens(rows, place, chapters)
        for place, row in enumerate(rows)
    ]
    if not whole and not any(row.named for row in rows):
        # No heading of a fragment tells where its plan begins: its lists may be anybody's.
        opens = [min(one, 0.0) + _IN_FRAGMENT for one in opens]
    opens = _bounded(rows, opens, chapters)
    headed = {"review": -_HEADED, "plan": _HEADED}
    seen = [
        Paragraph(row.lean + headed.get(row.named, 0) * (row.level <= chapters), one)
        for row, one in zip(rows, opens, strict=True)
    ]
    one_sided = _ONE_SIDED * whole
    bounded = _NEVER if _NEVER in opens else one_sided
    found = turn(seen, at_start=bounded, at_end=bounded)
    margin = min(1.0, max(0.0, found.margin) / _SURE_MARGIN)
    sure = _LEAST + (_BY_CHAPTER - _LEAST) * margin
    if 0 < found.place < len(rows) and opens[found.place] >= _AT_PLAN:
        sure = _BY_HEADING
    return found.place, round(sure, 3)


def _bounded(rows: Sequence[_Row], opens: Sequence[float], chapters: int) -> list[float]:
    """Return the same with places ruled out, where headings tell the review and then the plan.

    The plan does not begin before the review's heading nor behind its own; before that, only at
    another heading or a sentence that leads in.
    """
    headed = [i for i, row in enumerate(rows) if row.title and row.level <= chapters]
    plan = next((i for i in headed[1:] if rows[i].named == "plan"), None)
    if plan is None:
        return list(opens)
    review = max((i for i in headed if i < plan and rows[i].named == "review"), default=-1)
    return [
        one if review < place <= plan and (place == plan or one > _AT_LIST / 2) else _NEVER
        for place, one in enumerate(opens)
    ]


def _chapter_level(rows: Sequence[_Row]) -> int:
    """Return the level of the document's chapters: the outermost of its numbered headings.

    Where unnumbered headings open its parts (2024年工作安排), numbers stand below them.
    """
    unnumbered = [row for row in rows if row.level == OUTERMOST]
    if {"review", "plan"} <= {row.named for row in unnumbered}:
        return OUTERMOST
    levels = [row.level for row in rows if row.number and row.level <= _CHAPTERS]
    return min(levels, default=INNERMOST)


def _starts_again(rows: Sequence[_Row], chapters: int) -> int | None:
    """Return the chapters' level if they are numbered from one more than once, and none is named.

    Then they are lists below parts whose headings are not there: no part begins in one's middle.
    """
    numbered = [row for row in rows if row.number and row.level == chapters]
    named = any(row.named in ("review", "plan") for row in numbered)
    firsts = sum(row.number == 1 for row in numbered)
    return chapters if firsts > 1 and not named else None


def _opens(rows: Sequence[_Row], place: int, chapters: int) -> float:
    """Return how well the plan may begin at a paragraph, by what that is."""
    row = rows[place]
    chapter = row.level <= chapters
    after = _AFTER_PROBLEMS * (place > 0 and rows[place - 1].leads)
    if row.named == "review" and chapter:
        return _AT_REVIEW
    if row.leads:
        return _AT_PROBLEMS
    if chapter and row.named == "plan":
        return after + _AT_PLAN
    if row.named == "plan" and _ANYWHERE.search(row.title):
        return after + _AT_LEAD
    if row.role == "heading" and not row.number:
        return after + (_AT_DATED if row.dated else _AT_UNNUMBERED)
    if row.number:
        return after + (_AT_CHAPTER if chapter else _AT_LIST)
    return after + (row.told or (_AT_BODY_ALONE if chapters == INNERMOST else _AT_BODY))


def _before(rows: Sequence[_Row], sure: float) -> list[PartGuess]:
    """Return the parts of what stands before the plan: review, problems, and what is neither."""
    found = ["review"] * len(rows)
    outside: int | None = None
    for place, row in enumerate(rows):
        if row.named == "other" or (row.role == "heading" and PREFACE.fullmatch(row.line)):
            outside = row.level
        elif outside is not None and row.title:
            outside = None if row.level <= outside or row.named == "review" else outside
        if outside is not None:
            found[place] = "other"
    lines = [row.line for row in rows]
    start = list_start(lines, [row.leads for row in rows], [row.lean for row in rows])
    for place, row in enumerate(rows):
        if place >= start or (row.leads and row.role == "body" and surely_troubled(row.line)):
            found[place] = "problems"
    return [PartGuess(name, min(sure, _BY_LEAD) if name == "problems" else sure) for name in found]


def _close(lines: Sequence[str], roles: Sequence[str], found: list[PartGuess]) -> None:
    """Fill in which of the plan's last paragraphs are closing words."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    headed = [i for i in range(len(lines)) if roles[i] == "heading" and cue(lines[i]) == "closing"]
    for i in range(headed[-1] if headed else len(lines), len(lines)):
        if found[i].name == "plan":
            found[i] = PartGuess("closing", _BY_HEADING)
    for i in body[-_CLOSING_REACH:]:
        addressed = any(map(_ADDRESS.search, lines[max(0, i - _CLOSING_REACH + 1) : i + 1]))
        last = i == body[-1] and addressed and parse(lines[i]) is None
        short = len(lines[i]) <= _LONGEST_CLOSING
        if found[i].name == "plan" and short and (last or _CLOSING.search(lines[i])):
            found[i] = PartGuess("closing", _BY_LEAD)
