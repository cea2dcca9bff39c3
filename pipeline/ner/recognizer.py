"""People, organisations and places: the fine-tuned model over documents of any length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Span
from pipeline.ner.confidence import UNCALIBRATED, Calibration
from pipeline.ner.decode import INSIDE, best_labels, log_softmax
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

    def scores(self, pieces: NDArray[np.int64], firsts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Label scores (units x labels) of one window; `firsts` are the places of the units' first pieces."""
        ...


class Reading(NamedTuple):
    """What the model says of one text: its units, unit ranges of its sentences, log-probabilities (units x labels)."""

    units: list[Unit]
    sentences: list[tuple[int, int]]
    scores: NDArray[np.float32]


class Recognizer:
    """Marks PER, ORG and LOC. What it finds in a document does not depend on the documents beside it."""

    def __init__(self, model: Scorer, pieces: Pieces, calibration: Calibration = UNCALIBRATED) -> None:
        self._model, self._pieces, self._calibration = model, pieces, calibration

    def spans(self, texts: Sequence[str], layouts: Sequence[Layout]) -> list[tuple[Span, ...]]:
        """The model's spans of each text, in text order, each with a score from 0 to 1."""
        return [self._mark(text, layout) for text, layout in zip(texts, layouts, strict=True)]

    def read(self, text: str, layout: Layout) -> Reading:
        """A text's units, sentences and label scores, before any of them is chosen."""
        found, sentences = sentence_units(text, layout)
        looked_up = self._pieces.of(text, found)
        lengths = [len(ids) for ids in looked_up]
        offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        flat = np.fromiter(chain.from_iterable(looked_up), np.int64, offsets[-1])
        scores = np.zeros((len(found), len(LABEL_SET)), np.float32)
        for window in plan(lengths, sentences, self._model.window):
            first = offsets[window.first]
            firsts = offsets[window.first : window.last] - first + 1  # behind the piece that begins a window
            rows = self._model.scores(self._framed(flat[first : offsets[window.last]]), firsts)
            kept = slice(window.keep_first - window.first, window.keep_last - window.first)
            scores[window.keep_first : window.keep_last] = rows[kept]
        return Reading(found, sentences, log_softmax(scores))

    def _mark(self, text: str, layout: Layout) -> tuple[Span, ...]:
        found, sentences, scores = self.read(text, layout)
        spans = _decode(text, found, sentences, scores)
        return tuple(msgspec.structs.replace(span, score=self._calibration(span.score or 0.0)) for span in spans)

    def _framed(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.concatenate([[self._pieces.begin], pieces, [self._pieces.end]])


def load_recognizer(folder: Path, threads: int = 1) -> Recognizer:
    """The recognizer of a model folder. Raises JisrError when the folder holds no model of jisr's."""
    model = Model(folder, threads)
    return Recognizer(model, Pieces(folder / "tokenizer.json"), model.calibration)


def sentence_units(text: str, layout: Layout) -> tuple[list[Unit], list[tuple[int, int]]]:
    """All units of a document, and the unit range of each sentence that has any.

    A sentence that begins without white space, as in "إتش.إس.بي.سي", or behind an initial, as in "س. بلقاسم", goes on
    from the one before: a name may.
    """
    found = units(text, ((token.start, token.end) for token in layout.tokens))
    starts = [unit.start for unit in found]
    ranges: list[tuple[int, int]] = []
    for sentence in layout.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first == last:
            continue
        if ranges and (found[first].glued or _is_initial(text, found[first - 2 : first])):
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return found, ranges


def _is_initial(text: str, found: Sequence[Unit]) -> bool:
    """Whether these units are a letter and a full stop."""
    if len(found) != 2:
        return False
    letter, stop = found
    return stop.glued and text[stop.start] == "." and letter.end - letter.start == 1 and text[letter.start].isalpha()


def _decode(
    text: str, found: Sequence[Unit], sentences: Sequence[tuple[int, int]], scores: NDArray[np.float32]
) -> tuple[Span, ...]:
    labels = best_labels(scores, lambda unit: form(text[found[unit].start : found[unit].end]), sentences)
    certain = np.exp(scores[np.arange(len(labels)), labels])
    ended = 1 - np.exp(scores[:, INSIDE]).sum(axis=1)
    ended[[first for first, _ in sentences]] = 1  # no entity goes on from one sentence into the next
    return without_particles(to_spans(text, found, labels.tolist(), certain.tolist(), ended.tolist()))
