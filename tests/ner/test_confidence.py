"""Platt scaling finds the curve that outcomes were drawn from."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ner.confidence import UNCALIBRATED, Calibration, fit


def test_an_overconfident_model_is_set_right():
    draw = random.Random(1)
    truth = Calibration(slope=0.5, intercept=-0.3)
    said = [draw.random() for _ in range(20_000)]
    found = fit(said, [draw.random() < truth(p) for p in said])
    assert found.slope == pytest.approx(0.5, abs=0.05)
    assert found.intercept == pytest.approx(-0.3, abs=0.05)


def test_no_calibration_changes_nothing():
    assert [UNCALIBRATED(p) for p in (0.1, 0.5, 0.9999)] == [0.1, 0.5, 0.9999]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_any_outcomes_give_a_curve_from_0_to_1(outcomes):
    found = fit([p for p, _ in outcomes], [right for _, right in outcomes])
    assert math.isfinite(found.slope) and math.isfinite(found.intercept)
    assert all(0 <= found(p / 10) <= 1 for p in range(11))
