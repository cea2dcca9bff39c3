"""The expected calibration error, against counts made by hand."""

import pytest

from pipeline.document import Document, Span
from pipeline.evaluation.calibration import calibration
from pipeline.evaluation.match import Pair


def pair(outcomes):
    """A document with one span for each (score, right)."""
    text = "لام " * len(outcomes)
    spans = [Span(start=4 * i, end=4 * i + 3, label="PER", text="لام", score=s) for i, (s, _) in enumerate(outcomes)]
    gold = [span for span, (_, right) in zip(spans, outcomes, strict=True) if right]
    whole = Document(id="1", text=text)
    return Pair(whole.with_spans(gold), whole.with_spans(spans))


def test_scores_that_keep_their_word_have_no_error():
    assert calibration([pair([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])]).error == 0


def test_the_error_is_the_gap_weighted_by_spans():
    found = calibration([pair([(1.0, True), (1.0, False), (0.15, False), (0.15, False)])])
    assert found.error == pytest.approx(0.5 * 0.5 + 0.5 * 0.15)
    assert found.spans == 4


def test_spans_without_a_score_are_not_judged():
    document = Document(id="1", text="3").with_spans([Span(start=0, end=1, label="PER", text="3")])
    assert calibration([Pair(document, document)]) is None
