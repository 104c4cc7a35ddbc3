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
    own = corpus.share_frame.rename(columns={"category_id": "topic_id"})
    write(own, UNIT_TOPICS, tmp_path / "unit_shares.parquet")
    corpus.document_frame.to_parquet(tmp_path / "documents.parquet")
    regions = pd.DataFrame({"region_id": ["a", "b"], "level": "prefecture"})
    regions.to_parquet(tmp_path / "regions.parquet")
    members = corpus.members(np.array(corpus.shares), np.array(corpus.shares)[:, [1, 0, 2]])
    write_arrays(tmp_path / "members.npz", **members)
    terms = pd.DataFrame({"term": ["改革", "渔港", "牧场"], "status": "kept"})
    blank = {
        "pos": "n", "gloss_en": "", "domain": "", "frequency": 9, "n_units": 9, "n_regions": 1,
        "unit_share": 0.1, "clumping": 1.0, "divergence": 2.0,
    }  # fmt: skip
    write(terms.assign(**blank), VOCABULARY, tmp_path / "vocabulary.parquet")
    return tmp_path


def paths(folder: Path, *names: str) -> dict[str, str]:
    return {name: str(folder / f"{name}.parquet") for name in names}


def run(name: str, folder: Path, *outputs: str) -> None:
    own = {"reference": []} if name == "measure_priorities" else {}
    inputs = ["units", "unit_shares", "documents", *(["regions"] if own else [])]
    script(name).main(
        **paths(folder, *inputs, *outputs),
        **own,
        members=[str(folder / "members.npz")],
        settings=SETTINGS,
    )


def test_priorities_are_measured_and_written_twice_alike(folder: Path) -> None:
    first = folder / "priorities.parquet"
    run("measure_priorities", folder, "priorities", "headline")
    before = first.read_bytes()
    run("measure_priorities", folder, "priorities", "headline")
    assert first.read_bytes() == before
    table, headline = read(first), read(folder / "headline.parquet")
    assert len(table) == 2 * 3 * 3  # regions x (all years, 2022, 2023) x topics
    assert set(table["covers"]) == {"sampling+model"}
    assert (folder / "priorities.csv").is_file()
    asked = table[table["year"].isna()].reset_index(drop=True)
    pd.testing.assert_frame_equal(headline.drop(columns="level"), asked)
    assert set(headline["level"]) == {0.95}


def test_a_scheme_without_an_ensemble_is_measured_too(folder: Path) -> None:
    script("measure_priorities").main(
        **paths(folder, "units", "unit_shares", "documents", "regions", "priorities", "headline"),
        members=[],
        reference=[f"resources/reference/{name}.csv" for name in ("levels", "drafting")],
        settings=SETTINGS,
    )
    headline = read(folder / "headline.parquet")
    assert set(headline["covers"]) == {"sampling"}
    # Two regions of two years: their own noise, weighed against what other governments' is.
    assert set(headline["noise"]) == {"borrowed"}
    claimed = (headline["difference_low"] > 0) | (headline["difference_high"] < 0)
    assert (claimed == headline["of_government"]).all()
    assert (headline["distinct"] == headline["of_government"]).all()


def test_regions_are_compared(folder: Path) -> None:
    run("compare_regions", folder, "similarity", "entropy", "clusters")
    assert len(read(folder / "similarity.parquet")) == 1
    assert read(folder / "entropy.parquet")["region_id"].tolist() == ["a", "b"]
    assert read(folder / "clusters.parquet").empty


def test_terms_are_ranked(folder: Path) -> None:
    script("rank_terms").main(
        **paths(folder, "units", "vocabulary"),
        distinctive_terms_path=str(folder / "distinctive_terms.parquet"),
        settings=SETTINGS,
    )
    assert read(folder / "distinctive_terms.parquet")["term"].tolist() == ["渔港", "牧场"]


def test_changes_are_measured(folder: Path) -> None:
    run("measure_changes", folder, "trends", "review_plan")
    assert len(read(folder / "trends.parquet")) == 2 * 3  # regions x topics
    assert read(folder / "review_plan.parquet").empty
