"""The inputs that failed, each as it is meant: only where the real documents lie at hand."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.commands.corpus_files import documents_in
from policytopics.corpus.characters import count_han
from policytopics.corpus.content import contents_in
from policytopics.corpus.read import ReadSettings, read_documents
from policytopics.problems import Problem, ProblemsError
from policytopics.sheets import parse_sheet
from policytopics.study.corpus import CorpusSettings

pytestmark = pytest.mark.real
PARTS = ("一、2023年工作回顾", "二、2024年主要工作安排", "三、加强政府自身建设")


def read(folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    settings = CorpusSettings(folder=str(folder))
    files = documents_in(settings)
    return read_documents(
        contents_in(str(folder), files), ReadSettings(ignore=tuple(settings.ignore))
    )


@pytest.fixture
def hard(real_corpus: Path) -> Path:
    folder = real_corpus / "hard"
    if not folder.is_dir():
        pytest.skip("no inputs that failed")
    return folder


def test_every_format_is_read(hard: Path) -> None:
    sources, problems = read(hard / "formats")
    assert problems == []
    assert sources["format"].tolist() == ["mhtml", "rtf", "xlsx", "xlsx", "txt"]
    assert sources["file"].iloc[-1] == "10_reports.zip/亳州市2024.txt"
    assert sources["given_city"].tolist() == ["", "", "滁州市", "六安市", ""]
    for lines in sources["lines"]:
        assert "政府工作报告" in lines[0]
        assert len(lines) == 98
        assert all(part in lines for part in PARTS)


def test_a_table_of_reports_is_as_many_documents(hard: Path) -> None:
    sources, problems = read(hard / "table_of_reports")
    assert problems == []
    assert sources["file"].tolist() == ["city.csv#2", "city.csv#3", "city.csv#4"]
    assert sources["given_province"].tolist() == ["安徽省", "江苏省", "四川省"]
    assert sources["given_city"].tolist() == ["合肥市", "苏州市", "成都市"]
    assert sources["given_year"].tolist() == ["2024"] * 3


def test_word_files_lose_nothing(hard: Path) -> None:
    sources, problems = read(hard / "word_features")
    assert problems == []
    for lines in sources["lines"]:
        assert "政府工作报告" in lines[0]
        assert all(part in lines for part in PARTS)
        assert len(lines) >= 97


def test_pdf_layers_are_read_in_order_or_refused_by_name(hard: Path) -> None:
    sources, problems = read(hard / "pdf_layers")
    (lines,) = sources["lines"]
    assert all(part in lines for part in PARTS)
    assert len(lines) == 98
    assert all(line[-1] in "。：" for line in lines if count_han(line) > 40)
    cover, garbled = problems
    assert "pages 2-13 hold no text" in cover.what
    assert "text layer is garbled" in garbled.what
    assert not any("ignore" in problem.fix for problem in problems)


def test_files_of_windows_are_passed_over(hard: Path) -> None:
    with pytest.raises(ProblemsError, match="holds no documents"):
        read(hard / "windows_files")


def test_a_sheet_saved_in_gbk_is_read(hard: Path) -> None:
    path = hard / "gbk_manifest" / "documents.csv"
    sheet = parse_sheet(path.read_bytes(), path.name)
    assert sheet["file"].tolist() == ["合肥市.txt"]
