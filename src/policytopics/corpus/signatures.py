"""The format of a file: by its content, by its name only where the content leaves a doubt.

Pages saved as ``.txt``, workbooks called ``.csv`` and PDFs without an ending are common.
"""

import re
import zipfile

from policytopics.corpus.content import Content
from policytopics.corpus.decode import encoding_of
from policytopics.corpus.delimited import looks_like_csv
from policytopics.corpus.unreadable import UnreadableError

__all__ = ["TABLES", "format_of"]

# Formats whose rows are documents.
TABLES = ("csv", "xlsx", "xls", "dta", "parquet", "json")

_HEAD = 65_536
_PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"AT&TFORM",
)  # fmt: skip
_PACKED = {
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
}
_UNPACK = "unpack it into the corpus folder, or pack the files again as .zip"
_PRINT = "open it there and save it as .docx, .txt or PDF (printing to PDF does it)"
_MARKS = {b"PAR1": "parquet", b"SQLite format 3": "database"}
# Streams of the container that the programs of the 1990s saved into.
_STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "EncryptedPackage": "locked",
    "PowerPoint Document": "slides",
    "MatOST": "works",
    "CONTENTS": "works",
}
_REFUSED = {
    "locked": ("an Office file locked with a password", "save a copy without the password"),
    "slides": ("PowerPoint slides", "save the text of the slides as .txt, or export them as PDF"),
    "works": ("a file of Microsoft Works (.wps)", "open it in LibreOffice and save it as .docx"),
    "ole": (
        "an old Office file of a kind that is not known",
        "open it in LibreOffice or WPS Office and save it as .docx or .xlsx",
    ),
    "picture": (
        "a picture, not text (a scan or a photograph?)",
        "run text recognition (OCR) on it and save the text as .txt; PDFs of scans can be read "
        "with corpus.ocr: missing_pages",
    ),
    "caj": ("a CNKI file (.caj, .kdh, .nh)", f"CAJViewer reads it: {_PRINT}"),
    "ofd": ("an OFD document, China's layout format", f"WPS Office reads it: {_PRINT}"),
    "epub": ("an e-book (.epub)", "convert it to .txt or .docx, for instance with Calibre"),
    "word_xml": ("a Word 2003 XML file", "open it in Word or LibreOffice and save it as .docx"),
    "database": ("a SQLite database", "export the table of reports as .csv"),
    "stata_old": ("an old Stata file", "open it in Stata and save it with saveold, or as .csv"),
}  # fmt: skip
_MIME = re.compile(
    rb"^(from|subject|date|mime-version|content-type|snapshot-[a-z-]+):", re.I | re.M
)
_CAJ = (b"CAJ\x00", b"HN\x00\x00", b"KDH ", b"NH\x00\x00", b"TEB")


def format_of(content: Content) -> str:
    """Return a format that is read; ``text`` for anything without a mark of its own.

    Raises
    ------
    UnreadableError
        For a format that is known but not read, with what to do about it.
    """
    head = content.head(_HEAD)
    found = _marked(content, head)
    if found in _REFUSED:
        raise UnreadableError(*_REFUSED[found])
    return found


def _marked(content: Content, head: bytes) -> str:
    """Return the format that a file's first bytes tell."""
    for mark, what in _PACKED.items():
        if head.startswith(mark):
            raise UnreadableError(what, _UNPACK)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _streams(content)
    if head.startswith(_CAJ) or content.suffix in (".caj", ".kdh", ".nh"):
        return "caj"
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture"
    if head.startswith(b"<stata_dta>") or (content.suffix == ".dta" and 102 <= head[0] <= 115):
        return "dta"
    marked = (each for mark, each in _MARKS.items() if head.startswith(mark))
    return next(marked, "") or _written(content, head)


def _written(content: Content, head: bytes) -> str:
    """Return the format of a text."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    marks = {mark.lower() for mark in _MIME.findall(head[:4096].split(b"\r\n\r\n")[0])}
    if {b"mime-version", b"content-type"} <= marks:
        return "mhtml"
    if b"<w:wordDocument" in head[:4096]:
        return "word_xml"
    if content.suffix in (".json", ".jsonl", ".ndjson"):
        return "json"
    if content.suffix in (".csv", ".tsv", ".tab"):
        return "csv"
    if content.suffix in (".md", ".markdown"):
        return "markdown"
    return "csv" if _names_columns(head) else "text"


def _names_columns(head: bytes) -> bool:
    """Return whether a text begins with the names of a table's columns, whatever it is called."""
    first = head.split(b"\n", 1)[0]
    if len(first) > 500 or not any(mark in first for mark in (b"\t", b",", b";")):
        return False
    encoding = encoding_of(head, whole=len(head) < _HEAD)
    return encoding is not None and looks_like_csv(head.decode(encoding, errors="replace"))


def _zipped(content: Content) -> str:
    """Return what a zip container holds."""
    try:
        with content.open() as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            kind = (
                archive.read("mimetype")[:80].decode("ascii", "ignore")
                if ("mimetype" in names and archive.getinfo("mimetype").file_size < 200)
                else ""
            )
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError):
        word = content.suffix in (".docx", ".docm", "")
        return "docx" if word else "xlsx" if content.suffix.startswith(".xls") else "zip"
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if "epub" in kind:
        return "epub"
    if "opendocument" in kind:
        return {"text": "odt", "spreadsheet": "xlsx"}.get(kind.rpartition(".")[2], "slides")
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        for folder, format_ in (("word", "docx"), ("xl", "xlsx"), ("ppt", "slides")):
            if folder in folders:
                return format_
    return "docx" if content.suffix == ".docx" else "zip"


def _streams(content: Content) -> str:
    """Return what an old Office container holds: its streams are named in UTF-16."""
    data = content.data()
    for name, format_ in _STREAMS.items():
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            return format_
    return "ole"
