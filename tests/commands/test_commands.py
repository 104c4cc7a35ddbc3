"""The words of the command that need no run: new, plan, check, verify, record."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from policytopics.commands import check, plan, record, verify
from policytopics.commands.corpus_files import documents_in
from policytopics.commands.new import new_study, slug
from policytopics.commands.project import Project
from policytopics.commands.workflow import Workflow, open_workflow
from policytopics.problems import ProblemsError
from policytopics.study.corpus import CorpusSettings
from policytopics.study.load import load


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "My Reports"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.html", "sub/c.pdf", "README.md", "a.txt.truth.txt", "documents.csv"):
        (folder / name).write_text("x", encoding="utf-8")
    return folder


@pytest.fixture
def flow() -> Workflow:
    return open_workflow({"study": "demo"})


def test_documents_are_found_sorted_and_furniture_is_passed_over(corpus: Path) -> None:
    found = documents_in(CorpusSettings(folder=str(corpus)))
    assert [Path(each).name for each in found] == ["a.html", "b.txt", "c.pdf"]


@pytest.mark.parametrize(
    ("folder", "message"),
    [("", "names no folder"), ("no/such", "there is no folder no/such"), (".", "holds no doc")],
)
def test_a_bad_folder_is_told(tmp_path: Path, monkeypatch, folder: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemsError, match=message):
        documents_in(CorpusSettings(folder=folder))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A work folder beside the shipped workflow."""
    work = tmp_path / "work"
    (work / "config").mkdir(parents=True)
    return Project(Path().resolve(), work)


def test_a_new_study_is_written_once_and_kept(project: Project, corpus: Path) -> None:
    assert new_study(project, str(corpus)) == "my-reports"
    file = project.work / "config" / "my-reports" / "study.yaml"
    assert json.dumps(str(corpus)) in file.read_text("utf-8")
    file.write_text(f"corpus:\n  folder: {json.dumps(str(corpus))}\ntopics:\n  number: 8\n")
    assert new_study(project, str(corpus)) == "my-reports"
    assert "number: 8" in file.read_text("utf-8")


def test_a_name_taken_by_another_folder_is_refused(project: Project, corpus: Path) -> None:
    new_study(project, str(corpus), "mine")
    with pytest.raises(ProblemsError, match="study of another folder"):
        new_study(project, str(corpus / "sub"), "mine")


def test_a_study_without_a_folder_of_its_own_remembers_the_one_given(
    project: Project, corpus: Path
) -> None:
    config = project.work / "config"
    (config / "bare").mkdir()
    (config / "bare" / "study.yaml").write_text("topics:\n  number: 8\n")
    for folder in (corpus, corpus / "sub"):
        assert new_study(project, str(folder), "bare") == "bare"
        assert load("bare", {}, config=config).corpus.folder == str(folder)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("MyStudy", "mystudy"), ("../../w/x", "w-x"), ("/tmp/x", "tmp-x"),
        ("x; touch f", "x-touch-f"),
        ("my study", "my-study"), ("{x}", "x"), ("a", "a"), ("b" * 60, "b" * 40), ("$(f)", "f"),
    ],
)  # fmt: skip
def test_a_name_becomes_a_slug_and_stays_below_config(
    project: Project, corpus: Path, name: str, made: str, capsys
) -> None:
    assert new_study(project, str(corpus), name) == made
    assert (project.work / "config" / made / "study.yaml").is_file()
    assert load(made, {}, config=project.work / "config").corpus.folder == str(corpus)
    assert (repr(made) in capsys.readouterr().out) == (made != name)


def test_a_name_in_chinese_makes_a_study_that_can_be_run(project: Project, corpus: Path) -> None:
    made = new_study(project, str(corpus), "苏州")
    assert made.startswith("study-")
    assert load(made, {}, config=project.work / "config").corpus.folder == str(corpus)


def test_nothing_is_written_for_a_folder_without_documents(project: Project, tmp_path) -> None:
    with pytest.raises(ProblemsError, match="no such"):
        new_study(project, str(tmp_path / "no such"), "x")
    assert not list((project.work / "config").iterdir())


def test_names_are_ascii_whatever_the_folder() -> None:
    assert slug("Suzhou/2024") == "suzhou-2024"
    assert slug("苏州报告").startswith("study-")
    assert slug("苏州报告") != slug("嘉兴报告")


def test_the_last_run_s_times_are_summed_by_rule(tmp_path: Path) -> None:
    for place, seconds in (("topics", 2.0), ("robustness/topics/0123456789", 3.5)):
        folder = tmp_path / "demo" / "benchmarks" / place
        folder.mkdir(parents=True)
        (folder / "scan_topics.tsv").write_text(f"s\th:m:s\n{seconds}\t0:00:02\n")
    assert plan.took("demo", tmp_path) == {"scan_topics": 5.5}
    assert "has not run yet" in plan.times("no-such-study", {})


def test_plan_prints_the_times() -> None:
    assert "1 min 15 s  fit" in plan.times("demo", {"fit": 75.0})


def test_the_installed_packages_are_those_locked() -> None:
    for lock in check.LOCKS:
        assert check.installed(Path(lock).read_text(encoding="utf-8")) == []


def test_another_version_than_locked_is_told() -> None:
    (problem,) = check.installed("jieba==0.1 \\\nno-such-package==1\n")
    assert "the lock file says 0.1" in problem.what


def test_studies_are_checked_all(project: Project, corpus: Path) -> None:
    new_study(project, str(corpus), "good")
    config = project.work / "config"
    (config / "bad").mkdir()
    (config / "bad" / "study.yaml").write_text("topcs: {}\n")
    lines, problems = check.studies(config)
    assert lines == ["study good: 3 documents"]
    assert "did you mean topics?" in str(problems[0])


def test_a_manifest_names_every_file_and_a_changed_byte_shows(tmp_path: Path) -> None:
    for run in ("one", "two"):
        (tmp_path / run / "sub").mkdir(parents=True)
        (tmp_path / run / "sub" / "x").write_text("same")
        (tmp_path / run / "y").write_text(run)
    first, second = verify.manifest(tmp_path / "one"), verify.manifest(tmp_path / "two")
    assert list(first) == ["sub/x", "y"]
    assert verify.compare(first, second) == ["differs: y"]


def test_a_run_is_recorded_outside_the_results(tmp_path: Path, flow: Workflow, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    record.record(flow)
    content = json.loads((tmp_path / "logs/demo/run.json").read_text("utf-8"))
    assert content["documents"] == 18
    assert content["commit"] == ""  # no checkout here
    assert content["configuration"] == flow.configuration


def test_after_a_run_is_told_what_there_is(tmp_path: Path, flow: Workflow, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert record.places(flow) == ""
    (tmp_path / "results/demo/figures").mkdir(parents=True)
    assert record.places(flow) == "  figures  results/demo/figures/"


def test_the_configuration_s_hash_ignores_where_the_corpus_lies(flow: Workflow) -> None:
    elsewhere = open_workflow({"study": "demo", "corpus": {"folder": "./resources/demo/corpus"}})
    other = open_workflow({"study": "demo", "topics": {"seed": 2}})
    assert flow.configuration == elsewhere.configuration != other.configuration


class Scanned:
    """Stands for Snakemake's checkpoints after the scan."""

    def __init__(self, choice: Path) -> None:
        self.scan_topics = self
        self.output = SimpleNamespace(choice_csv=str(choice))

    def get(self, *, topics: str) -> "Scanned":
        assert topics == "topics"
        return self


def test_other_admissible_numbers_of_topics_are_run_once_they_are_known(tmp_path: Path) -> None:
    choice = tmp_path / "choice.csv"
    choice.write_text("k,admissible\n10,8|9|10|11\n", encoding="utf-8-sig")
    settings = {"topics": {"candidates": [8, 9, 10, 11, 12]}}
    sweep = {"robustness": {"sweep": {"topics.number": [11, 12]}}}
    flow = open_workflow({"study": "demo", **settings, **sweep})
    paths = flow.repeated("topics", "regions", "topics/headline.parquet", Scanned(choice))
    names = [each["name"] for each in flow.listed("topics", paths)]
    assert names == ["main", "topics.number=11", "topics.number=12", "topics.number=8"]
    assert paths[0] == "results/demo/regions/topics/headline.parquet"
    assert len(paths) == len(set(paths)) == 4  # 11 is in the sweep already


@pytest.mark.parametrize("config", [{"topics": {"number": 9}}, {"robustness": {"admissible": 0}}])
def test_a_number_set_by_hand_needs_no_scan(config) -> None:
    flow = open_workflow({"study": "demo", **config})
    paths = flow.repeated("topics", "topics", "topics.parquet", checkpoints=None)
    assert paths == ["results/demo/topics/topics.parquet"]


def test_a_scheme_has_the_specifications_that_concern_it() -> None:
    sweep = {"topics.number": [9, 11], "words.phrases": [True, False]}
    named = {"bm25": {"topics.weighting": "bm25"}, "both": {"regions.parts": ["plan", "review"]}}
    robustness = {"sweep": sweep, "specifications": named}
    flow = open_workflow({"study": "demo", "topics": {"number": 9}, "robustness": robustness})
    found = {scheme: [one.name for one in each] for scheme, each in flow.specifications.items()}
    assert found["domains"] == ["main", "words.phrases=false", "both"]
    assert len(found["topics"]) == 6
    paths = flow.repeated("domains", "regions", "domains/headline.parquet", checkpoints=None)
    assert [each["name"] for each in flow.listed("domains", paths)] == found["domains"]
    assert "topics" not in flow.specifications["domains"][0].places


def test_the_leading_scheme_is_a_choice_that_reruns_nothing() -> None:
    by_topics = open_workflow({"study": "demo", "regions": {"scheme": "topics"}})
    by_domains = open_workflow({"study": "demo"})
    assert (by_topics.schemes[0], by_domains.schemes[0]) == ("topics", "domains")
    assert by_topics.specifications == by_domains.specifications
    assert by_topics.configuration != by_domains.configuration


def test_a_mistake_ends_before_anything_runs(capsys) -> None:
    with pytest.raises(SystemExit) as end:
        open_workflow({"study": "demo", "topics": {"sed": 2}})
    assert end.value.code == 2
    assert "did you mean seed?" in capsys.readouterr().err
    assert "Traceback" not in capsys.readouterr().err
