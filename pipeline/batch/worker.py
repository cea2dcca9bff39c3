"""The handle of a worker, which is a process of its own that does one task after another."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from pipeline.batch.ledger import Entry
from pipeline.batch.pulse import Position, Pulse
from pipeline.batch.serving import Trouble, serve
from pipeline.batch.suspects import Death
from pipeline.batch.task import Attempt, Job

_SPAWN = multiprocessing.get_context("spawn")
_GRACE = 5.0  # seconds that a worker has to end a document's work by itself
_LOOK = 0.2  # seconds between two looks at it
_MOST_TRACE = 20_000  # bytes


class Died(Exception):
    """The worker is no more; where he stood, and why."""

    def __init__(self, position: Position, death: Death) -> None:
        super().__init__(death.reason)
        self.position, self.death = position, death


class Worker:
    """The handle of a worker. `pulse` tells where he stands."""

    def __init__(self, job: Job) -> None:
        self.pulse = Pulse()
        self._connection, theirs = _SPAWN.Pipe()
        self._trace, their_trace = _SPAWN.Pipe(duplex=False)
        self._process: SpawnProcess = _SPAWN.Process(
            target=serve, args=(job, self.pulse, theirs, their_trace), daemon=True
        )
        _start(self._process)
        theirs.close()
        their_trace.close()

    def ask(self, attempt: Attempt) -> Entry | Trouble:
        """Have a task done. Raises Died where the worker dies over it, or has to be killed."""
        try:
            self._connection.send(attempt)
            while not wait([self._connection, self._process.sentinel], _LOOK):
                if self._is_stuck():
                    raise self._stopped()
            answer: Entry | Trouble = self._connection.recv()
        except (EOFError, OSError):
            raise self._died() from None
        return answer

    def memory(self) -> int:
        """The bytes of memory that he holds; 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        except OSError:
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def stop(self) -> None:
        """End him at once; whoever waits for an answer sees him die."""
        self._process.kill()

    def dismiss(self) -> None:
        """End him, when nobody waits for an answer."""
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._trace.close()

    def _is_stuck(self) -> bool:
        position = self.pulse.position
        return position.end > 0 and position.age > position.seconds + _GRACE

    def _stopped(self) -> Died:
        position = self.pulse.position
        if self._process.pid:
            os.kill(self._process.pid, signal.SIGUSR1)  # faulthandler then writes what he does
        trace = self._read_trace(wait_seconds=1.0)
        self.dismiss()
        reason = f"it took more than {position.seconds:g} seconds and could not be interrupted"
        return Died(position, Death(reason, trace, position.reading))

    def _died(self) -> Died:
        self._process.join()
        code = self._process.exitcode or 0
        reason = f"the worker ended with {_signal_name(-code) if code < 0 else f'exit code {code}'}"
        trace = self._read_trace()
        position = self.pulse.position
        self.dismiss()
        killed = -code in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
        return Died(position, Death(reason, trace, position.reading, killed))

    def _read_trace(self, wait_seconds: float = 0.0) -> str | None:
        found = b""
        while self._trace.poll(wait_seconds) and len(found) < _MOST_TRACE:
            if not (more := os.read(self._trace.fileno(), _MOST_TRACE)):
                break
            found += more
            wait_seconds = 0.1
        return found.decode("utf-8", "replace") or None


def _start(process: SpawnProcess) -> None:
    """Start it deaf to Ctrl-C, which reaches all processes of a terminal: whoever started the run ends the workers."""
    resource_tracker.ensure_running()  # or else the start would start it, and that lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _signal_name(number: int) -> str:
    return f"signal {number} ({signal.strsignal(number)})"
