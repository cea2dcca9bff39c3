"""The part of the output that one shard becomes, and what was set aside and passed over beside it."""

from __future__ import annotations

import hashlib
import time
from contextlib import ExitStack
from types import TracebackType

from pipeline.batch.counts import Counts
from pipeline.batch.duplicates import fingerprint
from pipeline.batch.folder import Folder
from pipeline.batch.ledger import Entry
from pipeline.batch.task import Task
from pipeline.formats import writers
from pipeline.formats.item import Failure, Item, Read
from pipeline.formats.quarantine import Quarantine


class Part:
    """Takes what a shard yields. Its files stand under their names when the block ends well, and are then on the disk.

    An earlier try's files are replaced.
    """

    def __init__(self, folder: Folder, task: Task, suffix: str) -> None:
        shard = task.shard
        self._task, self._path = task, folder.parts / f"{shard.name}{suffix}"
        self._exits = ExitStack()
        self._quarantine = Quarantine(folder.set_aside(shard.name))
        self._skipped = Quarantine(folder.passed_over(shard.name))
        self._began = time.perf_counter()
        self.counts = Counts()

    def __enter__(self) -> Part:
        self._exits.enter_context(self._quarantine)
        self._exits.enter_context(self._skipped)
        self._write = self._exits.enter_context(writers.writing(self._path))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exits.__exit__(kind, error, trace)

    def add(self, read: Read) -> None:
        """Write one document, failure or note of what was passed over."""
        if isinstance(read, Item):
            self._write(read.document)
        elif isinstance(read, Failure):
            self._quarantine.add(read)
        else:
            self._skipped.add(read)
        self.counts.add(read)

    def entry(self) -> Entry:
        """The ledger's line, once the part is written."""
        with self._path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Entry(
            shard=self._task.shard.id,
            read=self._task.shard.size,
            part=self._path.name,
            size=self._path.stat().st_size,
            sha256=digest,
            counts=self.counts,
            dropped=fingerprint(self._task.drop),
            seconds=round(time.perf_counter() - self._began, 3),
        )
