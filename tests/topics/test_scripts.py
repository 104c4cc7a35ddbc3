"""The five scripts in a row: same files from the same text, whatever order and cores."""

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from pydantic import ValidationError

from policytopics.files import read, read_arrays, write
from policytopics.study.topics import TopicsSettings
from policytopics.tables.words import UNITS, VOCABULARY

SCRIPTS = Path(__file__).parents[2] / "workflow" / "scripts"
GLOSSES = {"甲0词00": "first", "甲0词01": "second"}
DOMAINS = "domain,name_zh,name_en,seeds\none,第一,First,甲0词02|甲0词03\n"
NAMES = """\
- {name_zh: 我的, name_en: Mine, terms: [甲1词00, 甲1词01, 甲1词02, 甲1词03]}
- {name_zh: 没有, name_en: None such, terms: [没有, 没有的, 也没有]}
"""


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(folder: Path, corpus, settings: TopicsSettings, *, seed: int, cores: int) -> None:
    folder.mkdir()

    def path(name: str) -> str:
        return str(folder / name)

    def inputs(*names: str) -> dict[str, str]:
        return {name: path(f"{name}.parquet") for name in names}

    write(corpus.units.sample(frac=1, random_state=seed), UNITS, path("units.parquet"))
    glosses = corpus.vocabulary["term"].map(GLOSSES).fillna("")
    known = corpus.vocabulary.assign(gloss_en=glosses, domain=glosses.map({"": ""}).fillna("one"))
    write(known.sample(frac=1, random_state=seed), VOCABULARY, path("vocabulary.parquet"))
    (folder / "domains.csv").write_text(DOMAINS, encoding="utf-8")
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
    script("label_topics").main(
        **inputs("topics", "topic_quality", "units", "unit_topics", "vocabulary", "topic_summary"),
        domains=path("domains.csv"),
        names=path("topics.yaml"),
    )
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


def test_topics_are_named_by_person_and_lexicon(outputs: Path) -> None:
    names = set(read(outputs / "topic_summary.parquet")["name_zh"])
    assert {"我的", "第一"} <= names
    assert "没有" not in names


def test_the_ensemble_is_written(outputs: Path) -> None:
    arrays = read_arrays(outputs / "ensemble.npz")
    assert arrays.keys() == {"H"}
    assert arrays["H"].shape[:2] == (5, 5)
    assert arrays["H"].dtype == "float32"


def test_a_name_without_a_topic_is_warned_of(
    outputs: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ("topics", "topic_quality", "units", "unit_topics", "vocabulary")
    script("label_topics").main(
        **{name: str(outputs / f"{name}.parquet") for name in names},
        domains=str(outputs / "domains.csv"),
        names=str(outputs / "topics.yaml"),
        topic_summary=str(tmp_path / "summary.parquet"),
    )
    said = capsys.readouterr().out
    assert "warning" in said
    assert "没有" in said
    assert "我的" not in said


def test_gold_labels_and_seed_words_are_compared(corpus, outputs: Path, tmp_path: Path) -> None:
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
    (tmp_path / "domains.csv").write_text(
        "domain,seeds\none,甲0词02|甲0词03\ntwo,甲2词00|甲2词01\n", encoding="utf-8"
    )
    summary = read(outputs / "topic_summary.parquet").assign(domain=["one", "two", "", "", ""])
    summary.to_parquet(tmp_path / "summary.parquet")

    def measured(gold: str | None) -> pd.Series:
        script("validate_topics").main(
            gold=gold,
            documents=str(tmp_path / "documents.parquet"),
            paragraphs=str(tmp_path / "paragraphs.parquet"),
            units=str(outputs / "units.parquet"),
            unit_topics=str(outputs / "unit_topics.parquet"),
            topic_summary=str(tmp_path / "summary.parquet"),
            domains=str(tmp_path / "domains.csv"),
            validation=str(tmp_path / "validation.parquet"),
            parts=["plan"],
        )
        return read(tmp_path / "validation.parquet").set_index("measure")["value"]

    found = measured(str(tmp_path / "gold.csv"))
    assert found["topic_nmi"] == pytest.approx(1)
    assert found["part_accuracy"] == 1
    assert list(measured(None).index) == ["seed_correlation", "seed_difference_correlation"]


@pytest.mark.parametrize("change", [{"number": 1}, {"candidates": [1, 5]}, {"number": "many"}])
def test_settings_that_make_no_topics_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TopicsSettings(**change)
