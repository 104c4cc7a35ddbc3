"""Word files (.docx) to lines: what a reader of the page sees, in its order.

Tracked insertions are taken, deletions are not; content controls, text boxes, hyperlinks, fields
and merged cells give their text once; the numbers that Word makes by itself are written out.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from policytopics.corpus.characters import count_han
from policytopics.corpus.unreadable import Reading, UnreadableError, too_large
from policytopics.corpus.word_numbers import Element, Numbers, child, local, value

__all__ = ["docx_reading"]

_MOST_BYTES = 32_000_000
_MOST_PARTS = 5_000
# A cell with so many Han characters is a text laid out in a table, not a table's cell.
_LAID_OUT_CELL = 150

_DELETED = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText"})
# Text that is not part of the line: properties, phonetic guides, and the like.
_SKIPPED = frozenset({"pPr", "rPr", "rt", "sdtPr", "tblPr", "trPr", "tcPr", "footnoteReference",
                      "endnoteReference", "commentReference"})  # fmt: skip
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_FIX = "open it in Word or LibreOffice and save it again as .docx"


def docx_reading(data: bytes) -> Reading:
    """Return the lines of a Word file; its footnotes stand after the text, under 注释.

    Raises
    ------
    UnreadableError
        If the file is damaged, locked, or a great deal larger than it looks.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_unpacked(archive)
            main = _main_part(archive)
            body = _root(archive, main)
            folder = main.rpartition("/")[0]
            numbers = Numbers(
                _root(archive, f"{folder}/numbering.xml"), _root(archive, f"{folder}/styles.xml")
            )
            notes = [
                line for kind in ("footnotes", "endnotes")
                for line in _notes(_root(archive, f"{folder}/{kind}.xml"), numbers)
            ]  # fmt: skip
    except (zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError, OSError, RuntimeError,
            NotImplementedError, IndexError, EOFError, zlib.error) as error:  # fmt: skip
        raise UnreadableError(f"the Word file is damaged ({type(error).__name__})", _FIX) from None
    if body is None:
        raise UnreadableError("the Word file is damaged (no text part)", _FIX)
    lines = [piece for line in _blocks(child(body, "body"), numbers) for piece in line.split("\n")]
    warnings = [f"{len(notes)} footnotes stand after the text, under 注释"] if notes else []
    if any(local(each) == "altChunk" for each in body.iter()):
        warnings.append("a file that is embedded in the Word file was not read")
    return Reading("docx", [*lines, *(["注释", *notes] if notes else [])], warnings=warnings)


def _check_unpacked(archive: zipfile.ZipFile) -> None:
    """Raise `UnreadableError` if a Word file is a great deal larger than it looks."""
    parts = archive.infolist()
    # Pictures are large, but are not read; zipfile never unpacks more than the size named here.
    size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > _MOST_BYTES:
        raise too_large(f"{size:,} bytes of text in the Word file", f"{_MOST_BYTES:,}")
    if len(parts) > _MOST_PARTS:
        raise too_large(f"{len(parts):,} parts in the Word file", f"{_MOST_PARTS:,}")


def _main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part with the text: some programs call it document2.xml."""
    names = archive.namelist()
    relations = _root(archive, "_rels/.rels")
    for relation in () if relations is None else relations:
        if value(relation, "Type").endswith("/officeDocument"):
            target = value(relation, "Target").lstrip("/")
            if target in names:
                return target
    return "word/document.xml"


def _root(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return a part's root element, or None if there is no such part."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _notes(root: Element | None, numbers: Numbers) -> Iterator[str]:
    """Yield each foot- or endnote on a line; the separators among them are none."""
    for note in () if root is None else root:
        if local(note) not in ("footnote", "endnote") or value(note, "type"):
            continue
        if text := " ".join(line.strip() for line in _blocks(note, numbers) if line.strip()):
            yield text.replace("\n", " ")


def _blocks(parent: Element | None, numbers: Numbers) -> Iterator[str]:
    """Yield the lines of paragraphs and tables, in order."""
    for element in () if parent is None else parent:
        name = local(element)
        if name == "p":
            yield from _paragraph(element, numbers)
        elif name == "tbl":
            for row in _inside(element, "tr"):
                yield from () if _is_deleted(row) else _row(row, numbers)
        elif name == "AlternateContent":
            yield from _blocks(_alternative(element), numbers)
        elif name not in _DELETED and name not in _SKIPPED:
            yield from _blocks(element, numbers)  # content controls, insertions, custom XML


def _paragraph(element: Element, numbers: Numbers) -> Iterator[str]:
    """Yield the lines of the text boxes anchored in a paragraph, then its own."""
    boxes: list[Element] = []
    text = "".join(_inline(element, boxes))
    for box in boxes:
        yield from _blocks(box, numbers)
    if text.strip():
        text = numbers.before(element) + text
    if text or not boxes:
        yield text


def _inline(parent: Element | None, boxes: list[Element]) -> Iterator[str]:
    """Yield the pieces of text inside of a paragraph; text boxes are put aside."""
    for element in () if parent is None else parent:
        name = local(element)
        if name in _DELETED or name in _SKIPPED:
            continue
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            yield element.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "AlternateContent":
            yield from _inline(_alternative(element), boxes)
        elif name != "r" or not _is_hidden(element):
            yield from _inline(element, boxes)


def _is_hidden(run: Element) -> bool:
    """Return whether a run of text is set not to be seen."""
    hidden = child(child(run, "rPr"), "vanish")
    return hidden is not None and value(hidden) not in ("0", "false", "off")


def _alternative(element: Element) -> Element | None:
    """Return one of the forms in which a thing is given: a text box stands in each of them."""
    choice = child(element, "Choice")
    return choice if choice is not None else child(element, "Fallback")


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row; also those in content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(element, name)


def _is_deleted(row: Element) -> bool:
    """Return whether a row of a table is deleted, as a tracked change."""
    return child(child(row, "trPr"), "del") is not None


def _goes_on(cell: Element) -> bool:
    """Return whether a cell is merged with the one above, which alone has text."""
    merged = child(child(cell, "tcPr"), "vMerge")
    return merged is not None and value(merged) != "restart"


def _row(row: Element, numbers: Numbers) -> Iterator[str]:
    """Yield a table's row as one line, or as the paragraphs it is used to lay out."""
    own = [cell for cell in _inside(row, "tc") if not _goes_on(cell)]
    cells = [[line for line in _blocks(cell, numbers) if line.strip()] for cell in own]
    cells = [lines for lines in cells if lines]
    if len(cells) == 1 or any(count_han("".join(lines)) >= _LAID_OUT_CELL for lines in cells):
        yield from (line for lines in cells for line in lines)
    elif cells:
        yield " ".join(" ".join(lines) for lines in cells).replace("\n", " ")
