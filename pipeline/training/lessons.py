"""What a student learns from: windows of text, each unit with the label probabilities that it should have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.ner.labels import LABEL_SET, to_ids
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import Reading, Recognizer, sentence_units
from pipeline.ner.windows import plan
from pipeline.text.tokenize import Tokenizer
from pipeline.training.dev import Dev
from pipeline.training.pretrain import paragraphs

_DOCUMENT_WORDS = 300  # plain text is read in stretches of about so many words
_SOFTENED = 0.05  # of the probability of an annotated label goes to all labels alike


class Lesson(TypedDict):
    """One window: piece ids, where each unit's pieces begin and end, and log-probabilities of labels to learn."""

    input_ids: NDArray[np.int64]
    firsts: NDArray[np.int64]
    ends: NDArray[np.int64]
    targets: NDArray[np.float32]


class School(NamedTuple):
    """Who teaches, by what, and what the student is judged on."""

    teacher: Recognizer
    tokenizer: Tokenizer
    pieces: Pieces
    dev: Dev


def stretches(files: Sequence[Path], words: int, seed: int) -> Iterator[str]:
    """Plain text of `files` in a random order, some paragraphs at a time, up to a number of words."""
    lines: list[str] = []
    size = read = 0
    for paragraph in paragraphs(files, seed) if files else ():
        if read >= words:
            return
        lines.append(paragraph)
        size += len(paragraph.split())
        if size >= _DOCUMENT_WORDS:
            yield "\n".join(lines)
            lines, read, size = [], read + size, 0
    if lines:
        yield "\n".join(lines)


class Read(NamedTuple):
    """A text, and the label probabilities to learn for it."""

    text: str
    reading: Reading


def taught(text: str, school: School) -> Read:
    """A plain text with what the teacher says of it."""
    return Read(text, school.teacher.read(text, school.tokenizer.layout(text)))


def annotated(document: Document, school: School) -> Read:
    """An annotated document with its labels, a little softened."""
    found, sentences = sentence_units(document.text, school.tokenizer.layout(document.text))
    ids, _ = to_ids(document.text, found, document.spans)
    labels = np.full((len(ids), len(LABEL_SET)), _SOFTENED / len(LABEL_SET), np.float32)
    labels[np.arange(len(ids)), ids] += 1 - _SOFTENED
    return Read(document.text, Reading(found, sentences, np.log(labels)))


def lessons(read: Read, limit: int, school: School) -> Iterator[Lesson]:
    """The windows of a text that is learnt from, of at most `limit` pieces."""
    looked_up = school.pieces.of(read.text, read.reading.units)
    for window in plan([len(ids) for ids in looked_up], read.reading.sentences, limit):
        ids = looked_up[window.first : window.last]
        edges = 1 + np.concatenate([[0], np.cumsum([len(i) for i in ids])])
        yield Lesson(
            input_ids=np.array([school.pieces.begin, *chain.from_iterable(ids), school.pieces.end]),
            firsts=edges[:-1],
            ends=edges[1:],
            targets=read.reading.scores[window.first : window.last],
        )
