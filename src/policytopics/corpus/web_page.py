"""Web pages to lines: HTML, and pages saved whole (.mht)."""

import email
import email.policy
import re
from email.message import EmailMessage

from policytopics.corpus.characters import count_han
from policytopics.corpus.decode import decode
from policytopics.corpus.unreadable import (
    MOST_CHARACTERS,
    Reading,
    UnreadableError,
    too_large,
)

__all__ = ["html_lines", "looks_like_html", "mhtml_reading"]

# Below this share of the page's whole text, trafilatura is taken to have missed the report.
LEAST_EXTRACTED = 0.5
# Parts of a saved page: pictures, styles, frames.
_MOST_PARTS = 5_000

_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<body[\s>]|<(p|div|br)\b[^>]*>.*</?\1\b", re.I | re.S
)
# Elements that begin a line of their own, and those whose content is no text.
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div",
    "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "title", "tr",
    "ul",
})  # fmt: skip
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "select", "option", "button",
})  # fmt: skip


def looks_like_html(text: str) -> bool:
    """Return whether a text is HTML, whatever its file is called.

    Examples
    --------
    >>> looks_like_html("<!DOCTYPE html><title>报告</title>"), looks_like_html("a < b，c > d")
    (True, False)
    """
    return _HTML.search(text[:20_000]) is not None


def html_lines(html: str) -> tuple[list[str], list[str]]:
    """Return the lines of a page's main text, the page's title first, and warnings.

    Trafilatura says which text is the main one, but breaks lines at inline elements; so of our
    own walk through the page the lines are kept that its text holds. Where that is less than
    `LEAST_EXTRACTED` of the page's Han characters, the whole page is read: the structure stage
    cleans it.
    """
    import trafilatura

    if len(html) > MOST_CHARACTERS:
        raise too_large(f"{len(html):,} characters of HTML", f"{MOST_CHARACTERS:,}")
    title, everything = _walk(html)
    if count_han(html) and not count_han(title + "".join(everything)):
        raise UnreadableError(
            "the HTML is broken, or nested too deeply, to find its text",
            "open it in a browser and save the page's text as .txt",
        )
    main = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True)
    kept = _compact(main or "")
    lines, warnings = [line for line in everything if _compact(line) in kept], []
    if count_han("".join(lines)) < LEAST_EXTRACTED * count_han("".join(everything)):
        lines = everything
        warnings.append("the main text of the page was not found: the whole page was read")
    if title and not any(title in line for line in lines[:5]):
        lines = [title, *lines]
    return lines, warnings


def _compact(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def _walk(html: str) -> tuple[str, list[str]]:
    """Return a page's title and every visible line of it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise UnreadableError(
            f"the HTML cannot be parsed ({error})", "save the page's text as .txt"
        ) from None
    title = " ".join((root.findtext(".//title") or "").split())
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            text = element.tail if event == "end" else None
        elif event == "start":
            pieces.append("\n" if element.tag in _BLOCKS else "")
            hidden = element.tag in _SKIPPED or element.tag == "title"
            text = None if hidden else element.text
        else:
            pieces.append("\n" if element.tag in _BLOCKS else "")
            text = element.tail
        pieces.append(re.sub(r"\s*\n\s*", "", text or ""))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return title, [line for line in lines if line]


def mhtml_reading(data: bytes) -> Reading:
    """Return the lines of a page that a browser saved whole: of its part with most Chinese.

    Raises
    ------
    UnreadableError
        If no part of it is a page or a text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default.clone(utf8=True))
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    texts = [
        found for part in parts if part.get_content_maintype() == "text" and (found := _text(part))
    ]
    if not texts:
        raise UnreadableError(
            "a saved page (.mht) without a page in it", "save the page again, as .html or .txt"
        )
    text, encoding, is_html = max(texts, key=lambda one: count_han(one[0]))
    lines, warnings = html_lines(text) if is_html else (text.splitlines(), [])
    return Reading("mhtml", lines, encoding, warnings)


def _text(part: EmailMessage) -> tuple[str, str, bool] | None:
    """Return the text of a part, its encoding, and whether it is HTML; its label may be wrong."""
    payload = part.get_payload(decode=True)
    decoded = decode(payload) if isinstance(payload, bytes) else None
    if decoded is None:
        return None
    is_html = part.get_content_subtype() == "html" or looks_like_html(decoded.text)
    return decoded.text, decoded.encoding, is_html
