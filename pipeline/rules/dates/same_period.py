"""The stretch last told of in another year: "الفترة نفسها من العام الماضي", "مقارنة بالفترة نفسها"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.rules.dates.found import Found
from pipeline.rules.dates.memory import Memory
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

#: What is compared with the same period is compared with that of the year before: `بزيادة 3% عن الفترة نفسها`.
_COMPARED = re.compile(r"(?: عن|مقارنه (?:ب|مع |لل)|قياسا (?:ب|الي )|مقابل (?:[^.؛\n]|\.(?=[0-9])){0,30}في) ?$")
_REACH = 50


def same_period(text: Text, found: Found, memory: Memory) -> Value | None:
    """The months last told of, in the year that stands behind them or is compared with."""
    told, year = memory.stretch, found.value
    if year is None:
        compared = _COMPARED.search(text.text, max(0, found.start - _REACH), found.start) is not None
        return _moved(told, -1) if compared else told
    if found.anchored and isinstance(year, Relative) and _moved(told, 0) is not None:
        return _moved(told, year.offset)  # من العام السابق
    of = year.resolve(memory.published) if memory.published else year
    number = of.year if isinstance(of, Day) and of.month is None else None
    if number is None:
        return None
    return _in_year(told, number) or of


def _in_year(told: Value | None, year: int) -> Value | None:
    if isinstance(told, YearPart | Day):
        return replace(told, year=year)
    if isinstance(told, Period):
        first, last = (_of_year(end, year) for end in (told.start, told.end))
        return Period(first, last)
    return None


def _of_year(end: Value, year: int) -> Value:
    """An end of a run in another year; the last day of February where that has but 28."""
    if not isinstance(end, Day):
        return end
    return replace(end, day=28, year=year) if (end.month, end.day) == (2, 29) else replace(end, year=year)


def _moved(told: Value | None, years: int) -> Value | None:
    """The stretch so many years on; None where its year is unknown."""
    first = told.start if isinstance(told, Period) else told
    year = first.year if isinstance(first, YearPart | Day) else None
    return None if year is None else _in_year(told, year + years)
