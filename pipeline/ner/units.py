"""Units: the smallest pieces of text that the recognizer labels.

A unit is a run of letters of one script, a run of digits, or one sign. Tokens are cut where scrapes glue two names
together ("TếBáo", "U23", "VIC-"), so that a span may begin or end there. A particle that is attached to an Arabic word
is not cut off, since و may be the particle or the first letter of وزارة: the label says how much of the unit is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

# Letters of one script may have marks, tatweel and invisible controls between them, and marks behind them.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_INVISIBLE = "\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ARABIC = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
)
_LATIN = f"[^\\W\\d_{_ARABIC}]"
_UNIT = re.compile(
    f"[{_ARABIC}](?:[{_MARKS}{_INVISIBLE}]*[{_ARABIC}])*[{_MARKS}\u0640]*"
    f"|({_LATIN}(?:[{_MARKS}{_INVISIBLE}]*{_LATIN})*[{_MARKS}]*)"  # the one group: letters that may have a case
    r"|\d+|[^\s\w]|_"
)
_DROPPED = re.compile(f"[{_INVISIBLE}\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_DIGITS = {ord(c): str(unicodedata.digit(c)) for c in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}

_LONGEST = 64  # code points; a longer run is no word, and a window could not hold it

_FIRST = frozenset("وفبلكس")
_CONJUNCTION = frozenset("وف")
_SECOND = frozenset("بلكس")


class Unit(NamedTuple):
    """A unit at code points `start` to `end`; `glued` says that no white space stands before it."""

    start: int
    end: int
    glued: bool


def units(text: str, ranges: Iterable[tuple[int, int]]) -> list[Unit]:
    """Cut the `ranges` (tokens, or whole sentences) of `text` into units, in order."""
    found: list[Unit] = []
    last = -1
    for start, end in ranges:
        for match in _UNIT.finditer(text, start, end):
            whole = match.lastindex is None and match.end() - match.start() <= _LONGEST
            for first, stop in (match.span(),) if whole else _parts(text, *match.span()):
                found.append(Unit(first, stop, first == last))
                last = stop
    return found


def form(surface: str) -> str:
    """What the model reads for a unit: no short vowels, tatweel or invisible controls; Western digits; NFKC."""
    if surface.isascii():
        return surface
    return unicodedata.normalize("NFKC", _DROPPED.sub("", surface)).translate(_DIGITS)


def particle_lengths(word: str) -> tuple[int, ...]:
    """How many leading letters of a unit's form may be attached particles: 0, and perhaps 1 and 2."""
    if len(word) < 2 or word[0] not in _FIRST:
        return (0,)
    if len(word) > 2 and word[0] in _CONJUNCTION and word[1] in _SECOND:
        return (0, 1, 2)
    return (0, 1)


def skip_letters(surface: str, letters: int) -> int:
    """Code points to pass so that `letters` letters of `surface` lie behind, with their marks and tatweel."""
    position = 0
    for _ in range(letters):
        position += 1
        while position < len(surface) and _DROPPED.match(surface, position):
            position += 1
    return position


def _parts(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Cut a run where lower case turns into upper case, and where it is too long to be a word."""
    surface = text[start:end]
    cuts = [start]
    if surface[0].isalpha() and not (surface.islower() or surface.istitle()):
        cuts += [i for i in range(start + 1, end) if text[i].isupper() and text[i - 1].islower()]
    for first, stop in zip(cuts, [*cuts[1:], end], strict=True):
        yield from ((i, min(i + _LONGEST, stop)) for i in range(first, stop, _LONGEST))
