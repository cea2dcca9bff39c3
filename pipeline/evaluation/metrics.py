"""Precision, recall and F1 over strict spans; accuracy of values. Zero over zero is zero, as in seqeval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.document import LABELS, RULE_LABELS, Label, Span, Value
from pipeline.evaluation.calibration import CalibrationScore, calibration
from pipeline.evaluation.match import Matches, Pair, match

MODE = "strict: same start, end and label"


class Score(msgspec.Struct, frozen=True):
    """`support` counts gold spans, `predicted` those of the program, `correct` those in both."""

    precision: float
    recall: float
    f1: float
    support: int
    predicted: int
    correct: int


class Strict(msgspec.Struct, frozen=True):
    """Scores over all labels together, and for each label that occurs on either side."""

    mode: str
    micro: Score
    by_label: dict[str, Score]


class ValueScore(msgspec.Struct, frozen=True):
    """How right the values of one label are.

    The accuracies are shares of the strictly matched spans whose gold has the field (`modifier`: of those where
    either side has one), None where there is no such span. `span_and_value` counts a span as correct only if its
    value is right too; gold without a value does not judge it.
    """

    accuracy: float | None
    kind_accuracy: float | None
    modifier_accuracy: float | None
    matched: int
    span_and_value: Score


class Evaluation(msgspec.Struct, frozen=True):
    """All figures of one comparison. `value` has the rules' labels that occur in it, `calibration` is None where no
    predicted span has a score.
    """

    documents: int
    strict: Strict
    value: dict[str, ValueScore]
    calibration: CalibrationScore | None


def evaluate(pairs: Sequence[Pair]) -> Evaluation:
    """Score aligned documents."""
    matches = [match(pair) for pair in pairs]
    by_label = {label: [_of(label, each) for each in matches] for label in LABELS}
    by_label = {label: chosen for label, chosen in by_label.items() if any(any(each) for each in chosen)}
    return Evaluation(
        documents=len(pairs),
        strict=Strict(MODE, _strict(matches), {label: _strict(chosen) for label, chosen in by_label.items()}),
        value={label: _value(chosen) for label, chosen in by_label.items() if label in RULE_LABELS},
        calibration=calibration(pairs),
    )


def score(correct: int, predicted: int, support: int) -> Score:
    """Precision, recall and their harmonic mean from counts."""
    precision = correct / predicted if predicted else 0.0
    recall = correct / support if support else 0.0
    f1 = 2 * correct / (predicted + support) if predicted + support else 0.0
    return Score(precision, recall, f1, support, predicted, correct)


def same_value(gold: Value | None, predicted: Value | None) -> bool:
    """Whether two values mean the same: numbers as numbers (3 is 3.0), objects key by key, strings as they are."""
    if isinstance(gold, dict) and isinstance(predicted, dict):
        return gold.keys() == predicted.keys() and all(same_value(gold[key], predicted[key]) for key in gold)
    if isinstance(gold, int | float) and isinstance(predicted, int | float):
        return math.isclose(gold, predicted, rel_tol=1e-9)
    return gold == predicted


def right_value(gold: Span, predicted: Span) -> bool:
    """Whether the predicted value is right, or the gold has none to judge it by."""
    return gold.value is None or same_value(gold.value, predicted.value)


def _of(label: Label, matches: Matches) -> Matches:
    return Matches(
        tuple(pair for pair in matches.correct if pair[0].label == label),
        tuple(span for span in matches.missed if span.label == label),
        tuple(span for span in matches.spurious if span.label == label),
    )


def _strict(matches: Sequence[Matches]) -> Score:
    return _score(matches, sum(len(each.correct) for each in matches))


def _score(matches: Sequence[Matches], correct: int) -> Score:
    matched = sum(len(each.correct) for each in matches)
    predicted = matched + sum(len(each.spurious) for each in matches)
    support = matched + sum(len(each.missed) for each in matches)
    return score(correct, predicted, support)


def _value(matches: Sequence[Matches]) -> ValueScore:
    pairs = [pair for each in matches for pair in each.correct]
    modified = [(gold, found) for gold, found in pairs if gold.modifier or found.modifier]
    return ValueScore(
        accuracy=_share(right_value(gold, found) for gold, found in pairs if gold.value is not None),
        kind_accuracy=_share(gold.kind == found.kind for gold, found in pairs if gold.kind is not None),
        modifier_accuracy=_share(gold.modifier == found.modifier for gold, found in modified),
        matched=len(pairs),
        span_and_value=_score(matches, sum(right_value(gold, found) for gold, found in pairs)),
    )


def _share(outcomes: Iterable[bool]) -> float | None:
    seen = list(outcomes)
    return sum(seen) / len(seen) if seen else None
