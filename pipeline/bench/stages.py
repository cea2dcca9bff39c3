"""The whole job, from a file of documents to a file of records, with the time of each stage."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline import config
from pipeline.batch.extracting import extracted
from pipeline.bench import articles
from pipeline.bench.machine import machine
from pipeline.bench.stopwatch import Stopwatch
from pipeline.bench.table import table
from pipeline.bench.watched import LABELS, MERGE, MODEL, RULES, TOKENISE, WatchedExtractor
from pipeline.document import Document
from pipeline.extractor import Extractor
from pipeline.formats import sources, writers
from pipeline.formats.item import Item
from pipeline.text.furniture import find_furniture

READ, CLEAN, WRITE = "read", "clean", "write"
STAGES = (READ, CLEAN, TOKENISE, MODEL, LABELS, RULES, MERGE, WRITE)


class Stage(NamedTuple):
    """A stage's CPU seconds, and its share of those of all."""

    name: str
    seconds: float
    words_per_second: float
    share: float


class Profile(msgspec.Struct, frozen=True):
    """Where the time of a job went. `outside_model` is the share of the time that is not the NER model's."""

    machine: str
    model: str
    documents: int
    words: int
    outside_model: float
    stages: list[Stage]

    def json(self) -> str:
        """One JSON object."""
        fields = msgspec.structs.asdict(self) | {"stages": [stage._asdict() for stage in self.stages]}
        return msgspec.json.encode(fields).decode()

    def __str__(self) -> str:
        head = ["stage", "words per CPU-second", "share of the time"]
        rows = [[stage.name, f"{stage.words_per_second:,.0f}", f"{stage.share:.1%}"] for stage in self.stages]
        return "\n".join(
            [
                f"{self.machine}\nmodel {self.model}; {self.documents:,} documents, {self.words:,} words\n",
                table(head, rows),
                f"\neverything but the NER model: {self.outside_model:.1%} of the time",
            ]
        )


def profile(inputs: Sequence[str], chosen: config.Config) -> Profile:
    """Do the job over the documents of the inputs, in this process, and say where the time went.

    The first documents are done once before, so that loading is not counted. Raises UsageError where an input or the
    model is missing.
    """
    found = articles.inputs_or_shipped(inputs)
    documents = articles.documents(found)
    watch = Stopwatch()
    extractor = WatchedExtractor(chosen, watch)
    extractor.process(documents[:2])
    watch.seconds.clear()
    _job(found, extractor, watch)
    _tell_cleaning_apart(documents, watch)
    words = sum(map(articles.count_words, documents))
    stages = _stages(watch, words)
    outside = 1 - next(stage.share for stage in stages if stage.name == MODEL)
    return Profile(machine(), chosen.extract.model, len(documents), words, outside, stages)


def _job(inputs: Sequence[str], extractor: Extractor, watch: Stopwatch) -> None:
    with tempfile.TemporaryDirectory() as folder, writers.writing(Path(folder) / "out.jsonl") as write:
        for read in extracted(watch.each(READ, sources.read(sources.find(inputs))), extractor):
            if isinstance(read, Item):
                with watch.stage(WRITE):
                    write(read.document)


def _tell_cleaning_apart(documents: Sequence[Document], watch: Stopwatch) -> None:
    """Furniture is found on the tokenizer's way: found once more, it is known how much of that time was its own."""
    with watch.stage(CLEAN):
        for document in documents:
            find_furniture(document.text)
    watch.seconds[TOKENISE] -= watch.seconds[CLEAN]


def _stages(watch: Stopwatch, words: int) -> list[Stage]:
    seconds = {name: watch.seconds[name] for name in STAGES}
    total = seconds["all"] = sum(seconds.values())
    return [Stage(name, each, words / max(each, 1e-9), each / total) for name, each in seconds.items()]
