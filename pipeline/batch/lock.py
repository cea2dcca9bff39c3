"""Locks between runs on one folder. The system lets them go when their process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import UsageError


@contextmanager
def locked(path: Path, *, alone: bool = True, wait: bool = False) -> Iterator[None]:
    """Hold the lock `path`, alone or beside others that do not want to be alone.

    Raises UsageError where another process has it, or waits for that one with `wait`.
    """
    kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        try:
            fcntl.flock(descriptor, kind)
        except BlockingIOError:
            raise UsageError(
                f"another run is at work in this folder (process {os.read(descriptor, 20).decode() or 'unknown'})",
                where=str(path.parent),
                hint="wait for its end, or stop it; `jisr run status` shows where it stands",
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Whether a process holds the lock."""
    try:
        with path.open() as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
