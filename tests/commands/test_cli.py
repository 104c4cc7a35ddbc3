"""The command: its words, its exit codes, and that what is typed stays a value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policytopics.commands import check, run, unlock
from policytopics.commands.clean import made
from policytopics.commands.cli import WORDS, main
from policytopics.commands.project import Project, find
from policytopics.commands.snakemake_call import arguments
from policytopics.problems import ProblemsError
from policytopics.study.own_files import default_study, remembered_folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "config").mkdir()
    return Project(Path().resolve(), tmp_path)


def ends(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    return int(end.value.code or 0)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_says_what_it_does(word: str, capsys) -> None:
    assert ends(word, "--help") == 0
    assert len(capsys.readouterr().out.splitlines()) > 4


def test_a_near_miss_is_answered_with_the_word_meant(capsys) -> None:
    assert ends("manifst") == 2
    assert "did you mean manifest?" in capsys.readouterr().err


def test_check_says_that_all_is_well(capsys) -> None:
    assert ends("check") == 0
    assert "packages as locked" in capsys.readouterr().out


def test_check_ends_with_2_when_something_is_wrong(monkeypatch, capsys) -> None:
    monkeypatch.setattr(check, "locked", lambda _: {"jieba": {"0.1"}})
    assert ends("check") == 2
    assert "fix: " in capsys.readouterr().err


def test_a_fault_of_ours_ends_with_1_and_asks_for_a_report(monkeypatch, capsys) -> None:
    def broken() -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(check.command, "callback", broken)
    assert ends("check") == 1
    assert "please report it" in capsys.readouterr().err


def test_a_fault_is_traced_when_asked(monkeypatch, capsys) -> None:
    monkeypatch.setattr(check.command, "callback", lambda: 1 / 0)
    monkeypatch.setenv("POLICYTOPICS_DEBUG", "1")
    assert ends("--debug", "check") == 1
    assert "Traceback" in capsys.readouterr().err


def test_what_is_typed_stays_a_value(project: Project) -> None:
    words = arguments(project, "x; touch f", cores="$(touch f)")
    assert "study=x; touch f" in words
    assert "$(touch f)" in words


def test_a_checkout_is_found_from_inside_and_the_workflow_from_outside(tmp_path: Path) -> None:
    root = Path().resolve()
    assert find(root / "src" / "policytopics") == Project(root, root)
    assert find(tmp_path) == Project(root, tmp_path)


def test_a_study_s_name_wins_over_a_folder(project: Project, monkeypatch) -> None:
    monkeypatch.chdir(project.work)
    (project.work / "demo").mkdir()
    assert run.study_of(project, "demo", None, None) == "demo"
    assert run.study_of(project, None, None, None) == "demo"
    assert run.study_of(project, "no-such", None, None) == "no-such"


def test_a_folder_becomes_a_study_and_a_known_study_remembers_its_folder(
    project: Project, monkeypatch
) -> None:
    monkeypatch.chdir(project.work)
    folder = project.work / "Reports"
    folder.mkdir()
    (folder / "a.txt").write_text("x")
    assert run.study_of(project, "Reports", None, None) == "reports"
    assert run.study_of(project, "Reports", None, "other") == "other"
    assert run.study_of(project, "mine", "Reports", None) == "mine"
    assert run.study_of(project, "suzhou", "Reports", None) == "suzhou"
    assert remembered_folder(project.work / "config" / "suzhou") == str(folder)
    with pytest.raises(ProblemsError, match="no folder nowhere"):
        run.study_of(project, "suzhou", "nowhere", None)


def test_the_default_study_is_the_configuration_s(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("study: 'mine'  # the one I work on\n")
    assert default_study([tmp_path / "none", tmp_path]) == "mine"
    assert default_study([]) == "demo"


def test_locks_are_removed_but_not_under_a_living_run(
    project: Project, monkeypatch, capsys
) -> None:
    lock = project.work / ".snakemake" / "locks" / "0.input.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()
    monkeypatch.setattr(unlock, "find", lambda: project)
    monkeypatch.setattr(unlock, "running", lambda _: [17])
    assert ends("unlock") == 2
    assert lock.exists()
    monkeypatch.setattr(unlock, "running", lambda _: [])
    assert ends("unlock") == 0
    assert not lock.exists()


def test_a_living_run_is_seen(project: Project) -> None:
    words = [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)", "snakemake"]
    with subprocess.Popen(words, cwd=project.work, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert unlock.running(project) == [process.pid]
        process.kill()
    assert unlock.running(project) == []


def test_cleaning_names_the_folders_of_one_study(project: Project) -> None:
    for folder in ("results/a", "results/b", "logs/a"):
        (project.work / folder).mkdir(parents=True)
    assert len(made(project, None)) == 3
    assert [path.parent.name for path in made(project, "a")] == ["logs", "results"]
    with pytest.raises(ProblemsError, match="no results of a study"):
        made(project, "../a")


def test_the_command_is_installed() -> None:
    script = Path(sys.executable).with_name("policytopics" + (".exe" if os.name == "nt" else ""))
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("policytopics, version")
