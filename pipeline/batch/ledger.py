"""The ledger: one line for each shard that is done, appended and synced when its part is on the disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.batch.counts import Counts


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A shard that is done: its id and the bytes of its pieces; the name, size and SHA-256 of its part; its figures.

    `seconds` is the time that it took, `retries` how often a worker died over it, `dropped` stands for the duplicates
    that were passed over.
    """

    shard: str
    read: int
    part: str = ""
    size: int = 0
    sha256: str = ""
    counts: Counts = msgspec.field(default_factory=Counts)
    seconds: float = 0.0
    retries: int = 0
    dropped: str = ""


class Ledger:
    """Appends entries to a file. A line that a dying machine cut off is removed first."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o666)
        os.ftruncate(self._descriptor, _whole_lines(path))

    def add(self, entry: Entry) -> None:
        """Write one entry; it is on the disk when this returns."""
        line = msgspec.json.encode(entry) + b"\n"
        if os.write(self._descriptor, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a ledger, of which the last line may be cut off."""
    decoder = msgspec.json.Decoder(Entry)
    with path.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                yield decoder.decode(line)


def _whole_lines(path: Path) -> int:
    """The bytes up to the end of the last whole line."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        while size:
            begin = max(0, size - 65_536)
            stream.seek(begin)
            if (found := stream.read(size - begin).rfind(b"\n")) >= 0:
                return begin + found + 1
            size = begin
    return 0
