"""Signatures of documents, by which duplicates are found: a hash of the words, and a MinHash of runs of five words.

MinHash: Broder, "On the resemblance and containment of documents" (1997); it is computed by rensa.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.batch.extracting import Guard
from pipeline.batch.folder import Folder
from pipeline.batch.ledger import Entry
from pipeline.batch.pulse import Pulse
from pipeline.batch.reading import reads_of, watched
from pipeline.batch.task import Attempt, Job
from pipeline.formats.item import Item, Read
from pipeline.formats.output import replacing

PERMUTATIONS = 128
_RUN = 5  # words


class Signature(msgspec.Struct, frozen=True, array_like=True):
    """Of the document with this number in its shard; `minhash` is empty where only exact duplicates are looked for."""

    number: int
    exact: bytes
    minhash: list[int] = []


class ExactSigning:
    """Writes the hashes of a shard's documents."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, attempt: Attempt, pulse: Pulse) -> Entry:
        """Sign one shard."""
        began, shard = time.perf_counter(), attempt.task.shard
        with reads_of(attempt, self._job.names) as reads, watched(pulse, self._job.limits.seconds) as guard:
            found = [self.sign(number, item.document.text) for number, item in _items(reads, guard)]
        with replacing(Folder(self._job.folder).signed(shard.name)) as stream:
            stream.write(msgspec.msgpack.encode(found))
        return Entry(shard=shard.id, read=shard.size, seconds=round(time.perf_counter() - began, 3))

    def sign(self, number: int, text: str) -> Signature:
        """The signature of one text; white space does not count."""
        return Signature(number, _hash(text.split()))


class NearSigning(ExactSigning):
    """Writes hashes and MinHashes. Needs the extra `near`."""

    def sign(self, number: int, text: str) -> Signature:
        """The signature of one text."""
        from rensa import RMinHash

        words = text.split()
        minhash = RMinHash(num_perm=PERMUTATIONS, seed=1)
        minhash.update([" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))])
        return Signature(number, _hash(words), minhash.digest())


def read(path: Path) -> list[Signature]:
    """The signatures of one shard."""
    return msgspec.msgpack.decode(path.read_bytes(), type=list[Signature])


def _items(reads: Iterator[Read], guard: Guard) -> Iterator[tuple[int, Item]]:
    number = 0
    while True:
        with guard(number, number + 1, True):
            found = next(reads, None)
        if found is None:
            return
        if isinstance(found, Item):
            yield number, found
        number += 1


def _hash(words: list[str]) -> bytes:
    return hashlib.sha256(" ".join(words).encode()).digest()[:16]
