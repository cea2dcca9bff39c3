"""The engine `ray`: one actor for each worker, on a Ray cluster or on the cores of this machine.

Each actor supervises a worker process of its own, so that a document that crashes or hangs costs no actor. The run's
folder must be seen by all machines under one path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import ray
from ray.exceptions import RayError

from pipeline.batch.ledger import Entry
from pipeline.batch.supervisor import RunStopped, Supervisor
from pipeline.batch.task import Job, Task


class OnRay:
    """So many actors, each with one core; each pulls a shard when it is free. Ray replaces those that die."""

    def __init__(self, job: Job, workers: int | None) -> None:
        self._began_here = not ray.is_initialized()
        if self._began_here:
            ray.init(log_to_driver=False, configure_logging=False)
        count = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        made = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=-1)(Supervisor)
        self._actors: list[Any] = [made.remote(job) for _ in range(count)]

    def run(self, tasks: Iterable[Task]) -> Iterator[Entry]:
        """Do the tasks; whichever actor is free takes the next."""
        waiting = iter(tasks)
        running = {actor.work.remote(task): actor for actor, task in zip(self._actors, waiting, strict=False)}
        while running:
            (ready, *_), _ = ray.wait([*running], num_returns=1)
            actor = running.pop(ready)
            try:
                entry: Entry = ray.get(ready)
            except RayError as error:
                raise _stopped(error) from error
            yield entry
            if (task := next(waiting, None)) is not None:
                running[actor.work.remote(task)] = actor

    def under_way(self) -> int:
        """Not known: the actors may be far away."""
        return 0

    def close(self) -> None:
        """End all actors, and Ray itself where it was started for this run."""
        for actor in self._actors:
            ray.kill(actor)
        if self._began_here:
            ray.shutdown()


def _stopped(error: RayError) -> RunStopped:
    cause = getattr(error, "cause", None)
    return RunStopped(str(cause or error))
