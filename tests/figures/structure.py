"""What is wrong with a drawn figure and with its files, found by structure, not by stored images.

Renderings differ between releases of FreeType and matplotlib; that no text is clipped, covered,
too small or missing in the font does not.
"""

import itertools
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from unittest.mock import patch

import numpy as np
import pypdf
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

# Hinting and rounding to pixels made a hundred false overlaps at 150 dpi.
_DPI = 600
_SMALLEST = 7.0
_TALLEST = 247.0
_SVG = "{http://www.w3.org/2000/svg}"


class Fault(NamedTuple):
    """One thing that is wrong, and where."""

    kind: str
    where: object


class Drawn(NamedTuple):
    """A text as drawn, with its box (x0, y0, x1, y1) in pixels."""

    text: Text
    box: np.ndarray


def drawn_texts(figure: Figure) -> list[Drawn]:
    """Return the visible texts as they are drawn, at 600 dpi, without drawing a pixel."""
    found: dict[int, Text] = {}
    draw = Text.draw

    def spy(text: Text, renderer: Any, *rest: Any, **options: Any) -> None:
        if text.get_visible() and text.get_text().strip():
            found[id(text)] = text
        draw(text, renderer, *rest, **options)

    figure.set_dpi(_DPI)
    with patch.object(Text, "draw", spy):
        figure.draw_without_rendering()
    return [Drawn(text, np.array(text.get_window_extent().extents)) for text in found.values()]


def faults(figure: Figure) -> list[Fault]:
    """Return what is wrong with a figure; call it inside the style's context."""
    texts = drawn_texts(figure)
    if len(texts) < 10:
        return [Fault("empty", len(texts))]
    return [
        *_single(figure, texts),
        *_overlaps(texts),
        *_on_markers(figure, texts),
        *_spills(figure, texts),
    ]


def _single(figure: Figure, texts: list[Drawn]) -> Iterator[Fault]:
    """Yield texts that are too small, outside the page, or not in the font."""
    for text, (x0, y0, x1, y1) in texts:
        said = text.get_text()
        if text.get_fontsize() < _SMALLEST - 1e-6:
            yield Fault("tiny", said)
        if x0 < 0 or y0 < 0 or x1 > figure.bbox.width or y1 > figure.bbox.height:
            yield Fault("clipped", said)
        glyphs = get_font(findfont(text.get_fontproperties())).get_charmap()
        if any(ord(character) not in glyphs for character in said):
            yield Fault("tofu", said)


def _overlaps(texts: list[Drawn]) -> Iterator[Fault]:
    """Yield pairs of texts that cover each other by more than their line gaps."""
    for (one, a), (other, b) in itertools.combinations(texts, 2):
        wide = min(a[2], b[2]) - max(a[0], b[0])
        high = min(a[3], b[3]) - max(a[1], b[1])
        if wide > 1 and high > 1 + 0.18 * min(a[3] - a[1], b[3] - b[1]):
            yield Fault("overlap", (one.get_text(), other.get_text()))


def _on_markers(figure: Figure, texts: list[Drawn]) -> Iterator[Fault]:
    """Yield texts that stand on a dot."""
    for axes in figure.axes:
        for line in axes.lines:
            if line.get_marker() in (None, "None", "", " "):
                continue
            points = line.get_transform().transform(np.column_stack(line.get_data()))
            radius = 0.4 * line.get_markersize() * _DPI / 72
            for text, (x0, y0, x1, y1) in texts:
                slack = 0.18 * (y1 - y0)
                x, y = points[:, 0], points[:, 1]
                hit = (x > x0 - radius) & (x < x1 + radius)
                hit &= (y > y0 - radius + slack) & (y < y1 + radius - slack)
                if hit.any():
                    yield Fault("on marker", text.get_text())


def _spills(figure: Figure, texts: list[Drawn]) -> Iterator[Fault]:
    """Yield texts in the middle of a cell that are wider than it."""
    cells = [one for one in figure.artists if isinstance(one, Rectangle)]
    for x0, y0, x1, y1 in (cell.get_window_extent().extents for cell in cells):
        for text, box in texts:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            centred = abs(x - (x0 + x1) / 2) < 3 and y0 < y < y1
            if centred and (box[0] < x0 or box[2] > x1):
                yield Fault("spill", text.get_text())


def file_faults(base: Path, width: float, *, words: tuple[str, ...], dpi: int) -> list[Fault]:
    """Return what is wrong with ``base``.pdf, .svg, .png, .csv, .alt.txt and .caption.md."""
    found = [*_pdf(base, width, words), *_png(base, width, dpi), *_svg(base)]
    for suffix in (".csv", ".alt.txt", ".caption.md"):
        if len(_beside(base, suffix).read_text("utf-8-sig").strip()) < 40:
            found.append(Fault("empty", suffix))
    return found


def pdf_texts(source: Path | BinaryIO) -> list[str]:
    """Return every text of a PDF's page as it was written, in the order of drawing."""
    found: list[str] = []
    last: tuple[float, ...] = ()

    def visit(text: str, place: list[float], *rest: object) -> None:
        nonlocal last
        # matplotlib breaks a text where its subset of the font ends; the pieces share a place.
        if found and tuple(place) == last:
            found[-1] += text.strip("\n")
        elif text.strip():
            found.append(text.strip("\n"))
            last = tuple(place)

    pypdf.PdfReader(source).pages[0].extract_text(visitor_text=visit)
    return [text.strip() for text in found]


def _beside(base: Path, suffix: str) -> Path:
    return base.with_name(base.name + suffix)


def _pdf(base: Path, width: float, words: tuple[str, ...]) -> Iterator[Fault]:
    reader = pypdf.PdfReader(_beside(base, ".pdf"))
    page = reader.pages[0]
    wide, high = (float(size) / 72 * 25.4 for size in page.mediabox[2:])
    if abs(wide - width) > 0.1:
        yield Fault("width", wide)
    if high > _TALLEST + 0.1:
        yield Fault("height", high)
    if len(reader.metadata.subject or "") < 40:
        yield Fault("no alternative text", "pdf")
    for name, font in page["/Resources"]["/Font"].items():
        if not _is_embedded_truetype(font.get_object()):
            yield Fault("font", name)
    text = " ".join(pdf_texts(_beside(base, ".pdf")))
    yield from (Fault("not extractable", word) for word in words if word not in text)


def _is_embedded_truetype(font: Any) -> bool:
    """Return whether a font is Type 42 with TrueType data (CFF data begins with OTTO)."""
    if font["/Subtype"] == "/Type0":
        font = font["/DescendantFonts"][0].get_object()
    data = font.get("/FontDescriptor", {}).get("/FontFile2")
    return (
        font["/Subtype"] in ("/CIDFontType2", "/TrueType")
        and data is not None
        and data.get_object().get_data()[:4] == b"\0\1\0\0"
    )


def _png(base: Path, width: float, dpi: int) -> Iterator[Fault]:
    with Image.open(_beside(base, ".png")) as image:
        pixels = np.asarray(image.convert("RGB"))
        if len(image.info.get("Description", "")) < 40:
            yield Fault("no alternative text", "png")
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    if (border < 250).any():
        yield Fault("ink on the border", "png")
    if abs(pixels.shape[1] - width / 25.4 * dpi) > 1:
        yield Fault("width", pixels.shape[1])


def _svg(base: Path) -> Iterator[Fault]:
    root = ElementTree.parse(_beside(base, ".svg")).getroot()
    texts = [root.findtext(_SVG + tag) or "" for tag in ("title", "desc")]
    if root.get("role") != "img" or not all(texts) or len(texts[1]) < 40:
        yield Fault("no alternative text", "svg")
    if root.find(f".//{_SVG}text") is not None:
        yield Fault("live text", "svg")
