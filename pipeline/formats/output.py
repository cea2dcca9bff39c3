"""Writing without half-written files: a temporary name beside the target, renamed when all is well."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import UsageError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file `path` when the block ends well; until then `path` stays as it was.

    The content is on the disk before the file has its name, and the name before the block is left.
    `-` is standard output; a device or a pipe is written directly. Raises UsageError where nothing can be written.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = path.resolve()
    special = is_stream(target)
    temporary = target if special else target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        stream = temporary.open("wb")
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror}", where=str(path)) from None
    try:
        with stream:
            yield stream
            stream.flush()
            if not special:
                os.fsync(stream.fileno())
        if not special:
            temporary.replace(target)
            sync_folder(target.parent)
    finally:
        if not special:
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder outlast a failure of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_stream(path: Path) -> bool:
    """Whether `path` is standard output, a device or a pipe: nothing to rename, no place for files beside it."""
    return str(path) == "-" or (path.exists() and not path.is_file())


def one_line(value: object) -> str:
    """The value as JSON without any of the characters that Unicode ends lines with."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text.splitlines()) == 1 else json.dumps(value)
