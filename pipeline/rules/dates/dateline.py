"""Datelines: "الدوحة في 14 أكتوبر /قنا/". What the report calls today is that day, also if published later."""

from __future__ import annotations

import re
from datetime import date

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.lexer import Text

#: The place, before the date: a few words that begin the line.
_PLACE = re.compile(r"(?:^|\n)[ (]*([\u0621-\u064a]+)(?: [\u0621-\u064a]+){0,3}(?:،| -| في|،? يوم)? ?")
#: The agency, behind it.
_AGENCY = re.compile(r" ?(?:\([^)\n]{2,25}\)|/[^/\n]{2,25}/)")
#: `دا لات، 4 ديسمبر – يفتتح`: a dash instead of it, behind a place that a comma ends.
_DASH = re.compile(r" ?[–—\-] ?(?=[\u0621-\u064a])")
_LONGEST = 45
#: A report is put online no later.
_LATE = 2


def is_dateline(text: Text, start: int, end: int) -> bool:
    """Is the date at these offsets that of a dateline?"""
    begun = text.text.rfind("\n", max(0, start - _LONGEST), start)
    if begun < 0 and start >= _LONGEST:
        return False
    place = _PLACE.fullmatch(text.text, max(begun, 0), start)
    if place is None or is_cue(place[1], "happened") or is_cue(place[1], "reported"):
        return False
    dash = text.text.endswith("، ", 0, start) and _DASH.match(text.text, end) is not None
    return dash or _AGENCY.match(text.text, end) is not None


def told_on(day: date | None, published: date | None) -> date | None:
    """The day that a report counts from: that of its dateline, unless it was published long after."""
    if day is None or published is None:
        return published
    return day if 0 <= (published - day).days <= _LATE else published
