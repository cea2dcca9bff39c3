"""The engine `process`: workers on this machine, each under a supervisor in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from queue import SimpleQueue

from pipeline.batch.ledger import Entry
from pipeline.batch.supervisor import Supervisor
from pipeline.batch.task import Job, Task


class Processes:
    """So many workers, each with one model and one thread."""

    def __init__(self, job: Job, workers: int) -> None:
        self._supervisors = [Supervisor(job) for _ in range(workers)]
        self._threads: list[threading.Thread] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[Entry]:
        """Do the tasks; whichever worker is free takes the next."""
        results: SimpleQueue[Entry | Exception | None] = SimpleQueue()
        waiting, taking = iter(tasks), threading.Lock()

        def serve(supervisor: Supervisor) -> None:
            """Have one worker do one task after another, until none is left."""
            try:
                while (task := _take(waiting, taking)) is not None:
                    results.put(supervisor.work(task))
                results.put(None)
            except Exception as error:
                results.put(error)

        self._threads = [threading.Thread(target=serve, args=(each,), daemon=True) for each in self._supervisors]
        for thread in self._threads:
            thread.start()
        running = len(self._threads)
        while running:
            result = results.get()
            if isinstance(result, Exception):
                raise result
            if result is None:
                running -= 1
            else:
                yield result

    def under_way(self) -> int:
        """The documents of the present shards that are read."""
        return sum(supervisor.under_way() for supervisor in self._supervisors)

    def close(self) -> None:
        """End all workers."""
        for supervisor in self._supervisors:
            supervisor.close()
        for thread in self._threads:
            if thread.is_alive():  # Ctrl-C may come before it was started
                thread.join()


def _take(tasks: Iterator[Task], lock: threading.Lock) -> Task | None:
    with lock:
        return next(tasks, None)
