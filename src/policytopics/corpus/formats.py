"""Lines of text from the formats that reports come in: HTML, Word, PDF.

Each reader takes a file's bytes and raises `UnreadableError` with what is wrong and how to mend
it; no parser's own exception leaves this module.
"""

import re
import zipfile
from collections import Counter
from io import BytesIO

from policytopics.corpus.characters import NUMERAL, count_han

__all__ = [
    "UnreadableError",
    "docx_lines",
    "html_lines",
    "join_hard_breaks",
    "looks_like_html",
    "pdf_lines",
    "text_lines",
]

# Below this share of the page's whole text, trafilatura is taken to have missed the report.
LEAST_EXTRACTED = 0.5
# A PDF line this near to the full width was broken by the page, not by the writer.
FULL_LINE = 0.9

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
_PAGE_NUMBER = re.compile(r"[-—–\s]*(第\s*)?\d{1,4}(\s*页)?([\s/,，]*共\s*\d+\s*页)?[-—–\s]*")
_STARTS_PARAGRAPH = re.compile(
    rf"[\s　]{{2,}}|——|第[{NUMERAL}\d]+[章节篇部]|[{NUMERAL}]{{1,3}}、"
    rf"|[(（][{NUMERAL}]{{1,3}}[)）]|\d{{1,2}}[.．、]\D"
)


class UnreadableError(Exception):
    """A file that cannot be read: what is wrong, and the fix."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


def text_lines(text: str) -> list[str]:
    r"""Return the lines of a text, whatever its line ends.

    ``str.splitlines`` is not used: it also breaks at form feeds and U+2028, and line numbers
    would no longer be those of an editor.

    Examples
    --------
    >>> text_lines("a\r\nb\rc\n")
    ['a', 'b', 'c']
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


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

    title, everything = _walk(html)
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


def docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs and table rows of a Word file, in order."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from lxml import etree

    try:
        blocks = list(docx.Document(BytesIO(data)).iter_inner_content())
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, Table):
                lines += (" ".join(cell.text for cell in row.cells) for row in block.rows)
            else:
                lines.append(block.text)
    except (
        PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, OSError,
    ) as error:  # fmt: skip
        raise UnreadableError(
            f"the Word file is damaged ({type(error).__name__})",
            "open it in Word or LibreOffice and save it again as .docx",
        ) from None
    return [piece for line in lines for piece in line.split("\n")]


def pdf_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a PDF's text layer, page numbers left out.

    Raises
    ------
    UnreadableError
        If the file is damaged, locked, or only pictures of text.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in reader.pages]
    # pypdf raises errors of its own and, on damaged files, nearly any of Python's.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, NotImplementedError, OSError, ImportError) as error:  # fmt: skip
        raise UnreadableError(
            f"the PDF is damaged ({type(error).__name__})",
            "print it to a new PDF, or save its text as .txt",
        ) from None
    if locked:
        raise UnreadableError("the PDF is locked with a password", "save an unlocked copy")
    if not count_han("".join(pages)):
        raise UnreadableError(
            "the PDF has no text layer (a scan?)",
            "run text recognition (OCR), or save its text as .txt",
        )
    return join_hard_breaks([line for page in _without_edges(pages) for line in page])


def _without_edges(pages: list[str]) -> list[list[str]]:
    """Return the lines of each page without page numbers and running heads and feet."""
    split = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    for edge in (0, -1):
        for _ in range(2):
            counts = Counter(lines[edge].strip() for lines in split if lines)
            for lines in split:
                if lines and _is_edge(lines[edge].strip(), counts, len(split)):
                    del lines[edge]
    return split


def _is_edge(line: str, counts: Counter[str], n_pages: int) -> bool:
    """Return whether a page's first or last line is its number, or stands on most pages."""
    repeated = counts[line] >= 3 and counts[line] > n_pages / 2
    return repeated or _PAGE_NUMBER.fullmatch(line) is not None


def join_hard_breaks(lines: list[str]) -> list[str]:
    """Return paragraphs from lines that were broken at the page's width.

    A line that fills the width goes on in the next, unless the next begins as paragraphs and
    headings begin. The width, in characters and in columns, is that of the longest line that at
    least one in ten comes near to.

    Examples
    --------
    >>> join_hard_breaks(["一、回顾", "全市经济平稳", "增长。", "居民收入增加", "较快。"])
    ['一、回顾', '全市经济平稳增长。', '居民收入增加较快。']
    """
    full = [
        FULL_LINE * sorted(sizes)[-1 - len(sizes) // 10]
        for sizes in zip(*map(_sizes, lines), strict=True)
    ]
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        if goes_on and not _STARTS_PARAGRAPH.match(line):
            paragraphs[-1] += _glue(paragraphs[-1], text) + text
        else:
            paragraphs.append(text)
        goes_on = any(size >= least for size, least in zip(_sizes(line), full, strict=True))
    return paragraphs


def _sizes(line: str) -> tuple[int, int]:
    """Return the length of a line in characters and in half-width columns."""
    text = line.strip()
    return len(text), sum(1 if character.isascii() else 2 for character in text)


def _glue(before: str, after: str) -> str:
    """Return the blank that a line break between Latin words stood for."""
    latin = before[-1:].isascii() and after[:1].isascii()
    return " " if latin and before[-1:].isalpha() and after[:1].isalpha() else ""
