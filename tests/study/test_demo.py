"""The whole pipeline on the demo: it runs, reruns only what must, and finds what was planted."""

import csv
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from policytopics.commands.verify import compare, manifest
from policytopics.files import read
from policytopics.imports import code_of
from policytopics.tables.figures import FIGURES

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.study

# Each scheme has its own figures, but those that the leading one alone has.
DRAWING = {figure.rule: 1 + (figure.by_scheme and not figure.leading) for figure in FIGURES}
DRAWING["collect_captions"] = 1


@contextmanager
def changed(project, path: str, text: str) -> Iterator[None]:
    """Append text to a file of the project, and take it back."""
    old = project.read(path)
    project.write(path, old + text)
    try:
        yield
    finally:
        project.write(path, old)


def rows(project, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(project.read(path).splitlines()))


def test_the_run_tells_its_steps_and_where_the_results_are(project) -> None:
    said = project.read("said.txt")
    assert " steps to do" in said
    assert "] read the documents " in said
    assert "results/demo/report/index.html" in said
    assert "Traceback" not in said
    assert (project.folder / "results/demo/report/index.html").stat().st_size > 100_000


def test_every_step_left_its_log_and_its_timing(project) -> None:
    scripts = set((ROOT / "workflow" / "scripts").glob("*.py"))
    # A small corpus is one shard, which needs no splitting; sheets are drawn when asked for.
    others = {ROOT / f"workflow/scripts/{name}.py" for name in ("split_paragraphs", "draw_sheets")}
    for script in scripts - others:
        assert list((project.folder / "logs/demo").rglob(f"{script.stem}.log")), script.stem
        assert list((project.folder / "logs/demo").rglob(f"{script.stem}.tsv")), script.stem


def test_results_hold_no_commit_and_no_date_and_the_log_does(project) -> None:
    recorded = json.loads(project.read("logs/demo/run.json"))
    assert recorded["finished"] not in project.read("results/demo/report/index.html")
    assert recorded["configuration"] in project.read("results/demo/report/index.html")


def test_a_second_run_does_nothing(project) -> None:
    said = project.run("make", "demo")
    assert said.returncode == 0
    assert "nothing to do" in said.stderr


def test_touching_files_reruns_nothing_large_inputs_included(project) -> None:
    now = time.time()  # never ahead of the clock: Snakemake refuses outputs older than inputs
    for folder in ("src", "workflow", "resources", "config"):
        for path in (project.folder / folder).rglob("*"):
            os.utime(path, (now, now))
    assert project.would_run() == {}


def test_a_deleted_table_is_made_again(project) -> None:
    kept = project.folder / "results/demo/regions/topics/entropy.parquet"
    content = kept.read_bytes()
    kept.unlink()
    assert project.snakemake().returncode == 0
    assert kept.read_bytes() == content


def test_documentation_reruns_nothing(project) -> None:
    with changed(project, "README.md", "\nOne more line.\n"):
        assert project.would_run() == {}


def test_an_edited_figure_module_redraws_its_figure_and_the_report(project) -> None:
    with changed(project, "src/policytopics/figures/contrast.py", "\n# a remark\n"):
        assert project.would_run() == {"draw_contrast": 2, "collect_captions": 1, "write_report": 1}


@pytest.mark.parametrize(
    "module", ["regions/similarity.py", "topics/label.py", "words/lexicon.py", "corpus/pinyin.py"]
)
def test_an_edited_module_reruns_the_rules_that_reach_it_and_none_before(
    project, module: str
) -> None:
    scripts = sorted((project.folder / "workflow/scripts").glob("*.py"))
    reach = {
        script.stem
        for script in scripts
        if any(path.endswith(f"policytopics/{module}") for path in code_of(script))
    }
    assert reach
    with changed(project, f"src/policytopics/{module}", "\n# a remark\n"):
        found = set(project.would_run())
    assert reach <= found
    room = module.partition("/")[0]
    before = ["corpus", "words", "domains", "topics", "regions"]
    for earlier in before[: before.index(room)]:
        text = project.read(f"workflow/rules/{earlier}.smk")
        assert not [rule for rule in found if f" {rule}:" in text]


def test_a_figure_key_redraws_figures_and_report_only(project) -> None:
    found = project.would_run("--config", "study=demo", 'figures={"language": "en"}')
    assert found == {**DRAWING, "write_report": 1}


def test_a_changed_document_reruns_everything_after_reading(project) -> None:
    with changed(project, "resources/demo/corpus/luting_2024.txt", "\n　　全市再添一处公园。\n"):
        found = project.would_run()
    assert {"read_documents", "segment_units", "scan_topics", "write_report"} <= set(found)
    assert "write_dictionary" not in found


def test_a_sweep_over_topics_segments_once(project) -> None:
    found = project.would_run("--forceall")
    assert found["read_documents"] == 1
    assert found["segment_units"] == 2  # the study's, and the unmasked one's
    assert found["scan_topics"] == 4
    assert found["code_domains"] == 2
    assert found["measure_priorities"] == 4 + 2  # by topics, by domains


def test_domains_have_the_specifications_that_concern_them(project) -> None:
    listed = rows(project, "results/demo/robustness/domains/specifications.csv")
    assert [row["specification"] for row in listed] == ["main", "unmasked"]
    assert {row["n_matched"] for row in listed} == {"27"}


def test_a_failing_specification_is_named_and_the_others_go_on(project) -> None:
    found = {
        row["specification"]: row
        for row in rows(project, "results/demo/robustness/topics/specifications.csv")
    }
    assert found["too_many"]["status"] == "failed"
    assert "topics" in found["too_many"]["reason"]
    assert {name for name, row in found.items() if row["status"] == "done"} == {
        "main", "topics.number=10", "unmasked",
    }  # fmt: skip
    claims = read(project.folder / "results/demo/robustness/topics/robustness.parquet")
    assert set(claims["specification"]) == {"main", "topics.number=10", "unmasked"}
    assert "too_many" in project.read("results/demo/report/index.html")


def test_a_killed_run_resumes_with_the_same_bytes(project) -> None:
    before = manifest(project.folder / "results/demo")
    project.run("rm", "-r", "results/demo")
    environment = {**os.environ, "PYTHONPATH": str(project.folder / "src")}
    running = subprocess.Popen(
        ["snakemake", "--cores", "2"],
        cwd=project.folder,
        env={**environment, "PATH": f"{project.folder}/.venv/bin:{environment['PATH']}"},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    waiting = project.folder / "results/demo/topics/candidates.parquet"
    for _ in range(600):
        if waiting.exists():
            break
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    project.snakemake("--unlock")
    said = project.snakemake()
    assert said.returncode == 0, said.stderr
    assert "] read the documents" not in said.stderr
    assert compare(before, manifest(project.folder / "results/demo")) == []


def test_planted_priorities_are_found_and_flat_regions_show_nothing(project) -> None:
    planted = {
        "jichuan": {"industry", "innovation"}, "lanpu": {"opening_up", "digital"},
        "qiwu": {"rural", "ecology"}, "xizhou": {"culture_tourism", "urban"},
    }  # fmt: skip
    domains = gold_domains(project)
    whole = read(project.folder / "results/demo/regions/topics/headline.parquet")
    distinct = whole[whole["distinct"] & (whole["difference"] > 0)]
    for region, wanted in planted.items():
        topics = distinct.loc[distinct["region_id"] == region, "category_id"]
        assert {domains[topic] for topic in topics} == wanted
    flat = whole[whole["region_id"].isin(["yanxi", "luting"])]
    assert not flat["distinct"].any()
    # The codebook, which never saw the demo, finds the same.
    coded = read(project.folder / "results/demo/regions/domains/headline.parquet")
    above = coded[coded["distinct"] & (coded["difference"] > 0)]
    found = above.groupby("region_id")["category_id"].agg(set).to_dict()
    assert all(planted[region] <= found[region] for region in planted)
    # What else a government gives a little more to, year by year, is small, and no text claims it.
    others = above[[r.category_id not in planted.get(r.region_id, ()) for r in above.itertuples()]]
    assert (others["difference"] < 0.03).all()
    assert not others["in_text"].any()
    assert set(above["noise"]) == {"own"}


def gold_domains(project) -> dict[str, str]:
    """Return topic → the gold domain that holds most of its plan text."""
    results = project.folder / "results/demo"
    gold = {row["text"]: row["domain"] for row in rows(project, "resources/demo/corpus/gold.csv")}
    paragraphs = read(results / "corpus/paragraphs.parquet")
    label = dict(zip(paragraphs["paragraph_id"], paragraphs["text"].map(gold), strict=True))
    units = read(results / "words/units.parquet").set_index("unit_id")
    shares = read(results / "topics/unit_topics.parquet")
    shares = shares[units["part"].reindex(shares["unit_id"]).to_numpy() == "plan"]
    shares["domain"] = units["paragraph_id"].reindex(shares["unit_id"]).map(label).to_numpy()
    mass = shares.groupby(["topic_id", "domain"])["share"].sum().unstack(fill_value=0.0)
    return dict(mass.idxmax(axis=1))


def test_the_commands_beside_the_demo(project) -> None:
    said = project.run("make", "help")
    for command in ("demo", "study", "manifest", "plan", "figures", "report", "verify", "check"):
        assert f"make {command} " in said.stdout
    assert "18 documents" in project.run("make", "check").stdout
    plan = project.run("make", "plan", "STUDY=demo")
    assert "nothing to do" in plan.stderr
    assert "all steps of demo took" in plan.stdout


def test_redrawing_gives_the_same_figures(project) -> None:
    before = manifest(project.folder / "results/demo")
    said = project.run("make", "figures", "STUDY=demo")
    assert said.returncode == 0, said.stderr
    assert "draw the topics' cards" in said.stderr
    assert "read the documents" not in said.stderr
    assert compare(before, manifest(project.folder / "results/demo")) == []


def test_sheets_are_drawn_when_asked_for_and_scored(project) -> None:
    assert project.snakemake("--", "sheets").returncode == 0
    folder = "results/demo/topics/sheets"
    answers = {row["question"]: row["answer"] for row in rows(project, f"{folder}/sheet_key.csv")}
    sheet = rows(project, f"{folder}/word_sheet.csv")
    lines = [",".join([*list(row.values())[:-1], answers[row["question"]]]) for row in sheet]
    project.write("returned.csv", "\n".join([",".join(sheet[0]), *lines]) + "\n")
    command = ("python", "-m", "policytopics.commands.cli", "score", f"{folder}/sheet_key.csv")
    assert "word intrusion: 100% found" in project.run(*command, "returned.csv").stdout
    said = project.run(*command, f"{folder}/word_sheet.csv")
    assert said.returncode == 2
    assert "fix: write into the column intruder" in said.stderr


def test_readme_promises_only_commands_that_are_tested() -> None:
    tested = {
        "make demo", "make test", "make help", "make check", "make plan", "make figures",
        "make report", "make verify", "make unlock", "make study CORPUS=",
        "make manifest CORPUS=", "make clean", "git clone", "cd policytopics",
        "snakemake --cores all --config study=",
    }  # fmt: skip
    for name in ("README.md", "README.zh.md"):
        text = Path(name).read_text(encoding="utf-8")
        blocks = text.split("```sh\n")[1:]
        commands = [line for block in blocks for line in block.split("```")[0].splitlines()]
        assert commands
        for command in filter(None, (line.split("#")[0].strip() for line in commands)):
            assert any(command.startswith(each) for each in tested), command
