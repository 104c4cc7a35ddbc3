"""Files made to exhaust a reader, and any bytes at all, end in one clear message."""

import signal
import threading
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from policytopics.corpus import formats, read, unreadable, web_page
from policytopics.corpus import pdf as pdf_module
from policytopics.corpus import word as word_module
from policytopics.corpus.content import Content
from policytopics.corpus.pdf_process import PdfProcess
from policytopics.corpus.read import read_documents
from policytopics.corpus.time_limit import OutOfTimeError, at_most
from tests.corpus.documents import pdf as drawn_pdf
from tests.corpus.documents import zipped

LINE = "过去一年，全县经济平稳增长。"


def problem(data: bytes) -> str:
    """Return what is wrong with the only file."""
    sources, problems = read_documents({"a": data})
    assert sources.empty
    (one,) = problems
    assert one.fix
    return one.what


def pdf(content: bytes, *more: bytes) -> bytes:
    """Return a PDF of one page with compressed content, and more objects from number 5 on."""
    data = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data),
        *more,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def word(paragraphs: bytes) -> bytes:
    """Return a Word file with a body that is not what it was saved with."""
    saved, out = BytesIO(), BytesIO()
    docx.Document().save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name,
                part.replace(b"<w:body>", b"<w:body>" + paragraphs)
                if name == "word/document.xml"
                else part,
            )
    return out.getvalue()


def test_a_line_without_end() -> None:
    line = LINE * (unreadable.LONGEST_LINE // len(LINE) + 1)
    assert "line 2 has" in problem(f"甲\n{line}".encode())


def test_a_text_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "bytes of text" in problem(b"a" * (formats.MOST_TEXT_BYTES + 1))
    monkeypatch.setattr(unreadable, "MOST_CHARACTERS", 50)
    assert "characters are more than" in problem(f"{LINE}\n".encode() * 4)


def test_a_huge_file_is_not_read_to_its_end(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(read, "_MOST_BYTES", 100)
    (tmp_path / "a.txt").write_bytes(LINE.encode() * 100)
    sources, (told,) = read_documents([Content("a.txt", tmp_path / "a.txt")])
    assert sources.empty
    assert "larger than 100 bytes" in told.what


def test_html_nested_without_end() -> None:
    deep = "<div>" * 100_000 + LINE + "</div>" * 100_000
    assert "nested too deeply" in problem(f"<html><body>{deep}".encode())


def test_html_without_end() -> None:
    page = "<html><body>" + "<p>a</p>" * (web_page.MOST_CHARACTERS // 8 + 1)
    assert "characters of HTML" in problem(page.encode())


def test_a_pdf_bomb() -> None:
    assert "no text layer" in problem(pdf(b" " * 80_000_000))


def test_a_pdf_that_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_CHARACTERS", 50)
    line = b"BT /F1 1 Tf (abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz) Tj ET"
    with pytest.raises(unreadable.UnreadableError, match="characters are more than"):
        pdf_module.pdf_reading(pdf(line))


def test_a_pdf_that_draws_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_MOST_SECONDS", 0.3)
    draw = b"/X Do " * 9
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>"
        b"stream\n%s\nendstream" % (6 + level, len(draw), draw)
        for level in range(12)
    ]
    assert "takes more than" in problem(pdf(draw, *forms))


def test_what_took_too_long_takes_no_time_afterwards() -> None:
    with pytest.raises(OutOfTimeError), at_most(0.02):
        sum(number**2 for number in range(10**9))
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_another_thread_is_not_stopped() -> None:
    done: list[int] = []

    def work() -> None:
        with at_most(0.0001):
            done.append(sum(range(10**5)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [sum(range(10**5))]


def test_a_pdf_with_pages_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 3)
    writer, out = PdfWriter(), BytesIO()
    for _ in range(4):
        writer.add_blank_page(9, 9)
    writer.write(out)
    with pytest.raises(unreadable.UnreadableError, match="4 pages"):
        pdf_module.pdf_reading(out.getvalue())


def test_an_encrypted_pdf() -> None:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(9, 9)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert "locked" in problem(out.getvalue())


def test_a_word_file_that_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "in the Word file" in problem(word(b"<w:p/>" * (word_module._MOST_BYTES // 6)))
    monkeypatch.setattr(word_module, "_MOST_PARTS", 3)
    assert "parts in the Word file" in problem(word(b""))


BEGINNINGS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"\xff\xfe",
        b"<html><p>",
        b"\xd0\xcf\x11\xe0",
        b"{\\rtf1\\ansi ",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n",
        b"PAR1",
        b"<stata_dta>",
        b"---\ntitle: ",
        b"text,year\n",
        LINE.encode(),
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    BEGINNINGS,
    st.binary(max_size=300),
    st.sampled_from(
        ["a", "a.csv", "a.md", "a.dta", "a.json", "a.jsonl", "a.xlsx", "a.zip", "a.docx"]
    ),
)
def test_any_bytes_are_read_or_told_of(beginning: bytes, data: bytes, name: str) -> None:
    sources, problems = read_documents({name: beginning + data})
    assert len(sources) + len(problems) >= 1


def broken(data: st.DataObject, whole: bytes) -> bytes:
    """Return a file with some bytes put in place of others."""
    place = data.draw(st.integers(4, len(whole) - 1))
    stop = data.draw(st.integers(place, min(len(whole), place + 40)))
    return whole[:place] + data.draw(st.binary(max_size=20)) + whole[stop:]


ZIPS = [word(b""), zipped({"a.txt": LINE.encode(), "b.docx": word(b"")})]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_word_files_and_archives_are_read_or_told_of(data: st.DataObject) -> None:
    sources, problems = read_documents({"a": broken(data, data.draw(st.sampled_from(ZIPS)))})
    assert len(sources) + len(problems) >= 1


def test_broken_pdfs_are_read_or_told_of() -> None:
    kinds = [pdf(b"BT /F1 9 Tf (a) Tj ET"), drawn_pdf([[LINE], [LINE]])]
    with PdfProcess(seconds=5) as process:

        @settings(max_examples=60, deadline=None)
        @given(st.data())
        def reads_or_tells(data: st.DataObject) -> None:
            # Anything but a text or a refusal fails.
            with suppress(unreadable.UnreadableError):
                process.read(broken(data, data.draw(st.sampled_from(kinds))))

        reads_or_tells()
