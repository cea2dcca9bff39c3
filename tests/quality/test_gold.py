"""The gold holds together: manifest, splits, guidelines' invariants (checked as the records are loaded)."""

import json
import re
from functools import cache

import pytest

from pipeline.formats import records
from tests.quality import gold
from tests.quality.manifest import FILE

SEEDS = [path.stem for path in (gold.ROOT / "corpus").glob("*.txt")]


@cache
def documents(split):
    return records.load(gold.path(split))


def test_the_manifest_is_that_of_the_gold():
    assert json.loads(FILE.read_text("utf-8")) == gold.manifest(), "run `make manifest`"


@pytest.mark.parametrize("key", ["id", "text"])
def test_no_document_is_in_two_places(key):
    seen = [getattr(document, key) for split in gold.SPLITS for document in documents(split)]
    composed = (gold.COMPOSED, gold.HELD_OUT, gold.COMPOSED_DATES)
    seen += [getattr(document, key) for file in composed for document in records.load(file)]
    assert len(seen) == len(set(seen))


def test_the_seed_articles_are_in_test_alone():
    texts = {(gold.ROOT / "corpus" / f"{seed}.txt").read_text("utf-8") for seed in SEEDS}
    assert len(texts) == 3 and texts <= {document.text for document in documents("test")}


def test_no_sentence_that_is_measured_on_is_in_the_documents_that_are_trained_on():
    learnt = {line for document in [*documents("train"), *records.load(gold.COMPOSED)] for line in sentences(document)}
    measured = [*documents("dev"), *documents("test"), *records.load(gold.HELD_OUT)]
    assert not learnt & {line for document in measured for line in sentences(document)}


def sentences(document):
    """Stretches of at least eight words between stops."""
    return [line.strip() for line in re.split(r"[.\n؟!]", document.text) if len(line.split()) >= 8]


def test_composed_documents_have_names_alone():
    for file in (gold.COMPOSED, gold.HELD_OUT):
        assert {span.label for document in records.load(file) for span in document.spans} == {"PER", "ORG", "LOC"}
