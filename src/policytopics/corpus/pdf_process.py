"""Reading PDFs in a process of its own, which may crash, hang or fill its memory alone.

Processor time is bounded by the system itself: a signal that nothing catches ends the process, and
the file is refused. (Most files of a corpus are texts, and start no process.)
"""

import os
import pickle
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any, BinaryIO

from policytopics.corpus.ocr import recogniser
from policytopics.corpus.pdf import pdf_reading
from policytopics.corpus.unreadable import Reading, UnreadableError

__all__ = ["PdfProcess", "environment"]

# Of processor time for one file; a plan of 400 pages takes ten. With OCR so much for each page.
_MOST_SECONDS = 60
MOST_SECONDS_A_PAGE = 180
_MOST_MEMORY = 3 << 30

_FIX = "print it to a new PDF, or save the report's text as .txt"


class PdfProcess:
    """A process that reads PDFs one by one; started at the first, and again after a crash.

    Parameters
    ----------
    ocr : bool
        Whether pages without text are read from their picture.
    seconds : float
        Processor time for one file.
    """

    def __init__(self, *, ocr: bool = False, seconds: float = _MOST_SECONDS) -> None:
        self._ocr, self._seconds = ocr, seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "PdfProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._stop()

    def read(self, data: bytes) -> Reading:
        """Return the text of a PDF.

        Raises
        ------
        UnreadableError
            If it cannot be read, or reading it takes too much time or memory.
        """
        process = self._process or self._start()
        try:
            _send(process.stdin, data)
            answer = pickle.load(process.stdout)  # type: ignore[arg-type]
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            code = self._stop()
            raise _crashed(code, self._seconds) from None
        if isinstance(answer, Reading):
            return answer
        raise UnreadableError(*answer)

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process, with the same modules at hand as here."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self._seconds), "ocr" if self._ocr else ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        return self._process

    def _stop(self) -> int:
        """End the process and return its code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with process:
            if process.stdin:
                with suppress(BrokenPipeError):
                    process.stdin.close()
        return process.returncode


def environment() -> dict[str, str]:
    """Return the environment of a process that finds the same modules as this one."""
    places = os.pathsep.join(filter(None, sys.path))
    return {**os.environ, "PYTHONPATH": places, "OMP_NUM_THREADS": "1"}


def _crashed(code: int, seconds: float) -> UnreadableError:
    """Return the error for a file that ended the process that read it."""
    if code == -signal.SIGVTALRM:
        what = f"it takes more than {seconds:g} seconds to read, which no report does"
        return UnreadableError(what, _FIX)
    return UnreadableError(f"the PDF is damaged (it ends its reader, code {code})", _FIX)


def _send(stream: Any, value: object) -> None:
    """Write one value to a pipe."""
    pickle.dump(value, stream)
    stream.flush()


def _answer(data: bytes, recognise: Any) -> Reading | tuple[str, str]:
    """Return the reading of a PDF, or what is wrong with it and the fix."""
    try:
        return pdf_reading(data, recognise)
    except UnreadableError as error:
        return error.what, error.fix
    except MemoryError:
        return "reading it takes more memory than any report does", _FIX
    except Exception as error:  # PDFium's binding raises nearly anything on damaged files
        return f"the PDF is damaged ({type(error).__name__})", _FIX


def _serve(seconds: float, *, ocr: bool, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""

    def next_page() -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS_A_PAGE)

    recognise = recogniser(next_page) if ocr else None
    if not ocr:
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    while True:
        try:
            data = pickle.load(requests)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        answer = _answer(data, recognise)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        _send(answers, answer)


if __name__ == "__main__":
    _serve(
        float(sys.argv[1]), ocr=sys.argv[2] == "ocr",
        requests=sys.stdin.buffer, answers=sys.stdout.buffer,
    )  # fmt: skip
