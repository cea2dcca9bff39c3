"""The quality ratchet: no figure falls below its floor, and the gold that it is measured on does not change."""

from functools import cache

import pytest

from pipeline.document import RULE_LABELS
from tests.quality import gold, pin

PINNED = pin.read()
FLOORS = [(label, name, floor) for label, figures in PINNED["floors"].items() for name, floor in figures.items()]


@cache
def measured():
    only = "rules" if set(PINNED["floors"]) <= set(RULE_LABELS) else "all"
    return gold.measure(PINNED["split"], only=only)


def test_the_gold_is_the_one_that_was_pinned():
    assert gold.sha256(gold.path(PINNED["split"])) == PINNED["sha256"], "see `python -m tests.quality.pin --help`"


@pytest.mark.parametrize(("label", "name", "floor"), FLOORS)
def test_no_figure_falls_below_its_floor(label, name, floor):
    assert measured()[label][name] >= floor


def test_floors_rise_by_themselves_and_fall_only_when_told():
    old = {"NUM": {"f1": 0.9, "recall": 0.8}, "PER": {"f1": 0.7}}
    new = {"NUM": {"f1": 0.85, "recall": 0.95}}
    assert pin.raised(old, new, lower=False) == {"NUM": {"f1": 0.9, "recall": 0.95}, "PER": {"f1": 0.7}}
    assert pin.raised(old, new, lower=True) == {"NUM": {"f1": 0.85, "recall": 0.95}, "PER": {"f1": 0.7}}


def test_a_floor_is_never_above_its_figure():
    floors = pin.floors_of({"NUM": {"f1": 0.98765}, "PER": {"f1": 0.98765, "recall": 0.001}})
    assert floors == {"NUM": {"f1": 0.9876}, "PER": {"f1": 0.9826, "recall": 0.0}}
