from itertools import pairwise

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2

from pipeline.document import MODEL_LABELS, Document, Span, in_order
from pipeline.evaluation.match import align
from pipeline.evaluation.metrics import evaluate, same_value
from pipeline.formats.inline import parse

TOKENS = 12
TEXT = " ".join("abcdefghijkl")


@st.composite
def token_spans(draw):
    """Disjoint spans (first token, end token, label) over TOKENS tokens."""
    edges = sorted(draw(st.sets(st.integers(0, TOKENS))))
    labels = st.sampled_from([*MODEL_LABELS, None])
    found = [(first, end, draw(labels)) for first, end in pairwise(edges)]
    return [span for span in found if span[2]]


def tags(spans):
    found = ["O"] * TOKENS
    for first, end, label in spans:
        found[first:end] = [f"B-{label}"] + [f"I-{label}"] * (end - first - 1)
    return found


def document(id, spans):
    made = [Span(start=2 * a, end=2 * b - 1, label=label, text=TEXT[2 * a : 2 * b - 1]) for a, b, label in spans]
    return Document(id=str(id), text=TEXT, spans=in_order(made))


@pytest.mark.filterwarnings("ignore::Warning")
@given(st.lists(st.tuples(token_spans(), token_spans()), min_size=1, max_size=4))
def test_strict_scores_are_those_of_seqeval(pairs):
    gold, predicted = zip(*pairs, strict=True)
    assume(any(gold))  # seqeval cannot take a gold without any span
    theirs = classification_report(
        list(map(tags, gold)), list(map(tags, predicted)), mode="strict", scheme=IOB2, output_dict=True, zero_division=0
    )
    made = [[document(place, spans) for place, spans in enumerate(side)] for side in (gold, predicted)]
    ours = evaluate(align(*made)).strict
    for label, score in [("micro avg", ours.micro), *ours.by_label.items()]:
        for name, figure in (("precision", score.precision), ("recall", score.recall), ("f1-score", score.f1)):
            assert theirs[label][name] == pytest.approx(figure, abs=1e-12), label
        assert theirs[label]["support"] == score.support
    assert set(ours.by_label) == set(theirs) - {"micro avg", "macro avg", "weighted avg"}


def test_a_span_one_letter_too_long_scores_nothing():
    evaluation = evaluate(align([parse("في ⟦LOC|هانوي⟧ اليوم")], [parse("في ⟦LOC|هانوي ا⟧ليوم")]))
    assert evaluation.strict.micro.f1 == 0
    assert evaluation.strict.micro.support == evaluation.strict.micro.predicted == 1


def test_nested_spans_of_two_layers_are_scored_apart():
    gold = parse("⟦ORG|اللجنة ⟦NUM|الثالثة|value=3|kind=ordinal⟧⟧")
    evaluation = evaluate(align([gold], [parse("⟦ORG|اللجنة الثالثة⟧")]))
    assert evaluation.strict.by_label["ORG"].f1 == 1 and evaluation.strict.by_label["NUM"].recall == 0


def test_value_figures():
    gold = parse(
        "⟦NUM|3|value=3|kind=cardinal⟧ ⟦NUM|4|value=4|kind=cardinal|modifier=approx⟧ ⟦NUM|5|value=5|kind=cardinal⟧ "
        "⟦NUM|6|value=6|kind=cardinal⟧ ⟦DATE|رمضان|kind=date⟧"
    )
    predicted = parse(
        "⟦NUM|3|value=3.0|kind=cardinal⟧ ⟦NUM|4|value=40|kind=cardinal⟧ ⟦NUM|5|value=5|kind=ordinal⟧ "
        "6 ⟦DATE|رمضان|value=2025-03|kind=date⟧"
    )
    value = evaluate(align([gold], [predicted])).value
    number, date = value["NUM"], value["DATE"]
    assert (number.matched, number.accuracy, number.kind_accuracy) == (3, pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert number.modifier_accuracy == 0
    assert number.span_and_value.correct == 2 and number.span_and_value.support == 4
    assert date.accuracy is None and date.span_and_value.f1 == 1, "gold without a value does not judge one"


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (408000, 408000.0, True),
        (0.3333, 0.3333, True),
        (0.3333, 0.333, False),
        (3, "3", False),
        ("2024-10", "2024-10-01", False),
        ({"amount": 1000000, "currency": "VND"}, {"currency": "VND", "amount": 1e6}, True),
        ({"amount": 1, "currency": "VND"}, {"amount": 1, "currency": "USD"}, False),
        ({"min": 3, "max": 5}, {"min": 3, "max": 5, "currency": "USD"}, False),
        ({"min": 3, "max": 5}, 3, False),
        ("35", None, False),
    ],
)
def test_values_are_compared_by_meaning(gold, predicted, same):
    assert same_value(gold, predicted) is same


def test_nothing_against_nothing():
    evaluation = evaluate(align([parse("لا شيء")], [parse("لا شيء")]))
    assert (evaluation.strict.micro.f1, evaluation.strict.by_label, evaluation.value) == (0.0, {}, {})


def test_the_json_says_the_mode_and_has_the_agreed_shape():
    evaluation = evaluate(align([parse("⟦PER|لام⟧")], [parse("⟦PER|لام⟧")]))
    shape = msgspec.to_builtins(evaluation)
    assert shape["strict"]["mode"].startswith("strict")
    assert {"precision", "recall", "f1"} <= shape["strict"]["micro"].keys()
    assert shape["strict"]["by_label"]["PER"]["support"] == 1
