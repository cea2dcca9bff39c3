"""What is still to be planned: inputs that no shard has yet, and shards whose files have changed.

The pieces lie in a temporary database on the disk, so that a million files need no more memory than a thousand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from pipeline.batch import manifest
from pipeline.batch.manifest import Line, Replaced
from pipeline.batch.shards import FINER, Piece, Shard, shard_id

_MOST_PIECES = 1000  # of a shard
_REST = 16  # a shard is no more than this part of what is left: when one worker ends, no other has much to do
_TABLES = """
    CREATE TABLE planned (key BLOB, path TEXT, shard TEXT, name TEXT, size INTEGER, piece BLOB);
    CREATE TABLE named (number INTEGER PRIMARY KEY, key BLOB UNIQUE, path TEXT, size INTEGER, piece BLOB);
"""
_INDEXES = "CREATE INDEX planned_key ON planned (key); CREATE INDEX named_path ON named (path);"
_STALE = """
    CREATE TEMP TABLE stale AS SELECT DISTINCT shard, name FROM planned
    WHERE path IN (SELECT path FROM named) AND key NOT IN (SELECT key FROM named)
"""
# What stands in a stale shard beside the changed file is planned anew, also where it was not named this time.
_OPEN = """
    SELECT size, piece FROM named
    WHERE key NOT IN (SELECT key FROM planned WHERE shard NOT IN (SELECT shard FROM stale))
    UNION ALL
    SELECT size, piece FROM planned
    WHERE shard IN (SELECT shard FROM stale) AND path NOT IN (SELECT path FROM named)
"""


class Plan:
    """The lines of the next manifest, for a run of the id `run` whose manifests lie in `folder`.

    `pieces` are those of the inputs. `size`: the most bytes of a shard of more than one piece.
    """

    def __init__(self, folder: Path, run: str, pieces: Iterable[Piece], size: int) -> None:
        self._run, self._size, self._number = run, size, manifest.next_number(folder)
        self._db = sqlite3.connect("")  # a temporary file
        self._db.executescript(_TABLES)
        self._db.executemany("INSERT INTO planned VALUES (?, ?, ?, ?, ?, ?)", _planned(folder))
        self._db.executemany(
            "INSERT OR IGNORE INTO named (key, path, size, piece) VALUES (?, ?, ?, ?)",
            ((piece.key, piece.path, piece.size, msgspec.json.encode(piece)) for piece in pieces),
        )
        self._db.executescript(_INDEXES)
        self._db.execute(_STALE)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new and nothing has changed."""
        return next(self.lines(), None) is None

    def replaced(self) -> list[Replaced]:
        """Shards that were planned and are no longer valid."""
        return [Replaced(id, name) for id, name in self._db.execute("SELECT shard, name FROM stale ORDER BY name")]

    def shards(self) -> Iterator[Shard]:
        """New shards, in the order of the inputs."""
        ((left,),) = self._db.execute(f"SELECT ifnull(sum(size), 0) FROM ({_OPEN})")
        opened = (msgspec.json.decode(piece, type=Piece) for _, piece in self._db.execute(_OPEN))
        for number, pieces in enumerate(_groups(opened, self._size, left), start=1):
            id = shard_id(self._run, pieces)
            yield Shard(id, f"{self._number:04}-{number:06}-{id}", pieces)

    def lines(self) -> Iterator[Line]:
        """Both."""
        yield from self.replaced()
        yield from self.shards()

    def close(self) -> None:
        """Let the database go."""
        self._db.close()


def _planned(folder: Path) -> Iterator[tuple[bytes, str, str, str, int, bytes]]:
    for shard in manifest.shards(folder):
        for piece in shard.pieces:
            yield piece.key, piece.path, shard.id, shard.name, piece.size, msgspec.json.encode(piece)


def _groups(pieces: Iterable[Piece], most: int, left: int) -> Iterator[list[Piece]]:
    """Consecutive pieces of at most `most` bytes (or one piece), ever smaller where `left`, the bytes of all, run out.

    That evens out the end of a run, however many workers it has: the plan knows nothing of them.
    """
    group: list[Piece] = []
    total = 0
    for piece in pieces:
        room = min(most, max(left // _REST, most // FINER))
        if group and (total + piece.size > room or len(group) == _MOST_PIECES):
            yield group
            left -= total
            group, total = [], 0
        group.append(piece)
        total += piece.size
    if group:
        yield group
