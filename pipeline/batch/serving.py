"""What runs in the process of a worker."""

from __future__ import annotations

import faulthandler
import logging
import multiprocessing
import os
import signal
import threading
import traceback
from multiprocessing.connection import Connection
from typing import NamedTuple

from pipeline.batch.ledger import Entry
from pipeline.batch.pulse import Pulse
from pipeline.batch.task import Job, Work

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Trouble(NamedTuple):
    """What went wrong with the work as a whole, so that no other shard would fare better: a full disk, no model."""

    what: str
    traceback: str


def serve(job: Job, pulse: Pulse, connection: Connection, trace: Connection) -> None:
    """Do the tasks that come over `connection`; where Python was when the process dies is written to `trace`.

    The process uses one thread for its work, and ends with its parent.
    """
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    faulthandler.enable(trace.fileno())
    faulthandler.register(signal.SIGUSR1, trace.fileno())
    logging.basicConfig(level=job.log_level, format="jisr: %(levelname)s: %(message)s")
    answer: Entry | Trouble
    work: Work | None = None
    while True:
        try:
            attempt = connection.recv()
        except EOFError:
            return
        try:
            work = work or job.work(job)
            answer = work(attempt, pulse)
        except Exception as error:
            answer = Trouble(str(error), traceback.format_exc())
        pulse.rest()
        connection.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
