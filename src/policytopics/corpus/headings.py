"""Headings of all families that reports and plans use, and what they nest into.

第一篇 > 第一章 > 第一节 > 一、 > （一） > 1. > （1）. A heading may stand alone in its line, or
run in: ``（一）经济平稳增长。全年……`` is a paragraph whose first clause is its heading.
"""

import re
from dataclasses import dataclass
from typing import TypeVar

from policytopics.corpus.characters import HAN, NUMERAL

__all__ = ["INNERMOST", "OUTERMOST", "Heading", "nest", "ordinal", "parse"]

# Levels of headings without a number: those that open a part stand above all others, the rest
# below.
OUTERMOST, INNERMOST = -1, 9
# A heading alone in its line is no longer than this; a longer one is a sentence.
LONGEST = 80
# A first clause longer than this is a sentence, no run-in heading.
LONGEST_LEAD = 60
# Units and measure words: `3家企业` is a number, `3以更实举措` a heading whose dot was lost.
_MEASURES = (
    "年月日号时分秒个项家亿万千百余多条类大名种次批座所公米平吨度倍元人户村镇县市区省"
    "周岁成比处场届支台套辆艘架张部门件份位期轮级组对层栋里亩升克瓦兆小"
)

_FAMILIES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第(?P<n>[{NUMERAL}\d]{{1,3}})(?:[篇编]|部(?:分(?![析之]))?)\s*")),
    (1, re.compile(rf"第(?P<n>[{NUMERAL}\d]{{1,3}})章\s*")),
    (2, re.compile(rf"第(?P<n>[{NUMERAL}\d]{{1,3}})节\s*")),
    (3, re.compile(rf"(?P<n>[{NUMERAL}]{{1,3}})、\s*")),
    (4, re.compile(rf"[（(](?P<n>[{NUMERAL}]{{1,3}})[）)]\s*")),
    (5, re.compile(r"(?P<n>\d{1,2})(?:[.．、](?!\d)|\s(?=\D))\s*")),
    (5, re.compile(rf"(?P<n>\d{{1,2}})(?=[{HAN}])(?![{_MEASURES}{NUMERAL}])")),
    (6, re.compile(r"[（(](?P<n>\d{1,2})[）)]\s*")),
)
# What any of them begins with; few lines do.
_FIRST = re.compile(rf"[第（(\d{NUMERAL}]")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
_SENTENCE = re.compile(r"[。！？；]")
_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Heading:
    """A heading at the start of a line.

    Attributes
    ----------
    level : int
        Depth of its family; smaller is further out.
    number : int
        Its number in the family.
    text : str
        The heading, with its number.
    alone : bool
        Whether the line holds nothing else; otherwise it runs into a paragraph.
    """

    level: int
    number: int
    text: str
    alone: bool


def ordinal(numeral: str) -> int:
    """Return the value of a Chinese or Arabic numeral below one hundred.

    Examples
    --------
    >>> [ordinal(numeral) for numeral in ["三", "十", "十二", "二十", "二十一", "7"]]
    [3, 10, 12, 20, 21, 7]
    """
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def parse(text: str) -> Heading | None:
    """Return the heading that a line is or begins with, if its family is numbered.

    Examples
    --------
    >>> parse("一、2024年工作回顾")
    Heading(level=3, number=1, text='一、2024年工作回顾', alone=True)
    >>> parse("3以更实举措服务企业。深化改革，优化流程。")
    Heading(level=5, number=3, text='3以更实举措服务企业', alone=False)
    >>> parse("30家企业上市。") is None
    True
    """
    if not _FIRST.match(text):
        return None
    matches = ((level, family.match(text)) for level, family in _FAMILIES)
    level, found = next((pair for pair in matches if pair[1]), (0, None))
    if found is None:
        return None
    lead = _SENTENCE.split(text, maxsplit=1)[0]
    alone = len(text) <= LONGEST and (lead == text) and not text.endswith(("：", "，", "、"))
    if not alone and len(lead) > LONGEST_LEAD:
        lead = found.group().strip()
    return Heading(level, ordinal(found["n"]), lead, alone)


def nest(stack: list[tuple[int, _Entry]], level: int, entry: _Entry) -> list[tuple[int, _Entry]]:
    """Return the headings above a new one of ``level``, with it.

    Examples
    --------
    >>> nest([(3, "一、回顾"), (4, "（一）经济")], 4, "（二）民生")
    [(3, '一、回顾'), (4, '（二）民生')]
    """
    return [*((depth, text) for depth, text in stack if depth < level), (level, entry)]
