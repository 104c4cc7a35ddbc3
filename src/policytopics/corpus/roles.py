"""What each line is in a document: title, front, heading, body, glossary, or site furniture.

A report reaches us inside a page. Before it stand the site's title, breadcrumbs, a news item; then
its own front (title, meeting, speaker, salutation, opening sentence); behind it glossaries,
attachments, copyright notes, comment forms. So the text is read in three zones: what comes before
the first words of the report, the report, and what comes after its end. Whatever is not kept has a
reason.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from policytopics.corpus.characters import count_han
from policytopics.corpus.ends import end_of_text, is_attachment, is_glossary, is_note
from policytopics.corpus.furniture import is_english, is_furniture
from policytopics.corpus.headings import parse
from policytopics.corpus.repeats import repeated
from policytopics.corpus.titles import addresses, is_front, is_title, opens, salutes

__all__ = ["Role", "roles"]

# An unnumbered line up to this length without a sentence's end may be a heading ...
_SHORT = 30
# ... and a paragraph of this length with a sentence in it is no furniture.
_LONG = 50
_FRONT_ZONE = 40
# Titles, salutations, openings and lines of a page's furniture are no longer.
_LONGEST_FRONT = 300
# An entry of a table of contents is no longer; so many short lines in a row are a list.
_LONGEST_ENTRY, _LEAST_ENTRIES = 60, 3
# Dots and the page number behind an entry.
_LEADER = re.compile(r"[\s.…·．_—-]*[（(]?\d{0,3}[）)]?$")
_CONTENTS = re.compile(r"目录|目次|Contents", re.IGNORECASE)
_LEAST_CONTENTS, _MOSTLY_AGAIN = 2, 0.6
_BLANKS = re.compile(r"\s+")
_CHAPTERS = 4
_NEWS = re.compile(
    r"(会议|大会|报告).{0,60}(开幕|召开|举行|听取|通过|全文|刊发|公布|记者)|讯（|记者"
)
_CAPTION = re.compile(r"[表图]\s?\d+([-—.]\d+)?\s*\S{2,}")
_HEADING_WORDS = re.compile(
    r"回顾|安排|目标|要求|任务|重点工作|自身建设|序言|前言|引言|结语|结束语|总体思路|指导思想|打算"
)
# An unnumbered heading that opens the text of a report without a front.
_PART_HEADING = re.compile(r"(20\d\d年|过去.年).{0,8}(回顾|总结|安排|目标任务)(建议)?")


class Role(NamedTuple):
    """What a line is, and why it is kept or not: values of ``tables.corpus``."""

    name: str
    reason: str


_TITLE, _FRONT = Role("title", "title"), Role("front", "front")
_HEADING, _BODY = Role("heading", "kept"), Role("body", "kept")
_GLOSSARY = Role("glossary", "glossary")


def _dropped(reason: str) -> Role:
    """Return the role of a line that is not the document's, and why."""
    return Role("boilerplate", reason)


def roles(lines: Sequence[str]) -> list[Role]:
    """Return the role of each repaired line of one document, and why.

    Parameters
    ----------
    lines : sequence of str
        Lines that are not blank, in order.

    Returns
    -------
    list of Role
    """
    copies = repeated(lines)
    places = [i for i, copy in enumerate(copies) if not copy]
    once = _once([lines[i] for i in places])
    found = [_dropped("repeat")] * len(lines)
    for i, role in zip(places, once, strict=True):
        found[i] = role
    return found


def _once(lines: Sequence[str]) -> list[Role]:
    """Return the roles of a document whose every text stands in it once."""
    contents = _contents(lines)
    start = _start(lines, contents.stop)
    end = end_of_text(lines, start)
    before = _before(lines[:start])
    inside = [_inside(line, number < 3) for number, line in enumerate(lines[start:end])]
    inside = _without_notes(lines[start:end], _without_lists(lines[start:end], inside))
    found = before + inside + _after(lines[end:])
    found = [_dropped("contents") if i in contents else role for i, role in enumerate(found)]
    found = [_doubted(line, role) for line, role in zip(lines, found, strict=True)]
    return [
        _dropped("english") if role.name != "title" and is_english(line) else role
        for line, role in zip(lines, found, strict=True)
    ]


def _doubted(line: str, role: Role) -> Role:
    """Return a line's role; one that is too long for its reason is not dropped for it.

    A whole report on one line may open with a salutation, or end with a copyright note.
    """
    if len(line) <= _LONGEST_FRONT or role.reason not in ("title", "front", "furniture"):
        return role
    return _BODY if count_han(line) > len(line) / 2 else _dropped("outside")


def _contents(lines: Sequence[str]) -> range:
    """Return which lines are a table of contents: headings in a row that come again below.

    Title, meeting and salutation may stand between the table and the text.
    """
    keys = [_BLANKS.sub("", _LEADER.sub("", line)) for line in lines]
    for i in range(min(len(lines), _FRONT_ZONE)):
        heading = parse(keys[i])
        if heading is None or not heading.alone:
            continue
        stop = next((j for j in range(i + 1, len(lines)) if _ends_contents(lines, keys, i, j)), i)
        known = [key for key in keys[i:stop] if key]
        again = sum(any(line.startswith(key) for line in keys[stop:]) for key in known)
        if stop - i >= _LEAST_CONTENTS and again >= _MOSTLY_AGAIN * len(known):
            return range(i - (i > 0 and _CONTENTS.fullmatch(keys[i - 1]) is not None), stop)
    return range(0)


def _ends_contents(lines: Sequence[str], keys: Sequence[str], first: int, place: int) -> bool:
    """Return whether a table of contents that begins at a line has ended before another."""
    line = lines[place]
    front = is_front(line) or is_title(line) or salutes(line) or opens(line)
    return keys[place] == keys[first] or front or len(line) > _LONGEST_ENTRY or "。" in line


def _without_lists(lines: Sequence[str], found: Sequence[Role]) -> list[Role]:
    """Return roles with runs of short lines that say nothing in a row as what they are: lists.

    Links to other pages, cells of a table: a heading has text below it.
    """
    roles, i = list(found), 0
    while i < len(lines):
        stop = i
        while stop < len(lines) and _is_entry(lines[stop], found[stop]):
            stop += 1
        if stop - i >= _LEAST_ENTRIES:
            roles[i:stop] = [_dropped("list")] * (stop - i)
        i = max(stop, i + 1)
    return roles


def _is_entry(line: str, role: Role) -> bool:
    """Return whether a line may be one of a list: an unnumbered heading without a part's words."""
    return role == _HEADING and parse(line) is None and not _HEADING_WORDS.search(line)


def _without_notes(lines: Sequence[str], found: Sequence[Role]) -> list[Role]:
    """Return roles with the notes between a report's pages as what they are: a glossary."""
    roles, inside = list(found), False
    for i, line in enumerate(lines):
        inside = is_glossary(line) or (inside and is_note(line))
        if inside or (found[i] == _BODY and is_note(line) and _neighbour(lines, i)):
            roles[i] = _GLOSSARY
    return roles


def _neighbour(lines: Sequence[str], place: int) -> bool:
    """Return whether a note stands beside a line: one sentence alone may explain a word."""
    return any(is_note(lines[i]) for i in (place - 1, place + 1) if 0 <= i < len(lines))


def _start(lines: Sequence[str], first: int) -> int:
    """Return where the report's own words begin: its salutation, opening, heading or text.

    What stands before line ``first`` is a table of contents, or before one. A salutation behind the
    first chapter's heading is one of those that reports are strewn with.
    """
    zone = range(first, min(len(lines), first + _FRONT_ZONE))
    for i in zone:
        if salutes(lines[i]) or opens(lines[i]):
            return i
        heading = parse(lines[i])
        if heading is not None and heading.level <= _CHAPTERS and not is_furniture(lines[i]):
            break
    for i in zone:
        if _begins(lines[i], lines[i + 1] if i + 1 < len(lines) else ""):
            return i
    return first


def _begins(line: str, following: str) -> bool:
    """Return whether a line without salutation before it begins the text."""
    if is_furniture(line) or is_title(line) or is_front(line):
        return False
    heading = parse(line)
    if heading is not None and (heading.level != 5 or (len(line) >= _SHORT and "。" in line)):
        return True
    if _PART_HEADING.fullmatch(line):
        return True
    if re.fullmatch(r"序言|前言|引言", line):
        # A site's navigation has such a line too, but no paragraph after it.
        return len(following) >= _LONG
    return len(line) >= _LONG and "。" in line and not _NEWS.search(line[:120])


def _before(lines: Sequence[str]) -> list[Role]:
    """Return the roles of what stands before the text; the last title is the document's own."""
    titles = [number for number, line in enumerate(lines) if is_title(line)]
    found = []
    for number, line in enumerate(lines):
        if titles and number == titles[-1]:
            found.append(_TITLE)
        elif number in titles or is_furniture(line):
            found.append(_dropped("furniture"))
        elif is_front(line):
            found.append(_FRONT)
        else:
            found.append(_dropped("outside"))
    return found


def _inside(line: str, early: bool) -> Role:
    """Return the role of a line of the report."""
    if addresses(line) or (early and (salutes(line) or opens(line))):
        return _FRONT
    if is_furniture(line) or _CAPTION.fullmatch(line):
        return _dropped("furniture")
    heading = parse(line)
    if heading is not None:
        return _HEADING if heading.alone else _BODY
    if is_title(line):
        return _dropped("furniture")
    return _HEADING if _is_unnumbered_heading(line) else _BODY


def _is_unnumbered_heading(line: str) -> bool:
    """Return whether a short line without number is a heading: it ends without a mark."""
    if re.search(r"[。！？；：，…”]$|^[—─]", line) or not count_han(line):
        return False
    return len(line) <= _SHORT


def _after(lines: Sequence[str]) -> list[Role]:
    """Return the roles of what follows the report: glossaries stay, the rest goes."""
    found, current = [], _dropped("appendix")
    for line in lines:
        if is_glossary(line):
            current = _GLOSSARY
        elif is_attachment(line):
            current = _dropped("appendix")
        elif is_furniture(line) and parse(line) is None:
            current = _dropped("furniture")
        elif is_note(line):
            current = _GLOSSARY
        found.append(current)
    return found
