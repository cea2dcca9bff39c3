"""Document and Span: the one data structure of jisr.

A document is raw text that never changes, with spans on it. Offsets are Python code points, half-open,
and `text[start:end] == span.text` is checked whenever a document is made, so also when one is read or
written. The invariants are those of annotations/GUIDELINES.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import msgspec

from pipeline.errors import JisrError

Label: TypeAlias = Literal["PER", "ORG", "LOC", "NUM", "DATE", "LAW"]
MODEL_LABELS: tuple[Label, ...] = ("PER", "ORG", "LOC")
RULE_LABELS: tuple[Label, ...] = ("NUM", "DATE", "LAW")
LABELS: tuple[Label, ...] = MODEL_LABELS + RULE_LABELS

#: 408000 · 7.5 · "2023-10-24" · {"amount": 1000000, "currency": "VND"} · {"min": 3, "max": 5}
Value: TypeAlias = int | float | str | dict[str, int | float | str]


class Span(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A mention: `text` stands at code points `start` to `end` (exclusive) of its document.

    `score` is the model's probability (0 to 1). `kind`, `value` and `modifier` belong to the rules' labels;
    `resolved` is the ISO date that a measure of time counted from the day of publication leads to; it may also be a
    stretch ("2022-01/2024-12") or open, for what has lasted since its beginning ("2024-04-04/..").
    `calendar` is set where it is not the Gregorian one, `flag` where the text contradicts itself.
    """

    start: int
    end: int
    label: Label
    text: str
    score: float | None = None
    kind: str | None = None
    value: Value | None = None
    modifier: str | None = None
    resolved: str | None = None
    calendar: str | None = None
    flag: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Raw text, its metadata and the spans on it, sorted by start and then by longer first.

    Raises JisrError when a span does not hold (offsets, overlap inside a layer, a missing value).
    """

    id: str
    text: str
    meta: dict[str, Any] = {}
    spans: tuple[Span, ...] = msgspec.field(name="entities", default=())

    def __post_init__(self) -> None:
        previous = (-1, 0)
        ends = {"model": 0, "rules": 0}
        for span in self.spans:
            _check_span(self, span)
            if (span.start, -span.end) < previous:
                raise _broken(self, span, "is out of order", "spans sorted by start, then by longer first")
            previous = (span.start, -span.end)
            layer = "model" if span.label in MODEL_LABELS else "rules"
            if span.start < ends[layer]:
                raise _broken(
                    self, span, "overlaps a span of its own layer", "disjoint spans in PER ORG LOC and in NUM DATE LAW"
                )
            ends[layer] = span.end

    def with_spans(self, spans: Iterable[Span]) -> Document:
        """The same text with other spans, put into the record's order."""
        return msgspec.structs.replace(self, spans=in_order(spans))

    def _repr_html_(self) -> str:
        """Highlighted text, for notebooks."""
        from pipeline.view.html import fragment

        return fragment(self)


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans by start, then by longer first, then by label: the order of a record."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.label)))


def _check_span(document: Document, span: Span) -> None:
    if not 0 <= span.start < span.end <= len(document.text):
        raise _broken(document, span, "lies outside the text", f"0 <= start < end <= {len(document.text)}")
    if document.text[span.start : span.end] != span.text:
        found = document.text[span.start : span.end]
        raise _broken(
            document,
            span,
            f"has other text than its offsets, {found!r}",
            "text[start:end] == entity text, in code points",
        )
    if span.text[0].isspace() or span.text[-1].isspace():
        raise _broken(document, span, "begins or ends in white space", "a span trimmed to its surface")
    if span.label in ("NUM", "LAW") and span.value is None:
        raise _broken(document, span, "has no value", f"a value on every {span.label}")
    if span.label in ("NUM", "DATE") and span.kind is None:
        raise _broken(document, span, "has no kind", f"a kind on every {span.label}")


def _broken(document: Document, span: Span, what: str, expected: str) -> JisrError:
    return JisrError(
        f"{span.label} {span.text!r} at {span.start}:{span.end} {what}",
        where=f"document {document.id!r}",
        expected=expected,
        hint="see annotations/GUIDELINES.md",
    )
