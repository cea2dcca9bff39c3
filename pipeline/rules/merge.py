"""One merge of all grammars' candidates: the longest wins, then the strongest, then the earliest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.rules.candidate import Candidate


def merge(candidates: Iterable[Candidate], taken: Sequence[tuple[int, int]] = ()) -> list[Candidate]:
    """Disjoint candidates in text order, without vetoes. None of them touches a `taken` range (view offsets)."""
    ordered = sorted(candidates, key=lambda c: c.start)
    chosen: list[Candidate] = []
    for group in _overlapping(ordered):
        chosen += _best(group)
    return [c for c in _apart_from(chosen, taken) if not c.veto]


def _overlapping(ordered: list[Candidate]) -> Iterable[list[Candidate]]:
    """Runs of candidates in which each overlaps one before it."""
    group: list[Candidate] = []
    end = 0
    for candidate in ordered:
        if group and candidate.start >= end:
            yield group
            group = []
        group.append(candidate)
        end = max(end, candidate.end) if len(group) > 1 else candidate.end
    if group:
        yield group


def _best(group: list[Candidate]) -> list[Candidate]:
    if len(group) == 1:
        return group
    chosen: list[Candidate] = []
    for candidate in sorted(group, key=lambda c: (c.start - c.end, -c.strength, c.start)):
        at = bisect_left(chosen, candidate.start, key=lambda c: c.start)
        if (not at or chosen[at - 1].end <= candidate.start) and (
            at == len(chosen) or chosen[at].start >= candidate.end
        ):
            chosen.insert(at, candidate)
    return chosen


def _apart_from(candidates: list[Candidate], taken: Sequence[tuple[int, int]]) -> Iterable[Candidate]:
    ranges = iter(sorted(taken))
    start, end = next(ranges, (0, 0))
    for candidate in candidates:
        while end and end <= candidate.start:
            start, end = next(ranges, (0, 0))
        if not end or candidate.end <= start:
            yield candidate
