"""Markdown to lines: the marks are undone, the fields at the head are evidence."""

import re
from datetime import date

import yaml

from policytopics.corpus.columns import role_of
from policytopics.corpus.unreadable import Reading

__all__ = ["markdown_reading", "undone"]

# A head longer than this is no head; aliases make a short one unfold without end.
_LONGEST_HEAD = 8_000
_HEAD = re.compile(r"\A\ufeff?\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.M)
_QUOTE = re.compile(r"^ {0,3}>[ \t]?", re.M)
_RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$", re.M)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.M)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LEFT_OVER = re.compile(r"\*{2,3}")
_SLANTED = re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![A-Za-z0-9*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.M)


def markdown_reading(text: str) -> Reading:
    """Return the lines of a Markdown text, and what the fields at its head say.

    Every line keeps its number: what is taken away leaves an empty line.
    """
    head = _HEAD.match(text)
    given = _given(head[1]) if head and len(head[1]) <= _LONGEST_HEAD else {}
    if given and head:
        text = "\n" * head[0].count("\n") + text[head.end() :]
    return Reading("markdown", undone(text).split("\n"), given=given)


def undone(text: str) -> str:
    r"""Return a text without the marks of Markdown.

    Examples
    --------
    >>> undone("## **一、回顾**  \n<!-- 注 -->增长[5%](http://a.cn)![图](b.png)")
    '一、回顾\n增长5%'
    """
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    for pattern in (_FENCE, _RULE, _QUOTE, _BULLET):
        text = pattern.sub("", text)
    text = _HEADING.sub(r"\1", text)
    text = _LEFT_OVER.sub("", _BOLD.sub(r"\2", text))
    text = _ESCAPED.sub(r"\1", _SLANTED.sub(r"\1", text))
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _given(head: str) -> dict[str, str]:
    """Return what a YAML head says of the document."""
    if re.search(r"[&*]\w", head):  # anchors and aliases
        return {}
    try:
        fields = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(fields, dict):
        return {}
    given: dict[str, str] = {}
    for name, value in fields.items():
        role = role_of(str(name))
        if role not in ("", "text") and isinstance(value, (str, int, float, date)):
            given.setdefault(role, str(value))
    return given
