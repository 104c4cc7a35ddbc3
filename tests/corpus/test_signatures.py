"""What a file is, told by its content; what is refused, by name and with what to do."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from policytopics.commands.corpus_files import documents_in
from policytopics.corpus.content import Content
from policytopics.corpus.passed_over import is_passed_over
from policytopics.corpus.read import ReadSettings, read_documents
from policytopics.corpus.signatures import format_of
from policytopics.problems import ProblemsError
from policytopics.study.corpus import CorpusSettings
from tests.corpus.documents import TEXT, report, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(200)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"%PDF-1.4", "pdf"),
        ("a.txt", word(), "docx"),
        ("a.doc", stream("WordDocument"), "doc"),
        ("a.wps", stream("WordDocument"), "doc"),
        ("a.txt", stream("Workbook"), "xls"),
        ("a.doc", b"{\\rtf1\\ansi", "rtf"),
        ("a.bin", b"PAR1", "parquet"),
        ("a.txt", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", "mhtml"),
        ("a.md", TEXT.encode(), "markdown"),
        ("a", TEXT.encode(), "text"),
        ("a.csv", TEXT.encode(), "csv"),
        ("a.zip", zipped({"a.txt": b"1"}), "zip"),
    ],
)
def test_formats_are_told_by_content(name: str, data: bytes, expected: str) -> None:
    assert format_of(Content(name, data)) == expected


@pytest.mark.parametrize(
    ("data", "what", "fix"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(90), "a picture", "OCR"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "a picture", "OCR"),
        (b"II*\x00" + bytes(90), "a picture", "OCR"),
        (b"Rar!\x1a\x07\x00", "a RAR archive", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip", "unpack"),
        (b"CAJ\x00" + bytes(90), "CNKI", "CAJViewer"),
        (zipped({"OFD.xml": b"<OFD/>", "Doc_0/a.xml": b""}), "OFD", "WPS"),
        (zipped({"[Content_Types].xml": b"", "ppt/a.xml": b""}), "slides", "PDF"),
        (zipped({"mimetype": b"application/epub+zip"}), "e-book", "Calibre"),
        (stream("PowerPoint Document"), "slides", "PDF"),
        (stream("EncryptedPackage"), "password", "without the password"),
        (OLE, "old Office file", "LibreOffice"),
        (b"SQLite format 3\x00", "SQLite", ".csv"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(data: bytes, what: str, fix: str) -> None:
    sources, (problem,) = read_documents({"a.bin": data})
    assert sources.empty
    assert what in problem.what
    assert fix in problem.fix
    assert "ignore" not in problem.fix


@pytest.mark.parametrize(
    "path",
    [
        "desktop.ini", "Thumbs.db", "省/市/Desktop.ini", ".DS_Store", "~$报告.docx", "README.md",
        "readme.txt", "__MACOSX/._a.txt", ".git/config", "documents.csv", "x/$RECYCLE.BIN/a.txt",
    ],
)  # fmt: skip
def test_files_of_programs_are_passed_over(path: str) -> None:
    assert is_passed_over(path, CorpusSettings().ignore)


@pytest.mark.parametrize("path", ["安徽省/合肥市/2024.txt", "报告.md", "reports.csv", "a.b/c.docx"])
def test_documents_are_not(path: str) -> None:
    assert not is_passed_over(path, CorpusSettings().ignore)


def test_folders_are_searched_and_files_of_programs_left(tmp_path: Path) -> None:
    inside = ["省/市/2024.txt", "b.md", "省/Desktop.ini", "Thumbs.db", ".x/a.txt", "~$b.docx"]
    for name in inside:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = documents_in(CorpusSettings(folder=str(tmp_path)))
    assert [Path(each).name for each in found] == ["b.md", "2024.txt"]


@pytest.mark.parametrize("name", [b"{year}.txt", "报告.txt".encode("gbk"), b"a\nb.txt"])
def test_names_that_no_table_can_hold_are_told(name: bytes, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(b"1")
    with pytest.raises(ProblemsError, match="no name that can be written down"):
        documents_in(CorpusSettings(folder=str(tmp_path)))


def gbk_zip(names: list[str]) -> bytes:
    """Return an archive as Chinese programs on Windows write it: names in GBK, unmarked."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(names):
            # As many bytes as the name has in GBK, which replace them afterwards.
            archive.writestr(zipfile.ZipInfo("x" * len(name.encode("gbk"))), report(number))
    data = out.getvalue()
    for name in names:
        raw = name.encode("gbk")
        data = data.replace(b"x" * len(raw), raw)
    return data


def test_members_of_an_archive_are_documents_named_by_it() -> None:
    inner = zipped({"丙.txt": report(3).encode()})
    data = zipped({
        "甲/乙.txt": report(1).encode(), "b.docx": word("<w:p><w:r><w:t>报告</w:t></w:r></w:p>"),
        "inner.zip": inner, "__MACOSX/._b.docx": b"x", "甲/Thumbs.db": b"x", "readme.md": b"x",
    })  # fmt: skip
    wanted = ReadSettings(ignore=tuple(CorpusSettings().ignore))
    sources, problems = read_documents({"包.zip": data}, wanted)
    assert problems == []
    assert sources["file"].tolist() == [
        "包.zip/b.docx", "包.zip/inner.zip/丙.txt", "包.zip/甲/乙.txt",
    ]  # fmt: skip
    assert sources["document_id"].is_unique


def test_names_in_gbk_are_read() -> None:
    sources, _ = read_documents({"a.zip": gbk_zip(["合肥市2024年政府工作报告.txt"])})
    assert sources["file"].tolist() == ["a.zip/合肥市2024年政府工作报告.txt"]


def test_names_do_not_lead_out_of_an_archive() -> None:
    sources, _ = read_documents({"a.zip": zipped({"../../b.txt": report(1).encode()})})
    assert sources["file"].tolist() == ["a.zip/b.txt"]


def test_members_that_fail_are_told_one_by_one() -> None:
    data = zipped({"a.txt": report(1).encode(), "b.jpg": b"\xff\xd8\xff", "c.txt": b""})
    sources, problems = read_documents({"a.zip": data})
    assert sources["file"].tolist() == ["a.zip/a.txt"]
    assert [problem.where for problem in problems] == ["a.zip/b.jpg", "a.zip/c.txt"]


def test_a_locked_archive_is_told() -> None:
    data = bytearray(zipped({"a.txt": report(1).encode()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    _, (problem,) = read_documents({"a.zip": bytes(data)})
    assert problem.where == "a.zip/a.txt"
    assert "password" in problem.what


def test_a_zip_bomb_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _, (problem,) = read_documents({"a.zip": zipped({"a.txt": b"0" * 3_000_000})})
    assert "unpacked are more than a report has" in problem.what
    monkeypatch.setattr("policytopics.corpus.archive.MOST_MEMBERS", 1)
    _, (problem,) = read_documents({"a.zip": zipped({"a.txt": b"1", "b.txt": b"2"})})
    assert "2 files in the archive" in problem.what
    nested = zipped({"a.txt": report(1).encode()})
    for _ in range(5):
        nested = zipped({"a.zip": nested})
    _, (problem,) = read_documents({"a.zip": nested})
    assert "too deep" in problem.what
