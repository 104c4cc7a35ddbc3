"""One clear line per step."""

import logging
from types import SimpleNamespace

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from policytopics.commands.progress import LogHandler, Progress


def info(jobid: int, message: str | None, **wildcards: str) -> dict:
    return {"jobid": jobid, "rule_msg": message, "wildcards": wildcards, "levelno": logging.INFO}


def say(progress: Progress, event, now: float = 0.0, **record) -> str | None:
    return progress.line(event, {"levelno": logging.INFO, "msg": "", **record}, now)


@pytest.fixture
def running() -> Progress:
    progress = Progress(dry=False)
    say(progress, LogEvent.RUN_INFO, stats={"all": 1, "fit": 10, "read": 1, "total": 12})
    return progress


def test_the_steps_are_counted_without_targets() -> None:
    progress = Progress(dry=False)
    stats = {"all": 1, "read_documents": 1, "total": 2}
    assert say(progress, LogEvent.RUN_INFO, stats=stats) == "1 steps to do"


def test_a_dry_run_lists_the_steps_once() -> None:
    progress = Progress(dry=True)
    stats = {"all": 1, "read": 1, "fit": 10, "total": 12}
    text = say(progress, LogEvent.RUN_INFO, stats=stats)
    assert text == "11 steps would be done:\n     1  read\n    10  fit"
    assert say(progress, LogEvent.RUN_INFO, stats=stats) is None
    say(progress, LogEvent.JOB_INFO, **info(1, "read"))
    assert say(progress, LogEvent.JOB_FINISHED, job_id=1) is None


def test_a_finished_step_has_its_number_and_time(running: Progress) -> None:
    say(running, LogEvent.JOB_INFO, now=1.0, **info(7, "read the documents"))
    line = say(running, LogEvent.JOB_FINISHED, now=3.5, job_id=7)
    assert line == "[ 1/11] read the documents   2.5 s"


def test_after_some_steps_the_time_left_is_told(running: Progress) -> None:
    lines = []
    for number in range(11):
        say(running, LogEvent.JOB_INFO, now=number, **info(number, "fit", topics="topics"))
        lines.append(say(running, LogEvent.JOB_FINISHED, now=number + 1, job_id=number))
    assert lines[4] == "[ 5/11] fit   1.0 s   about 6.0 s left"
    assert "left" not in str(lines[0])
    assert "left" not in str(lines[10])


def test_steps_that_a_checkpoint_adds_are_counted(running: Progress) -> None:
    say(running, LogEvent.PROGRESS, done=0, total=12)
    say(running, LogEvent.JOB_INFO, **info(1, "fit"))
    assert str(say(running, LogEvent.JOB_FINISHED, job_id=1)).startswith("[ 1/11]")
    say(running, LogEvent.PROGRESS, done=1, total=15)
    say(running, LogEvent.JOB_INFO, **info(2, "fit"))
    assert str(say(running, LogEvent.JOB_FINISHED, job_id=2)).startswith("[ 2/14]")


def test_a_variant_of_a_sweep_says_which(running: Progress) -> None:
    say(running, LogEvent.JOB_INFO, **info(1, "fit", topics="robustness/topics/0123456789"))
    assert "fit [0123456789]" in str(say(running, LogEvent.JOB_FINISHED, job_id=1))


def test_errors_and_warnings_are_told_and_noise_is_not(running: Progress) -> None:
    failed = say(running, LogEvent.JOB_ERROR, rule_name="fit", log=["logs/fit.log"])
    assert failed == "failed: fit (its log: logs/fit.log)"
    assert (
        say(running, LogEvent.ERROR, msg="MissingInputException: x") == "MissingInputException: x"
    )
    assert say(running, LogEvent.ERROR, msg="RuleException: see above") is None
    assert say(running, None, msg="Building DAG of jobs...") is None
    assert say(running, None, msg="odd", levelno=logging.WARNING) == "odd"
    assert say(running, None, msg="Nothing to be done (all there).") == (
        "nothing to do: the results are up to date"
    )
    assert say(running, LogEvent.JOB_FINISHED, job_id=99) is None


def test_the_handler_prints_on_standard_error(capsys) -> None:
    handler = LogHandler(SimpleNamespace(dryrun=False), None)
    handler.emit(logging.LogRecord("x", logging.WARNING, "", 0, "odd", None, None))
    assert capsys.readouterr().err == "odd\n"
    assert handler.writes_to_stream
