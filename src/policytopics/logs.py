"""What a job says reaches its log file and the console; what it fails of is told once, plainly.

Under Snakemake's ``script:`` nothing writes the ``log:`` file, and a traceback names a temporary
copy of the script. `job` mends both. It also keeps a sweep going: a specification that fails
leaves its reason in the place of its results (`policytopics.files.write_failure`), which the
stages after it pass on and the robustness tables name.
"""

import gc
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from policytopics.files import FailedSpecificationError, write_failure
from policytopics.problems import ProblemsError

__all__ = ["collect_seldom", "job"]


class _Both:
    """A text stream that writes to the log and to the console."""

    def __init__(self, log: TextIO, console: TextIO) -> None:
        self._streams = (log, console)

    def write(self, text: str) -> int:
        for stream in self._streams:
            stream.write(text)
        return len(text)

    def flush(self) -> None:
        for stream in self._streams:
            stream.flush()


def collect_seldom() -> None:
    """Look for garbage after 100,000 new objects, not 700, and never among what imports made.

    Almost all that a job makes goes when it is no longer used; going through all dictionaries again
    and again for the rest took a third of the words stage's time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@contextmanager
def job(log: str, outputs: Sequence[str] = ()) -> Iterator[None]:
    """Run a job's work with its output and its failure in ``log`` and on the console.

    Parameters
    ----------
    log : str
        Path of the log file; its folder is made.
    outputs : sequence of str
        The files the job writes. Where they belong to a sweep's variant (a path with
        ``/robustness/``), a failure is written into them instead of ending the run.

    Raises
    ------
    SystemExit
        With 2 after a user's mistake (`ProblemsError`), with 1 after a fault of ours.
    """
    collect_seldom()
    Path(log).parent.mkdir(parents=True, exist_ok=True)
    # The mark by which the Snakefile tells a user's mistake (exit code 2) from a fault (1).
    mark = Path(log).with_suffix(".problems")
    mark.unlink(missing_ok=True)
    with open(log, "w", encoding="utf-8") as file:
        stdout, stderr = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = _Both(file, stderr)
        try:
            yield
        except Exception as error:
            reason, code = _explain(error)
            if outputs and all("/robustness/" in path for path in outputs):
                print(f"this specification failed; the others go on\n{reason}", file=sys.stderr)
                for path in outputs:
                    write_failure(Path(path), str(error).strip() or type(error).__name__)
            else:
                print(reason, file=sys.stderr)
                if code == 2:
                    mark.touch()
                raise SystemExit(code) from None
        finally:
            sys.stdout, sys.stderr = stdout, stderr


def _explain(error: Exception) -> tuple[str, int]:
    """Return what to print and the exit code: no traceback for a user's mistake."""
    if isinstance(error, ProblemsError | FailedSpecificationError):
        if os.environ.get("POLICYTOPICS_DEBUG"):
            return traceback.format_exc(), 2
        return error.summary if isinstance(error, ProblemsError) else f"{error}\n1 problem", 2
    return traceback.format_exc(), 1
