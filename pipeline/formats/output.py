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
        if not special:
            temporary.replace(target)
    finally:
        if not special:
            temporary.unlink(missing_ok=True)


def is_stream(path: Path) -> bool:
    """Whether `path` is standard output, a device or a pipe: nothing to rename, no place for files beside it."""
    return str(path) == "-" or (path.exists() and not path.is_file())


def one_line(value: object) -> str:
    """The value as JSON without any of the characters that Unicode ends lines with."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text.splitlines()) == 1 else json.dumps(value)
