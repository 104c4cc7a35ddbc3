"""The scripts in a row: same files from the same text, whatever order and cores."""

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from pydantic import ValidationError

from policytopics.files import read, read_arrays, write
from policytopics.study.topics import TopicsSettings
from policytopics.tables import domains as domain_tables
from policytopics.tables.words import UNITS, VOCABULARY

SCRIPTS = Path(__file__).parents[2] / "workflow" / "scripts"
GLOSSES = {"甲0词00": "first", "甲0词01": "second"}
DOMAINS = [("one", "第一", "First"), ("two", "第二", "Second"), ("none", "无", "None")]
FORMULAS = """\
kind,name_zh,name_en,terms
targets,目标,Targets,甲2词00|甲2词01|甲2词02
general,总,General,
"""
NAMES = """\
- {name_zh: 我的, name_en: Mine, terms: [甲1词00, 甲1词01, 甲1词02, 甲1词03]}
- {name_zh: 没有, name_en: None such, terms: [没有, 没有的, 也没有]}
"""


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def coded(corpus) -> pd.DataFrame:
    """Units of the first planted topic are of domain one, others half of two, half of none."""
    shares = {0: (1.0, 0.0, 0.0)}
    rows = [
        (unit, domain, share, 0.0)
        for unit, topic in corpus.topic.items()
        for (domain, *_), share in zip(DOMAINS, shares.get(topic, (0.0, 0.45, 0.55)), strict=True)
    ]
    return pd.DataFrame(rows, columns=["unit_id", "domain_id", "share", "error"])


def label(folder: Path, summary: Path) -> None:
    tables = ("topics", "topic_quality", "composition", "units", "unit_topics", "unit_domains")
    script("label_topics").main(
        **{name: str(folder / f"{name}.parquet") for name in (*tables, "vocabulary", "domains")},
        formulas=str(folder / "formulas.csv"),
        names=str(folder / "topics.yaml"),
        topic_summary=str(summary),
    )


def run(folder: Path, corpus, settings: TopicsSettings, *, seed: int, cores: int) -> None:
    folder.mkdir()

    def path(name: str) -> str:
        return str(folder / name)

    def inputs(*names: str) -> dict[str, str]:
        return {name: path(f"{name}.parquet") for name in names}

    write(corpus.units.sample(frac=1, random_state=seed), UNITS, path("units.parquet"))
    glosses = corpus.vocabulary["term"].map(GLOSSES).fillna("")
    known = corpus.vocabulary.assign(gloss_en=glosses, domain="")
    write(known.sample(frac=1, random_state=seed), VOCABULARY, path("vocabulary.parquet"))
    domains = pd.DataFrame(DOMAINS, columns=["domain_id", "name_zh", "name_en"])
    domains = domains.assign(cap=[[]] * 3, source="trained", terms=[[]] * 3)
    write(domains, domain_tables.DOMAINS, path("domains.parquet"))
    write(coded(corpus), domain_tables.UNIT_DOMAINS, path("unit_domains.parquet"))
    (folder / "formulas.csv").write_text(FORMULAS, encoding="utf-8")
    (folder / "topics.yaml").write_text(NAMES, encoding="utf-8")
    script("scan_topics").main(
        **inputs("units", "vocabulary", "candidates", "choice"),
        ensemble=path("ensemble.npz"),
        settings=settings,
        cores=cores,
    )
    script("settle_topics").main(
        **inputs("units", "vocabulary", "topics", "topic_quality", "unit_topics"),
        ensemble=path("ensemble.npz"),
        members=path("members.npz"),
        settings=settings,
    )
    script("compose_topics").main(
        **inputs("units", "unit_topics", "unit_domains", "composition"), parts=["plan"]
    )
    label(folder, folder / "topic_summary.parquet")
    script("score_leak").main(
        **inputs("units", "vocabulary", "unit_topics", "leak"), settings=settings, mask=True
    )


@pytest.fixture(scope="module")
def outputs(corpus, settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("topics") / "first"
    run(folder, corpus, settings, seed=1, cores=1)
    return folder


def test_the_same_text_gives_the_same_files(
    corpus, settings, outputs: Path, tmp_path: Path
) -> None:
    run(tmp_path / "again", corpus, settings, seed=2, cores=2)

    def digests(folder: Path) -> dict[str, str]:
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir())
            if path.stem not in ("units", "vocabulary")  # these were shuffled
        }

    assert digests(tmp_path / "again") == digests(outputs)


def test_topics_are_named_by_person_domain_and_formula(outputs: Path) -> None:
    summary = read(outputs / "topic_summary.parquet")
    names = summary.set_index("name_zh")["name_source"]
    assert names["我的"] == "person"
    assert names["第一"] == "domain"
    assert names["目标"] == "formula"
    assert "没有" not in names
    formula = summary["flags"].map(lambda flags: "formula" in flags)
    assert set(summary["name_source"][formula]) <= {"formula", "person"}


def test_the_composition_says_what_is_in_the_topics(outputs: Path) -> None:
    composition = read(outputs / "composition.parquet")
    assert composition.groupby("topic_id")["share"].sum().tolist() == pytest.approx([1] * 5)
    summary = read(outputs / "topic_summary.parquet").set_index("name_zh")
    held = composition.set_index(["topic_id", "domain_id"])["share"]
    assert held[summary.loc["第一", "topic_id"], "one"] > 0.9
    assert summary.loc["第一", "domain_share"] == held[summary.loc["第一", "topic_id"], "one"]


def test_the_ensemble_is_written(outputs: Path) -> None:
    arrays = read_arrays(outputs / "ensemble.npz")
    assert arrays.keys() == {"H"}
    assert arrays["H"].shape[:2] == (5, 5)
    assert arrays["H"].dtype == "float32"


def test_a_name_without_a_topic_is_warned_of(
    outputs: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    label(outputs, tmp_path / "summary.parquet")
    said = capsys.readouterr().out
    assert "warning" in said
    assert "没有" in said
    assert "我的" not in said


def test_gold_labels_are_compared(corpus, outputs: Path, tmp_path: Path) -> None:
    units = corpus.units
    documents = pd.DataFrame({"document_id": sorted(set(units["document_id"]))})
    documents["file"] = documents["document_id"] + ".txt"
    paragraphs = units[["document_id", "paragraph_id", "part", "text"]].assign(
        line=units["order"] + 1
    )
    gold = units[["part", "text"]].assign(
        file=units["document_id"] + ".txt",
        role="body",
        domain=("d" + corpus.topic[units["unit_id"]].astype(str)).to_numpy(),
    )
    gold.to_csv(tmp_path / "gold.csv", index=False)
    documents.to_parquet(tmp_path / "documents.parquet")
    paragraphs.to_parquet(tmp_path / "paragraphs.parquet")

    def measured(gold: str | None) -> pd.Series:
        script("validate_topics").main(
            gold=gold,
            documents=str(tmp_path / "documents.parquet"),
            paragraphs=str(tmp_path / "paragraphs.parquet"),
            units=str(outputs / "units.parquet"),
            unit_topics=str(outputs / "unit_topics.parquet"),
            validation=str(tmp_path / "validation.parquet"),
        )
        return read(tmp_path / "validation.parquet").set_index("measure")["value"]

    found = measured(str(tmp_path / "gold.csv"))
    assert found["topic_nmi"] == pytest.approx(1)
    assert found["part_accuracy"] == 1
    assert measured(None).empty


@pytest.mark.parametrize("change", [{"number": 1}, {"candidates": [1, 5]}, {"number": "many"}])
def test_settings_that_make_no_topics_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TopicsSettings(**change)
