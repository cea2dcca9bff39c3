"""CPU seconds by stage."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Stopwatch:
    """Adds up the processor time of stages that may lie inside one another: a moment belongs to the innermost.

    Processor time, of all threads, is what other programs on the machine disturb least.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the block for the stage `name`."""
        self._book()
        self._open.append(name)
        try:
            yield
        finally:
            self._book()
            self._open.pop()

    def each(self, name: str, things: Iterable[T]) -> Iterator[T]:
        """The things; the time that making them takes is counted for the stage `name`."""
        waiting = iter(things)
        while True:
            with self.stage(name):
                try:
                    thing = next(waiting)
                except StopIteration:
                    return
            yield thing

    def _book(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now
