"""What a run says: one line per step, with its number, its time, and what is left.

A Snakemake logger plug-in. Snakemake's own lines stay in its log file, and come back to the
console with ``--logger`` left empty.
"""

import logging
import sys
import time
from collections.abc import Mapping
from typing import Any

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

__all__ = ["LogHandler", "Progress", "duration"]

# Rules that only gather files: they are no steps to a reader.
_TARGETS = frozenset({"all", "figures"})
_QUIET_ERRORS = ("CalledProcessError", "RuleException")  # the job has said it already


def duration(seconds: float) -> str:
    """Return seconds as a person says them.

    Examples
    --------
    >>> duration(4.12), duration(75)
    ('4.1 s', '1 min 15 s')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"


class Progress:
    """Turns Snakemake's events into lines."""

    def __init__(self, *, dry: bool) -> None:
        self._dry = dry
        self._total = 0
        self._targets = 0
        self._done = 0
        self._begun: dict[int, tuple[str, float]] = {}
        self._start = 0.0

    def line(self, event: LogEvent | None, record: Mapping[str, Any], now: float) -> str | None:
        """Return what to print for an event at the time ``now`` (seconds), or None."""
        match event:
            case LogEvent.RUN_INFO:
                return self._plan(record["stats"], now)
            case LogEvent.JOB_INFO if record["rule_msg"] and not self._dry:
                text = record["rule_msg"] + _variant(record["wildcards"])
                self._begun[record["jobid"]] = (text, now)
            case LogEvent.PROGRESS:  # a checkpoint may have added steps
                self._total = max(self._total, record["total"] - self._targets)
            case LogEvent.JOB_FINISHED:
                return self._finished(record["job_id"], now)
            case LogEvent.JOB_ERROR:
                logs = ", ".join(record["log"])
                return f"failed: {record['rule_name']} (its log: {logs})"
            case LogEvent.ERROR if not str(record["msg"]).startswith(_QUIET_ERRORS):
                return str(record["msg"])
            case None:
                return self._plain(record)
        return None

    def _plan(self, stats: Mapping[str, int], now: float) -> str | None:
        steps = {rule: n for rule, n in stats.items() if rule not in {*_TARGETS, "total"}}
        if self._total:  # a dry run says it twice
            return None
        self._total, self._start = sum(steps.values()), now
        self._targets = stats.get("total", self._total) - self._total
        if not self._dry:
            return f"{self._total} steps to do"
        rows = [f"  {n:>4}  {rule}" for rule, n in steps.items()]
        return "\n".join([f"{self._total} steps would be done:", *rows])

    def _finished(self, job_id: int, now: float) -> str | None:
        if job_id not in self._begun:
            return None
        text, begun = self._begun.pop(job_id)
        self._done += 1
        width = len(str(self._total))
        left = (now - self._start) / self._done * (self._total - self._done)
        # The first steps are short: a forecast from them would mislead.
        tail = f"   about {duration(round(left))} left" if 3 < self._done < self._total else ""
        return f"[{self._done:>{width}}/{self._total}] {text}   {duration(now - begun)}{tail}"

    def _plain(self, record: Mapping[str, Any]) -> str | None:
        text = str(record["msg"] or "")
        if text.startswith("Nothing to be done"):
            return "nothing to do: the results are up to date"
        if record["levelno"] >= logging.WARNING and not text.startswith("Shutting down"):
            return text or None
        return None


def _variant(wildcards: Mapping[str, str]) -> str:
    """Return which of a sweep's variants a job is of, in brackets; nothing for the study itself."""
    places = [place for place in dict(wildcards).values() if "/" in place]
    return "".join(f" [{place.rpartition('/')[2]}]" for place in places)


class LogHandler(LogHandlerBase):
    """Prints `Progress` on standard error."""

    def __post_init__(self) -> None:
        """Start with nothing done."""
        self._progress = Progress(dry=self.common_settings.dryrun)

    def emit(self, record: logging.LogRecord) -> None:
        """Print the line for a record, if it has one."""
        event = getattr(record, "event", None)
        line = self._progress.line(event, record.__dict__, time.monotonic())
        if line:
            print(line, file=sys.stderr, flush=True)

    writes_to_stream = True
    writes_to_file = False
    has_filter = True
    has_formatter = True
    needs_rulegraph = False
