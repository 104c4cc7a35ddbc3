"""Texts and web pages to lines."""

import pytest

from policytopics.corpus.text import text_lines
from policytopics.corpus.unreadable import UnreadableError
from policytopics.corpus.web_page import html_lines, looks_like_html

PARAGRAPHS = [
    "过去一年，全县经济平稳增长，农业丰收，工业提速，服务业回暖，城乡居民收入稳步提高，财政收支总体平衡。",
    "今年要加快产业升级，完善基础设施，办好民生实事，守住安全底线，确保各项目标任务如期完成。",
]


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
