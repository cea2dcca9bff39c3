"""Has shards done by a worker, whatever happens to him: a new one takes his place, and tries suspects alone."""

from __future__ import annotations

import threading

import msgspec

from pipeline.batch.ledger import Entry
from pipeline.batch.serving import Trouble
from pipeline.batch.suspects import NONE
from pipeline.batch.task import Attempt, Job, Task
from pipeline.batch.worker import Died, Worker
from pipeline.errors import JisrError

_MOST_IDLE_DEATHS = 8  # of workers over one shard while no document was under way


class RunStopped(JisrError):
    """The run cannot go on, for a reason that lies in no document. What is done stays done."""


class Supervisor:
    """One worker at a time, started when there is work."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._worker: Worker | None = None
        self._closed = False
        self._changing = threading.Lock()

    def work(self, task: Task) -> Entry:
        """Have a task done. Raises RunStopped where that cannot be, or where `close` was called meanwhile."""
        suspects, retries, idle_deaths = NONE, 0, 0
        while True:
            worker = self._ready()
            try:
                answer = worker.ask(Attempt(task, suspects))
            except Died as died:
                self._worker = None
                suspects = suspects.after(died.position, died.death)
                retries += 1
                idle_deaths += died.position.end == 0
                if idle_deaths > _MOST_IDLE_DEATHS:
                    raise RunStopped(f"workers keep dying: {died}", where=f"shard {task.shard.name}") from None
                continue
            if isinstance(answer, Trouble):
                raise RunStopped(answer.what, where=f"shard {task.shard.name}")
            self._recycle(worker)
            return msgspec.structs.replace(answer, retries=retries)

    def under_way(self) -> int:
        """The documents of the present shard that are behind the worker already."""
        worker = self._worker
        return worker.pulse.position.begin if worker else 0

    def close(self) -> None:
        """End the worker at once; whoever waits for him gets RunStopped. To be called from another thread."""
        with self._changing:
            self._closed = True
            if self._worker:
                self._worker.stop()

    def _ready(self) -> Worker:
        with self._changing:
            if self._closed:
                raise RunStopped("it was stopped")
            self._worker = self._worker or Worker(self._job)
            return self._worker

    def _recycle(self, worker: Worker) -> None:
        """Let a worker go who has grown too large."""
        if worker.memory() > self._job.limits.worker_bytes:
            worker.dismiss()
            self._worker = None
