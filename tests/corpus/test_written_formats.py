"""Markdown, rich text, saved pages, and old Word files through other programs."""

import stat
from email.message import EmailMessage
from pathlib import Path

import pytest

from policytopics.corpus.markdown import markdown_reading, undone
from policytopics.corpus.read import read_documents
from tests.corpus.documents import PARAGRAPHS, TEXT, word
from tests.corpus.test_signatures import stream


def test_marks_of_markdown_are_undone_and_lines_keep_their_numbers() -> None:
    text = "\n".join([
        "---", "title: 某县政府工作报告", "date: 2024-01-12", "city: 某县", "tags: [a]", "---",
        "# **一、回顾**", "<!-- 编者", "注 -->", "**经济**平稳，[详见](http://a.cn)。![图](b.png)",
        "- 第一项", "> 引文", "***", "增长*明显*，GDP_2024_年\\*",
    ])  # fmt: skip
    reading = markdown_reading(text)
    assert dict(reading.given) == {
        "title": "某县政府工作报告",
        "year": "2024-01-12",
        "city": "某县",
    }
    assert list(reading.lines) == [
        *[""] * 6, "一、回顾", "", "", "经济平稳，详见。", "第一项", "引文", "",
        "增长明显，GDP_2024_年*",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head", ["---\na: [\n---\n", "---\n- x\n---\n", "---\na: &x 1\nb: *x\n---\n"]
)
def test_a_head_that_is_no_head_stays_text(head: str) -> None:
    assert "正文" in "\n".join(markdown_reading(f"{head}正文").lines)
    assert markdown_reading(f"{head}正文").given == {}


def test_bold_over_several_lines_leaves_no_marks() -> None:
    assert undone("**一、回顾\n二、安排**") == "一、回顾\n二、安排"


def test_markdown_files_are_documents() -> None:
    sources, problems = read_documents({"a.md": f"# 报告\n{TEXT}".encode("gb18030")})
    assert problems == []
    assert sources["format"].iloc[0] == "markdown"
    assert sources["lines"].iloc[0][0] == "报告"


def rtf(text: str, page: str = "936", encoding: str = "gbk") -> bytes:
    body = "\\par\n".join(
        "".join(f"\\'{byte:02x}" for byte in line.encode(encoding)) for line in text.split("\n")
    )
    return f"{{\\rtf1\\ansi\\ansicpg{page}\\deff0 {body}}}".encode()


@pytest.mark.parametrize("page", ["936", "1252"])
def test_rich_text_is_read(page: str) -> None:
    sources, problems = read_documents({"a.rtf": rtf(TEXT, page)})
    assert problems == []
    assert "\n".join(sources["lines"].iloc[0]).strip() == TEXT


def test_rich_text_in_unicode_is_read_without_its_pictures() -> None:
    signs = "".join(
        f"\\u{ord(sign) if ord(sign) < 32768 else ord(sign) - 65536}?" for sign in TEXT[:40]
    )
    data = f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {{\\pict\\pngblip 89504e47}}{signs}}}".encode()
    sources, _ = read_documents({"a.rtf": data})
    assert "".join(sources["lines"].iloc[0]).strip() == TEXT[:40].replace("\n", "")


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "iso-8859-1"])
def test_a_saved_page_is_read_whatever_it_says_of_its_encoding(charset: str) -> None:
    body = "<p>".join(PARAGRAPHS * 2)
    page = f"<html><head><title>某县报告</title></head><body>{body}</body></html>"
    message = EmailMessage()
    message["Subject"] = "saved"
    message.make_mixed()
    part = EmailMessage()
    part.set_content(page.encode("utf-8" if charset == "utf-8" else "gbk"), "text", "html")
    part.set_param("charset", charset)
    message.attach(part)
    message.add_attachment(b"GIF89a", "image", "gif")
    sources, problems = read_documents({"a.mht": message.as_bytes()})
    assert problems == []
    assert sources["format"].iloc[0] == "mhtml"
    assert sources["lines"].iloc[0][0] == "某县报告"
    assert all(paragraph in sources["lines"].iloc[0] for paragraph in PARAGRAPHS)


def test_a_saved_page_without_a_page_is_told() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: image/gif\r\n\r\nGIF89a"
    _, (problem,) = read_documents({"a.mht": data})
    assert "without a page" in problem.what


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands alone for what is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, "cat", 'exec /bin/cat "$@"')
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_an_old_word_file_is_refused_with_what_to_install(programs: Path) -> None:
    _, (problem,) = read_documents({"a.doc": stream("WordDocument")})
    assert "(.doc)" in problem.what
    assert "none of them installed" in problem.what
    assert "LibreOffice" in problem.fix
    assert ".docx" in problem.fix


def test_an_old_word_file_is_read_through_libreoffice(programs: Path) -> None:
    made = programs / "made.docx"
    made.write_bytes(word(f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r></w:p>"))
    program(programs, "soffice", f"cat {made} > document.docx")
    sources, problems = read_documents({"a.doc": stream("WordDocument")})
    assert problems == []
    assert sources["lines"].iloc[0] == [PARAGRAPHS[0]]
    assert sources["format"].iloc[0] == "doc"
    assert sources["warnings"].iloc[0] == ["read through LibreOffice"]


def test_antiword_is_asked_where_libreoffice_fails(programs: Path) -> None:
    program(programs, "soffice", "exit 1")
    program(programs, "antiword", f"echo '{PARAGRAPHS[1]}'")
    sources, _ = read_documents({"a.doc": stream("WordDocument")})
    assert sources["warnings"].iloc[0] == ["read through antiword"]
    program(programs, "antiword", "exit 1")
    _, (problem,) = read_documents({"a.doc": stream("WordDocument")})
    assert "soffice, antiword cannot read" in problem.what
