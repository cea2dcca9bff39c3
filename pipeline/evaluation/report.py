"""The figures of an evaluation as a table for people."""

from __future__ import annotations

from pipeline.evaluation.metrics import Evaluation, Score


def table(evaluation: Evaluation) -> str:
    """Strict scores by label and together, then the values of the rules' labels; the mode stands above the numbers."""
    rows = [f"{evaluation.documents} documents; {evaluation.strict.mode}", _head("label")]
    rows += [_row(label, score) for label, score in evaluation.strict.by_label.items()]
    rows += [_row("micro", evaluation.strict.micro)]
    if evaluation.value:
        rows += ["", "span and value (accuracies over the matched spans)", _head("label") + "   value    kind modifier"]
    for label, value in evaluation.value.items():
        shares = (value.accuracy, value.kind_accuracy, value.modifier_accuracy)
        rows.append(_row(label, value.span_and_value) + "".join(f"{_percent(share):>8}" for share in shares))
    if scores := evaluation.calibration:
        rows += ["", f"expected calibration error {scores.error:.3f} ({scores.spans} scored spans, {scores.bins} bins)"]
    return "\n".join(rows)


def _head(first: str) -> str:
    return f"{first:8}{'precision':>10}{'recall':>8}{'f1':>8}{'gold':>7}{'found':>7}{'right':>7}"


def _row(label: str, score: Score) -> str:
    shares = f"{_percent(score.precision):>10}{_percent(score.recall):>8}{_percent(score.f1):>8}"
    return f"{label:8}{shares}{score.support:7}{score.predicted:7}{score.correct:7}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.2f}"
