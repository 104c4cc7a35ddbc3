"""A user's mistakes, end to end: one clear message each, exit code 2, nothing lost."""

import csv
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.study

REPORT = Path("resources/demo/corpus/luting_2024.txt")
OTHER = Path("resources/demo/corpus/jichuan_2022.txt")


@pytest.fixture
def corpus(fresh):
    """An empty corpus folder of a study named bad, with the demo's regions."""
    folder = fresh.folder / "documents"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(fresh.folder / "results" / "bad", ignore_errors=True)
    shutil.rmtree(fresh.folder / "config" / "bad", ignore_errors=True)
    folder.mkdir()
    settings(fresh, "")
    shutil.copy(fresh.folder / "config/demo/regions.csv", fresh.folder / "config/bad")
    return folder


# A report by its form that names no region.
OPENING = "政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
TASK = "今年要坚持稳中求进，推动第{}项工作再上新台阶，确保完成任务。\n"
ODD = OPENING + "一、今年工作安排\n" + "".join(map(TASK.format, range(40)))


def settings(fresh, text: str) -> None:
    fresh.write("config/bad/study.yaml", f"corpus:\n  folder: documents\n{text}")


def mistake(fresh, *words: str) -> str:
    """Run the study named bad; return what it says of the mistake it must end with."""
    said = fresh.snakemake("--config", "study=bad", *words)
    text = said.stdout + said.stderr
    assert said.returncode == 2, text
    assert "Traceback" not in text
    assert "fix: " in text
    return text


def test_an_empty_folder(fresh, corpus: Path) -> None:
    assert "holds no documents" in mistake(fresh)


def test_an_unknown_study_and_a_typo_and_a_negative_number(fresh, corpus: Path) -> None:
    said = fresh.snakemake("--config", "study=bda")
    assert said.returncode == 2
    assert "did you mean bad?" in said.stderr
    settings(fresh, "topics:\n  sed: 1\n  runs: -3\n")
    text = mistake(fresh)
    assert "config/bad/study.yaml:4: topics.sed: is not a key\n    fix: did you mean seed?" in text
    assert "config/bad/study.yaml:5: topics.runs:" in text
    assert "2 problems; nothing was run" in text


def test_bad_documents_are_told_all_at_once(fresh, corpus: Path) -> None:
    shutil.copy(REPORT, corpus / "good.txt")
    shutil.copy(REPORT, corpus / "again.txt")
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4\nnot a PDF at all")
    text = mistake(fresh)
    for name in ("again.txt", "empty.txt", "binary.txt", "broken.pdf"):
        assert name in text
    assert "good.txt" in text  # as the twin of again.txt
    assert not (fresh.folder / "results/bad/corpus/repaired.parquet").exists()


def test_a_manifest_with_mistakes(fresh, corpus: Path) -> None:
    shutil.copy(REPORT, corpus / "good.txt")
    fresh.write(
        "config/bad/documents.csv",
        "file,region,year\ngood.txt,芦汀市,2024\nmissing.txt,芦汀市,2023\ngood.txt,芦汀市,2x\n",
    )
    text = mistake(fresh)
    assert "documents.csv:3" in text
    assert "missing.txt" in text
    assert "documents.csv:4" in text
    fresh.write("config/bad/documents.csv", "file,regoin\ngood.txt,芦汀市\n")
    assert "did you mean region?" in mistake(fresh)


def test_an_unrecognised_document_is_asked_for_and_the_draft_helps(fresh, corpus: Path) -> None:
    shutil.copy(REPORT, corpus / "good.txt")
    (corpus / "odd.txt").write_text(ODD, "utf-8")
    text = mistake(fresh)
    assert "odd.txt" in text
    assert "good.txt" not in text
    said = fresh.run("make", "manifest", "CORPUS=documents", "NAME=bad")
    assert said.returncode == 0, said.stderr
    draft = list(csv.DictReader(fresh.read("config/bad/documents.csv").splitlines()))
    assert {row["file"]: row["region"] for row in draft} == {"good.txt": "芦汀市", "odd.txt": ""}
    edited = fresh.read("config/bad/documents.csv").replace("odd.txt,", "odd.txt,霁川市")
    fresh.write("config/bad/documents.csv", edited)
    fresh.run("make", "manifest", "CORPUS=documents", "NAME=bad")
    again = list(csv.DictReader(fresh.read("config/bad/documents.csv").splitlines()))
    assert {row["file"]: row["region"] for row in again}["odd.txt"] == "霁川市"


def test_more_topics_than_units_is_a_mistake_and_nothing_is_lost(fresh, corpus: Path) -> None:
    shutil.copy(REPORT, corpus / "one.txt")
    shutil.copy(OTHER, corpus / "two.txt")
    settings(fresh, "topics:\n  number: 4000\nregions:\n  draws: 100\n")
    assert "4000 topics are more than the" in mistake(fresh)
    assert (fresh.folder / "results/bad/words/units.parquet").exists()


def test_one_region_only_still_has_its_profile(fresh, corpus: Path) -> None:
    for path in Path("resources/demo/corpus").glob("luting_*"):
        shutil.copy(path, corpus)
    settings(fresh, "topics:\n  number: 5\n  runs: 3\nregions:\n  draws: 100\n")
    said = fresh.snakemake("--config", "study=bad")
    assert said.returncode == 0, said.stderr
    for scheme in ("domains", "topics"):
        text = fresh.read(f"results/bad/regions/{scheme}/headline.csv")
        rows = list(csv.DictReader(text.splitlines()))
        assert {row["region_id"] for row in rows} == {"luting"}
        assert {row["difference"] for row in rows} == {""}
        assert (fresh.folder / f"results/bad/figures/{scheme}/profiles.pdf").exists()
