"""What can be raced: something that reads a file of articles and writes a file of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import msgspec

Job: TypeAlias = Callable[[Path, Path], object]
Mention: TypeAlias = tuple[int, int, str]  # start, end, label

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


def job_of(find: Callable[[str], Iterable[Mention]]) -> Job:
    """The job of a program that finds mentions in a text: records in, records with entities out, one after another."""

    def job(news: Path, output: Path) -> None:
        with news.open("rb") as lines, output.open("wb") as out:
            for line in lines:
                record = msgspec.json.decode(line)
                text = record["text"]
                record["entities"] = [
                    {"start": start, "end": end, "label": label, "text": text[start:end]}
                    for start, end, label in find(text)
                ]
                out.write(msgspec.json.encode(record) + b"\n")

    return job
