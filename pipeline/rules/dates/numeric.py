"""Dates in digits alone: 18/07/2023, 2023-07-18, 18.7.2023, 3-2015, 2015/3, 18/7, 22-4, 1348هـ.

The day stands before the month, as all over the Arab world and in Viet Nam, unless the numbers of the date or of the
other dates of the document say otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, follows, reading, word_before
from pipeline.rules.dates.numeric_sense import is_day_and_month
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import GLUED, Text

_FULL = re.compile(r"([0-9]{1,4})( ?)([/.\-])\2([0-9]{1,2})\2\3\2([0-9]{1,4})(?![0-9])")
_SHORT = re.compile(r"([0-9]{1,4})([/\-])([0-9]{1,4})(?![0-9])")
_TAIL = re.compile(r"[/\-][0-9A-Za-z]|[A-Za-z%]|[.,][0-9]| ?%")
#: `sáng 2-9`: behind these words a dash too stands between a day and a month.
_VIETNAMESE = frozenset({"ngay", "Ngay", "sang", "Sang", "chieu", "Chieu", "toi", "Toi", "dem", "Dem"})
_AGENCY = re.compile(r"([0-9]{1,2}) - ([0-9]{1,2})(?= \((?:كونا|بنا|قنا|وام|واس|شينخوا)\))")
#: A year of two digits below this is of our century.
_CENTURY = 30
_GLUED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![0-9/])")
_MONTH_FIRST = re.compile(r"(?<![0-9/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/[0-9]{4}(?![0-9/])")
_DAY_FIRST = re.compile(r"(?<![0-9/])(?:1[3-9]|2[0-9]|3[01])/(?:0?[1-9]|1[0-2])/[0-9]{4}(?![0-9/])")


def read_numeric(text: Text, i: int, *, in_range: bool = False) -> Found | None:
    """A date in digits that begins at the digit run `i`; `in_range` if a dash may stand before it."""
    start = text.atoms[i].start
    before = text.text[start - 1 : start]
    if before == "/" and (glued := _glued_start(text.text, start)) >= 0:
        start = glued
    elif before in ("/", ".", ":") or (before == "-" and not in_range):
        return None
    return _full(text, i, start) or _short(text, i, start, in_range=in_range) or _of_agency(text, i, start)


def _of_agency(text: Text, i: int, start: int) -> Found | None:
    """`الكويت - 19 - 3 (كونا)`: the day and the month of a dateline."""
    match = _AGENCY.match(text.text, start) if text.text.endswith(" - ", 0, start) else None
    day = None if match is None else _day(None, int(match[2]), int(match[1]))
    return None if match is None or day is None else _found(text, i, start, match.end(2), day, "numeric day")


def _glued_start(text: str, start: int) -> int:
    """`Ngộ02/06/2023`: the lexer gives digits to the Latin word that runs into them."""
    at = start - 2 if text[start - 2].isdigit() else start
    at -= 1 if text[at - 1].isdigit() else 0
    return at if text[at - 1].isalpha() and _GLUED.match(text, at) else -1


def _full(text: Text, i: int, start: int) -> Found | None:
    match = _FULL.match(text.text, start)
    if match is None or _TAIL.match(text.text, match.end()):
        return None
    first, middle, last = int(match[1]), int(match[4]), int(match[5])
    if len(match[1]) == 4:
        day = _day(first, middle, last)
    elif len(match[5]) == 2 and match[3] != "." and len(match[1]) <= 2:
        day = _day(last + (2000 if last < _CENTURY else 1900), middle, first)
    elif len(match[5]) == 4 and len(match[1]) <= 2:
        day = _ordered(text, last, first, middle)
    else:
        return None
    return None if day is None else _found(text, i, start, match.end(), day, "numeric date")


def _ordered(text: Text, year: int, first: int, second: int) -> Day | None:
    if first <= 12 and second <= 12 and first != second and _month_first(text.text):
        return _day(year, first, second)
    return _day(year, second, first) or _day(year, first, second)


@lru_cache(maxsize=4)
def _month_first(text: str) -> bool:
    """Do the other dates of the document put the month first? Ambiguous ones say nothing."""
    return _MONTH_FIRST.search(text) is not None and _DAY_FIRST.search(text) is None


def _short(text: Text, i: int, start: int, *, in_range: bool) -> Found | None:
    match = _SHORT.match(text.text, start)
    if match is None or _TAIL.match(text.text, match.end()):
        return None
    first, sign, second = match[1], match[2], match[3]
    year_first = len(first) == 4 and len(second) <= 2
    if year_first or (len(second) == 4 and len(first) <= 2):
        year, month = (int(first), int(second)) if year_first else (int(second), int(first))
        month_of = Day(year, month) if 1 <= month <= 12 and 1800 <= year <= 2100 else None
        if text.text[start : match.end()] == "1/2000" and not is_cue(word_before(text, start), "year"):
            return None  # the scale of a plan
        dash = text.view.raw[text.view.raw_start(match.start(2))] == "–"  # that of a range: 2010–11 is two years
        if month_of is None or (year_first and dash):
            return None
        return _found(text, i, start, match.end(), month_of, "numeric month")
    dashed = sign == "-" and not 12 < int(first) <= 31 and word_before(text, start) not in _VIETNAMESE
    if len(first) > 2 or len(second) > 2 or dashed:
        return None
    if in_range and sign == "/" and int(second) > 12:
        return None  # القطاع 15-2/17
    if not (in_range and sign == "/") and not is_day_and_month(text, start, match.end(), sign):
        return None
    day = _day(None, int(second), int(first)) or _day(None, int(first), int(second))
    return None if day is None else _found(text, i, start, match.end(), day, "numeric day")


def _day(year: int | None, month: int, day: int) -> Day | None:
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def _found(text: Text, i: int, start: int, end: int, day: Day, rule: str) -> Found:
    after = bisect_left(text.atoms, end, lo=i, key=lambda atom: atom.start)
    value: Value = day
    calendar = None
    era = follows(text, after, "era") or (reading(text, after, "era") if _touches(text, after, end) else None)
    if era is not None:
        end, after = text.atoms[after].end, after + 1
        if era.entry.value == "hijri":
            value, calendar = Hijri(day.year, day.month, day.day), "hijri"
    elif day.year is not None and 1300 <= day.year <= 1500:
        value, calendar = Hijri(day.year, day.month, day.day), "hijri"
    elif text.text[end : end + 1] == "م" and _touches(text, after, end) and text.atoms[after].end == end + 1:
        end, after = end + 1, after + 1
    return Found(start, end, after, value, rule, calendar=calendar)


def _touches(text: Text, i: int, end: int) -> bool:
    return i < len(text.atoms) and text.atoms[i].gap == GLUED and text.atoms[i].start == end
