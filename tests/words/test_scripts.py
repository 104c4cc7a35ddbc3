"""The two scripts: files in, tables out."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from policytopics.files import read, write
from policytopics.problems import ProblemsError
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
            "text_hash": "",
            "doubtful": False,
            "reason": "",
            "confidence": 1.0,
        }
    )
    documents = pd.DataFrame(
        {
            **{column.name: ["", ""] for column in DOCUMENTS.columns if column.kind == "string"},
            **{f"characters_{which}": 9 for which in ("raw", "kept", "dropped")},
            "near_duplicate_share": 0.0,
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


LEXICON, GAZETTEER = ROOT / "resources" / "lexicon", ROOT / "resources" / "gazetteer"
LISTS = {
    "lexicon": str(LEXICON / "policy_terms.csv"),
    "genre": str(LEXICON / "genre.txt"),
    "ordinary": str(LEXICON / "ordinary.txt"),
    "gazetteer": str(GAZETTEER / "divisions.csv"),
}


def run(
    folder: Path, settings: WordsSettings, *, shards: int = 1, own: str = "", concepts: str = ""
) -> bytes:
    """Run the stage; return the vocabulary's bytes."""

    def path(name: str) -> str:
        return str(folder / f"{name}.parquet")

    if own:
        (folder / "lexicon.txt").write_text(own, encoding="utf-8")
    own_terms = [str(folder / "lexicon.txt")] if own else []
    if concepts:
        (folder / "concepts.csv").write_text(concepts, encoding="utf-8")
    own_concepts = [str(folder / "concepts.csv")] if concepts else []
    numbers = range(shards)
    texts = [path(f"paragraphs-{number}") for number in numbers]
    if shards > 1:
        script("split_paragraphs").main(path("paragraphs"), texts)
    for number in numbers:
        script("segment_units").main(
            paragraphs=texts[number] if shards > 1 else path("paragraphs"),
            **LISTS,
            fragments=str(LEXICON / "fragments.csv"),
            own_terms=own_terms,
            own_concepts=own_concepts,
            own_regions=[],
            segments=path(f"segments-{number}"),
            marked=path(f"marked-{number}"),
            settings=settings,
        )
    script("join_units").main(
        segments=[path(f"segments-{number}") for number in numbers],
        marked=[path(f"marked-{number}") for number in numbers],
        documents=path("documents"),
        regions=path("regions"),
        **LISTS,
        places=str(LEXICON / "places.txt"),
        towns=str(GAZETTEER / "towns.csv"),
        own_terms=own_terms,
        own_concepts=own_concepts,
        units=path("units"),
        phrases=path("phrases"),
        settings=settings,
    )
    script("build_vocabulary").main(
        units=path("units"),
        regions=path("regions"),
        **LISTS,
        places=str(LEXICON / "places.txt"),
        spots=str(LEXICON / "spots.csv"),
        glosses=str(LEXICON / "glosses.csv"),
        domains=str(LEXICON / "domains.csv"),
        towns=str(GAZETTEER / "towns.csv"),
        own_terms=own_terms,
        vocabulary=path("vocabulary"),
        settings=settings,
    )
    return Path(path("vocabulary")).read_bytes()


def test_the_number_of_shards_changes_nothing(inputs: Path) -> None:
    settings = WordsSettings(engine="rjieba", min_units=1, max_unit_share=1.0)
    one = run(inputs, settings)
    units = read(inputs / "units.parquet")
    assert run(inputs, settings, shards=4) == one
    pd.testing.assert_frame_equal(read(inputs / "units.parquet"), units)


def test_one_more_document_changes_the_text_of_one_shard(inputs: Path) -> None:
    """A shard whose paragraphs are the same bytes is not cut again."""
    numbers = range(8)
    split = script("split_paragraphs").main

    def shards(name: str) -> list[bytes]:
        paths = [str(inputs / f"{name}-{number}.parquet") for number in numbers]
        split(str(inputs / f"{name}.parquet"), paths)
        return [Path(path).read_bytes() for path in paths]

    whole = read(inputs / "paragraphs.parquet")
    for number in range(20):
        copy = whole[whole["document_id"] == "b"].assign(
            document_id=f"b{number}", paragraph_id=f"b{number}:1"
        )
        whole = pd.concat([whole, copy], ignore_index=True)
    write(whole[:-1], PARAGRAPHS, inputs / "before.parquet")
    write(whole, PARAGRAPHS, inputs / "after.parquet")
    before, after = shards("before"), shards("after")
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert len({*before}) > 2


def test_the_studys_own_terms_are_whole_and_kept(inputs: Path) -> None:
    settings = WordsSettings(engine="rjieba", min_units=1, max_unit_share=1.0)
    run(inputs, settings, own="改善水质  # ours\n")
    vocabulary = read(inputs / "vocabulary.parquet").set_index("term")
    assert vocabulary.loc["改善水质", "status"] == "kept"


def test_terms_of_concepts_are_whole(inputs: Path) -> None:
    settings = WordsSettings(engine="rjieba", min_units=1, max_unit_share=1.0)
    run(inputs, settings)
    assert "改善水质" not in set(read(inputs / "vocabulary.parquet")["term"])
    # A term of two words is no token; it is counted where its words stand together.
    run(inputs, settings, concepts="concept,term\nwater,改善水质\nwater,改善 水质\n")
    assert "改善水质" in set(read(inputs / "vocabulary.parquet")["term"])
    with pytest.raises(ProblemsError, match="no column term"):
        run(inputs, settings, concepts="concept,word\nwater,改善水质\n")


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
