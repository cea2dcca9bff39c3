"""The one line that shows a person how far a run is."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.batch.standing import Standing, duration

_EVERY = 0.5  # seconds
CLEAR_LINE = "\r\x1b[K"


@contextmanager
def shown(standing: Standing, under_way: Callable[[], int]) -> Iterator[None]:
    """Keeps the line up to date on standard error, if that is a terminal, and takes it away at the end."""
    if not sys.stderr.isatty():
        yield
        return
    stop, began = threading.Event(), time.monotonic()
    begun_at = standing.size_done

    def show() -> None:
        """Write the line anew every so often."""
        while not stop.wait(_EVERY):
            _put(line(standing, begun_at, under_way(), time.monotonic() - began))

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        _put("")


def _put(text: str) -> None:
    print(CLEAR_LINE + text, end="", file=sys.stderr, flush=True)


def line(standing: Standing, begun_at: int, under_way: int, seconds: float) -> str:
    """Documents, words a second, time that is left and errors; `begun_at`: bytes that were done before this call."""
    parts = [f"{standing.counts.documents + under_way:,} documents"]
    new = standing.size_done - begun_at
    if new:
        parts.append(f"{standing.new.words / max(seconds, 1e-9):,.0f} words/s")
        parts.append(f"{duration((standing.size - standing.size_done) * seconds / new)} left")
    parts.append(f"{standing.shards_done:,} of {standing.shards:,} shards")
    if standing.set_aside:
        parts.append(f"{standing.set_aside:,} could not be processed")
    return " · ".join(parts)
