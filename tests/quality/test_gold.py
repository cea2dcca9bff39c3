"""The gold holds together: manifest, splits, guidelines' invariants (checked as the records are loaded)."""

import json
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
    assert len(seen) == len(set(seen))


def test_the_seed_articles_are_in_test_alone():
    texts = {(gold.ROOT / "corpus" / f"{seed}.txt").read_text("utf-8") for seed in SEEDS}
    assert len(texts) == 3 and texts <= {document.text for document in documents("test")}
