"""From one point to another: "من 9 إلى 11 أكتوبر 2025", "2021-2026", "بين مارس 2017 ونوفمبر 2021", "07:30–11:30"."""

from __future__ import annotations

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.found import (
    Found,
    behind_between,
    end_of,
    follows,
    joined_by_and,
    joined_by_to,
    whole,
)
from pipeline.rules.dates.hours import read_clock
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.parts import read_part
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Leaning, Relative, Weekday
from pipeline.rules.dates.range_ends import far_apart, is_before, shared
from pipeline.rules.dates.units import read_year_like
from pipeline.rules.dates.values import Day
from pipeline.rules.dates.within import Within
from pipeline.rules.lexer import Text


def extend(text: Text, first: Found, *, paired: bool = False) -> Found | None:
    """The range that begins with the point `first`; None if nothing of its kind stands behind it."""
    i = first.after
    if i >= len(text.atoms) or first.kind not in ("date", "time") or first.value is None or first.rule == "part alone":
        return None
    if not (
        joined_by_to(text, i, first.end) or ((paired or behind_between(text, first.start)) and joined_by_and(text, i))
    ):
        return _weekend(text, first)
    last = _like(text, first, i)
    if last is None or last.value is None or far_apart(first.value, last.value):
        return None
    if first.kind == "time" and _is_listed(text, first, last):
        return None
    return first._replace(
        end=last.end,
        after=last.after,
        value=Period(*shared(first.value, last.value)),
        kind="period",
        rule="range",
        anchored=first.anchored or last.anchored,
        flag=first.flag or last.flag,
    )


def _is_listed(text: Text, first: Found, last: Found) -> bool:
    """`10:15 - 13:00 - 19:45`: dashes between more than two times of the clock part the items of a list."""
    before = text.text[max(0, first.start - 4) : first.start].rstrip(" ")
    if before.endswith("-") and before[:-1].rstrip(" ")[-1:].isdigit():
        return True
    return joined_by_to(text, last.after, last.end) and read_clock(text, last.after) is not None


def _weekend(text: Text, first: Found) -> Found | None:
    """`السبت والأحد`: two days running are a period."""
    if not isinstance(first.value, Weekday) or first.value.lean or not joined_by_and(text, first.after):
        return None
    last = read_day(text, first.after)
    if last is None or not isinstance(last.value, Weekday) or last.value.weekday != first.value.weekday % 7 + 1:
        return None
    pointed = follows(text, last.after, "relative_dual")  # السبت والأحد المقبلين
    past = pointed is not None and pointed.entry.number < 0
    value = Period(Weekday(first.value.weekday, -1 if past else 2), Weekday(last.value.weekday, 2))
    after = last.after + (pointed is not None)
    return first._replace(end=end_of(text, after), after=after, value=value, kind="period", rule="weekend")


def _like(text: Text, first: Found, i: int) -> Found | None:
    """A point of the same kind at atom `i`."""
    if first.kind == "time":
        clock = read_clock(text, i)
        return clock if clock is not None else _bare_hour(text, i)
    if isinstance(first.value, Day) and first.value.month is None and first.value.day is None:
        year = read_year_like(text, i)
        return year if year is not None and year.rule != "unit" and not is_before(year.value, first.value) else None
    if isinstance(first.value, Day | Leaning | Within | Relative | Weekday):
        found = read_part(text, i) or read_day(text, i) or read_month_alone(text, i)
        if found is not None and found.kind == "date" and found.rule not in ("lunar day", "part alone"):
            return found
        if text.atoms[i].digits:
            return read_numeric(text, i, in_range=True) or read_day_month(text, i, text.atoms[i].start)
        year = read_year_like(text, i)
        return year if year is not None and year.rule == "year" and isinstance(first.value, Day) else None
    return None


def _bare_hour(text: Text, i: int) -> Found | None:
    hour = whole(text, i)
    end = text.atoms[i].end
    if not 0 <= hour <= 24 or len(text.atoms[i].digits) > 2 or text.text[end : end + 1] in ("/", "-", "%"):
        return None
    return Found(text.atoms[i].start, text.atoms[i].end, i + 1, Clock(hour), "clock", "time")
