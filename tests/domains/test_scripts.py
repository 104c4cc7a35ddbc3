"""The stage's script: the same files from the same units, whatever their order."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from policytopics.files import read, write
from policytopics.problems import ProblemsError
from policytopics.study.domains import DomainsSettings
from policytopics.tables.words import UNITS

TEXTS = [
    "推进水库除险加固。加快灌区改造。",
    "新建学校十所，加强教师队伍建设。",
    "坚定信心！",
    "修堤防。",
]


def script(name: str) -> ModuleType:
    path = Path("workflow/scripts") / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def units() -> pd.DataFrame:
    number = range(len(TEXTS) * 6)
    return pd.DataFrame(
        {
            "unit_id": [f"d{at // 8}:{at}:1" for at in number],
            "document_id": [f"d{at // 8}" for at in number],
            "paragraph_id": [f"d{at // 8}:{at}" for at in number],
            "order": [at % 8 for at in number],
            "region_id": [f"r{at // 8}" for at in number],
            "year": 2024,
            "kind": "work_report",
            "part": ["plan", "review"] * (len(number) // 2),
            "text": [TEXTS[at % len(TEXTS)] for at in number],
            "n_tokens": 9,
            "tokens": [["推进"]] * len(number),
        }
    )


def run(folder: Path, table: pd.DataFrame, own: str = "", coded: str = "") -> None:
    folder.mkdir()
    write(table, UNITS, folder / "units.parquet")
    for name, text in (("codebook.csv", own), ("coded.csv", coded)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    script("code_domains").main(
        units=str(folder / "units.parquet"),
        book="resources/codebook/domains.csv",
        weights="resources/codebook/weights.npz",
        quality="resources/codebook/quality.csv",
        firms="resources/codebook/firms.txt",
        gazetteer="resources/gazetteer/divisions.csv",
        lexicon=[
            "resources/codebook/words.csv",
            "resources/lexicon/policy_terms.csv",
            "resources/lexicon/glosses.csv",
        ],
        own_codebook=[str(folder / "codebook.csv")] if own else [],
        own_coded=[str(folder / "coded.csv")] if coded else [],
        domains=str(folder / "domains.parquet"),
        unit_shares=str(folder / "unit_domains.parquet"),
        domain_quality=str(folder / "domain_quality.parquet"),
        settings=DomainsSettings(),
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("domains") / "run"
    run(folder, units())
    return folder


def test_units_get_the_shares_of_all_domains(done: Path) -> None:
    shares = read(done / "unit_domains.parquet")
    wide = shares.pivot_table(index="unit_id", columns="domain_id", values="share")
    assert wide.shape == (24, 28)
    assert (wide.sum(axis=1) - 1).abs().max() < 1e-4
    assert wide.idxmax(axis=1)[["d0:0:1", "d0:1:1", "d0:2:1"]].tolist() == [
        "water", "education", "none",
    ]  # fmt: skip


def test_the_codebook_in_use_is_told(done: Path) -> None:
    domains = read(done / "domains.parquet")
    assert set(domains["source"]) == {"trained"}
    assert "水库" in domains.set_index("domain_id")["terms"]["water"]
    quality = read(done / "domain_quality.parquet")
    assert quality.query("by == 'part' and group == 'review'")["n"].tolist() == [0]
    assert (done / "domain_quality.csv").is_file()


def test_the_same_bytes_again(done: Path, tmp_path: Path) -> None:
    run(tmp_path / "again", units())
    for name in ("domains.parquet", "unit_domains.parquet", "domain_quality.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (done / name).read_bytes()


def test_an_own_codebook_is_coded_by_its_seeds_and_says_so(tmp_path: Path) -> None:
    own = "domain_id,name_zh,name_en,seeds\ndykes,堤防,Dykes,堤防\n"
    run(tmp_path / "own", units(), own)
    domains = read(tmp_path / "own" / "domains.parquet").set_index("domain_id")
    assert domains["source"]["dykes"] == "seeds"
    assert len(domains) == 29
    quality = read(tmp_path / "own" / "domain_quality.parquet")
    assert quality["n"].max() == 0
    shares = read(tmp_path / "own" / "unit_domains.parquet").set_index(["unit_id", "domain_id"])
    assert shares["share"]["d0:3:1", "dykes"] > shares["share"]["d0:0:1", "dykes"]


def test_own_coded_sentences_retrain_and_say_so(tmp_path: Path) -> None:
    coded = "text,domain_id\n" + "修堤防。,safety\n" * 5
    run(tmp_path / "coded", units(), coded=coded)
    domains = read(tmp_path / "coded" / "domains.parquet")
    assert set(domains["source"]) == {"retrained"}


def test_a_broken_codebook_ends_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="has no seeds"):
        run(tmp_path / "bad", units(), "domain_id,name_zh,name_en,seeds\na,甲,A,\n")
    assert not (tmp_path / "bad" / "domains.parquet").exists()


@pytest.mark.parametrize(("lists", "rows"), [("concept,term\nwater,水库\nmoon,月球\n", 6), ("", 0)])
def test_concepts_are_counted(
    done: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lists: str, rows: int
) -> None:
    about = pd.DataFrame({"document_id": ["d0", "d1", "d2"], "region_id": "r", "year": 2024})
    about.convert_dtypes().to_parquet(tmp_path / "documents.parquet")
    (tmp_path / "concepts.csv").write_text(lists, encoding="utf-8")
    script("count_concepts").main(
        units=str(done / "units.parquet"),
        documents=str(tmp_path / "documents.parquet"),
        lists=[str(tmp_path / "concepts.csv")] if lists else [],
        concepts=str(tmp_path / "concepts.parquet"),
        region_concepts=str(tmp_path / "regions.parquet"),
        settings=DomainsSettings(),
    )
    assert len(read(tmp_path / "concepts.parquet")) == rows
    assert ("no document names moon" in capsys.readouterr().out) == bool(rows)
