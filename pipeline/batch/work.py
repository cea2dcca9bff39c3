"""The work on one shard, as every engine does it: read its pieces, put spans on the documents, write the part."""

from __future__ import annotations

from pipeline.batch.extracting import extracted
from pipeline.batch.folder import Folder
from pipeline.batch.ledger import Entry
from pipeline.batch.parts import Part
from pipeline.batch.pulse import Pulse
from pipeline.batch.reading import reads_of, watched
from pipeline.batch.task import Attempt, Job


class Extraction:
    """Makes the parts of the output. Raises what the job's `load` raises."""

    def __init__(self, job: Job) -> None:
        self._job, self._extractor = job, job.load()

    def __call__(self, attempt: Attempt, pulse: Pulse) -> Entry:
        """Extract from one shard, write its part and say what the ledger shall hold."""
        job = self._job
        part = Part(Folder(job.folder), attempt.task, job.suffix)
        with reads_of(attempt, job.names) as reads, part, watched(pulse, job.limits.seconds) as guard:
            for read in extracted(reads, self._extractor, guard, attempt.suspects):
                part.add(read)
        return part.entry()
