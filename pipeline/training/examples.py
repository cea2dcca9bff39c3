"""Training examples: windows of pieces with one label at the first piece of each unit."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.ner.labels import to_ids
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import sentence_units
from pipeline.ner.windows import Window, plan
from pipeline.text.layout import Layout

IGNORED = -100  # the label that torch's cross entropy passes over


class Example(TypedDict):
    """One window: piece ids, and label ids (IGNORED but at the first piece of a unit)."""

    input_ids: list[int]
    labels: list[int]


def examples(document: Document, layout: Layout, pieces: Pieces, limits: Iterable[int]) -> Iterator[Example]:
    """Windows over one document, packed anew for each of `limits` (pieces a window).

    Raises JisrError when a span cannot be said with unit labels, since such a mark could never be learnt.
    """
    found, sentences = sentence_units(document.text, layout)
    ids, lost = to_ids(document.text, found, document.spans)
    if lost:
        shown = ", ".join(repr(span.text) for span in lost)
        raise JisrError(
            f"spans that no unit labels can express: {shown}", where=document.id, hint="correct their edges"
        )
    looked_up = pieces.of(document.text, found)
    lengths = [len(p) for p in looked_up]
    for limit in limits:
        for window in plan(lengths, sentences, limit):
            yield example(window, looked_up, ids, pieces)


def example(window: Window, looked_up: Sequence[tuple[int, ...]], ids: Sequence[int], pieces: Pieces) -> Example:
    """One window as the model sees it."""
    input_ids, labels = [pieces.begin], [IGNORED]
    for i in range(window.first, window.last):
        input_ids += looked_up[i]
        labels += [ids[i]] + [IGNORED] * (len(looked_up[i]) - 1)
    return {"input_ids": [*input_ids, pieces.end], "labels": [*labels, IGNORED]}


def packing_limits(longest: int, copies: int, seed: int) -> list[int]:
    """Window sizes for `copies` packings of the training text: the longest, then random shorter ones.

    Shorter windows teach the model headlines, captions and bulleted lines, which stand without context.
    """
    draw = random.Random(seed)
    return [longest, *(draw.randint(longest // 6, longest) for _ in range(copies - 1))]
