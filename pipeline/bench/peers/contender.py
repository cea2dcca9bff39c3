"""What can be raced: something that reads a file of articles and writes a file of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import msgspec

Job: TypeAlias = Callable[[Path, Path], object]
Mention: TypeAlias = tuple[int, int, str]  # start, end, label

BATCH = 32  # articles, as in jisr's own configuration
#: Added to the score of "no mention" where weights are random, so that mentions are about as rare as in news.
SPARSE = 2.0


def _nothing(texts: Sequence[str], folder: Path) -> None:
    """Nothing has to be made."""


@dataclass(frozen=True)
class Contender:
    """A program to measure.

    `load(folder)` gives, in a process of its own, the job; `prepare(texts, folder)` puts into the folder, once, what
    several processes load. `needs` are the modules that must be installed.
    """

    name: str
    load: Callable[[Path], Job]
    prepare: Callable[[Sequence[str], Path], None] = _nothing
    needs: tuple[str, ...] = ()

    def missing(self) -> str:
        """The modules that are not installed."""
        return ", ".join(module for module in self.needs if find_spec(module) is None)


def job_of(find: Callable[[list[str]], Iterable[Iterable[Mention]]]) -> Job:
    """The job of a program that finds mentions in texts: records in, records with entities out, a batch at a time."""

    def job(news: Path, output: Path) -> None:
        """From a file of records to one with entities."""
        with news.open("rb") as lines, output.open("wb") as out:
            while batch := [msgspec.json.decode(line) for line in islice(lines, BATCH)]:
                for record, mentions in zip(batch, find([record["text"] for record in batch]), strict=True):
                    record["entities"] = [
                        {"start": start, "end": end, "label": label, "text": record["text"][start:end]}
                        for start, end, label in mentions
                    ]
                    out.write(msgspec.json.encode(record) + b"\n")

    return job
