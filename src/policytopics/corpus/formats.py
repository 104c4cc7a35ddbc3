"""Lines of text from the formats that reports come in: HTML, Word, PDF.

Each reader takes a file's bytes and raises `UnreadableError` with what is wrong and how to mend
it; no parser's own exception leaves this module.
"""

import re
import zipfile
import zlib
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from policytopics.corpus.characters import NUMERAL, count_han

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = [
    "UnreadableError",
    "check_size",
    "docx_lines",
    "html_lines",
    "join_hard_breaks",
    "looks_like_html",
    "pdf_lines",
    "text_lines",
]

# Below this share of the page's whole text, trafilatura is taken to have missed the report.
LEAST_EXTRACTED = 0.5
# Bounds for files that were made to exhaust a reader, or are no reports: the longest plans known
# have 0.2 million characters, in 400 pages.
MOST_CHARACTERS = 4_000_000
LONGEST_LINE = 200_000
MOST_PAGES = 3_000
MOST_PAGE_BYTES = 2_000_000
MOST_CONTENT_BYTES = 32_000_000
MOST_WORD_BYTES = 32_000_000
MOST_PARTS = 5_000

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


def check_size(lines: list[str]) -> None:
    """Raise `UnreadableError` for a text that is too long, or has a line that is."""
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableError(
                f"line {number} has {len(line):,} characters (at most {LONGEST_LINE:,} are read)",
                "break the text into paragraphs, or remove the file",
            )
    if (number := sum(map(len, lines))) > MOST_CHARACTERS:
        raise _too_large(f"{number:,} characters", f"{MOST_CHARACTERS:,}")


def _too_large(what: str, most: str) -> UnreadableError:
    """Return the error for a file beyond a bound."""
    return UnreadableError(
        f"{what} are more than a report has (at most {most} are read)",
        "save the report alone as .txt, or remove the file",
    )


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

    if len(html) > MOST_CHARACTERS:
        raise _too_large(f"{len(html):,} characters of HTML", f"{MOST_CHARACTERS:,}")
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


def docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs and table rows of a Word file, in order."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from lxml import etree

    try:
        _check_unpacked(data)
        blocks = list(docx.Document(BytesIO(data)).iter_inner_content())
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, Table):
                lines += (" ".join(cell.text for cell in row.cells) for row in block.rows)
            else:
                lines.append(block.text)
    except (
        PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, OSError,
        NotImplementedError, RuntimeError, AttributeError, TypeError, IndexError, EOFError,
        zlib.error,
    ) as error:  # fmt: skip
        raise UnreadableError(
            f"the Word file is damaged ({type(error).__name__})",
            "open it in Word or LibreOffice and save it again as .docx",
        ) from None
    return [piece for line in lines for piece in line.split("\n")]


def _check_unpacked(data: bytes) -> None:
    """Raise `UnreadableError` if a Word file is a great deal larger than it looks."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    # Pictures are large, but are not read; zipfile never unpacks more than the size named here.
    size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > MOST_WORD_BYTES:
        raise _too_large(f"{size:,} bytes of text in the Word file", f"{MOST_WORD_BYTES:,}")
    if len(parts) > MOST_PARTS:
        raise _too_large(f"{len(parts):,} parts in the Word file", f"{MOST_PARTS:,}")


def pdf_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a PDF's text layer, page numbers left out.

    Raises
    ------
    UnreadableError
        If the file is damaged, locked, or only pictures of text.
    """
    import pypdf
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else _page_texts(reader)
    # pypdf raises errors of its own and, on damaged files, nearly any of Python's.
    except LimitReachedError:
        raise _too_large("the unpacked contents of the PDF", "75,000,000 bytes") from None
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


def _page_texts(reader: "PdfReader") -> list[str]:
    """Return the text of each page; pages are unpacked one by one, and counted before."""
    if len(reader.pages) > MOST_PAGES:
        raise _too_large(f"{len(reader.pages):,} pages", f"{MOST_PAGES:,}")
    texts: list[str] = []
    total = 0
    for page in reader.pages:
        contents = page.get_contents()
        size = len(contents.get_data()) if contents is not None else 0
        total += size
        if size > MOST_PAGE_BYTES:
            raise _too_large(f"{size:,} bytes on one page of the PDF", f"{MOST_PAGE_BYTES:,}")
        if total > MOST_CONTENT_BYTES:
            raise _too_large(f"{total:,} bytes of PDF pages", f"{MOST_CONTENT_BYTES:,}")
        texts.append(page.extract_text())
    return texts


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
