"""People, organisations and places: the fine-tuned model over documents of any length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Span
from pipeline.ner.decode import best_labels, log_softmax
from pipeline.ner.labels import LABEL_SET, to_spans
from pipeline.ner.particles import without_particles
from pipeline.ner.pieces import Pieces
from pipeline.ner.runtime import Model
from pipeline.ner.units import Unit, form, units
from pipeline.ner.windows import plan
from pipeline.text.layout import Layout


class Scorer(Protocol):
    """What the recognizer needs of a model; see `pipeline.ner.runtime.Model`."""

    window: int

    def scores(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Label scores (pieces x labels) of one window."""
        ...


class Recognizer:
    """Marks PER, ORG and LOC. What it finds in a document does not depend on the documents beside it."""

    def __init__(self, model: Scorer, pieces: Pieces) -> None:
        self._model, self._pieces = model, pieces

    def spans(self, texts: Sequence[str], layouts: Sequence[Layout]) -> list[tuple[Span, ...]]:
        """The model's spans of each text, in text order, each with a score from 0 to 1."""
        return [self._mark(text, layout) for text, layout in zip(texts, layouts, strict=True)]

    def _mark(self, text: str, layout: Layout) -> tuple[Span, ...]:
        found, sentences = sentence_units(text, layout)
        looked_up = self._pieces.of(text, found)
        lengths = [len(ids) for ids in looked_up]
        offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        flat = np.fromiter(chain.from_iterable(looked_up), np.int64, offsets[-1])
        scores = np.zeros((len(found), len(LABEL_SET)), np.float32)
        for window in plan(lengths, sentences, self._model.window):
            first = offsets[window.first]
            rows = self._model.scores(self._framed(flat[first : offsets[window.last]]))
            kept = slice(window.keep_first, window.keep_last)
            scores[kept] = rows[offsets[kept] - first + 1]  # a unit's scores are those of its first piece
        return _decode(text, found, sentences, log_softmax(scores))

    def _framed(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.concatenate([[self._pieces.begin], pieces, [self._pieces.end]])


def load_recognizer(folder: Path, threads: int = 1) -> Recognizer:
    """The recognizer of a model folder. Raises JisrError when the folder holds no model of jisr's."""
    return Recognizer(Model(folder, threads), Pieces(folder / "tokenizer.json"))


def sentence_units(text: str, layout: Layout) -> tuple[list[Unit], list[tuple[int, int]]]:
    """All units of a document, and the unit range of each sentence that has any."""
    found = units(text, ((token.start, token.end) for token in layout.tokens))
    starts = [unit.start for unit in found]
    ranges = [(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in layout.sentences]
    return found, [(first, last) for first, last in ranges if first < last]


def _decode(
    text: str, found: Sequence[Unit], sentences: Sequence[tuple[int, int]], scores: NDArray[np.float32]
) -> tuple[Span, ...]:
    labels = best_labels(scores, [form(text[unit.start : unit.end]) for unit in found], sentences)
    certain = np.exp(scores[np.arange(len(labels)), labels])
    return without_particles(to_spans(text, found, labels.tolist(), certain.tolist()))
