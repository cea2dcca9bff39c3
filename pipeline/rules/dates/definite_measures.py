"""Measures counted from today: "العامين الماضيين", "السنوات العشر الماضية", "الساعات الثلاث إلى الست المقبلة"."""

from __future__ import annotations

import re

from pipeline.rules.dates.amounts import Duration, DurationRange
from pipeline.rules.dates.counted import UNITS, number_at
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, start_of
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers.grammar import Number, read_number

_SHORT = frozenset({"D", "TH", "TM", "H", "MI"})
#: Those of a month are days of the calendar.
_FIRST = re.compile(r" الاولي(?![\u0621-\u064a])(?! من )")
_TO = frozenset({"الي", "-", "او", "حتي"})


def read_definite_dual(text: Text, i: int) -> Found | None:
    """`العامين الماضيين`, `الأسبوعين المقبلين`: two units, counted from today."""
    dual = reading(text, i, "unit_dual_the")
    if dual is None or not dual.definite or follows(text, i + 1, "relative_dual") is None:
        return None
    value = Duration.of([(2, UNITS[dual.entry.value])])
    start = start_of(text, i, "unit_dual_the")
    return Found(start, end_of(text, i + 2), i + 2, value, "measure from now", "duration")


def read_definite_measure(text: Text, i: int) -> Found | None:
    """`الساعات الأربع والعشرين القادمة`, `الساعات الثلاث إلى الست المقبلة`: so many units, counted from today."""
    plural = reading(text, i, "unit_plural")
    if plural is None or not plural.definite or not adjacent(text, i + 1):
        return None
    number = read_number(text, i + 1) if i + 1 < len(text.atoms) else None
    if number is None or number.kind != "cardinal" or number.particle:
        return None
    last = _range_end(text, number)
    after = number.after if last is None else last.after
    unit = UNITS[plural.entry.value]
    if (word := follows(text, after, "relative")) is not None and word.definite:
        after += 1
    elif unit in _SHORT and _FIRST.match(text.text, end_of(text, after)):
        after += 1  # الساعات الأربع والعشرين الأولى
    else:
        return None
    low = Duration.of([(number.value, unit)])
    value = low if last is None else DurationRange(low, Duration.of([(last.value, unit)]))
    return Found(start_of(text, i, "unit_plural"), end_of(text, after), after, value, "measure from now", "duration")


def _range_end(text: Text, low: Number) -> Number | None:
    """The second number of `الساعات الثلاث إلى الست المقبلة`."""
    i = low.after
    joined = i < len(text.atoms) and text.atoms[i].gap > SPACE and adjacent(text, i, _TO)
    high = number_at(text, i) if joined else None
    return high if high is not None and high.value > low.value else None
