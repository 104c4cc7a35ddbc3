"""Make the demo corpus from its sources: the same reports, in the messes researchers meet.

    python resources/demo/build.py

Reads ``source/*.txt`` (a paragraph a line: role, part, domain, text) and writes ``corpus/``: text
in several encodings, web pages with site furniture, Word and PDF files, traditional characters with
pinyin notes, and ``gold.csv`` with the labels of every paragraph. The same bytes at every run.
"""

import csv
import html
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FONT = HERE.parent / "fonts" / "PFigSansSC-Regular.ttf"
NAMES = {
    "jichuan": "霁川市",
    "lanpu": "岚浦区",
    "qiwu": "栖梧县",
    "xizhou": "汐州市",
    "yanxi": "砚溪县",
    "luting": "芦汀市",
}
# Characters that the imitated site marks with their sound, as some sites do against copying.
NOTES = {
    "會": "huì", "報": "bào", "濟": "jì", "發": "fā", "設": "shè", "業": "yè", "實": "shí",
    "強": "qiáng", "農": "nóng", "現": "xiàn", "產": "chǎn", "務": "wù", "標": "biāo", "區": "qū",
}  # fmt: skip
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows: no clock in the bytes


class Paragraph(NamedTuple):
    """A line of a source file."""

    role: str
    part: str
    domain: str
    text: str


def read(path: Path) -> list[Paragraph]:
    """Return the paragraphs of a source file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [Paragraph(*row) for row in rows]


def furnished(paragraphs: list[Paragraph], name: str, year: str) -> list[str]:
    """Return the lines of a page that was copied with what stood around the report."""
    title = paragraphs[0].text
    head = [f"{name}人民政府门户网站", f"首页 > 政务公开 > 政府工作报告 > {year}年", title]
    body = [paragraph.text for paragraph in paragraphs]
    foot = [
        "【打印本页】 【关闭窗口】",
        f"版权所有：{name}人民政府办公室　技术支持：望沧市信息中心",
    ]
    return [*head, f"来源：望沧日报　发布时间：{year}-01-18　浏览次数：1026", *body, *foot]


def utf8(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return plain text, paragraphs indented by two ideographic spaces."""
    lines = [paragraphs[0].text, *(f"　　{each.text}" for each in paragraphs[1:])]
    return ("\n".join(lines) + "\n").encode("utf-8")


def utf8_with_mark(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return plain text with a byte order mark, furniture, Windows line ends and a spaced-out title."""
    lines = furnished(paragraphs, name, year)
    spaced = " ".join("政府工作报告")
    return "\r\n".join([*lines[:3], spaced, *lines[3:]]).encode("utf-8-sig")


def gb18030(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return plain text in the national encoding, blanks around figures, blank lines between."""
    lines = [each.text.replace("年", " 年", 1) for each in paragraphs]
    return "\r\n\r\n".join(lines).encode("gb18030")


def utf16(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return plain text as an old editor saved it, with furniture."""
    return ("\ufeff" + "\n".join(furnished(paragraphs, name, year))).encode("utf-16-le")


def web_page(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return a page with menu, trail, share buttons, related links, comment form and footer."""
    body = "\n".join(f"<p>　　{html.escape(each.text)}</p>" for each in paragraphs[1:])
    title = paragraphs[0].text
    page = f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}_{name}人民政府</title>
<script>var visits = 1026;</script><style>p {{ text-indent: 2em }}</style></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/hd">互动交流</a></li></ul></nav>
<div class="trail">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 政府工作报告</div>
<article><h1>{title}</h1><div class="meta">来源：望沧日报&nbsp;&nbsp;发布时间：{year}-01-18&nbsp;&nbsp;字号：大 中 小</div>
{body}
<div class="share">分享到：微信 微博</div></article>
<aside><h3>相关阅读</h3><ul><li><a href="/1">关于做好春节值班工作的通知</a></li><li><a href="/2">本周天气提示</a></li></ul></aside>
<form><label>我要评论</label><textarea></textarea><button>提交</button></form>
<footer>版权所有：{name}人民政府办公室　网站地图　联系我们</footer></body></html>
"""
    return page.encode("utf-8")


def annotated(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return traditional characters with a pinyin note behind some, full-width marks turned to ASCII."""
    import opencc

    text = opencc.OpenCC("s2t").convert("\n".join(furnished(paragraphs, name, year)))
    for mark, plain in zip("，；：！？（）", ",;:!?()", strict=True):
        text = text.replace(mark, plain)
    for character, sound in NOTES.items():
        text = text.replace(character, f"{character}({sound})")
    return text.encode("utf-8")


def word(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return a Word file."""
    import docx

    document = docx.Document()
    document.add_heading(paragraphs[0].text, level=0)
    for each in paragraphs[1:]:
        document.add_paragraph(each.text)
    raw = io.BytesIO()
    document.save(raw)
    return _dateless(raw.getvalue())


def pdf(paragraphs: list[Paragraph], name: str, year: str) -> bytes:
    """Return a PDF with hard line ends, a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Song", str(FONT)))
    raw = io.BytesIO()
    canvas = Canvas(raw, pagesize=A4, invariant=1)
    lines = [paragraphs[0].text, *(f"　　{each.text}" for each in paragraphs[1:])]
    rows = [row for line in lines for row in _broken(line, 38)]
    for number, start in enumerate(range(0, len(rows), 40), 1):
        canvas.setFont("Song", 9)
        canvas.drawString(70, 800, f"{name}政府工作报告")
        canvas.setFont("Song", 12)
        for position, row in enumerate(rows[start : start + 40]):
            canvas.drawString(70, 770 - 17.5 * position, row)
        canvas.setFont("Song", 9)
        canvas.drawCentredString(297, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return raw.getvalue()


def _broken(line: str, width: int) -> list[str]:
    """Break a line after ``width`` characters, as type-setting does."""
    return [line[start : start + width] for start in range(0, len(line), width)]


def _dateless(raw: bytes) -> bytes:
    """Return a zip file with the same members and no dates."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()


FORMATS: dict[str, tuple[str, Callable[[list[Paragraph], str, str], bytes]]] = {
    "jichuan_2022": ("txt", utf8),
    "jichuan_2023": ("txt", gb18030),
    "jichuan_2024": ("html", web_page),
    "lanpu_2022": ("html", web_page),
    "lanpu_2023": ("docx", word),
    "lanpu_2024": ("pdf", pdf),
    "luting_2022": ("docx", word),
    "luting_2023": ("pdf", pdf),
    "luting_2024": ("txt", utf8),
    "qiwu_2022": ("txt", annotated),
    "qiwu_2023": ("html", web_page),
    "qiwu_2024": ("txt", utf16),
    "xizhou_2022": ("pdf", pdf),
    "xizhou_2023": ("txt", annotated),
    "xizhou_2024": ("docx", word),
    "yanxi_2022": ("txt", utf8_with_mark),
    "yanxi_2023": ("txt", gb18030),
    "yanxi_2024": ("html", web_page),
}


def main(folder: Path = HERE / "corpus") -> None:
    """Write the corpus and its gold labels."""
    folder.mkdir(exist_ok=True)
    labels = []
    for stem, (suffix, render) in FORMATS.items():
        region, year = stem.split("_")
        paragraphs = read(HERE / "source" / f"{stem}.txt")
        (folder / f"{stem}.{suffix}").write_bytes(render(paragraphs, NAMES[region], year))
        labels += [(f"{stem}.{suffix}", *paragraph) for paragraph in paragraphs]
    with open(folder / "gold.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "role", "part", "domain", "text"])
        writer.writerows(labels)


if __name__ == "__main__":
    main()
