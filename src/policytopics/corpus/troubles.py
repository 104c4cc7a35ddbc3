"""Paragraphs that tell what is wrong: at the end of nearly every review."""

import re
from collections.abc import Sequence

__all__ = ["complains", "list_start", "surely_troubled", "troubled"]

_LEAD = re.compile(
    r"清醒|也要看到|必须看到|还要看到|还存在|仍(然)?(存在|面临)|(成绩|肯定).{0,8}同时|正视|不容(忽视|回避)"
    r"|受.{0,12}影响.{0,24}(问题|瓶颈)|(问题|困难|不足|差距).{0,8}(主要)?(是|有|表现)"
    r"|(存在|面临)(着|的)?.{0,12}(问题|困难|不足|差距|挑战)"
)
_SURE = re.compile(r"我们(也|还|都|要|必须|应)*清醒[地的]?(看到|认识)")
_PROBLEM = re.compile(r"困难|问题|挑战|短板|不足|差距|瓶颈|矛盾")
_REACH = 80
# Words of complaint; a paragraph at the review's end that has many is about problems however it
# begins: so many at least, and one in so many characters.
_COMPLAINT = re.compile(
    r"困难|问题|挑战|短板|不足|差距|瓶颈|矛盾|不强|不高|不够|不优|不畅|不旺|不稳|不振|偏|薄弱|缺|尚未|有待|压力"
    r"|制约|滞后|艰难|弱|吃紧|个别|少数|隐患|风险|下滑|难"
)
_LEAST_COMPLAINTS, _APART = 4, 40
# Without a sentence that leads in, only the last paragraphs are read as complaints.
_COMPLAINTS_REACH = 3
# Words of work under a heading: what is told is how a trouble was met.
_WORK = re.compile(
    r"^(?:[^。]{0,6}[、）.．])?[^。，]{0,6}(解决|克服|化解|破解|应对|战胜|补|攻坚|整治|治理|着力|大力|坚持|推进|加强|狠抓)"
)
# A paragraph with so many words of what was done ends a list of problems.
_DONE = -5.0


def troubled(line: str, title: str = "") -> bool:
    """Return whether a paragraph turns to what is wrong.

    Parameters
    ----------
    line : str
        A paragraph.
    title : str
        The heading it begins with, or empty: of work, if it names what was done about a trouble.

    Examples
    --------
    >>> troubled("同时，我们也清醒地看到，困难和问题还不少。")
    True
    >>> lead = "（一）积极应对困难和挑战，经济平稳增长"
    >>> troubled(f"{lead}。面对仍然存在的矛盾和问题，加强调度。", lead)
    False
    """
    lead = line[:_REACH]
    if _SURE.search(lead):
        return True
    if title and _WORK.search(title):
        return False
    return bool(_LEAD.search(lead) and (_PROBLEM.search(lead) or complains(line)))


def surely_troubled(line: str) -> bool:
    """Return whether a paragraph says in so many words that it tells what is wrong."""
    return bool(_SURE.search(line[:_REACH]) or (_LEAD.search(line[:_REACH]) and complains(line)))


def complains(line: str) -> bool:
    """Return whether a paragraph is full of words of complaint."""
    number = len(_COMPLAINT.findall(line))
    return number >= max(_LEAST_COMPLAINTS, len(line) / _APART)


def list_start(lines: Sequence[str], leads: Sequence[bool], leans: Sequence[float]) -> int:
    """Return where the problems begin that a review ends with; the number of lines if it has none.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs and headings of the review.
    leads : sequence of bool
        Which of them lead into problems.
    leans : sequence of float
        What their words speak for (`turn.lean`): much done ends a list of problems.

    Examples
    --------
    >>> lines = ["全年增长5%。", "我们清醒地看到，问题不少。", "一是总量偏小。", "二是人才不足。"]
    >>> list_start(lines, [False, True, False, False], [-3, 0, 0, 0])
    1
    """
    number = len(lines)
    for place in range(number):
        late = place >= number - _COMPLAINTS_REACH and complains(lines[place])
        goes_on = all(
            leans[later] > _DONE or leads[later] or complains(lines[later])
            for later in range(place + 1, number)
        )
        if (leads[place] or late) and goes_on:
            return place
    return number
