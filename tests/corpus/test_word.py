"""Word files: all that a reader of the page sees, once, and in its order."""

from io import BytesIO

import docx
import pytest

from policytopics.corpus.unreadable import UnreadableError
from policytopics.corpus.word import docx_reading
from policytopics.corpus.word_numbers import formatted
from tests.corpus.documents import PARAGRAPHS, p, word


def docx_lines(data: bytes) -> list[str]:
    """Return the lines of a Word file."""
    return list(docx_reading(data).lines)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def level(place: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def of_list(place: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'


LEVELS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_tracked_insertions_are_taken_and_deletions_are_not() -> None:
    body = (
        f"<w:p>{run('全县')}<w:ins>{run('经济')}</w:ins><w:del><w:r><w:delText>工业</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('增长')}</w:moveTo></w:p>"
        f"<w:ins>{p('新的一段')}</w:ins>"
    )
    assert docx_lines(word(body)) == ["全县经济增长", "新的一段"]


def test_content_controls_fields_and_links_give_their_text() -> None:
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('一段')}</w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtContent>{run('二')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{run('三')}</w:hyperlink><w:fldSimple>{run('四')}</w:fldSimple>"
        "<w:r><w:instrText>PAGEREF</w:instrText></w:r></w:p>"
    )
    assert docx_lines(word(body)) == ["一段", "二三四"]


def test_a_text_box_is_read_once_before_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('某县政府工作报告')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('各位代表：')}</w:p>"
    )
    assert docx_lines(word(body)) == ["某县政府工作报告", "各位代表："]


def test_merged_cells_are_read_once_and_layout_tables_as_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "指标"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "产值"
    table.cell(0, 2).text, table.cell(1, 1).text, table.cell(2, 2).text = "目标", "甲", "乙"
    layout = document.add_table(rows=1, cols=2)
    layout.cell(0, 0).text = "\n".join(PARAGRAPHS * 2)
    layout.cell(0, 1).text = "旁注"
    out = BytesIO()
    document.save(out)
    lines = [line for line in docx_lines(out.getvalue()) if line]
    assert lines == ["指标 目标", "产值 甲", "乙", *PARAGRAPHS * 2, "旁注"]


def test_soft_line_breaks_end_lines_and_hidden_text_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase>"
        f"{run('字')}</w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert docx_lines(word(body)) == ["甲", "乙字"]


def test_footnotes_stand_after_the_text() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("三电：电池、电机、电控。")}</w:footnote>'
    )
    body = f'<w:p>{run("发展三电")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("产业。")}</w:p>'
    reading = docx_reading(word(body, footnotes=notes))
    assert reading.lines == ["发展三电产业。", "注释", "三电：电池、电机、电控。"]
    assert reading.warnings == ["1 footnotes stand after the text, under 注释"]


def test_numbers_that_word_makes_are_written_out() -> None:
    body = "".join([
        p("工作回顾", of_list(0)), p("农业", of_list(1)), p("工业", of_list(1)),
        p("正文"), p("", of_list(0)), p("扩产", of_list(2)), p("任务", of_list(0)),
        p("农业", of_list(1)), p("另起", of_list(0, 2)), p("再起", of_list(0, 2)),
        p("没有", of_list(0, 0)),
    ])  # fmt: skip
    assert [line for line in docx_lines(word(body, numbering=NUMBERING)) if line] == [
        "一、工作回顾", "（一）农业", "（二）工业", "正文", "1.扩产", "二、任务",
        "（一）农业", "五、另起", "六、再起", "没有",
    ]  # fmt: skip


def test_headings_are_numbered_by_their_style() -> None:
    levels = level(0, "chineseCounting", "第%1章 ", '<w:pStyle w:val="H"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
        "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    body = p("总则", '<w:pStyle w:val="H"/>') + p("目标", '<w:pStyle w:val="I"/>')
    lines = docx_lines(word(body, numbering=numbering, styles=styles))
    assert lines == ["第一章 总则", "第二章 目标"]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (103, "japaneseCounting", "一百零三"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"),
        (11, "decimalEnclosedCircle", "⑪"),
        (28, "lowerLetter", "bb"),
        (9, "upperRoman", "IX"),
        (7, "decimalZero", "07"),
        (4, "bullet", ""),
    ],
)
def test_numbers_are_formatted_as_lists_say(number: int, style: str, expected: str) -> None:
    assert formatted(number, style) == expected


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"nothing", b""])
def test_a_damaged_word_file_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        docx_lines(data)
