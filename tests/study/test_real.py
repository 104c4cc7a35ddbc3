"""The pipeline on real documents: the five-region study, and twelve provinces."""

import csv

import pytest

pytestmark = [pytest.mark.study, pytest.mark.real]

PROVINCES = {
    "beijing", "guangdong", "guizhou", "hebei", "henan", "jiangsu", "jiangxi", "liaoning",
    "ningxia", "shaanxi", "sichuan", "zhejiang",
}  # fmt: skip
QUICK = ['topics={"number": 10, "runs": 5}', 'regions={"draws": 200}', 'robustness={"sweep": {}}']


def rows(project, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(project.read(path).splitlines()))


@pytest.fixture(scope="module")
def five(real, real_corpus):
    """The five-region study, run as its users run it."""
    said = real.run("make", "study", f"CORPUS={real_corpus / 'suzhou'}")
    assert said.returncode == 0, said.stdout + said.stderr
    return real


@pytest.fixture(scope="module")
def twelve(real, real_corpus):
    """Twelve provinces without any manifest, with quick settings."""
    folder = str(real_corpus / "provinces")
    words = ["--config", "study=provinces", *QUICK]
    assert real.run("python", "-m", "policytopics.commands.cli", "new", folder).returncode == 0
    said = real.snakemake(*words)
    assert said.returncode == 0, said.stdout + said.stderr
    return real


def test_the_five_regions_have_priorities_figures_and_a_report(five) -> None:
    names = {row["name_zh"] for row in rows(five, "results/suzhou/corpus/regions.csv")}
    assert names == {"苏州高新区（虎丘区）", "姑苏区", "常熟市", "吴江区", "秀洲区"}
    for scheme in ("domains", "topics"):
        headline = rows(five, f"results/suzhou/regions/{scheme}/headline.csv")
        assert len({row["region_id"] for row in headline}) == 5
    for figure in ("profiles", "contrast"):
        for suffix in ("pdf", "svg", "png", "csv"):
            drawn = five.folder / f"results/suzhou/figures/domains/{figure}.{suffix}"
            assert drawn.stat().st_size
    assert (five.folder / "results/suzhou/report/index.html").stat().st_size > 100_000


def test_a_plan_beside_yearly_reports_is_flagged(five) -> None:
    headline = rows(five, "results/suzhou/regions/topics/headline.csv")
    flags = {row["region_id"]: row["flags"] for row in headline}
    assert "other_kind" in flags["wujiang"]
    assert "fragment" in flags["xiuzhou"]
    assert "other_kind" not in flags["gusu"]


def test_admissible_numbers_of_topics_are_fitted_too(five) -> None:
    (choice,) = rows(five, "results/suzhou/topics/choice.csv")
    others = [k for k in choice["admissible"].split("|") if k != choice["k"]]
    table = "results/suzhou/robustness/topics/specifications.csv"
    found = {row["specification"] for row in rows(five, table)}
    numbers = {f"topics.number={k}" for k in {others[0], others[-1]}} if others else set()
    assert found == {"main", "bm25", "unbalanced"} | numbers


def test_without_the_manifest_fragments_are_asked_for_and_the_others_are_sure(
    real, real_corpus
) -> None:
    folder = real.folder / "documents"
    folder.mkdir()
    for path in (real_corpus / "suzhou").glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    assert real.run("python", "-m", "policytopics.commands.cli", "new", "documents").returncode == 0
    target = "results/documents/corpus/documents.parquet"
    said = real.snakemake(target, "--config", "study=documents")
    assert said.returncode == 2
    assert "Traceback" not in said.stdout + said.stderr
    draft = "results/documents/corpus/documents_draft.csv"
    assert draft in said.stderr
    found = {row["file"][:3]: row for row in rows(real, draft)}
    regions = {number: row["region"] for number, row in found.items() if row["status"] == "sure"}
    assert regions == {"001": "姑苏区", "002": "常熟市", "003": "吴江区"}
    assert [found[number]["year"] for number in ("000", "004")] == ["", ""]
    assert found["003"]["kind"] == "five_year_plan"
    assert "秀洲区" in found["004"]["guesses"]


def test_twelve_provinces_are_recognised_and_compared(twelve) -> None:
    documents = rows(twelve, "results/provinces/corpus/documents.csv")
    assert {row["region_id"] for row in documents} == PROVINCES
    assert {row["year"] for row in documents} == {"2025"}
    assert (twelve.folder / "results/provinces/report/index.html").stat().st_size > 100_000
