"""Whether the time grows as the text does: many documents against few, one very long one against short ones."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline import config
from pipeline.bench import articles
from pipeline.bench.machine import machine
from pipeline.bench.table import table
from pipeline.document import Document
from pipeline.extractor import Extractor, assemble
from pipeline.run import run

MANY, FEW, EVERY = 10_000, 100, 10
WORDS = 40  # of a document among many
LONG, SHORT = 100_000, 100  # words


class Job(NamedTuple):
    """Jobs of one kind: their words and CPU seconds."""

    name: str
    words: int
    seconds: float

    @property
    def speed(self) -> float:
        """Words a CPU-second."""
        return self.words / self.seconds


def growth(inputs: Sequence[str], chosen: config.Config) -> str:
    """A table of words a CPU-second, and how much slower a word is in the large job than in the small ones.

    The large job and the small ones read the same text, which repeats where the inputs are short: 10,000 documents at
    once against 100 at a time, 100,000 words in one document against the same words in documents of 100.
    """
    texts = [document.text for document in articles.documents(inputs)]
    extractor = assemble(chosen)
    extractor.process(articles.repeated(texts, SHORT, FEW))  # loads what is loaded at first use
    compared = [_documents(texts, extractor), _words(texts, extractor)]
    rows = [
        [job.name, f"{job.words:,}", f"{job.speed:,.0f}", "" if job is small else f"{small.speed / job.speed - 1:+.1%}"]
        for small, large in compared
        for job in (small, large)
    ]
    title = f"{machine()}\nmodel {chosen.extract.model}\n\n"
    return title + table(["job", "words", "words per CPU-second", "more time a word"], rows)


def _documents(texts: Sequence[str], extractor: Extractor) -> tuple[Job, Job]:
    many = articles.repeated(texts, WORDS, MANY)
    parts = [many[first : first + FEW] for first in range(0, MANY, FEW)][::EVERY]
    few = [_timed("", part, extractor) for part in parts]
    small = Job(f"{FEW} documents, {len(few)} times", sum(job.words for job in few), sum(job.seconds for job in few))
    return small, _timed(f"{MANY:,} documents", many, extractor)


def _words(texts: Sequence[str], extractor: Extractor) -> tuple[Job, Job]:
    short = articles.repeated(texts, SHORT, LONG // SHORT)
    long = articles.repeated(texts, LONG, 1)
    return (
        _timed(f"documents of {SHORT} words", short, extractor),
        _timed(f"a document of {LONG:,} words", long, extractor),
    )


def _timed(name: str, documents: Sequence[Document], extractor: Extractor) -> Job:
    """What `jisr extract` does, over a file of these documents."""
    with tempfile.TemporaryDirectory() as folder:
        news, output = Path(folder) / "news.jsonl", Path(folder) / "out.jsonl"
        words = articles.write(documents, news)
        began = time.process_time()
        run([str(news)], output, extractor)
        return Job(name, words, time.process_time() - began)
