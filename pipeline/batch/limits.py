"""A limit of time on a piece of work in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.errors import JisrError

_AGAIN = 1.0  # seconds after which the alarm is raised again, where somebody caught the first


class OutOfTime(JisrError):
    """The work took longer than it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises OutOfTime inside the block when it takes longer.

    By an alarm, so only in the main thread; regular expressions are interrupted, libraries written in C are not:
    whoever watches this process ends it then.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime(f"it took more than {seconds:g} seconds", hint="raise the limit with --set run.seconds=N")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
