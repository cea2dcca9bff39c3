"""The quarantine file: what could not be processed, why, and the payload to mend and feed back."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from pipeline.formats.item import QUARANTINE, Failure, Skipped
from pipeline.formats.opening import plain
from pipeline.formats.output import is_stream, replacing


def path_for(output: Path) -> Path:
    """`OUT.quarantine.jsonl` beside `OUT.jsonl`, `OUT.jsonl.gz` and so on.

    For a stream it is `jisr.quarantine.jsonl` in the working folder.
    """
    return Path("jisr.quarantine.jsonl") if is_stream(output) else plain(output).with_suffix(QUARANTINE)


class Quarantine:
    """Collects failures in a file, one JSON object a line.

    The file is made at the first failure and stands under its name when the block ends well. Where a run has no
    failure, the file of an earlier run is removed, because it would speak of another run.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._stream: BinaryIO | None = None
        self._exits = ExitStack()

    def add(self, found: Failure | Skipped) -> None:
        """Write one failure, or a note of what was passed over."""
        if self._stream is None:
            self._stream = self._exits.enter_context(replacing(self.path))
        self._stream.write(msgspec.json.encode(found) + b"\n")
        self.count += 1

    def __enter__(self) -> Quarantine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exits.__exit__(kind, error, trace)
        if kind is None and self.count == 0:
            self.path.unlink(missing_ok=True)
