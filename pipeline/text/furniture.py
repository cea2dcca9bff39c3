"""Page furniture: what a scrape carries along that is no part of the story.

Advertisement marks, counters of comments and shares, widget headings, breadcrumbs, image file names and bare
links are found as character ranges; the text itself is never changed. The phrases are data (`furniture.tsv`):

* `line`  phrases that fill a line, alone or one after the other ("[إعلان 2] مصدر");
* `mark`  a bracketed mark, furniture wherever it stands, also at the end of a sentence's line;
* `open`  the opening of a line that is furniture to its end (a breadcrumb, a copyright notice).

In a phrase `#` stands for a count, `URL` for a link and `FILE` for the name of a media file.

A caption in another script that a gallery sets under picture after picture is furniture from its second time on, if it
comes three times or more. A line that comes twice is none: it is a title and its caption, or a glued source line, and
holds names and dates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import NamedTuple

#: No widget line is longer; longer lines are only looked through for marks and openings.
_LONGEST_LINE = 160
#: A repeated caption has so many characters at least, and comes so often at least.
_CAPTION, _GALLERY = 20, 3
_ARABIC = re.compile(r"[\u0620-\u064a]")
_SEPARATORS = re.compile(r"[\s|·•»›>/\-–—:،,\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*")
_LINE = re.compile(r"[^\s\u200b-\u200f\ufeff][^\n\r]*")
_SLOTS = {
    "#": r"\d[\d.,٬٫]{0,12}(?:\s?[KkMm]\b)?",
    "URL": r"(?:https?://|www\.)\S+",
    "FILE": r"\S+\.(?:jpe?g|png|gif|webp|svg|mp[34]|pdf)",
    " ": r"[ \t\xa0]*",
}
_SLOT = re.compile("(#|URL|FILE| )")


class _Patterns(NamedTuple):
    line: re.Pattern[str]
    mark: re.Pattern[str]
    open: re.Pattern[str]


def find_furniture(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges (start, end) of page furniture in code points, sorted and disjoint; linear in the text's length."""
    patterns = _patterns()
    found: list[tuple[int, int]] = []
    foreign: dict[str, list[tuple[int, int]]] = {}
    for line in _LINE.finditer(text):
        start, end = line.span()
        while text[end - 1].isspace():
            end -= 1
        if _CAPTION <= end - start <= _LONGEST_LINE and not _ARABIC.search(text, start, end):
            foreign.setdefault(text[start:end], []).append((start, end))
        if patterns.open.match(text, start, end) or _is_chain(text, start, end, patterns.line):
            found.append((start, end))
        else:
            found += _marks(text, start, end, patterns)
    repeated = [place for places in foreign.values() if len(places) >= _GALLERY for place in places[1:]]
    return _joined(found, repeated) if repeated else tuple(found)


def _joined(found: list[tuple[int, int]], repeated: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Both, in order; marks inside a repeated line are part of it."""
    repeated.sort()
    starts = [start for start, _ in repeated]
    before = (bisect_right(starts, start) - 1 for start, _ in found)
    apart = [place for place, at in zip(found, before, strict=True) if at < 0 or place[0] >= repeated[at][1]]
    return tuple(sorted([*apart, *repeated]))


def _marks(text: str, start: int, end: int, patterns: _Patterns) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    if text.find("[", start, end) < 0:
        return ranges
    for mark in patterns.mark.finditer(text, start, end):
        if _is_chain(text, mark.start(), end, patterns.line):
            return [*ranges, (mark.start(), end)]
        ranges.append(mark.span())
    return ranges


def _is_chain(text: str, start: int, end: int, phrase: re.Pattern[str]) -> bool:
    """Whether `text[start:end]` is phrases and separators only; each step takes the longest phrase."""
    if end - start > _LONGEST_LINE:
        return False
    while start < end:
        match = phrase.match(text, start, end)
        if not match:
            return False
        separators = _SEPARATORS.match(text, match.end(), end)
        start = separators.end() if separators else match.end()
    return True


@cache
def _patterns() -> _Patterns:
    rows = (files("pipeline.text") / "furniture.tsv").read_text(encoding="utf-8").splitlines()[1:]
    phrases: dict[str, list[str]] = {"line": [], "mark": [], "open": []}
    for row in rows:
        kind, phrase, _ = row.split("\t")
        phrases[kind].append(phrase)
    phrases["line"] += phrases["mark"]
    return _Patterns(*(_alternatives(phrases[kind]) for kind in _Patterns._fields))


def _alternatives(phrases: list[str]) -> re.Pattern[str]:
    # longest first: an alternation takes the first that fits
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(_regex, ordered)) + ")", re.IGNORECASE)


def _regex(phrase: str) -> str:
    body = "".join(_SLOTS.get(part, re.escape(part)) for part in _SLOT.split(phrase))
    return body + (r"(?!\w)" if phrase[-1].isalnum() else "")
