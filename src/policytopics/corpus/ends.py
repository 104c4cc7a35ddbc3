"""What follows a report, or stands between its pages: glossaries, notes, attachments, lists."""

import re
from collections.abc import Sequence

from policytopics.corpus.furniture import is_furniture
from policytopics.corpus.headings import parse

__all__ = ["end_of_text", "is_attachment", "is_glossary", "is_note"]

_SHORT = 30
_GLOSSARY = re.compile(
    r"(名词|术语|用语|词语|词汇|缩略语)(解释|注释|说明|释义|注解)|(有关|相关|部分)(名词|用语|词语|术语)"
    r"|^[《〈]?.{0,14}(报告|规划|纲要)[》〉]?.{0,6}(注释|附注|注解|释义|名词|用语)|^(注释|附注|注解|释义|备注|注)[：:]?$"
)
_ATTACHMENT = re.compile(
    r"[（(【]?附\s?(?:[件表录图]|注)?\s?[\d一二三四五六]{0,2}\s?[）)】]?(?:[：:]\s?[^。！？]{0,40})?"
)
_MARK = (
    r"(?:[①-⑳㈠-㈩]|[\[［【〔（(]\d{1,3}[\]］】〕）)]|\d{1,3}[\]］】〕）).．、]|[*＊※]|注\d{0,3}[：:.])"
    r"\s?"
)
_TERM = r"[“\"《]?[^，。；：:！？]{2,36}?[”\"》]?(?:（[^（）]{1,30}）)?\s?"
# 指 that explains, not that of 指导思想, 指标, 指数.
_MEANS = r"(?:是|主要|即)?指(?![导标数挥向定])"
# A note names its word, then says what that is.
_NOTE = re.compile(
    rf"(?:{_MARK})?{_TERM}(?:[：:—，]+\s?{_MEANS}|是指(?![导标数挥向定]))"
    rf"|{_MARK}{_TERM}[：:]\s?(?:即|简称|又称|全称|由|国家)"
)
# Behind a report's last words a numbered entry is a note, however it goes on.
_ENTRY = re.compile(rf"{_MARK}{_TERM}[：:—]")
_FAREWELL = re.compile(r"^各位代表|^同志们|^(让|愿)我们|奋斗！$|让我们")
_SENTENCE_ENDS = ("。", "！", "？", "；", "”", "：")
# Chapters' families: below them, notes and lists are numbered too.
_INNER = 5
# Of what follows a report's last words, how much may be as long as the report: more is the report.
_MOST_BEHIND = 0.6
_LEAST_NOTES = 0.6


def is_glossary(line: str) -> bool:
    """Return whether a line is the heading of a glossary.

    Examples
    --------
    >>> is_glossary("《政府工作报告》注释"), is_glossary("附注："), is_glossary("加强注释工作。")
    (True, True, False)
    """
    return len(line) <= _SHORT and bool(_GLOSSARY.search(line)) and "。" not in line


def is_attachment(line: str) -> bool:
    """Return whether a line is the heading of an attachment."""
    return bool(_ATTACHMENT.fullmatch(line))


def is_note(line: str) -> bool:
    """Return whether a paragraph explains a word: ``1.某某：指……``.

    Examples
    --------
    >>> is_note("1.“两改”：指老旧小区改造和农房改造。"), is_note("今年的指导思想是：稳中求进。")
    (True, False)
    """
    return _NOTE.match(line) is not None


def end_of_text(lines: Sequence[str], start: int) -> int:
    """Return where the report ends: at a glossary, an attachment, notes, or the page's foot."""
    third = start + (len(lines) - start) // 3
    closed = _closing(lines, start)
    for i in range(max(third, start + 1), len(lines)):
        line, rest = lines[i], lines[i:]
        if (is_glossary(line) or (is_attachment(line) and len(rest) > 1)) and i > closed:
            return i
        if i == closed + 1 and _is_appendix(rest):
            return i
        if not is_furniture(line) or any(map(_goes_on, rest)):
            continue
        foot = sum(map(is_furniture, rest))
        if foot >= 0.5 * len(rest) or not any(map(_speaks, rest)):
            return i
    return len(lines)


def _closing(lines: Sequence[str], start: int) -> int:
    """Return the line of the report's last words; before the first line if it has none.

    The last that addresses the deputies or appeals to them, if most of the text stands before it.
    """
    sizes = [len(line) for line in lines]
    behind = 0
    for i in range(len(lines) - 1, start, -1):
        if _FAREWELL.search(lines[i]):
            before = sum(sizes[start : i + 1])
            # An address alone in its line stands before the words.
            last = i + (len(lines[i]) < _SHORT and i + 1 < len(lines) and _speaks(lines[i + 1]))
            return last if behind <= _MOST_BEHIND * before else -1
        behind += sizes[i]
    return -1


def _is_appendix(rest: Sequence[str]) -> bool:
    """Return whether what follows the last words is no text of the report: notes, lists, tables."""
    if sum(is_note(line) or bool(_ENTRY.match(line)) for line in rest) >= _LEAST_NOTES * len(rest):
        return True
    heading = parse(rest[0])
    chapter = heading is not None and heading.level < _INNER and heading.number > 1
    return not chapter and not rest[0].endswith(_SENTENCE_ENDS) and len(rest) > 1


def _goes_on(line: str) -> bool:
    """Return whether a line shows that the report is not over: a chapter, or its last words."""
    heading = parse(line)
    return (heading is not None and heading.level < _INNER) or bool(_FAREWELL.search(line))


def _speaks(line: str) -> bool:
    """Return whether a line is a paragraph, or a heading with a paragraph below it."""
    if is_furniture(line):
        return False
    sentence = line.endswith("！") or (len(line) >= _SHORT and line.endswith(_SENTENCE_ENDS))
    return sentence or parse(line) is not None
