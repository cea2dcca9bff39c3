"""Which predicted span is which gold span: documents by id, spans by start, end and label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.document import Document, Label, Span
from pipeline.errors import JisrError

Key: TypeAlias = tuple[int, int, Label]


class Pair(NamedTuple):
    """One document twice: as annotated and as predicted."""

    gold: Document
    predicted: Document


class Matches(NamedTuple):
    """Strict matches of one pair, and what is left on either side, each in text order."""

    correct: tuple[tuple[Span, Span], ...]
    missed: tuple[Span, ...]
    spurious: tuple[Span, ...]


def align(gold: Sequence[Document], predicted: Sequence[Document]) -> list[Pair]:
    """Pairs in the order of the gold.

    Raises JisrError where an id occurs twice, a document is on one side only, or two texts differ: a score over
    half of the documents would be no score.
    """
    right, wrong = _by_id(gold, "gold"), _by_id(predicted, "predicted")
    _check_same_ids(right.keys() - wrong.keys(), "is missing from the predicted records")
    _check_same_ids(wrong.keys() - right.keys(), "is not in the gold")
    pairs = [Pair(document, wrong[document.id]) for document in gold]
    for pair in pairs:
        if pair.gold.text != pair.predicted.text:
            raise JisrError(
                f"the texts differ from character {_first_difference(pair)} on",
                where=f"document {pair.gold.id!r}",
                expected="the same text in both files, since spans are counted in it",
            )
    return pairs


def match(pair: Pair) -> Matches:
    """Strict matches: the same start, end and label."""
    gold = {_key(span): span for span in pair.gold.spans}
    predicted = {_key(span): span for span in pair.predicted.spans}
    return Matches(
        correct=tuple((span, predicted[key]) for key, span in gold.items() if key in predicted),
        missed=tuple(span for key, span in gold.items() if key not in predicted),
        spurious=tuple(span for key, span in predicted.items() if key not in gold),
    )


def _key(span: Span) -> Key:
    return span.start, span.end, span.label


def _by_id(documents: Sequence[Document], side: str) -> dict[str, Document]:
    twice = [id for id, count in Counter(document.id for document in documents).items() if count > 1]
    if twice:
        raise JisrError(f"{len(twice)} ids occur twice in the {side} records, first {twice[0]!r}", expected="one each")
    return {document.id: document for document in documents}


def _check_same_ids(ids: Iterable[str], what: str) -> None:
    if names := sorted(ids):
        more = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
        raise JisrError(f"document {names[0]!r}{more} {what}", expected="the same documents in both files")


def _first_difference(pair: Pair) -> int:
    same = zip(pair.gold.text, pair.predicted.text, strict=False)
    shorter = min(len(pair.gold.text), len(pair.predicted.text))
    return next((place for place, (left, right) in enumerate(same) if left != right), shorter)
