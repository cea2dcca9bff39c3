import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import MODEL_LABELS
from pipeline.formats.inline import parse
from pipeline.ner.labels import LABEL_SET, forbidden_transitions, is_inside, to_ids, to_spans
from pipeline.ner.units import units


def round_trip(marked):
    document = parse(marked)
    found = units(document.text, [(0, len(document.text))])
    ids, lost = to_ids(document.text, found, document.spans)
    back = to_spans(document.text, found, ids, [1.0] * len(ids), [1.0] * len(ids))
    return document, ids, lost, back


@pytest.mark.parametrize(
    "marked",
    [
        "ل⟦PER|تو لام⟧ في ⟦LOC|هانوي⟧",
        "ول⟦PER|تو لام⟧، و⟦ORG|وزارة الخارجية⟧",
        "ل⟦ORG|لمكتب السياسي⟧ و⟦ORG|الأمانة العامة⟧",
        "لـ⟦PER|تُو لامـ⟧",
        "⟦ORG|Báo Quốc Tế⟧⟦ORG|Báo Quốc Tế⟧18/07/2023",
        "⟦PER|لام⟧ ⟦PER|لام⟧ ⟦ORG|صحيفة «تروي تري»⟧",
        "⟦LOC|سون كيم ⟦NUM|1|value=1|kind=cardinal⟧⟧",
    ],
)
def test_spans_to_labels_and_back(marked):
    document, _, lost, back = round_trip(marked)
    assert not lost
    assert [(s.start, s.end, s.label) for s in back] == [
        (s.start, s.end, s.label) for s in document.spans if s.label in MODEL_LABELS
    ]


def test_a_particle_is_part_of_the_label():
    _, ids, _, _ = round_trip("ول⟦PER|تو لام⟧ و⟦LOC|هانوي⟧ ⟦ORG|وزارة الدفاع⟧")
    assert [LABEL_SET[i] for i in ids] == ["B2-PER", "I-PER", "B1-LOC", "B-ORG", "I-ORG"]


def test_a_span_that_no_label_can_express_is_reported():
    _, ids, lost, _ = round_trip("كتا⟦PER|ب لا⟧م")
    assert [span.text for span in lost] == ["ب لا"]
    assert not any(ids)


def test_inside_follows_only_its_own_entity():
    table = forbidden_transitions()
    for before, first in enumerate(LABEL_SET):
        for after, second in enumerate(LABEL_SET):
            same = first != "O" and first.partition("-")[2] == second.partition("-")[2]
            assert table[before, after] == (is_inside(after) and not same)


@given(st.lists(st.sampled_from(["تو", "لام", "ولتو", "وزارة", "في", "10", "،"]), min_size=1, max_size=20), st.data())
def test_any_valid_label_sequence_gives_disjoint_spans_that_fit_the_text(words, data):
    text = " ".join(words)
    found = units(text, [(0, len(text))])
    ids = data.draw(st.lists(st.sampled_from([0, 1, 4, 5, 8]), min_size=len(found), max_size=len(found)))
    forbidden = forbidden_transitions()
    ids = [0 if forbidden[before, now] else now for before, now in zip([0, *ids], ids, strict=False)]
    spans = to_spans(text, found, ids, [0.5] * len(ids), [1.0] * len(ids))
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
