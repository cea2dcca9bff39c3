"""How sure the recognizer is of a span: the probability that its edges and label are all right.

A network's own probabilities are too high or too low in a regular way. Platt scaling (1999), a logistic curve fitted on
documents that the network did not learn from, sets that right; its two numbers are kept in the model's config.json.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np

_EDGE = 1e-6  # probabilities are kept this far from 0 and 1, where their logit has no value
_STEPS = 50
_PRIOR = 1.0


class Calibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A probability `p` becomes the logistic function of `slope * logit(p) + intercept`."""

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, probability: float) -> float:
        """The calibrated probability, with four decimals."""
        return round(1 / (1 + math.exp(-self.slope * _logit(probability) - self.intercept)), 4)


UNCALIBRATED = Calibration()


def fit(probabilities: Sequence[float], right: Sequence[bool]) -> Calibration:
    """The calibration under which these outcomes are likeliest, by Newton's method.

    A weak prior holds it near the curve that changes nothing, so that few outcomes, or only right ones, cannot carry it
    far away.
    """
    inputs = np.array([[_logit(p), 1.0] for p in probabilities]).reshape(-1, 2)
    start = curve = np.array([UNCALIBRATED.slope, UNCALIBRATED.intercept])
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-inputs @ curve))
        downhill = inputs.T @ (said - np.array(right)) + _PRIOR * (curve - start)
        bend = inputs.T @ (inputs * (said * (1 - said))[:, None]) + _PRIOR * np.eye(2)
        step = np.linalg.solve(bend, downhill)
        curve = curve - step / max(1.0, float(np.abs(step).max()))  # a longer step may leave the curve's bend
    return Calibration(*(round(float(number), 4) for number in curve))


def _logit(probability: float) -> float:
    inner = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(inner / (1 - inner))
