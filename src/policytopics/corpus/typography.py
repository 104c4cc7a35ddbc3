"""Width of characters, and headings glued to the paragraph before them.

The aim is that all documents agree: Latin letters and digits half-width, Chinese punctuation
full-width where it stands beside Chinese.
"""

import re
import unicodedata
from operator import ne

from policytopics.corpus.characters import HAN, NUMERAL

__all__ = ["cut_glued", "widened"]

_HALF = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {ord(full): half for full, half in zip("％＋－．／＝＆＃", "%+-./=&#", strict=True)}
_BLANKS = dict.fromkeys((0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B), 9, 0x0B, 0x0C), " ")
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x2060, 0xFEFF, 0x7F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(9),
     *range(0x0E, 0x20), *range(0x80, 0xA0)), None
)  # fmt: skip
_TABLE = {**_HALF, **_BLANKS, **_INVISIBLE}
# What no line without any of it needs: marks and blanks, and all that is neither Han nor common.
_TO_WIDEN = re.compile(rf"[^{HAN}0-9A-Za-z、。，；：？！（）“”‘’《》【】…—%.+/=&#-]")
_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))

# What counts as Chinese around a mark: Han, its punctuation, and the percent sign of figures.
_CHINESE = f"{HAN}、。〈-】〔-〟“”‘’！（），：；？…—·"
_MARK = re.compile(rf"(?<=[{_CHINESE}%])\s*[,;:?!()]|[,;:?!()](?=\s*[{_CHINESE}])")
_PAIR = re.compile(rf"\(([^()（）]*[{HAN}][^()（）]*)\)")
_CHAPTER = rf"第[{NUMERAL}]{{1,3}}[章节篇编]\s?[^。！？；]{{2,40}}"
_NUMBERED = (
    rf"(?:[{NUMERAL}]{{1,3}}、|（[{NUMERAL}]{{1,3}}）|\d{{1,2}}[.．](?!\d))[^。！？；，]{{4,40}}"
)
_GLUED = re.compile(rf"(?<=[。！？])\s*((?:{_CHAPTER}|{_NUMBERED}))$")


def widened(text: str, *, question_marks: bool = True) -> tuple[str, int]:
    """Return a line with letters half-width and Chinese marks full-width, and the changes.

    Parameters
    ----------
    text : str
        A line.
    question_marks : bool
        Whether ``?`` is a mark; not so where it stands for a lost byte.

    Examples
    --------
    >>> widened("ＧＤＰ增长５％,其中(一)增加1,200家")
    ('GDP增长5%，其中（一）增加1,200家', 8)
    """
    if not _TO_WIDEN.search(text):
        return text, 0
    after = unicodedata.normalize("NFC", text.translate(_TABLE))
    after = _PAIR.sub(r"（\1）", after)
    full = _FULL if question_marks else {k: v for k, v in _FULL.items() if k != "?"}
    previous = None
    # A mark made full-width is Chinese to its neighbour, as in `)，(`.
    while after != previous:
        previous = after
        after = _MARK.sub(lambda found: _widen(found.group(), full), after)
    n_changes = sum(map(ne, text, after))
    return after.strip(), n_changes if len(text) == len(after) else max(1, n_changes)


def _widen(found: str, full: dict[str, str]) -> str:
    """Return blanks and a mark with the mark full-width."""
    return found[:-1] + full.get(found[-1], found[-1])


def cut_glued(text: str) -> list[str]:
    """Return a line cut before a heading that was glued to its end.

    Examples
    --------
    >>> cut_glued("健全公共文化服务体系。第六章 完善基础设施")
    ['健全公共文化服务体系。', '第六章 完善基础设施']
    >>> cut_glued("第六章 完善基础设施")
    ['第六章 完善基础设施']
    """
    # A heading has no sentence's end.
    found = None if text.endswith(("。", "！", "？", "；")) else _GLUED.search(text)
    if not found:
        return [text]
    return [text[: found.start()].rstrip(), found.group(1).strip()]
