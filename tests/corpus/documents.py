"""Small inputs of every format, made by the tests themselves."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PARAGRAPHS = [
    "过去一年，全县经济平稳增长，农业丰收，工业提速，服务业回暖，城乡居民收入稳步提高，财政收支总体平衡。",
    "今年要加快产业升级，完善基础设施，办好民生实事，守住安全底线，确保各项目标任务如期完成。",
    "新建改建农村公路九十公里，修缮水渠十二条，添置农机三百台，三个乡镇的集市搬进新场地，摊位全部租出。",
]
TEXT = "\n".join(["某县政府工作报告", "各位代表：", *PARAGRAPHS])


def report(number: int) -> str:
    """Return a report that no other is the same as."""
    return f"{TEXT}\n第{number}项工程完工，投资{number}万元。"


def csv_bytes(
    rows: Iterable[Sequence[object]], encoding: str = "utf-8", delimiter: str = ","
) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str = "", **parts: str) -> bytes:
    """Return a Word file with the body given as XML; parts such as numbering="…" beside it."""
    saved, out = BytesIO(), BytesIO()
    docx.Document().save(saved)
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    new = {
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        **{f"word/{n}.xml": f"<w:{n} {spaces}>{xml}</w:{n}>" for n, xml in parts.items()},
    }
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            if name not in new:
                archive.writestr(name, old.read(name))
        for name, xml in new.items():
            archive.writestr(name, xml)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of a Word file."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


class Pdf:
    """A PDF, drawn line by line, in a font that it brings or one that it only names."""

    def __init__(self, *, brings_font: bool = False, owner: str = "", user: str = "") -> None:
        self._font = "Brought" if brings_font else "STSong-Light"
        pdfmetrics.registerFont(
            TTFont("Brought", "resources/fonts/PFigSansSC-Regular.ttf")
            if brings_font
            else UnicodeCIDFont("STSong-Light")
        )
        self._out = BytesIO()
        lock = StandardEncryption(user, owner, canPrint=1, canCopy=0) if owner else None
        self.canvas = Canvas(self._out, invariant=True, pagesize=(595, 842), encrypt=lock)

    def page(self, lines: Iterable[tuple[float, float, str]], size: float = 12) -> "Pdf":
        """Draw lines at their places and end the page."""
        self.canvas.setFont(self._font, size)
        for x, y, text in lines:
            self.canvas.drawString(x, y, text)
        self.canvas.showPage()
        return self

    def scan(self) -> "Pdf":
        """Draw a page that is a picture."""
        from PIL import Image

        self.canvas.drawInlineImage(Image.new("L", (40, 60), 200), 0, 0, 595, 842)
        self.canvas.showPage()
        return self

    def data(self) -> bytes:
        """Return the file."""
        self.canvas.save()
        return self._out.getvalue()


def pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF of plain pages."""
    drawn = Pdf()
    for page in pages:
        drawn.page((60, 780 - 20 * i, line) for i, line in enumerate(page))
    return drawn.data()


def wrapped(text: str, width: int, indent: int = 2) -> list[str]:
    """Return a paragraph broken at a width, its first line indented."""
    text = "　" * indent + text
    return [text[i : i + width] for i in range(0, len(text), width)]
