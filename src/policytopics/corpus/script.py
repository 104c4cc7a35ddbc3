"""Traditional script to simplified, only in documents that are written in it.

OpenCC's ``t2s`` alone: its families for Taiwan rewrite words (新增 → 添加), and on simplified text
even ``t2s`` can harm a name (江乾路 → 江干路).
"""

import re
from functools import cache
from typing import Any

from policytopics.corpus.characters import HAN, count_characters

__all__ = ["counterpart", "is_traditional", "simplified"]

# t2s leaves 著 alone, as it cannot tell 著作 from 跟著; in reports all but these words mean 着.
_ZHE = re.compile("(?<![显卓名专编论原土昭巨译遗])著(?![名作称述书者])")
_HAN = re.compile(f"[{HAN}]")


@cache
def _converter(direction: str) -> Any:
    """Return OpenCC's converter."""
    from opencc import OpenCC

    return OpenCC(direction)


def is_traditional(text: str) -> bool:
    """Return whether more characters are peculiar to traditional than to simplified script.

    Examples
    --------
    >>> is_traditional("經濟發展，人民生活改善"), is_traditional("经济发展，乾隆年间")
    (True, False)
    """
    # Character by character: a report has some 1,500 different ones, and each is asked for once.
    return sum(n * _peculiar(one) for one, n in count_characters(text).items()) > 0


@cache
def _peculiar(character: str) -> int:
    """Return 1 for a character of traditional script alone, -1 of simplified alone, else 0."""
    if not _HAN.match(character):
        return 0
    plain, full = counterpart(character)
    return (plain != character) - (full != character)


@cache
def counterpart(character: str) -> tuple[str, str]:
    """Return a character in simplified and in traditional script.

    Examples
    --------
    >>> counterpart("區"), counterpart("业"), counterpart("市")
    (('区', '區'), ('业', '業'), ('市', '市'))
    """
    return _converter("t2s").convert(character), _converter("s2t").convert(character)


def simplified(text: str) -> tuple[str, int]:
    """Return a line in simplified script, and how many characters changed.

    Examples
    --------
    >>> simplified("圍著顯著目標發力")
    ('围着显著目标发力', 5)
    """
    after = _ZHE.sub("着", _converter("t2s").convert(text))
    return after, _differences(text, after)


def _differences(before: str, after: str) -> int:
    """Return the number of positions at which two texts differ."""
    return sum(map(str.__ne__, before, after)) + abs(len(before) - len(after))
