"""The scripts: files in, tables out, the same bytes again."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from policytopics.files import read, write, write_arrays
from policytopics.study.regions import RegionsSettings
from policytopics.tables.topics import UNIT_TOPICS
from policytopics.tables.words import UNITS, VOCABULARY

SCRIPTS = Path(__file__).parents[2] / "workflow" / "scripts"
SETTINGS = RegionsSettings(draws=100)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path, corpus, random_shares) -> Path:
    rng = np.random.default_rng(6)
    for region in "ab":
        for year in (2022, 2023):
            shares, tokens = random_shares(rng, np.array([0.5, 0.3, 0.2]), 20)
            corpus.add(region, shares, tokens=tokens.tolist(), year=year)
    for unit in corpus.units:
        unit["tokens"] = ["改革", "渔港" if unit["region_id"] == "a" else "牧场"] * 3
    write(corpus.unit_frame, UNITS, tmp_path / "units.parquet")
    write(corpus.topic_frame, UNIT_TOPICS, tmp_path / "unit_topics.parquet")
    corpus.document_frame.to_parquet(tmp_path / "documents.parquet")
    members = corpus.members(np.array(corpus.shares), np.array(corpus.shares)[:, [1, 0, 2]])
    write_arrays(tmp_path / "members.npz", **members)
    terms = pd.DataFrame({"term": ["改革", "渔港", "牧场"], "status": "kept"})
    blank = {
        "pos": "n", "gloss_en": "", "domain": "", "frequency": 9, "n_units": 9, "n_regions": 1,
        "unit_share": 0.1, "clumping": 1.0, "divergence": 2.0,
    }  # fmt: skip
    write(terms.assign(**blank), VOCABULARY, tmp_path / "vocabulary.parquet")
    return tmp_path


def test_priorities_are_measured_and_written_twice_alike(folder: Path) -> None:
    for name in ("first", "second"):
        script("measure_priorities").main(
            units=str(folder / "units.parquet"),
            unit_topics=str(folder / "unit_topics.parquet"),
            members=str(folder / "members.npz"),
            documents=str(folder / "documents.parquet"),
            priorities=str(folder / f"{name}.parquet"),
            settings=SETTINGS,
        )
    assert (folder / "first.parquet").read_bytes() == (folder / "second.parquet").read_bytes()
    table = read(folder / "first.parquet")
    assert len(table) == 2 * 3 * 3  # regions x (all years, 2022, 2023) x topics
    assert set(table["covers"]) == {"sampling+model"}
    assert (folder / "first.csv").is_file()


def test_regions_are_compared(folder: Path) -> None:
    script("compare_regions").main(
        units=str(folder / "units.parquet"),
        vocabulary=str(folder / "vocabulary.parquet"),
        unit_topics=str(folder / "unit_topics.parquet"),
        members=str(folder / "members.npz"),
        documents=str(folder / "documents.parquet"),
        clades=str(folder / "clades.parquet"),
        distinctive_terms=str(folder / "distinctive_terms.parquet"),
        similarity=str(folder / "similarity.parquet"),
        entropy=str(folder / "entropy.parquet"),
        settings=SETTINGS,
    )
    assert read(folder / "distinctive_terms.parquet")["term"].tolist() == ["渔港", "牧场"]
    assert len(read(folder / "similarity.parquet")) == 1
    assert read(folder / "entropy.parquet")["region_id"].tolist() == ["a", "b"]
    assert read(folder / "clades.parquet").empty


def test_changes_are_measured(folder: Path) -> None:
    script("measure_changes").main(
        units=str(folder / "units.parquet"),
        unit_topics=str(folder / "unit_topics.parquet"),
        members=str(folder / "members.npz"),
        documents=str(folder / "documents.parquet"),
        trends=str(folder / "trends.parquet"),
        review_plan=str(folder / "review_plan.parquet"),
        settings=SETTINGS,
    )
    assert len(read(folder / "trends.parquet")) == 2 * 3  # regions x topics
    assert read(folder / "review_plan.parquet").empty
