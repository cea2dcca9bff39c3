"""The label set of the recognizer, and the way from spans to labels and back.

IOB2 over units, with one addition for Arabic: `B1-PER` begins a span one letter into its unit, behind an attached
particle (لتو), `B2-PER` two letters in (ولتو). So a span edge inside a word is a label like any other, and the words
keep the sub-word pieces that the encoder was pretrained on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.document import MODEL_LABELS, Label, Span
from pipeline.ner.units import Unit, form, particle_lengths, skip_letters

_PREFIXES = ("B", "B1", "B2", "I")
LABEL_SET: tuple[str, ...] = ("O", *(f"{prefix}-{label}" for label in MODEL_LABELS for prefix in _PREFIXES))
OUTSIDE = 0
_IDS = {name: i for i, name in enumerate(LABEL_SET)}


def label_of(identifier: int) -> Label:
    """The entity label behind a label id other than O."""
    return MODEL_LABELS[(identifier - 1) // len(_PREFIXES)]


def is_inside(identifier: int) -> bool:
    """Whether the id is an I- label."""
    return identifier != OUTSIDE and (identifier - 1) % len(_PREFIXES) == len(_PREFIXES) - 1


def particle_letters(identifier: int) -> int:
    """How many letters of its unit stand before the span that the B- label begins."""
    return (identifier - 1) % len(_PREFIXES)


@cache
def forbidden_transitions() -> NDArray[np.bool_]:
    """[from, to]: an I- label may follow only a B- or I- label of its own entity."""
    table = np.zeros((len(LABEL_SET), len(LABEL_SET)), np.bool_)
    for after in range(1, len(LABEL_SET)):
        if is_inside(after):
            same = [before != OUTSIDE and label_of(before) == label_of(after) for before in range(len(LABEL_SET))]
            table[:, after] = ~np.array(same)
    return table


@cache
def forbidden_starts(word: str) -> tuple[int, ...]:
    """Label ids that the form `word` cannot bear, since it does not begin with such particles."""
    allowed = particle_lengths(word)
    return tuple(i for i in range(1, len(LABEL_SET)) if not is_inside(i) and particle_letters(i) not in allowed)


def to_ids(text: str, units: Sequence[Unit], spans: Sequence[Span]) -> tuple[list[int], list[Span]]:
    """Label ids of `units` for the model's `spans`, and the spans that units cannot express (should be none)."""
    ids = [OUTSIDE] * len(units)
    lost: list[Span] = []
    for span in spans:
        if span.label not in MODEL_LABELS:
            continue
        first = bisect_right(units, span.start, key=lambda unit: unit.start) - 1
        stop = bisect_left(units, span.end, key=lambda unit: unit.start)
        begin = _begin(text, units[first], span) if first >= 0 else None
        if begin is None or units[stop - 1].end != span.end:
            lost.append(span)
            continue
        ids[first] = _IDS[f"{begin}-{span.label}"]
        ids[first + 1 : stop] = [_IDS[f"I-{span.label}"]] * (stop - first - 1)
    return ids, lost


def to_spans(
    text: str, units: Sequence[Unit], ids: Sequence[int], certain: Sequence[float], ended: Sequence[float]
) -> list[Span]:
    """Spans out of a valid label sequence.

    `certain` are the probabilities of the units' labels, `ended` those that no entity goes on in a unit. A span's score
    is the least of its units', and of its end's.
    """
    spans: list[Span] = []
    i = 0
    while i < len(ids):
        if ids[i] == OUTSIDE:
            i += 1
            continue
        stop = i + 1
        while stop < len(ids) and is_inside(ids[stop]):
            stop += 1
        spans.append(
            _span(text, units[i], units[stop - 1].end, ids[i], min(*certain[i:stop], *ended[stop : stop + 1], 1.0))
        )
        i = stop
    return spans


def _span(text: str, first: Unit, end: int, identifier: int, score: float) -> Span:
    start = first.start + skip_letters(text[first.start : first.end], particle_letters(identifier))
    return Span(start=start, end=end, label=label_of(identifier), text=text[start:end], score=score)


def _begin(text: str, unit: Unit, span: Span) -> str | None:
    surface = text[unit.start : unit.end]
    for letters in particle_lengths(form(surface)):
        if unit.start + skip_letters(surface, letters) == span.start:
            return _PREFIXES[letters]
    return None
