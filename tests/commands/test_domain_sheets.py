"""Sheets of sentences of a study: drawn beside its hand work, scored into a correction."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from policytopics.commands import score as score_word
from policytopics.commands.cli import main
from policytopics.commands.domain_scores import score_domains, told_agreement, told_shares
from policytopics.commands.domain_sheets import CORRECTION, KEY, SHEET, draw_domain_sheet
from policytopics.commands.project import Project
from policytopics.domains.sentences import default_coder
from policytopics.domains.share import unit_domains
from policytopics.files import read, write, write_parts
from policytopics.problems import ProblemsError
from policytopics.study.domains import DomainsSettings
from policytopics.tables.domains import UNIT_DOMAINS
from policytopics.tables.words import UNITS

TEXTS = {
    "推进水库除险加固，加快灌区改造{}处。": "water",
    "新建学校{}所，加强教师队伍建设。": "education",
    "新改建农村公路{}公里，推进铁路建设。": "transport",
    "坚定信心，奋力谱写新篇章{}。": "none",
}
NUMBERS = "一二三四五六七八九十"


@pytest.fixture
def flow(tmp_path: Path) -> SimpleNamespace:
    """A coded study of two regions with 120 and 40 sentences."""
    rows = [
        {
            "unit_id": f"d{region}:{at}:1", "document_id": f"d{region}", "region_id": region,
            "paragraph_id": f"d{region}:{at}", "order": at, "year": 2024, "kind": "work_report",
            "part": "plan" if at % 9 else "review", "n_tokens": 9, "tokens": ["推进"],
            "text": [*TEXTS][at % 4].format(NUMBERS[at % 10] + NUMBERS[at // 10 % 10]),
        }
        for region, number in (("east", 135), ("west", 45))
        for at in range(number)
    ]  # fmt: skip
    units = pd.DataFrame(rows)
    results = tmp_path / "results" / "made"
    write(units, UNITS, results / "words" / "units.parquet")
    coder = default_coder("resources")
    shares = unit_domains(coder, [units[["unit_id", "text"]]])
    (results / "domains").mkdir()
    write_parts(shares, UNIT_DOMAINS, results / "domains" / "unit_domains.parquet")
    (tmp_path / "config" / "made").mkdir(parents=True)
    study = SimpleNamespace(regions=SimpleNamespace(parts=["plan"]), domains=DomainsSettings())
    return SimpleNamespace(
        name="made", results=str(results), study=study, beside=lambda _: [],
        project=Project(Path().resolve(), tmp_path),
    )  # fmt: skip


def code(path: Path, wrong: int = 0) -> None:
    """Fill in a sheet as its writer meant the sentences, all but some."""
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    begins = {text[:4]: domain for text, domain in TEXTS.items()}
    sheet["domain_id"] = sheet["text"].str[:4].map(begins)
    sheet.loc[: wrong - 1, "domain_id"] = "rural"
    sheet.to_csv(path, index=False)


def test_a_sheet_is_drawn_coded_and_scored(flow: SimpleNamespace, tmp_path: Path) -> None:
    config = tmp_path / "config" / "made"
    made = draw_domain_sheet(flow, 100, seed=1)
    assert [path.name for path in made] == [SHEET, KEY, "domain_sheet_codes.csv"]
    assert len(pd.read_csv(config / "domain_sheet_codes.csv")) == 28
    code(config / SHEET, wrong=6)
    sheet, agreement, shares = score_domains(config, Path(flow.results), ["plan"])
    assert (len(sheet.rows), agreement["n"].iloc[0]) == (100, 100)
    assert agreement["agreement"].iloc[0] > 0.9
    told = told_agreement(sheet, agreement)
    assert "100 of 100 sentences coded" in told
    assert "rural taken for" in told
    listed = told_shares(sheet, shares)
    assert "corrected by their own sentences: east" in listed
    assert "ASSUMING that the instrument errs alike in all regions: west" in listed
    written = pd.read_csv(config / CORRECTION, keep_default_na=False, encoding="utf-8-sig")
    assert {"region_id", "domain_id", "bias", "error", "own", "n_coded"} <= {*written}
    assert set(written["region_id"]) == {"", "east", "west"}
    rural = written[(written["domain_id"] == "rural") & (written["region_id"] == "")].iloc[0]
    assert rural["share"] < 0.03 < rural["corrected"] < rural["corrected_high"]


def test_shares_are_those_of_the_parts_measured(flow: SimpleNamespace, tmp_path: Path) -> None:
    config = tmp_path / "config" / "made"
    draw_domain_sheet(flow, 60, seed=1)
    code(config / SHEET)
    shares = score_domains(config, Path(flow.results), ["plan"])[2]
    units = read(f"{flow.results}/words/units.parquet").query("part == 'plan'")
    table = read(f"{flow.results}/domains/unit_domains.parquet")
    water = table[table["domain_id"] == "water"].set_index("unit_id")["share"]
    expected = water[units["unit_id"]].mean()
    whole = shares[(shares["region_id"] == "") & (shares["domain_id"] == "water")]
    assert whole["share"].iloc[0] == pytest.approx(expected)


def test_hand_work_is_never_written_over(flow: SimpleNamespace, tmp_path: Path) -> None:
    path = tmp_path / "config" / "made" / SHEET
    draw_domain_sheet(flow, 40, seed=1)
    first = path.read_bytes()
    draw_domain_sheet(flow, 40, seed=1)
    assert path.read_bytes() == first
    code(path)
    coded = path.read_bytes()
    with pytest.raises(ProblemsError, match="is coded already"):
        draw_domain_sheet(flow, 40, seed=2)
    assert path.read_bytes() == coded


def test_a_study_without_a_sheet_or_text_is_told(flow: SimpleNamespace, tmp_path: Path) -> None:
    config = tmp_path / "config" / "made"
    with pytest.raises(ProblemsError, match="policytopics sheets domains made"):
        score_domains(config, Path(flow.results), ["plan"])
    flow.study.regions.parts = ["problems"]
    with pytest.raises(ProblemsError, match="no text of the parts measured"):
        draw_domain_sheet(flow, 40, seed=1)


def ends(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        main([*words])
    return int(end.value.code or 0)


def test_words_of_the_command(tmp_path: Path, monkeypatch, capsys) -> None:
    assert ends("sheets", "domains", "one", "two") == 2
    assert "one study at a time" in capsys.readouterr().err
    key = tmp_path / "key.csv"
    key.write_text("question\n", encoding="utf-8")
    assert ends("score", str(key)) == 2
    assert "name the filled-in sheets after the key" in capsys.readouterr().err
    assert ends("score", str(key), str(key)) == 2
    assert "sheet_key.csv" in capsys.readouterr().err
    monkeypatch.setattr(score_word, "_domains", lambda study: pd.DataFrame({"of": [study]}))
    assert ends("score", "made", "--out", str(tmp_path / "a.csv")) == 0
    assert (tmp_path / "a.csv").read_text("utf-8") == "of\nmade\n"
