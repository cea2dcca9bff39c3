"""What is wrong, span by span: the listing that people work from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from pipeline.document import MODEL_LABELS, Document, Span
from pipeline.evaluation.match import Pair, match
from pipeline.evaluation.metrics import right_value

Kind: TypeAlias = Literal["missed", "spurious", "boundary", "label", "value", "kind", "modifier"]
KINDS: tuple[Kind, ...] = ("missed", "spurious", "boundary", "label", "value", "kind", "modifier")
_CONTEXT = 40


class Mistake(NamedTuple):
    """One mistake. `gold` or `predicted` is None where that side has no span there."""

    kind: Kind
    document: Document
    gold: Span | None
    predicted: Span | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The gold's span and the program's, as far as they are there; at least one is."""
        return tuple(span for span in (self.gold, self.predicted) if span is not None)

    @property
    def label(self) -> str:
        """The gold's label, or the program's where the gold has no span."""
        return self.spans[0].label

    def __str__(self) -> str:
        sides = [f"{name} {_show(span)}" for name, span in (("gold", self.gold), ("found", self.predicted)) if span]
        return f"{self.kind:8} {self.label:4} {' | '.join(sides)} | {self.document.id} | {self._context()}"

    def _context(self) -> str:
        start, end = min(span.start for span in self.spans), max(span.end for span in self.spans)
        text = self.document.text
        shown = f"{text[max(0, start - _CONTEXT) : start]}⟦{text[start:end]}⟧{text[end : end + _CONTEXT]}"
        return " ".join(shown.split())


def mistakes(pairs: Sequence[Pair]) -> Iterator[Mistake]:
    """All mistakes in text order: a missed and a spurious span of one layer that overlap are one mistake."""
    for pair in pairs:
        yield from sorted(_mistakes(pair), key=lambda mistake: mistake.spans[0].start)


def listing(pairs: Sequence[Pair], limit: int) -> str:
    """A table of counts by kind and label, then up to `limit` lines of each kind."""
    found = list(mistakes(pairs))
    counts = Counter((mistake.kind, mistake.label) for mistake in found)
    labels = sorted({mistake.label for mistake in found})
    rows = [f"{'mistake':10}" + "".join(f"{label:>7}" for label in labels)]
    rows += [f"{kind:10}" + "".join(f"{counts[kind, label]:7}" for label in labels) for kind in KINDS]
    for kind in KINDS:
        rows += [str(mistake) for mistake in found if mistake.kind == kind][:limit]
    return "\n".join(rows)


def _mistakes(pair: Pair) -> Iterator[Mistake]:
    matches = match(pair)
    for gold, found in matches.correct:
        if kind := _wrong_field(gold, found):
            yield Mistake(kind, pair.gold, gold, found)
    left = list(matches.spurious)
    for gold in matches.missed:
        partner = _partner(gold, left)
        if partner is not None:
            left.remove(partner)
        yield Mistake(_kind(gold, partner), pair.gold, gold, partner)
    for found in left:
        yield Mistake("spurious", pair.gold, None, found)


def _wrong_field(gold: Span, found: Span) -> Kind | None:
    if not right_value(gold, found):
        return "value"
    if gold.kind is not None and gold.kind != found.kind:
        return "kind"
    return "modifier" if gold.modifier != found.modifier else None


def _kind(gold: Span, found: Span | None) -> Kind:
    if found is None:
        return "missed"
    return "boundary" if found.label == gold.label else "label"


def _partner(gold: Span, spurious: Sequence[Span]) -> Span | None:
    """The spurious span of the same layer that shares most characters with `gold`, one with its label first."""
    shared = [
        (span.label == gold.label, min(span.end, gold.end) - max(span.start, gold.start), span)
        for span in spurious
        if (span.label in MODEL_LABELS) == (gold.label in MODEL_LABELS)
    ]
    touching = [each for each in shared if each[1] > 0]
    return max(touching, key=lambda each: each[:2])[2] if touching else None


def _show(span: Span) -> str:
    fields = (span.value, span.kind, span.modifier)
    return " ".join([repr(span.text), *(str(field) for field in fields if field is not None)])
