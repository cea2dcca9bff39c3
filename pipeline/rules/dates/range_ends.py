"""What the two ends of a range share: the month of two days, the year of two months, the day of two hours."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.foreign import Hijri, Lunar
from pipeline.rules.dates.pointing import Leaning
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import Within


def same_month(value: Value | None, day: int) -> Value | None:
    """The first day, in the month of the last one; None where that is no day of a month, or not a later one."""
    try:
        if isinstance(value, Day) and value.month and (value.day or 0) > day:
            return replace(value, day=day, part=None)
        if isinstance(value, Hijri | Lunar) and value.month and (value.day or 0) > day and not getattr(value, "eve", 0):
            return replace(value, day=day, part=None)
        if isinstance(value, Within | Leaning):
            inner = value.part if isinstance(value, Within) else value.point
            moved = same_month(inner, day) if isinstance(inner, Day) and inner.month else None
            if isinstance(value, Within) and isinstance(inner, Day) and inner.month is None and (inner.day or 0) > day:
                return replace(value, part=replace(inner, day=day))
            if isinstance(moved, Day):
                return replace(value, part=moved) if isinstance(value, Within) else replace(value, point=moved)
    except ValueError:
        return None
    return None


def is_next_day(value: Value | None, first: int) -> bool:
    """Is it the day after the day `first` of a month?"""
    return isinstance(value, Day) and value.day == first + 1


def is_before(year: Value | None, other: Day) -> bool:
    """Is it an earlier year (`2000 إلى 1400 ق.م`)?"""
    return isinstance(year, Day) and (year.year or 0) < (other.year or 0)


def far_apart(first: Value, last: Value) -> bool:
    """Two days more than a generation apart are a birth and a death or an anniversary, told side by side."""
    if not (isinstance(first, Day) and isinstance(last, Day) and first.day and last.day and first.year and last.year):
        return False
    return not 0 <= last.year - first.year <= 25


def shared(first: Value, last: Value) -> tuple[Value, Value]:
    """What is told once holds for both: the day of two hours, the month or the year of two days."""
    try:
        if isinstance(first, Clock) and isinstance(last, Clock):
            return _hours(first, last)
        if isinstance(first, Day) and first.month and isinstance(last, Within) and isinstance(last.part, Day):
            return first, replace(first, day=last.part.day, part=last.part.part)  # 17 يوليو حتى 19 منه
        if isinstance(first, Day) and isinstance(last, Day):
            return _days(first, last), last
    except ValueError:  # a day that the month or the year does not have
        return first, last
    return first, last


def _hours(first: Clock, last: Clock) -> tuple[Value, Value]:
    if first.on is None and last.on is not None:
        return replace(first, on=last.on), last
    if isinstance(first.on, Day) and first.on.month is None and isinstance(last.on, Day) and last.on.month:
        begin = same_month(last.on, first.on.day or 0)
        return (first if begin is None else replace(first, on=begin)), last
    if last.on is None and first.on is not None:
        return first, replace(last, on=first.on)
    return first, last


def _days(first: Day, last: Day) -> Day:
    """The first day, with the month of the last one or its year."""
    if first.day and first.month is None:
        begin = same_month(last, first.day)
        return replace(begin, part=first.part) if isinstance(begin, Day) else first
    if first.year is None and last.year is not None and last.month:
        later = (first.month or 1, first.day or 1) > (last.month, last.day or 31)
        return replace(first, year=last.year - (1 if later else 0))
    return first
