"""What runs the shards of a run. All engines do the same work with the same result; they differ in where it is done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Literal, Protocol, TypeAlias

from pipeline.batch.ledger import Entry
from pipeline.batch.pulse import Pulse
from pipeline.batch.supervisor import RunStopped
from pipeline.batch.task import Attempt, Job, Task

Name: TypeAlias = Literal["serial", "process", "ray"]


class Engine(Protocol):
    """Does the shards of one run."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Entry]:
        """Do the tasks and yield what the ledger shall hold, in the order in which they are done.

        Tasks are taken as they are needed. Raises RunStopped where the run cannot go on.
        """

    def under_way(self) -> int:
        """About how many documents are done of shards that are not, for the progress line."""

    def close(self) -> None:
        """Stop at once, and let all workers go."""


class Serial:
    """In this process, one shard after another. Nothing shields it from a document that crashes the process."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._pulse = Pulse()

    def run(self, tasks: Iterable[Task]) -> Iterator[Entry]:
        """Do the tasks in order."""
        work = self._job.work(self._job)
        for task in tasks:
            try:
                entry = work(Attempt(task), self._pulse)
            except Exception as error:
                raise RunStopped(str(error), where=f"shard {task.shard.name}") from error
            yield entry

    def under_way(self) -> int:
        """The documents of the present shard that are read."""
        return self._pulse.position.begin

    def close(self) -> None:
        """There is nothing to let go."""


def make(name: Name, job: Job, workers: int | None) -> Engine:
    """The engine of this name with so many workers, by default one for each core."""
    if name == "serial":
        return Serial(job)
    if name == "process":
        from pipeline.batch.processes import Processes

        return Processes(job, workers or len(os.sched_getaffinity(0)))
    from pipeline.batch.on_ray import OnRay

    return OnRay(job, workers)
