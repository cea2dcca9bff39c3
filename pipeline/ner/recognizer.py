"""People, organisations and places: the fine-tuned model over documents of any length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Span
from pipeline.ner.decode import best_labels, log_softmax
from pipeline.ner.labels import LABEL_SET, to_spans
from pipeline.ner.pieces import Pieces
from pipeline.ner.runtime import Model
from pipeline.ner.units import Unit, form, units
from pipeline.ner.windows import Window, plan
from pipeline.text.layout import Layout

_BATCH_PIECES = 2048  # padded pieces a batch: enough to keep a core busy, little enough to stay in its cache


class Scorer(Protocol):
    """What the recognizer needs of a model; see `pipeline.ner.runtime.Model`."""

    window: int

    def scores(self, batch: Sequence[NDArray[np.int64]], padding: int) -> NDArray[np.float32]:
        """Label scores (windows x longest x labels)."""
        ...


class Recognizer:
    """Marks PER, ORG and LOC. Windows of all documents of a call are batched together by length."""

    def __init__(self, model: Scorer, pieces: Pieces) -> None:
        self._model, self._pieces = model, pieces

    def spans(self, texts: Sequence[str], layouts: Sequence[Layout]) -> list[tuple[Span, ...]]:
        """The model's spans of each text, in text order, each with a score from 0 to 1."""
        frames = [self._frame(text, layout) for text, layout in zip(texts, layouts, strict=True)]
        jobs = [(frame, window) for frame in frames for window in frame.windows]
        jobs.sort(key=lambda job: job[0].size(job[1]))
        for batch in _batches(jobs):
            scores = self._model.scores([self._input(*job) for job in batch], self._pieces.padding)
            for row, (frame, window) in zip(scores, batch, strict=True):
                frame.store(window, row)
        return [frame.decode() for frame in frames]

    def _frame(self, text: str, layout: Layout) -> _Frame:
        found, sentences = sentence_units(text, layout)
        looked_up = self._pieces.of(text, found)
        lengths = [len(ids) for ids in looked_up]
        windows = plan(lengths, sentences, self._model.window)
        flat = np.fromiter(chain.from_iterable(looked_up), np.int64)
        return _Frame(text, found, sentences, windows, flat, np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))

    def _input(self, frame: _Frame, window: Window) -> NDArray[np.int64]:
        ids = frame.pieces[frame.offsets[window.first] : frame.offsets[window.last]]
        return np.concatenate([[self._pieces.begin], ids, [self._pieces.end]])


def load_recognizer(folder: Path, threads: int = 1) -> Recognizer:
    """The recognizer of a model folder. Raises JisrError when the folder holds no model of jisr's."""
    return Recognizer(Model(folder, threads), Pieces(folder / "tokenizer.json"))


def sentence_units(text: str, layout: Layout) -> tuple[list[Unit], list[tuple[int, int]]]:
    """All units of a document, and the unit range of each sentence that has any."""
    found = units(text, ((token.start, token.end) for token in layout.tokens))
    starts = [unit.start for unit in found]
    ranges = [(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in layout.sentences]
    return found, [(first, last) for first, last in ranges if first < last]


@dataclass(slots=True)
class _Frame:
    """One document on its way through the model. Unit i has the pieces offsets[i] to offsets[i + 1]."""

    text: str
    units: list[Unit]
    sentences: list[tuple[int, int]]
    windows: list[Window]
    pieces: NDArray[np.int64]
    offsets: NDArray[np.int64]
    scores: NDArray[np.float32] | None = None

    def size(self, window: Window) -> int:
        return int(self.offsets[window.last] - self.offsets[window.first])

    def store(self, window: Window, row: NDArray[np.float32]) -> None:
        """Keep the scores at the first piece of each unit that counts in this window."""
        if self.scores is None:
            self.scores = np.zeros((len(self.units), len(LABEL_SET)), np.float32)
        first, last = window.keep_first, window.keep_last
        self.scores[first:last] = row[self.offsets[first:last] - self.offsets[window.first] + 1]

    def decode(self) -> tuple[Span, ...]:
        if self.scores is None:
            return ()
        scores = log_softmax(self.scores)
        forms = [form(self.text[unit.start : unit.end]) for unit in self.units]
        labels = best_labels(scores, forms, self.sentences)
        certain = np.exp(scores[np.arange(len(labels)), labels])
        return tuple(to_spans(self.text, self.units, labels.tolist(), certain.tolist()))


def _batches(jobs: Sequence[tuple[_Frame, Window]]) -> list[list[tuple[_Frame, Window]]]:
    """Jobs sorted by size, cut so that a padded batch holds at most _BATCH_PIECES."""
    batches: list[list[tuple[_Frame, Window]]] = []
    for job in jobs:
        size = job[0].size(job[1])
        if not batches or (len(batches[-1]) + 1) * size > _BATCH_PIECES:
            batches.append([])
        batches[-1].append(job)
    return batches
