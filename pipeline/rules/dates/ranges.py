"""From one point to another: "من 9 إلى 11 أكتوبر 2025", "2021-2026", "بين مارس 2017 ونوفمبر 2021", "07:30–11:30"."""

from __future__ import annotations

from pipeline.rules.dates.amounts import Period
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    behind_between,
    end_of,
    joined_by_and,
    joined_by_to,
    reading,
    spelled,
    start_of,
    whole,
)
from pipeline.rules.dates.hours import read_clock
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.parts import read_part
from pipeline.rules.dates.pointing import Leaning, Relative, Weekday, Within
from pipeline.rules.dates.range_ends import far_apart, is_before, is_next_day, same_month, shared
from pipeline.rules.dates.units import read_year_like
from pipeline.rules.dates.values import Day
from pipeline.rules.dates.year_ranges import read_two_years, read_years
from pipeline.rules.lexer import Text


def read_pair(text: Text, i: int) -> Found | None:
    """`عامي 1977 و1978`, `يومي 12 و13 أكتوبر`, `شهري مايو ويونيو`, `العامين 2016 و2017`."""
    category = "unit_pair" if reading(text, i, "unit_pair") is not None else "unit_dual_the"
    pair = reading(text, i, category)
    if pair is None or not adjacent(text, i + 1):
        return None
    start = start_of(text, i, category)
    if pair.entry.value == "Y":
        found = read_two_years(text, i + 1) or read_years(text, i + 1) if text.atoms[i + 1].digits else None
    elif pair.entry.value == "D":
        found = read_days(text, i + 1, paired=True) or _two(text, i + 1)
    else:
        found = _two(text, i + 1)
    return None if found is None or found.kind != "period" else found._replace(start=start)


def _two(text: Text, i: int) -> Found | None:
    first = read_day(text, i) or read_month_alone(text, i)
    return None if first is None else extend(text, first, paired=True)


def read_days(text: Text, i: int, *, paired: bool = False) -> Found | None:
    """A first day told by its number alone: `9 إلى 11 أكتوبر`, `11-12/9/2025`, `15 و16 يناير`, `4 و22 هذا الشهر`."""
    first, after = whole(text, i), i + 1
    if first < 0 and (words := spelled(text, i, "ordinal")) is not None:
        first, after = words
    if not 1 <= first <= 31 or after >= len(text.atoms) or len(text.atoms[i].digits) > 2:
        return None
    start = text.atoms[i].start + (0 if text.atoms[i].digits else next(iter(text.atoms[i].readings.values())).skip)
    by_and, following = joined_by_and(text, after), after
    after = _listed(text, after, first) if by_and else after
    if not by_and and not joined_by_to(text, after, end_of(text, after)):
        return None
    last = _last_day(text, after)
    if last is None:
        return None
    begin = same_month(last.value, first)
    running = is_next_day(last.value, first + after - following)
    if begin is None or (by_and and not (paired or behind_between(text, start) or running)):
        return None
    return last._replace(start=start, value=Period(begin, last.value or begin), kind="period", rule="days")


def read_named_days(text: Text, i: int) -> Found | None:
    """`يوم 1 إلى يوم 15 ديسمبر`."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "D" or unit.definite or not adjacent(text, i + 1):
        return None
    days = read_days(text, i + 1)
    return None if days is None else days._replace(start=start_of(text, i, "unit"))


def _listed(text: Text, i: int, first: int) -> int:
    """Behind the day `first`, the next days running that و joins: where the last of them stands, with its month."""
    while whole(text, i) == first + 1 and joined_by_and(text, i) and joined_by_and(text, i + 1):
        i, first = i + 1, first + 1
    return i


def _last_day(text: Text, i: int) -> Found | None:
    if text.atoms[i].digits:
        found = read_numeric(text, i, in_range=True)
        if found is not None:
            return found
    found = read_day(text, i)
    return found if found is not None and found.kind == "date" else None


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
    value = Period(Weekday(first.value.weekday, 2), Weekday(last.value.weekday, 2))
    return first._replace(end=last.end, after=last.after, value=value, kind="period", rule="weekend")


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
