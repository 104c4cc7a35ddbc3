"""PDF to lines: the text layer in reading order, and which pages have none.

Runs in a process of its own (`policytopics.corpus.pdf_process`): PDFium is fast, but is not Python,
so that no exception can stop it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from policytopics.corpus.characters import count_han
from policytopics.corpus.decode import LEAST_SCORE, common_share
from policytopics.corpus.page_characters import (
    PdfminerPages,
    boxes_of,
    is_drawn_from_outside,
    n_readable,
)
from policytopics.corpus.page_layout import Box, PageLine, lines_of
from policytopics.corpus.page_lines import paragraphs_of, without_furniture
from policytopics.corpus.unreadable import MOST_CHARACTERS, Reading, UnreadableError, too_large

__all__ = ["MOST_PAGES", "pages_named", "pdf_reading"]

MOST_PAGES = 3_000
# A page with fewer Han characters has no text to speak of.
LEAST_HAN = 10
# Of a page without text: so many lines drawn are letters drawn as curves.
MOST_DRAWN = 100
# With more of its pages missing a report is not read: most of it would be lost unseen.
MOST_MISSING = 0.25
# Share of the genre's most frequent characters among all Han: below it the layer names other
# characters than it shows. Reports have .25 and more.
LEAST_FREQUENT = 0.08
_FREQUENT = frozenset(
    "的和展发建设业工作进全化区市民推政经济实大生加强中年公新产国会行力人技合理"
    "施动重上育质提成要高地城村农安服务基家保制环创改革体项目府万千第个标点保科以在是为不有"
)

Recognise = Callable[[Any], Sequence[Box]]
_FIX = "run text recognition (OCR) on it, or save its text as .txt"
_OCR = (
    "read them by OCR (pip install rapidocr onnxruntime, then corpus.ocr: missing_pages), or save "
    "the whole text as .txt"
)


def pdf_reading(data: bytes, recognise: Recognise | None = None) -> Reading:
    """Return the paragraphs of a PDF.

    Parameters
    ----------
    data : bytes
        The file.
    recognise : callable or None
        Reads a page's picture (OCR), for pages without text; None: never.

    Raises
    ------
    UnreadableError
        If the file is damaged, locked, garbled, or too much of it is only pictures of text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            fix = "save an unlocked copy"
            raise UnreadableError("the PDF is locked with a password", fix) from None
        fix = "print it to a new PDF, or save its text as .txt"
        raise UnreadableError("the PDF is damaged", fix) from None
    try:
        return _reading(document, PdfminerPages(data), recognise)
    except pypdfium2.PdfiumError as error:
        fix = "print it to a new PDF, or save its text as .txt"
        raise UnreadableError(f"the PDF is damaged ({error})", fix) from None


def _reading(document: Any, named: PdfminerPages, recognise: Recognise | None) -> Reading:
    """Return the paragraphs of an open PDF."""
    if len(document) > MOST_PAGES:
        raise too_large(f"{len(document):,} pages", f"{MOST_PAGES:,}")
    pages: list[list[PageLine]] = []
    missing: list[int] = []
    garbled: list[int] = []
    recognised: list[int] = []
    total = 0
    for number, page in enumerate(_pages(document), start=1):
        boxes = boxes_of(page)
        if is_drawn_from_outside(page):
            boxes = max(boxes, named.boxes_of(number), key=n_readable)
        total += len(boxes)
        if total > MOST_CHARACTERS:
            raise too_large(f"{total:,} characters", f"{MOST_CHARACTERS:,}")
        lines = lines_of(boxes)
        state = _state(page, "".join(line.text for line in lines))
        if state and recognise and _holds_text(seen := lines_of(recognise(page))):
            lines, state = seen, ""
            recognised.append(number)
        {"missing": missing, "garbled": garbled}.get(state, []).append(number)
        pages.append([] if state == "garbled" else lines)
    _check(missing, garbled, len(pages) if total or recognised else 0)
    kept, furniture = without_furniture(pages)
    notes = (
        (missing, "no text: scanned?"),
        (garbled, "text that is garbled: left out"),
        (recognised, "text read by OCR: expect wrong characters"),
    )
    warnings = [f"{pages_named(numbers)} {what}" for numbers, what in notes if numbers]
    if furniture:
        warnings.append(f"left out at the edges of pages: {'; '.join(furniture[:4])}")
    return Reading("pdf", paragraphs_of(kept), warnings=warnings)


def _holds_text(lines: Sequence[PageLine]) -> bool:
    """Return whether the lines of a page are text to speak of."""
    return count_han("".join(line.text for line in lines)) >= LEAST_HAN


def pages_named(numbers: Sequence[int]) -> str:
    """Return pages as words, with the verb.

    Examples
    --------
    >>> pages_named([2, 3, 4, 9]), pages_named([7])
    ('pages 2-4, 9 hold', 'page 7 holds')
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    named = ", ".join("-".join(map(str, span)) for span in spans)
    return f"page {named} holds" if len(numbers) == 1 else f"pages {named} hold"


def _check(missing: list[int], garbled: list[int], n_pages: int) -> None:
    """Raise `UnreadableError` if too few of the pages can be read; 0 pages: there is no text."""
    if len(missing) >= n_pages:
        raise UnreadableError("the PDF has no text layer (a scan?)", f"{_FIX}; {_OCR}")
    if len(garbled) > MOST_MISSING * n_pages:
        raise UnreadableError(
            f"the PDF's text layer is garbled: {pages_named(garbled)} signs that are no Chinese "
            "text (its fonts do not say which character a sign is)",
            f"save the text from the page it came from as .txt, or {_OCR}",
        )
    if len(missing) + len(garbled) > MOST_MISSING * n_pages:
        raise UnreadableError(
            f"most of the report may be missing: {pages_named(sorted(missing + garbled))} no text "
            f"(scanned?), of {n_pages}",
            _OCR,
        )


def _pages(document: Any) -> Iterator[Any]:
    """Yield the pages, each closed after use."""
    for number in range(len(document)):
        page = document[number]
        yield page
        page.close()


def _state(page: Any, text: str) -> str:
    """Return ``missing`` or ``garbled`` for a page without text to read, else nothing."""
    n_signs = sum(not sign.isspace() for sign in text)
    if n_signs >= 4 * LEAST_HAN and _is_garbled(text):
        return "garbled"
    return "missing" if count_han(text) < LEAST_HAN and _has_picture(page) else ""


def _is_garbled(text: str) -> bool:
    """Return whether a page's text is not what it shows."""
    if common_share(text) < LEAST_SCORE:
        return True
    han = count_han(text)
    return han >= 200 and sum(sign in _FREQUENT for sign in text) < LEAST_FREQUENT * han


def _has_picture(page: Any) -> bool:
    """Return whether something is drawn on a page: a picture, or letters as curves."""
    import pypdfium2.raw as raw

    drawn = 0
    for each in page.get_objects(max_depth=3):
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            return True
        drawn += each.type == raw.FPDF_PAGEOBJ_PATH
        if drawn >= MOST_DRAWN:
            return True
    return False
