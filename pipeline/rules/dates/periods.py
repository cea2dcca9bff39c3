"""Stretches of time: from one point to another, the first or the last days of a month."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.pointing import Leaning, Weekday
from pipeline.rules.dates.values import Day, Value

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """From one point to another, both of them in it."""

    start: Value
    end: Value

    def norm(self) -> str | None:
        """2020/2025 · 2025-10-09/2025-10-11; None where one end has no string."""
        start, end = self.start.norm(), self.end.norm()
        return None if start is None or end is None else f"{start}/{end}"

    def resolve(self, reference: date) -> Period:
        """Both ends resolved; a start without a year is the last one before the end."""
        start, end = self.start.resolve(reference), self.end.resolve(reference)
        last = end.exact() if isinstance(end, Day) and isinstance(self.start, Weekday) else None
        if last is not None and isinstance(self.start, Weekday) and 0 < (last - reference).days <= _WEEK:
            start = replace(self.start, lean=-1, skip=False).resolve(last)
        if isinstance(self.end, Weekday) and isinstance(start, Day) and (first := start.exact()) is not None:
            end = replace(self.end, lean=2).resolve(first)
        if isinstance(start, Clock) and isinstance(end, Clock):
            return Period(start, _over_midnight(start, end))
        if not (isinstance(start, Day) and isinstance(end, Day) and start.year and end.year):
            return Period(start, end)
        open_start = isinstance(self.start, Day) and self.start.year is None
        if open_start:
            late = (start.month or 1, start.day or 1) > (end.month or 12, end.day or 31)
            return Period(_moved(start, end.year - (1 if late else 0)), end)
        years = start.year, end.year
        inverted = (end.year, end.month or 12, end.day or 31) < (start.year, start.month or 1, start.day or 1)
        if isinstance(self.end, Day) and self.end.year is None:
            end = _first_behind(start, end) if inverted or isinstance(self.start, Leaning) else end
        elif inverted and isinstance(self.end, Leaning):  # the day of publication is one of them
            if self.end.lean > 0:
                return Period(start, _moved(end, years[0]))
            return Period(_moved(start, years[1]), end)
        return Period(start, end)


@dataclass(frozen=True, slots=True)
class DaysOf:
    """The first days of a month, or with a negative number its last ones."""

    month: Day
    number: int

    def norm(self) -> str | None:
        """2024-01-29/2024-01-31; None where the year is unknown."""
        if self.month.year is None or self.month.month is None:
            return None
        last = monthrange(self.month.year, self.month.month)[1]
        first, end = (1, self.number) if self.number > 0 else (last + self.number + 1, last)
        if not 1 <= first <= end <= last:
            return None
        return f"{self.month.norm()}-{first:02d}/{self.month.norm()}-{end:02d}"

    def resolve(self, reference: date) -> DaysOf:
        """Those of the month nearest to `reference`."""
        return replace(self, month=self.month.resolve(reference))


def _first_behind(start: Day, end: Day) -> Day:
    """`من ديسمبر الماضي إلى مارس`: the end in the year of the start, or in the next one."""
    later = (end.month or 12, end.day or 31) >= (start.month or 1, start.day or 1)
    return _moved(end, (start.year or 0) + (0 if later else 1))


def _moved(day: Day, year: int) -> Day:
    return day if (day.month, day.day) == (2, 29) else replace(day, year=year)


def _over_midnight(start: Clock, end: Clock) -> Clock:
    """`من الساعة 22:00 إلى الساعة 6:00`: an hour that is told behind a later one is of the next day."""
    day = end.on.exact() if isinstance(end.on, Day) else None
    if day is None or end.on != start.on or (end.hour, end.minute) >= (start.hour, start.minute):
        return end
    return replace(end, on=Day.of(day + timedelta(1)))
