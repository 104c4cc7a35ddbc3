"""What a user sees of a mistake, and where it goes."""

import sys
from pathlib import Path

import pytest

from policytopics.files import FailedSpecificationError, read
from policytopics.logs import job
from policytopics.problems import Problem, ProblemsError, suggestion

MISTAKES = [Problem("a.csv:2", "names no file", "add it"), Problem("a.csv:3", "is odd", "mend it")]


def test_problems_are_told_all_at_once() -> None:
    text = str(ProblemsError(MISTAKES))
    assert text == ("a.csv:2: names no file\n    fix: add it\na.csv:3: is odd\n    fix: mend it")


def test_a_near_miss_is_suggested() -> None:
    assert suggestion("regoin", ["region", "file"]) == "did you mean region?"


def run(tmp_path: Path, error: BaseException | None, outputs: list[str]) -> int:
    """Return the exit code of a job that prints, then fails."""
    try:
        with job(str(tmp_path / "logs" / "x.log"), outputs):
            print("half way")
            print("a warning", file=sys.stderr)
            if error:
                raise error
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_output_reaches_log_and_console(tmp_path: Path, capsys) -> None:
    assert run(tmp_path, None, []) == 0
    assert (tmp_path / "logs" / "x.log").read_text("utf-8") == "half way\na warning\n"
    assert capsys.readouterr().err == "half way\na warning\n"


def test_a_mistake_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    assert run(tmp_path, ProblemsError(MISTAKES), []) == 2
    log = (tmp_path / "logs" / "x.log").read_text("utf-8")
    assert "a.csv:3: is odd" in log
    assert "2 problems" in log
    assert "Traceback" not in log
    assert (tmp_path / "logs" / "x.problems").exists()


def test_a_fault_of_ours_ends_with_1_and_a_traceback(tmp_path: Path) -> None:
    assert run(tmp_path, KeyError("x"), []) == 1
    assert "Traceback" in (tmp_path / "logs" / "x.log").read_text("utf-8")
    assert not (tmp_path / "logs" / "x.problems").exists()


def test_the_mark_of_a_mended_mistake_goes(tmp_path: Path) -> None:
    run(tmp_path, ProblemsError(MISTAKES), [])
    run(tmp_path, None, [])
    assert not (tmp_path / "logs" / "x.problems").exists()


def test_debug_shows_the_traceback_of_a_mistake(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("POLICYTOPICS_DEBUG", "1")
    run(tmp_path, ProblemsError(MISTAKES), [])
    assert "Traceback" in (tmp_path / "logs" / "x.log").read_text("utf-8")


@pytest.mark.parametrize("error", [ProblemsError(MISTAKES), KeyError("odd")])
def test_a_failing_variant_leaves_its_reason_and_goes_on(tmp_path: Path, error) -> None:
    output = tmp_path / "robustness" / "topics" / "0123456789" / "t.parquet"
    assert run(tmp_path, error, [str(output)]) == 0
    with pytest.raises(FailedSpecificationError, match="odd"):
        read(output)
