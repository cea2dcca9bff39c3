"""Weekdays that stand for more than one day, or head the days of a programme."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.rules.dates import clock_days, programme
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Weekday
from pipeline.rules.lexer import Text

_REACH = 80
_EXCEPT = re.compile(r" (?:عدا|باستثناء|سوي) (?:ايام |يوم )?$")
_DAILY = re.compile(r"(?:يوميا|كل يوم|طوال الاسبوع|ايام الاسبوع)(?![\u0621-\u064a])")


def is_listed(text: Text, weekday: int) -> bool:
    """Does a weekday that begins at an offset stand in an entry of a programme, or head its entries?"""
    word = text.atoms[bisect_left(text.atoms, weekday, key=lambda atom: atom.start)]
    return programme.is_entry(text.text, weekday) or programme.heads_line(text.text, weekday, word.end)


def is_weekly(text: Text, found: Found) -> bool:
    """`يفتح المتحف من الجمعة إلى الأحد`, `كل يوم ما عدا الاثنين`: are weekdays those of every week?"""
    value = found.value
    if isinstance(value, Weekday) and found.kind == "date":
        return _is_excepted(text, found.start)
    if not (isinstance(value, Period) and isinstance(value.start, Weekday) and isinstance(value.end, Weekday)):
        return False
    return clock_days.tense(text, found.start, found.end) in ("habit", "opening")


def _is_excepted(text: Text, start: int) -> bool:
    """`يوميا ما عدا يوم الأحد`: is a weekday taken out of what is every day?"""
    before = text.text[max(0, start - _REACH) : start]
    return _EXCEPT.search(before) is not None and _DAILY.search(before) is not None
