"""The characters of a PDF page and where they stand.

PDFium is fast, but knows a character's width only from its font. Chinese fonts that a PDF names
without bringing them (宋体, STSong) are on some machines only, and without them it drops single
characters: such pages are read by pdfminer, from the widths that the PDF states.
"""

import ctypes
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from policytopics.corpus.page_layout import Box

__all__ = ["PdfminerPages", "boxes_of", "is_drawn_from_outside", "n_readable"]

# The fonts that every reader brings. (ISO 32000-1, 9.6.2.2)
_STANDARD = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")
_LOST = "\ufffd"


def n_readable(boxes: Iterable[Box]) -> int:
    """Return how many characters say which they are.

    In a PDF that is locked against changes, some writers leave the names of fonts as they were:
    pdfminer, which decrypts them all the same, then knows no character.
    """
    return sum(box.text != _LOST for box in boxes)


def is_drawn_from_outside(page: Any) -> bool:
    """Return whether a page has text in a font that the PDF does not bring."""
    import pypdfium2.raw as raw

    fonts: set[int] = set()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3):
        font = raw.FPDFTextObj_GetFont(each)
        place = ctypes.cast(font, ctypes.c_void_p).value
        if place is None or place in fonts:
            continue
        fonts.add(place)
        if raw.FPDFFont_GetIsEmbedded(font) == 0 and not _name(font).startswith(_STANDARD):
            return True
    return False


def _name(font: Any) -> str:
    """Return the name of a font."""
    import pypdfium2.raw as raw

    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", errors="replace")


def boxes_of(page: Any) -> list[Box]:
    """Return the characters of a page by PDFium; characters set aslant are watermarks."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    boxes: list[Box] = []
    aslant: list[Box] = []
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        if code <= 0x20 or raw.FPDFText_IsGenerated(text, i) == 1:
            continue
        if not raw.FPDFText_GetCharBox(text, i, *map(ctypes.byref, edges)):
            continue
        sign = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else _LOST
        ink = (left.value, right.value), (bottom.value, top.value)
        box = _on_the_line(text, i, sign, *ink)
        angle = raw.FPDFText_GetCharAngle(text, i)
        (boxes if angle < 0.1 or angle > 6.18 else aslant).append(box)
    text.close()
    # A page that lies on its side has all of its text so.
    return boxes if len(boxes) >= len(aslant) else aslant


def _on_the_line(
    text: Any, i: int, sign: str, x: tuple[float, float], y: tuple[float, float]
) -> Box:
    """Return a character's box, as high as its line: that of the ink of a comma is low."""
    import pypdfium2.raw as raw

    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    if raw.FPDFText_GetCharOrigin(text, i, ctypes.byref(origin_x), ctypes.byref(origin_y)):
        size = raw.FPDFText_GetFontSize(text, i)
        height = size if size > 2 else y[1] - y[0]
        return Box(sign, min(x[0], origin_x.value), origin_y.value, x[1], origin_y.value + height)
    return Box(sign, x[0], y[0], x[1], y[1])


class PdfminerPages:
    """The characters of a PDF's pages by pdfminer; nothing is read before it is asked for.

    Parameters
    ----------
    data : bytes
        The file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] = []

    def boxes_of(self, number: int) -> list[Box]:
        """Return the characters of a page, the first being 1."""
        if not self._pages:
            self._pages = self._readable()
        boxes = list(_boxes(self._pages[number - 1]())) if number <= len(self._pages) else []
        upright = [box for box, is_upright in boxes if is_upright]
        aslant = [box for box, is_upright in boxes if not is_upright]
        return upright if len(upright) >= len(aslant) else aslant

    def _readable(self) -> list[Any]:
        """Return the pages; none if pdfminer cannot decrypt what PDFium can."""
        from pdfminer.pdfdocument import PDFEncryptionError

        try:
            return list(self._opened())
        except PDFEncryptionError:
            return []

    def _opened(self) -> Iterator[Any]:
        """Yield for each page a function that lays it out."""
        from pdfminer.converter import PDFPageAggregator
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser

        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=None)
        interpreter = PDFPageInterpreter(resources, device)

        def laid_out(page: Any) -> Any:
            interpreter.process_page(page)
            return device.get_result()

        for page in PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(self._data)))):
            yield lambda page=page: laid_out(page)


def _boxes(items: Iterable[Any]) -> Iterator[tuple[Box, bool]]:
    """Yield the characters of a page as laid out by pdfminer, and whether each is upright."""
    from pdfminer.layout import LTChar, LTFigure

    for item in items:
        if isinstance(item, LTFigure):
            yield from _boxes(item)
        elif isinstance(item, LTChar):
            sign = item.get_text()
            text = _LOST if sign.startswith("(cid:") else sign
            a, b, *_ = item.matrix
            yield Box(text, item.x0, item.y0, item.x1, item.y1), abs(b) < 0.1 * abs(a)
