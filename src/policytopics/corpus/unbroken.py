"""Paragraphs of a text whose line ends were lost, as in every cell of a spreadsheet.

Between two paragraphs stand blanks, ideographic blanks or nothing at all. What tells them apart is
what stands around: a sentence's end, a heading, a salutation, a dash that opens an item.
"""

import re

from policytopics.corpus.characters import NUMERAL
from policytopics.corpus.escapes import BREAK
from policytopics.corpus.headings import parse

__all__ = ["paragraphs_in"]

# A line that is longer may be several paragraphs; reports have some of 1,000 characters and more.
_LONG = 400
# So long a paragraph may be cut where only its words show another to begin.
_VERY_LONG = 1000
# Of no width, but what pages put between paragraphs; also inside of words.
_INVISIBLE = "\u200b-\u200d\u2060\ufeff"
_BLANK = rf"\s\u3000\xa0{_INVISIBLE}"
_GAP = re.compile(rf"[{_BLANK}]+")
_WIDE = re.compile(rf"[{_BLANK}]*(?:\u3000|[{_BLANK}]{{2}})[{_BLANK}]*")
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_ENDS = "。！？；：…”）"
_ENDED = re.compile(rf"[{_ENDS}:;!?)]$")
# ASSUME: blanks are ends of lines if so many of them stand behind a sentence's end; in reports
# whose lines are joined by blanks 70 to 95 % do, of stray blanks one in ten.
_LEAST_ENDED = 0.55
_LEAST_GAPS = 3
_LONGEST_HEADING = 60
_LONGEST_TITLE = 40
_NUMBER_ALONE = re.compile(
    rf"(?:第[{NUMERAL}\d]{{1,3}}[篇编章节部]|[{NUMERAL}]{{1,3}}、|[（(][{NUMERAL}\d]{{1,3}}[）)]|\d{{1,2}}[.．、])$"
)
# 市长 某某某 is one line.
_SPEAKER = re.compile(r"(?:[省市区县州旗盟镇乡]长|主席|主任|总理|专员)$")

_NUMBERED = (
    rf"[{NUMERAL}]{{1,3}}、|[（(][{NUMERAL}]{{1,3}}[）)]|第[{NUMERAL}]{{1,3}}[篇编章节]"
    rf"|\d{{1,2}}[.．、](?!\d)"
)
_PROBLEMS = (
    r"在(?:充分)?(?:肯定|总结|看到).{0,12}(?:成绩|成就).{0,4}同时"
    r"|(?:同时，)?我们也?(?:还|要|必须)?清醒[地的]?(?:看到|认识)"
)
_ADDRESS = r"各位(?:代表|委员)(?:、[^。！：]{0,12})?[：:！!，]|同志们[：:！!，]"
_BEFORE = re.compile(
    rf"(?<=[。！？”）])(?={_NUMBERED})|(?<=[。！？”])(?={_ADDRESS})|(?<=[。；：])(?=[—─]{{2}})"
)
_AFTER = re.compile(r"(?:^|(?<=[。！？”]))各位(?:代表|委员)(?:、[^。！：]{0,12})?[：:]")
_FRONT = re.compile(rf"(?={_ADDRESS})|(?<=[：:])(?=现在，|受.{{1,20}}委托)|(?=——?\d{{4}}年\d)")
_WORDS = re.compile(rf"(?<=。)(?={_PROBLEMS})|(?<=[。！])(?=让我们)")
# A part's heading glued to the paragraph behind it.
_PART = re.compile(
    rf"^(?:[{NUMERAL}]{{1,3}}、)(?:[^。，；：！？]{{2,24}}?)(?:回顾|总结|安排|部署|打算|重点工作|主要任务|目标任务|工作任务|自身建设|总体要求)"
    r"(?=[^。，；：！？、和与及的以并暨（(”建意])"
)
_FRONT_REACH = 300


def paragraphs_in(text: str) -> list[str]:
    """Return the paragraphs of a line, most often the line itself.

    Parameters
    ----------
    text : str
        A line without blanks at its ends; `BREAK` where marks told that a paragraph ended.

    Returns
    -------
    list of str
        Without blanks at their ends, none empty; their characters are those of the line, but for
        blanks between them.

    Examples
    --------
    >>> done = "全年完成投资三十亿元，新增就业五万人，居民收入稳步增长。" * 20
    >>> parts = f"一、工作回顾　　{done}　　二、工作安排　　{done}　　谢谢大家！"
    >>> [one[:6] for one in paragraphs_in(f"各位代表：　　{parts}")]
    ['各位代表：', '一、工作回顾', '全年完成投资', '二、工作安排', '全年完成投资', '谢谢大家！']
    """
    lines = [line.strip() for line in text.split(BREAK)]
    return [piece for line in lines if line for piece in _of_line(line)]


def _of_line(line: str) -> list[str]:
    """Return the paragraphs of a line, by its blanks, then by its headings and words."""
    if len(line) <= _LONG:
        return [line]
    pieces = _at_gaps(line)
    return [one for place, piece in enumerate(pieces) for one in _inside(piece, place == 0)]


def _at_gaps(line: str) -> list[str]:
    """Return a long line cut where blanks stand for ends of lines."""
    for pattern in (_WIDE, _GAP) if _GAP.search(line) else ():
        gaps = [found for found in pattern.finditer(line) if found.start() > 0]
        ended = sum(bool(_ENDED.search(line[: gap.start()][-1:])) for gap in gaps)
        if ended >= _LEAST_GAPS:
            trusted = ended >= _LEAST_ENDED * len(gaps)
            visible = [gap for gap in gaps if trusted or not _UNSEEN.fullmatch(gap.group())]
            return _cut(line, visible, trusted=trusted)
    return [line]


def _cut(line: str, gaps: list[re.Match[str]], *, trusted: bool) -> list[str]:
    """Return a line cut at those of its gaps that separate paragraphs."""
    pieces, start = [], 0
    for gap in gaps:
        left, right = line[start : gap.start()], line[gap.end() :]
        if left and right and _separates(left, right, trusted):
            pieces.append(left)
            start = gap.end()
    return [*pieces, line[start:]]


def _separates(left: str, right: str, trusted: bool) -> bool:
    """Return whether a blank between what stands since the last cut and the rest is a line end."""
    if _NUMBER_ALONE.search(left[-6:]) and len(left) <= 6:
        return False
    if _SPEAKER.search(left[-4:]) and len(left) <= _LONGEST_TITLE:
        return False
    if _ENDED.search(left[-1:]):
        return True
    heading = parse(left)
    if heading is not None and heading.alone and len(left) <= _LONGEST_HEADING:
        return True
    return trusted or bool(re.match(_NUMBERED + "|" + _ADDRESS + "|[—─]{2}", right))


def _inside(piece: str, first: bool) -> list[str]:
    """Return a piece cut before the headings, salutations and items inside of it."""
    found = [piece]
    if first and len(piece) > _LONG:
        head, rest = piece[:_FRONT_REACH], piece[_FRONT_REACH:]
        *front, last = [one for one in _FRONT.split(head) if one]
        found = [*front, last + rest]
    if len(piece) > _LONG:
        found = [one for part in found for one in _BEFORE.split(part)]
        found = [one for part in found for one in _after_salutation(part)]
    found = [one for part in found for one in _after_heading(part)]
    return [
        one.strip()
        for part in found
        for one in (_WORDS.split(part) if len(part) > _VERY_LONG else [part])
        if one.strip()
    ]


def _after_salutation(piece: str) -> list[str]:
    """Return a piece with the salutation it begins with apart."""
    found = _AFTER.match(piece)
    return [piece[: found.end()], piece[found.end() :]] if found else [piece]


def _after_heading(piece: str) -> list[str]:
    """Return a piece with the part's heading it begins with apart."""
    found = _PART.match(piece) if len(piece) > _LONGEST_HEADING else None
    return [piece[: found.end()], piece[found.end() :]] if found else [piece]
