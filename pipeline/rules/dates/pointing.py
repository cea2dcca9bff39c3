"""Points told from a reference day: a weekday, yesterday, last year, a month that is over or to come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pipeline.rules.dates.stretches import YearPart, covering
from pipeline.rules.dates.values import Day, Grain, Part, Value, add


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (1 Monday to 7 Sunday); `lean` says which one.

    -1 the last, 0 the last or today, 1 the coming, 2 today or the coming; with `skip` one week further on.
    """

    weekday: int
    lean: Literal[-1, 0, 1, 2] = 0
    part: Part | None = None
    skip: bool = False

    def norm(self) -> str:
        """XXXX-WXX-2, and a part of the day."""
        return f"XXXX-WXX-{self.weekday}{'' if self.part is None else f'T{self.part}'}"

    def resolve(self, reference: date) -> Day:
        """The day that it means, seen from `reference`."""
        ahead = (self.weekday - reference.isoweekday()) % 7
        week = 7 if self.skip else 0
        if self.lean > 0:
            days = week + (ahead or (7 if self.lean == 1 else 0))
        else:
            days = -week + (ahead - 7 if ahead or self.lean < 0 else 0)
        return Day.of(reference + timedelta(days), self.part)


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit of the calendar so many units away from the reference day: `Relative(-1, "day")` is yesterday.

    With `to_the_day` it is the day itself that is moved: this day of last year.
    """

    offset: int
    grain: Grain
    part: Part | None = None
    to_the_day: bool = False

    def norm(self) -> None:
        """Nothing can be said without a reference day."""

    def resolve(self, reference: date) -> Value:
        """The unit that it means, seen from `reference`."""
        unit: Grain = "week" if self.grain == "weekend" else self.grain
        day = add(reference, self.offset, unit)
        return covering(day, "day" if self.to_the_day else self.grain, self.part)


@dataclass(frozen=True, slots=True)
class ThisDayOf:
    """The day of the reference in a year that is told: this day of 1945."""

    year: int

    def norm(self) -> str | None:
        """The year alone."""
        return Day(self.year).norm()

    def resolve(self, reference: date) -> Day:
        """The day in that year; the year alone where it has no such day."""
        try:
            return Day(self.year, reference.month, reference.day)
        except ValueError:
            return Day(self.year)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A month, day or season without a year, said to be past (-1) or to come (1); `skip` goes one year further."""

    point: Day | YearPart
    lean: Literal[-1, 1]
    skip: bool = False

    def norm(self) -> str | None:
        """Its year unknown."""
        return self.point.norm()

    def resolve(self, reference: date) -> Value:
        """The year is that of the last one that is over or has begun, or of the next one to begin."""
        if isinstance(self.point, Day):
            month, day = self.point.month or 1, self.point.day or (1 if self.lean < 0 else 31)
            ahead = (month, day) > (reference.month, reference.day if self.point.day else (1 if self.lean < 0 else 31))
        elif self.lean > 0:
            ahead = _FIRST_MONTHS[self.point.code] >= reference.month
        else:
            winter = self.point.code == "WI"  # it began in the year before
            ahead = winter or _LAST_MONTHS[self.point.code] >= reference.month
        year = reference.year + ((0 if ahead else 1) if self.lean > 0 else (-1 if ahead else 0))
        try:
            return replace(self.point, year=year + (self.lean if self.skip else 0))
        except ValueError:
            return self.point


_FIRST_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}
_LAST_MONTHS = {"SP": 5, "SU": 9, "FA": 11, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}
