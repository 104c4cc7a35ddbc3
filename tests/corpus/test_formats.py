"""HTML, Word and PDF to lines."""

from io import BytesIO

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policytopics.corpus.formats import (
    UnreadableError,
    docx_lines,
    html_lines,
    join_hard_breaks,
    looks_like_html,
    pdf_lines,
    text_lines,
)

PARAGRAPHS = [
    "过去一年，全县经济平稳增长，农业丰收，工业提速，服务业回暖，城乡居民收入稳步提高，财政收支总体平衡。",
    "今年要加快产业升级，完善基础设施，办好民生实事，守住安全底线，确保各项目标任务如期完成。",
]


def pdf(pages: list[list[str]]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in pages:
        canvas.setFont("STSong-Light", 12)
        for number, line in enumerate(page):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_lines_keep_an_editors_numbers() -> None:
    assert text_lines("甲\x0c乙\u2028丙\r\n\r\n丁") == ["甲\x0c乙\u2028丙", "", "丁"]
    assert text_lines("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<html><body>报告</body></html>", True),
        ("  <p>第一段</p>\n<p>第二段</p>", True),
        ("增长<5%，占比>3%", False),
        ("政府工作报告\n各位代表：", False),
    ],
)
def test_html_is_told_by_its_content(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_a_page_gives_its_title_and_its_main_text() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 3)
    page = (
        "<html><head><title>某县政府工作报告</title><script>var a=1;</script></head><body>"
        f"<div><a href='/'>首页</a></div><article>{body}</article><footer>版权</footer></body>"
    )
    lines, warnings = html_lines(page)
    assert lines[0] == "某县政府工作报告"
    assert all(paragraph in lines for paragraph in PARAGRAPHS)
    assert "var a" not in "".join(lines)
    assert warnings == []


def test_inline_elements_break_no_line() -> None:
    page = (
        f"<html><body><div>二<b>、安</b>排<!-- 注 --></div><p>{PARAGRAPHS[0]}</p>尾</body></html>"
    )
    assert html_lines(page) == (["二、安排", PARAGRAPHS[0], "尾"], [])


@pytest.mark.parametrize("extracted", [None, PARAGRAPHS[1][:9]])
def test_a_page_of_which_too_little_is_found_is_read_whole(
    monkeypatch: pytest.MonkeyPatch, extracted: str | None
) -> None:
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: extracted)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body>{body}<select><option>选</option></select></body></html>"
    lines, warnings = html_lines(page)
    assert lines == PARAGRAPHS
    assert warnings == ["the main text of the page was not found: the whole page was read"]


def test_a_page_without_content_is_told() -> None:
    with pytest.raises(UnreadableError, match="cannot be parsed"):
        html_lines("")


def test_word_files_give_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("政府工作报告")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "目标"
    document.add_paragraph("第一行\n第二行")
    buffer = BytesIO()
    document.save(buffer)
    assert docx_lines(buffer.getvalue()) == ["政府工作报告", "指标 目标", "第一行", "第二行"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"nothing"])
def test_a_damaged_word_file_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        docx_lines(data)


def test_a_pdf_gives_paragraphs_without_page_numbers_and_running_heads() -> None:
    texts = [f"{n}日，{text}这是{n}。" for n in (21, 22, 23) for text in PARAGRAPHS]
    cut = [[text[:40], text[40:]] for text in texts]
    pages = [
        ["某县政府工作报告", *cut[2 * page], *cut[2 * page + 1], f"- {page + 1} -"]
        for page in range(3)
    ]
    assert pdf_lines(pdf(pages)) == texts


def test_a_pdf_without_text_is_told() -> None:
    with pytest.raises(UnreadableError, match="no text layer"):
        pdf_lines(pdf([[]]))


def test_a_locked_pdf_is_told() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([PARAGRAPHS]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(UnreadableError, match="password"):
        pdf_lines(buffer.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"%PDF-1.7\n" + b"\x00" * 64])
def test_a_damaged_pdf_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|text layer"):
        pdf_lines(data)


def test_full_lines_go_on_and_headings_begin_anew() -> None:
    lines = [
        "二〇二四年一月十二日在县",
        "人民代表大会上的报告。",
        "一、工作回顾与主要的成效",
        "（一）农业。",
    ]
    assert join_hard_breaks(lines) == [lines[0] + lines[1], lines[2], lines[3]]
    assert join_hard_breaks([]) == []


def test_words_of_latin_letters_stay_apart() -> None:
    assert join_hard_breaks(["we go on and", "on and on."]) == ["we go on and on and on."]
