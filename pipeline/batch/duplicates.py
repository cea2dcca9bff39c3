"""Which documents of a run are duplicates of earlier ones: decided in the order of the plan, whatever the engine.

Near duplicates by locality-sensitive hashing (Leskovec et al., "Mining of Massive Datasets", 3.4): documents that agree
in one of the bands of their MinHashes are compared. All lies in a temporary database on the disk.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from pipeline.batch import manifest, signatures
from pipeline.batch.folder import Folder
from pipeline.batch.signatures import PERMUTATIONS, Signature

#: Numbers of documents in a shard that are passed over, with the reason.
Drop: TypeAlias = dict[int, str]

EXACT, NEAR = "exact duplicate of an earlier document", "near duplicate of an earlier document"
_ROWS = 8  # of a band: 16 bands find nine in ten of the documents that share 80 % of their runs of words
_LEAST = 0.8  # share of equal values in two MinHashes, above which the later document is a duplicate
_TABLES = """
    CREATE TABLE seen (exact BLOB PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE bands (key INTEGER, document INTEGER);
    CREATE INDEX bands_key ON bands (key);
    CREATE TABLE documents (number INTEGER PRIMARY KEY, minhash BLOB);
    CREATE TABLE dropped (shard TEXT, number INTEGER, reason TEXT);
    CREATE INDEX dropped_shard ON dropped (shard);
"""


class Duplicates:
    """Those among all documents whose signatures lie in a run's folder."""

    def __init__(self, folder: Folder) -> None:
        self._db = sqlite3.connect("", check_same_thread=False)  # a temporary file
        self._db.executescript(_TABLES)
        for shard in manifest.shards(folder.manifests):
            for signature in signatures.read(folder.signed(shard.name)):
                if reason := self._judge(signature):
                    self._db.execute("INSERT INTO dropped VALUES (?, ?, ?)", (shard.id, signature.number, reason))

    def of(self, shard: str) -> Drop:
        """The numbers of the duplicates in the shard of this id, with the reason."""
        return dict(self._db.execute("SELECT number, reason FROM dropped WHERE shard = ? ORDER BY number", (shard,)))

    def _judge(self, signature: Signature) -> str | None:
        if not self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (signature.exact,)).rowcount:
            return EXACT
        if not signature.minhash:
            return None
        keys = [*_band_keys(signature.minhash)]
        marks = ", ".join("?" * len(keys))
        alike = self._db.execute(
            f"SELECT minhash FROM documents WHERE number IN (SELECT document FROM bands WHERE key IN ({marks}))", keys
        )
        if any(_similarity(signature.minhash, msgspec.msgpack.decode(other)) >= _LEAST for (other,) in alike):
            return NEAR
        packed = msgspec.msgpack.encode(signature.minhash)
        number = self._db.execute("INSERT INTO documents (minhash) VALUES (?)", (packed,)).lastrowid
        self._db.executemany("INSERT INTO bands VALUES (?, ?)", ((key, number) for key in keys))
        return None


def fingerprint(drop: Drop) -> str:
    """What changes when other documents of a shard are dropped; empty where none is."""
    return hashlib.sha256(repr(sorted(drop.items())).encode()).hexdigest()[:16] if drop else ""


def _band_keys(minhash: list[int]) -> Iterator[int]:
    for at in range(0, PERMUTATIONS, _ROWS):
        band = repr((at, minhash[at : at + _ROWS])).encode()
        yield int.from_bytes(hashlib.blake2b(band, digest_size=8).digest(), "big", signed=True)


def _similarity(one: list[int], other: list[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / PERMUTATIONS
