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
    """Raises OutOfTime in what takes longer than the seconds that it is set to.

    By a signal, so only in the main thread; regular expressions are interrupted, libraries written in C are not:
    whoever watches this process ends it then.
    """

    def __init__(self) -> None:
        self._works = threading.current_thread() is threading.main_thread()
        self._seconds = 0.0

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Where it may be set and cleared."""
        before = signal.signal(signal.SIGALRM, self._ring) if self._works else None
        try:
            yield
        finally:
            self.clear()
            if before is not None:
                signal.signal(signal.SIGALRM, before)

    def set(self, seconds: float) -> None:
        """Let the time begin."""
        if self._works:
            self._seconds = seconds
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)

    def clear(self) -> None:
        """Let it end."""
        if self._works:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        hint = "raise the limit with --set run.seconds=N"
        raise OutOfTime(f"it took more than {self._seconds:g} seconds", hint=hint)
