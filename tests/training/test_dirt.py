"""Careless spelling and spacing moves spans along and never into them."""

import random

import pytest

from pipeline import resources
from pipeline.formats import records
from pipeline.formats.inline import parse
from pipeline.training.dirt import soil

TOLD = "أعلن ⟦PER|أحمد علي⟧ ، في ⟦LOC|مدينة هو تشي مينه⟧، أن ⟦ORG|وزارة الصحة⟧. وافقت على مبنى"


def test_all_habits_occur_and_spans_hold_their_text():
    copies = [soil(parse(TOLD, id="1"), random.Random(seed)) for seed in range(300)]
    for copy in copies:
        assert [span.label for span in copy.spans] == ["PER", "LOC", "ORG"]
        for span in copy.spans:
            assert copy.text[span.start : span.end] == span.text == span.text.strip()
    texts = "\n".join(copy.text for copy in copies)
    for sign in ("اعلن احمد", "مبني", "وزاره", "  ", "\u00a0", "الصحة.وافقت", "مينه ،"):
        assert sign in texts


def test_most_documents_stay_clean():
    clean = parse(TOLD, id="1")
    kept = sum(soil(clean, random.Random(seed)) == clean for seed in range(300))
    assert 150 < kept < 290


@pytest.mark.parametrize("seed", range(5))
def test_gold_documents_can_be_soiled(seed):
    gold = resources.folder("models").parent / "annotations" / "gold" / "train.jsonl"
    for document in records.load(gold)[:40]:
        copy = soil(document, random.Random(seed))
        assert [s.label for s in copy.spans] == [s.label for s in document.spans]
