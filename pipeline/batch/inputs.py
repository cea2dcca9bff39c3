"""The inputs of a run as pieces: files, folders, globs, and what comes on standard input."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import file_digest
from itertools import islice
from pathlib import Path

import msgspec

from pipeline import config
from pipeline.batch.shards import Piece, at_hand, cut
from pipeline.errors import JisrError
from pipeline.formats import sources
from pipeline.formats.item import Failure, Item, Origin, failure, readable
from pipeline.formats.opening import STDIN, format_of
from pipeline.formats.registry import FORMATS


class Inputs:
    """What the names of the inputs stand for. `failures` are those that cannot be read, once `pieces` went by.

    Raises UsageError where there is nothing to read at all.
    """

    def __init__(self, names: Sequence[str], chosen: config.Config, limit: int | None) -> None:
        sources.check(names)
        self._names, self._fields, self._limit = names, chosen.input, limit
        self._size = chosen.run.shard_bytes
        self.failures: list[Failure] = []

    def pieces(self, spool: Path) -> Iterator[Piece]:
        """The pieces, in the order of the inputs. What comes on standard input is kept in the folder `spool`."""
        found = self._all(spool)
        return found if self._limit is None else _first(found, self._fields, self._limit)

    def _all(self, spool: Path) -> Iterator[Piece]:
        for source in sources.walk(self._names):
            if isinstance(source, Failure):
                self.failures.append(source)
                continue
            try:
                yield from cut(_kept(spool) if source == STDIN else source, self._fields, self._size)
            except (OSError, JisrError) as error:
                self.failures.append(failure(Origin(readable(str(source))), error))


def _kept(folder: Path) -> Path:
    """A file with all that standard input gives, named by its content, so that equal input is known again."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{os.getpid()}.tmp"
    try:
        with temporary.open("w+b") as stream:
            shutil.copyfileobj(sys.stdin.buffer, stream)
            stream.seek(0)
            path = folder / f"stdin-{file_digest(stream, 'sha256').hexdigest()[:16]}.jsonl"
            os.fsync(stream.fileno())
        return temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _first(pieces: Iterable[Piece], names: config.Input, limit: int) -> Iterator[Piece]:
    """The pieces up to the one that holds the `limit`-th document, of which no later document is taken."""
    left = limit
    for piece in pieces:
        found = sum(1 for _ in islice(_documents(piece, names), left))
        left -= found
        yield piece if left else msgspec.structs.replace(piece, most=found)
        if not left:
            return


def _documents(piece: Piece, names: config.Input) -> Iterator[Item]:
    with at_hand(piece) as file:
        reads = FORMATS[format_of(file)].read(file, names, piece.range)
        yield from (read for read in reads if isinstance(read, Item))
