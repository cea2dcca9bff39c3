"""A limit of time on pieces of work in this process."""

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


class Alarm:
    """Raises OutOfTime in what takes longer than so many seconds while it is set.

    By a signal, so only in the main thread; regular expressions are interrupted, libraries written in C are not:
    whoever watches this process ends it then.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds if threading.current_thread() is threading.main_thread() else 0

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Where it may be set and cleared."""
        before = signal.signal(signal.SIGALRM, self._ring) if self._seconds else None
        try:
            yield
        finally:
            self.clear()
            if before is not None:
                signal.signal(signal.SIGALRM, before)

    def set(self) -> None:
        """Let the time begin."""
        if self._seconds:
            signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)

    def clear(self) -> None:
        """Let it end."""
        if self._seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        hint = "raise the limit with --set run.seconds=N"
        raise OutOfTime(f"it took more than {self._seconds:g} seconds", hint=hint)
