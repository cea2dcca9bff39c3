"""What an engine is given to do: a job for the whole run, and a task for each shard."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline import config
from pipeline.batch.ledger import Entry
from pipeline.batch.pulse import Pulse
from pipeline.batch.shards import Shard
from pipeline.batch.suspects import NONE, Suspects
from pipeline.extractor import Extractor


@dataclass(frozen=True)
class Task:
    """A shard to be done. `drop`: the numbers of documents that are to be passed over, with the reason."""

    shard: Shard
    drop: dict[int, str] = field(default_factory=dict)


class Attempt(NamedTuple):
    """A task, and what is known from earlier tries of it."""

    task: Task
    suspects: Suspects = NONE


class Work(Protocol):
    """Does one task after another, in the process in which it was made."""

    def __call__(self, attempt: Attempt, pulse: Pulse) -> Entry:
        """Do one. `pulse` is told where it stands. Raises OSError, UsageError where the result cannot be written."""


@dataclass(frozen=True)
class Job:
    """What every worker of a run must know; it is pickled on its way to him.

    `work` makes what does the tasks; `load` makes its extractor; `suffix` is the format of the parts; `log_level` as
    in the module logging.
    """

    work: Callable[[Job], Work]
    folder: Path
    suffix: str
    load: Callable[[], Extractor]
    names: config.Input
    limits: config.Run
    log_level: int = logging.WARNING
