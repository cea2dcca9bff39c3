"""The day that stands beside a time of the clock or a weekday: "من صباح يوم 24 سبتمبر", "يوم 25", "| 16/3"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.day_numbers import is_attached
from pipeline.rules.dates.found import Found, adjacent, end_of, joined_by_to, reading, whole
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.parts import read_part
from pipeline.rules.dates.pointing import Weekday
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.vietnamese import read_vietnamese
from pipeline.rules.lexer import Text

_BESIDE = re.compile(r" ?[|(،,–-] ?| / ")
#: Between a clock and the full date in digits behind it: `10:30, 14/03/2025`.
_BEFORE_DATE = frozenset({",", "،", "-"})
#: `الساعة 3:42 فجرا بتوقيت غرينتش من يوم 6 يناير`.
_ZONE = re.compile(r" بتوقيت (?:[\u0621-\u064a]+ ){1,3}(?:من )?")
_ON = frozenset({"", "من", "بتاريخ", "في", "تقريبا", "تقريبا من", "تماما"})


def day_behind(text: Text, end: int, after: int) -> Found | None:
    """The day of the clock, told behind it: `من يوم 16 يوليو`, `ليلة 10 فبراير`, `يوم 1/9`, `من اليوم نفسه`."""
    if after >= len(text.atoms) or is_attached(text, after):
        return None
    link = text.text[end : text.atoms[after].start]
    if _ZONE.fullmatch(link) is None and (not link or "\n" in link or link.strip(" ") not in (_ON | _BEFORE_DATE)):
        return None
    found = read_part(text, after) or read_day(text, after)
    if found is None and text.text[end - 3 : end - 2] == ":" and link == " " and text.atoms[after].digits:
        found = read_numeric(text, after, in_range=True)  # 13:00 06/11
    if found is None and link in (" ", " من "):
        found = _numbered_day(text, after)
    if found is None and reading(text, after, "vi") is not None:
        found = read_vietnamese(text, after)
    if link.strip(" ") in _BEFORE_DATE and not is_full(found):
        return None
    if found is not None and found.rule == "weekday" and joined_by_to(text, found.after, found.end):
        return None
    if found is None or found.kind != "date" or found.rule in ("part alone", "numeric month", "month"):
        return None
    if text.atoms[after].digits and link == " " and found.rule not in ("numeric date", "numeric day"):
        return None
    return found


def _numbered_day(text: Text, i: int) -> Found | None:
    """`الساعة 19:00 يوم 25`: a day told by its number alone."""
    unit, number = reading(text, i, "unit"), whole(text, i + 1)
    named = unit is not None and unit.entry.value == "D" and not unit.definite and adjacent(text, i + 1)
    if not named or not 1 <= number <= 31 or text.atoms[i + 1].particle:
        return None
    return Found(text.atoms[i].start, end_of(text, i + 2), i + 2, Day(None, None, number), "day")


def day_beside(text: Text, clock: Found) -> Value | None:
    """The day that stands beside a clock as a mark of its own: `19:30 | 16/3 | هانوي`, `17:00 (السبت 15/3)`."""
    i = clock.after
    if i >= len(text.atoms) or _BESIDE.fullmatch(text.text, clock.end, text.atoms[i].start) is None:
        return None
    day = read_part(text, i) or read_day(text, i)
    vague = day is None or day.rule.endswith(("weekday", "numeric month", "part alone"))
    return None if vague or day is None or day.kind != "date" else day.value


def told_again(text: Text, weekday: Found, published: date | None) -> Day | None:
    """`الأربعاء (16/10)`: the weekday's date stands in brackets behind it."""
    beside = day_beside(text, weekday) if text.text.startswith(" (", weekday.end) else None
    if not isinstance(weekday.value, Weekday) or not isinstance(beside, Day):
        return None
    day = beside if published is None else beside.resolve(published)
    exact = day.exact()
    agrees = exact is not None and exact.isoweekday() == weekday.value.weekday
    return replace(day, part=weekday.value.part) if agrees else None


def is_full(found: Found | None) -> bool:
    """Is it a date in digits with its year, as source lines have it?"""
    return found is not None and found.rule == "numeric date" and isinstance(found.value, Day)
