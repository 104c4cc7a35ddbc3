"""The script that trains what is shipped, on made-up reports."""

from pathlib import Path

import pandas as pd
import pytest

from policytopics.domains.resources import read_quality
from policytopics.domains.train import Options, prepare, train
from policytopics.domains.vocabulary import Panel
from policytopics.domains.weights import read_weights
from resources.codebook import train as script
from tests.domains.conftest import DOMAINS

SMALL = Options(longest=2, dimensions=6, direct=30, most=40, sentences=900, number=3, shortest=3)


def test_reports_are_read_by_name_and_year(tmp_path: Path) -> None:
    (tmp_path / "cities").mkdir()
    reports = {
        "cities/乙市_2020.txt": "**修水库。**建学校！\n\n<!-- 注 -->植树。",
        "甲省_2003.txt": "水",
        "甲省_2002.txt": "旧",
        "readme.txt": "无",
    }
    for name, text in reports.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    panel = script.read_panel(tmp_path)
    assert panel.texts == ["修水库。", "建学校！", "植树。", "水"]
    assert panel.document.tolist() == [0, 0, 0, 1]
    assert panel.paragraph.tolist() == [0, 0, 1, 2]
    assert panel.region.tolist() == [0, 1]


def test_coded_sentences_bring_region_level_and_year(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(
        "file\ttext\tprimary\tsecondary\nprovinces/甲省_2020.txt\t水\twater\t\n"
        "cities/乙市_2012.txt\t校\tschool\tnone\n",
        encoding="utf-8",
    )
    table = script.read_gold(str(path), DOMAINS)
    assert table["first"].tolist() == [0, 1]
    assert table["second"].tolist() == [-1, 2]
    assert table["region"].tolist() == ["甲省", "乙市"]
    assert table["level"].tolist() == ["province", "city"]
    assert table["year"].tolist() == [2020, 2012]


def test_what_is_written_can_be_read(
    panel: Panel, coded: pd.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trained = train(prepare(panel, coded, DOMAINS, frozenset(), SMALL), SMALL)
    script.write_all(trained, tmp_path)
    assert read_weights(tmp_path / "weights.npz").domains == DOMAINS
    assert len(read_weights(tmp_path / "weights.npz").terms) <= SMALL.most
    assert read_quality(tmp_path / "quality.csv")["n"].max() == len(coded)
    assert (tmp_path / "terms.csv").is_file()
    confusion = pd.read_csv(tmp_path / "confusion.csv")
    assert set(confusion["domain_id"]) == set(DOMAINS)
    assert "sum of absolute differences" in capsys.readouterr().out
