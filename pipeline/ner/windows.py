"""Windows: how a document of any length is read by a model of limited length, with nothing cut off.

Windows are whole sentences in a row, as many as fit. A sentence that alone is too long is read in several windows that
overlap, and each of its units is taken from the window in which it stands furthest from an edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Window(NamedTuple):
    """Units `first` to `last` are read together; of them `keep_first` to `keep_last` count."""

    first: int
    last: int
    keep_first: int
    keep_last: int


def plan(lengths: Sequence[int], sentences: Sequence[tuple[int, int]], limit: int) -> list[Window]:
    """Windows over one document.

    `lengths` are pieces a unit, `sentences` unit ranges in order, `limit` the most pieces a window may hold.
    The kept ranges are disjoint and cover every unit of every sentence.
    """
    windows: list[Window] = []
    first = last = size = 0
    for start, stop in sentences:
        pieces = sum(lengths[start:stop])
        if size and size + pieces > limit:
            windows.append(Window(first, last, first, last))
            size = 0
        if pieces > limit:
            windows += _cut(lengths, start, stop, limit)
            continue
        if not size:
            first = start
        last, size = stop, size + pieces
    if size:
        windows.append(Window(first, last, first, last))
    return windows


def _cut(lengths: Sequence[int], start: int, stop: int, limit: int) -> list[Window]:
    """Overlapping windows over one long sentence; neighbours share about a quarter of the limit."""
    bounds = [(start, _fill(lengths, start, stop, limit))]
    while bounds[-1][1] < stop:
        first = _back(lengths, *bounds[-1], limit // 4)
        bounds.append((first, _fill(lengths, first, stop, limit)))
    edges = [start, *((left[1] + right[0] + 1) // 2 for left, right in pairwise(bounds)), stop]
    return [Window(*bound, edges[i], edges[i + 1]) for i, bound in enumerate(bounds)]


def _fill(lengths: Sequence[int], first: int, stop: int, limit: int) -> int:
    """The unit before which a window from `first` is full; it holds one unit at least."""
    size, last = lengths[first], first + 1
    while last < stop and size + lengths[last] <= limit:
        size += lengths[last]
        last += 1
    return last


def _back(lengths: Sequence[int], first: int, last: int, overlap: int) -> int:
    """Where the next window begins: `overlap` pieces before `last`, but past `first`."""
    size, begin = 0, last
    while begin - 1 > first and size + lengths[begin - 1] <= overlap:
        begin -= 1
        size += lengths[begin]
    return begin
