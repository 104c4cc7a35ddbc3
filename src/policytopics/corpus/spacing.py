"""Blanks where Chinese has none, and marks that were doubled or lost.

A blank between two Han characters separates only in short lines (市长 某某), behind the number of a
heading (第一章 总则), and in rows of tables; elsewhere it is damage.
"""

import re

from policytopics.corpus.characters import HAN, NUMERAL

__all__ = ["spaced"]

# In a line as long as this a blank between characters is no separator ...
_LONG = 30
# ... unless there are more than this many per character: then it is a row of a table.
_TABLE = 0.05

_WORDLIKE = rf"[{HAN}0-9A-Za-z、，。：；（）“”《》%.—\-─]"
_APART = re.compile(rf"(?<!\S){_WORDLIKE}(?: {{1,2}}{_WORDLIKE}){{2,}}(?!\S)")
_TWO_HAN = re.compile(rf"([{HAN}]) {{1,4}}([{HAN}])")
_HEADING = re.compile(rf"第[{NUMERAL}\d]{{1,3}}[章节篇编部]\s+|附件\s*\d*\s+")
_NUMBERED = "".join(rf"(?<!第[{NUMERAL}]{{{n}}}[章节篇编])" for n in (1, 2, 3))
_HAN_HAN = re.compile(rf"(?<=[{HAN}]){_NUMBERED} +(?=[{HAN}])")
_HAN_LATIN = re.compile(rf"(?<=[{HAN}]) +(?=[0-9A-Za-z+])|(?<=[0-9A-Za-z%+]) +(?=[{HAN}])")
_AT_MARK = re.compile(r" +(?=[，。；：！？、）”’》】])|(?<=[，。；：！？、（“‘《【]) +")
_PARTICLES = re.compile(r"(?<![A-Za-z])PM +(?=(?:2\.5|10)(?!\d))")
_LOST_INDENT = re.compile(r"^[?？]{2,}\s*")
_DOUBLED = re.compile(r"([，、；：。])\1+")
# Not at the start: question marks that came to stand there would be taken for a lost indent.
_CROSSED = re.compile(r"(?<=.)[，、；](?=[。；！？])")
_BLANKS = re.compile(r" {2,}")
# Each begins with a class of characters, which is found much faster than a pattern of all three.
_OUT_OF_ORDER = (
    re.compile(r"\s"),
    re.compile(r"([，、；：。])\1"),
    re.compile(r"[，、；](?<=.[，、；])[。；！？]"),
)
# 1 9 9 8 年, 1 998年: a year whose figures stand apart.
_YEAR_APART = re.compile(r"(?<![\d.])([12]) ?([09]) ?(\d) ?(\d) ?(?=年)")


def spaced(text: str) -> tuple[str, int]:
    """Return a line with its blanks and marks in order, and how many characters went.

    Examples
    --------
    >>> spaced("政 府 工 作 报 告")
    ('政府工作报告', 5)
    >>> spaced("第一章 总 则"), spaced("市长 某某某")
    (('第一章 总则', 1), ('市长 某某某', 0))
    >>> spaced("2024 年，PM 2.5浓度下降，， 空气更好。")
    ('2024年，PM2.5浓度下降，空气更好。', 4)
    """
    if not (_LOST_INDENT.match(text) or any(one.search(text) for one in _OUT_OF_ORDER)):
        return text, 0
    after = _LOST_INDENT.sub("", text.strip())
    number = _HEADING.match(after)
    head, rest = (number.group(), after[number.end() :]) if number else ("", after)
    rest = _in_order(rest)
    after = " ".join(filter(None, [_in_order(head.strip()), rest]))
    return after, len(text.strip()) - len(after)


def _in_order(text: str) -> str:
    """Return a text without a heading's number in order; again until nothing changes."""
    previous = None
    while text != previous:
        previous = text
        text = _APART.sub(lambda found: found.group().replace(" ", ""), text)
        text = _YEAR_APART.sub(r"\1\2\3\4", _PARTICLES.sub("PM", text))
        text = _HAN_LATIN.sub("", _AT_MARK.sub("", text))
        text = _CROSSED.sub("", _DOUBLED.sub(r"\1", text))
        text = _without_blanks(_BLANKS.sub(" ", text)).strip()
    return text


def _without_blanks(text: str) -> str:
    """Return a text without blanks between Han characters, where they do not separate."""
    # A word of two letters set apart, 序 言 or 附 件, is the whole line.
    if (whole := _TWO_HAN.fullmatch(text)) is not None:
        return whole.expand(r"\1\2")
    if len(text) < _LONG or len(_HAN_HAN.findall(text)) > _TABLE * len(text):
        return text
    return _HAN_HAN.sub("", text)
