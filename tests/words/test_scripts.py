"""The two scripts: files in, tables out."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from policytopics.files import read, write
from policytopics.study.words import WordsSettings
from policytopics.tables.corpus import DOCUMENTS, PARAGRAPHS, REGIONS

ROOT = Path(__file__).parents[2]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        name, ROOT / "workflow" / "scripts" / f"{name}.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    texts = [
        "推行河长制，改善水质。疏浚灌区。",
        "建设高标准农田，发展农业。",
        "岚浦区开放公共数据。",
    ]
    paragraphs = pd.DataFrame(
        {
            "document_id": ["a", "a", "b"],
            "paragraph_id": ["a:1", "a:2", "b:1"],
            "line": [1, 2, 1],
            "role": "body",
            "part": "plan",
            "heading_path": [["一、工作"], [], []],
            "text": texts,
            "doubtful": False,
            "confidence": 1.0,
        }
    )
    documents = pd.DataFrame(
        {
            **{column.name: ["", ""] for column in DOCUMENTS.columns if column.kind == "string"},
            **dict.fromkeys(("characters_raw", "characters_kept"), 9),
            "document_id": ["a", "b"],
            "region_id": ["jichuan", "lanpu"],
            "year": [2024, 2024],
            "confidence": 1.0,
            "starts_mid_document": False,
            "ends_mid_document": False,
            "warnings": [[], []],
        }
    )
    regions = pd.DataFrame(
        {
            **{column.name: ["", ""] for column in REGIONS.columns},
            "region_id": ["jichuan", "lanpu"],
            "name_zh": ["霁川市", "岚浦区"],
            "parents": [[], []],
            "aliases": [[], []],
        }
    )
    write(paragraphs, PARAGRAPHS, tmp_path / "paragraphs.parquet")
    write(documents, DOCUMENTS, tmp_path / "documents.parquet")
    write(regions, REGIONS, tmp_path / "regions.parquet")
    return tmp_path


def run(folder: Path, settings: WordsSettings) -> tuple[bytes, bytes]:
    def path(name: str) -> str:
        return str(folder / f"{name}.parquet")

    lexicon = str(ROOT / "resources" / "lexicon" / "policy_terms.csv")
    script("segment_units").main(
        path("paragraphs"), path("documents"), lexicon, path("units"), settings=settings
    )
    script("build_vocabulary").main(
        path("units"),
        path("regions"),
        lexicon,
        str(ROOT / "resources" / "lexicon" / "genre.txt"),
        str(ROOT / "resources" / "gazetteer" / "divisions.csv"),
        path("vocabulary"),
        settings=settings,
    )
    return Path(path("units")).read_bytes(), Path(path("vocabulary")).read_bytes()


def test_from_paragraphs_to_vocabulary(inputs: Path) -> None:
    settings = WordsSettings(engine="rjieba", min_units=1, max_unit_share=1.0)
    first = run(inputs, settings)
    vocabulary = read(inputs / "vocabulary.parquet").set_index("term")
    kept = vocabulary[vocabulary["status"] == "kept"]
    assert {"河长制", "高标准农田", "公共数据", "水质", "农业"} <= set(kept.index)
    assert vocabulary.loc["岚浦区", "status"] == "place"
    assert vocabulary.loc["河长制", ["gloss_en", "domain"]].tolist() == [
        "river-chief system",
        "water",
    ]
    assert read(inputs / "units.parquet")["n_tokens"].sum() == vocabulary["frequency"].sum()
    assert run(inputs, settings) == first
