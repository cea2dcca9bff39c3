"""The quality ratchet: no figure falls below its floor, and the gold that it is measured on does not change."""

from functools import cache

import pytest

from tests.quality import gold, pin

PINNED = pin.read()
FLOORS = [
    (section, label, name, floor)
    for section, labels in PINNED["floors"].items()
    for label, figures in labels.items()
    for name, floor in figures.items()
]


@cache
def measured(section):
    return gold.measure(PINNED["split"], section)


def test_the_gold_is_the_one_that_was_pinned():
    assert gold.sha256(gold.path(PINNED["split"])) == PINNED["sha256"], "see `python -m tests.quality.pin --help`"


@pytest.mark.parametrize(("section", "label", "name", "floor"), FLOORS)
def test_no_figure_falls_below_its_floor(section, label, name, floor):
    assert measured(section)[label][name] >= floor


def test_the_rules_and_every_model_have_floors():
    assert set(PINNED["floors"]) == set(pin.SECTIONS)


def test_floors_rise_by_themselves_and_fall_only_when_told():
    old = {"NUM": {"f1": 0.9, "recall": 0.8}, "PER": {"f1": 0.7}}
    new = {"NUM": {"f1": 0.85, "recall": 0.95}}
    assert pin.raised(old, new, lower=False) == {"NUM": {"f1": 0.9, "recall": 0.95}, "PER": {"f1": 0.7}}
    assert pin.raised(old, new, lower=True) == {"NUM": {"f1": 0.85, "recall": 0.95}, "PER": {"f1": 0.7}}


def test_a_floor_is_never_above_its_figure():
    assert pin.floors_of({"NUM": {"f1": 0.98765}}, "rules") == {"NUM": {"f1": 0.9876}}
    figures = {"PER": {"f1": 0.98765, "recall": 0.001}}
    assert pin.floors_of(figures, "accurate") == {"PER": {"f1": 0.9826, "recall": 0.0}}
