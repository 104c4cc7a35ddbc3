"""A bound on the time that one file may take: some are made to keep a reader busy for ever.

Sizes are checked before anything is unpacked, but a PDF of a kilobyte can draw a form that draws
another one ten times, ten levels deep. Processor time is counted, so that a busy machine reads the
same files as an idle one.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["OutOfTimeError", "at_most"]


# Not an Exception: parsers catch these and go on.
class OutOfTimeError(BaseException):
    """Raised inside of `at_most` when the time is over."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Run the block for so many seconds of processor time at most.

    Signals reach the main thread alone: in another thread there is no bound.

    Raises
    ------
    OutOfTimeError
        When the time is over; again after each further second, should someone swallow it.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTimeError

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
