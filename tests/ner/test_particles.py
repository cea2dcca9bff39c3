import pytest

from pipeline.document import Span
from pipeline.ner.particles import without_particles


def spans(*mentions):
    return [
        Span(start=100 * i, end=100 * i + len(text), label=label, text=text) for i, (label, text) in enumerate(mentions)
    ]


@pytest.mark.parametrize("glued", ["لتو لام", "ولتو لام", "وتو لام", "لِتو لام", "لـتو لام"])
def test_a_name_marked_elsewhere_begins_behind_its_particles(glued):
    first, second = without_particles(spans(("PER", "تو لام"), ("PER", glued)))
    assert first.text == second.text == "تو لام"
    assert (second.start, second.end) == (100 + len(glued) - len("تو لام"), 100 + len(glued))


@pytest.mark.parametrize(
    "mentions",
    [
        [("PER", "لي لام"), ("LOC", "ي لام")],  # another label
        [("PER", "تو لام"), ("PER", "متو لام")],  # no particle
        [("PER", "ولتو لام")],  # said once
        [("LOC", "و")],
        [],
    ],
)
def test_other_spans_stay(mentions):
    assert list(without_particles(spans(*mentions))) == spans(*mentions)
