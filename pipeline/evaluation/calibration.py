"""Whether scores can be trusted: of the spans scored 0.8, are eight in ten right?"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import msgspec

from pipeline.evaluation.match import Pair, match

BINS = 10


class CalibrationScore(msgspec.Struct, frozen=True):
    """`error` is the expected calibration error (0 to 1) over `bins` equally wide bins, of `spans` scored spans."""

    error: float
    bins: int
    spans: int


def calibration(pairs: Sequence[Pair]) -> CalibrationScore | None:
    """The expected calibration error (Guo et al. 2017) of predicted spans with a score; None where none has one.

    A span is right if its start, end and label are those of the gold.
    """
    scored: list[tuple[float, bool]] = []
    for pair in pairs:
        found = match(pair)
        scored += [(span.score, True) for _, span in found.correct if span.score is not None]
        scored += [(span.score, False) for span in found.spurious if span.score is not None]
    if not scored:
        return None
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, right in scored:
        bins.setdefault(min(int(score * BINS), BINS - 1), []).append((score, right))
    gaps = (len(each) * abs(fmean(s for s, _ in each) - fmean(r for _, r in each)) for each in bins.values())
    return CalibrationScore(sum(gaps) / len(scored), BINS, len(scored))
