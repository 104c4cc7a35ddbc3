"""Files to documents: formats by content, every problem at once."""

import random
from io import BytesIO
from pathlib import Path

import docx
import pytest

from policytopics.corpus.content import contents_in
from policytopics.corpus.document_names import document_ids
from policytopics.corpus.read import read_documents, settle_sources
from policytopics.problems import ProblemsError

TEXT = "某县政府工作报告\n\n各位代表：\n过去一年，全县经济平稳增长。\n"


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("政府工作报告")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_documents_are_read_by_their_content_whatever_their_name() -> None:
    contents = {
        "b.txt": TEXT.encode("gb18030"),
        "a.txt": f"<html><body><p>{TEXT}</p></body></html>".encode(),
        "c.bin": word(),
    }
    sources, problems = read_documents(contents)
    assert problems == []
    assert sources["file"].tolist() == ["a.txt", "b.txt", "c.bin"]
    assert sources["format"].tolist() == ["html", "txt", "docx"]
    assert sources["encoding"].tolist() == ["utf-8", "gb18030", ""]
    assert sources["lines"].iloc[1] == TEXT.rstrip("\n").split("\n")


def test_all_problems_are_told_at_once() -> None:
    garbled = TEXT.encode("gb18030").decode("latin-1").encode()
    contents = {
        "empty.txt": b" \n", "photo.txt": b"\x89P\x00\x00", "old.doc": b"\xd0\xcf\x11\xe0rest",
        "english.txt": b"no Chinese here", "good.txt": TEXT.encode(), "twin.txt": TEXT.encode(),
        "broken.pdf": b"%PDF-1.4", "garbled.txt": garbled, "broken.docx": b"PK\x03\x04",
    }  # fmt: skip
    sources, problems = read_documents(contents)
    assert sources["file"].tolist() == ["good.txt"]
    told = {problem.where: problem.what for problem in problems}
    assert told["empty.txt"] == "the file is empty"
    assert told["photo.txt"] == "not a text file"
    assert "old Office" in told["old.doc"]
    assert told["english.txt"] == "no Chinese text in it"
    assert told["twin.txt"] == "the same file as good.txt"
    assert "garbled" in told["garbled.txt"]
    assert set(told) == set(contents) - {"good.txt"}
    assert all(problem.fix for problem in problems)


def test_unreadable_bytes_are_a_warning() -> None:
    sources, problems = read_documents({"a.txt": (TEXT * 20).encode("gb18030") + b"\xff"})
    assert problems == []
    assert sources["warnings"].iloc[0] == ["1 bytes could not be read as gb18030"]


def test_the_order_of_the_files_does_not_matter() -> None:
    contents = {f"{n}.txt": f"{TEXT}{n}".encode() for n in range(6)}
    shuffled = dict(random.Random(1).sample(sorted(contents.items()), k=len(contents)))
    assert read_documents(contents)[0].equals(read_documents(shuffled)[0])


def test_ids_are_readable_unique_and_stable() -> None:
    ids = document_ids(["x/某县.txt", "a.txt", "a.pdf", "Report (2).txt", "é.txt"])
    assert len(set(ids.values())) == 5
    assert all(value.isascii() for value in ids.values())
    assert ids["Report (2).txt"] == "report_2"
    assert ids["é.txt"] == "e"
    assert ids["a.txt"].startswith("a_")
    assert document_ids(["a.txt"]) == {"a.txt": "a"}


def test_problems_end_the_run_or_leave_the_document_out(capsys: pytest.CaptureFixture[str]) -> None:
    sources, problems = read_documents({"a.txt": TEXT.encode(), "b.txt": b""})
    with pytest.raises(ProblemsError, match=r"b\.txt: the file is empty"):
        settle_sources(sources, problems, leave_out=False)
    assert settle_sources(sources, problems, leave_out=True)["file"].tolist() == ["a.txt"]
    assert "left out: b.txt" in capsys.readouterr().out


def test_nothing_left_is_always_an_error() -> None:
    with pytest.raises(ProblemsError, match=r"b\.txt"):
        settle_sources(*read_documents({"b.txt": b""}), leave_out=True)
    with pytest.raises(ProblemsError, match="no documents found"):
        settle_sources(*read_documents({}), leave_out=True)


def test_files_are_named_from_the_corpus_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"1")
    (content,) = contents_in(str(tmp_path), [str(tmp_path / "sub" / "a.txt")])
    assert content.name == "sub/a.txt"
    assert content.data() == b"1"
