"""Measures of time and stretches of it: durations, ranges of durations, periods."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pipeline.rules.dates.pointing import Leaning, Weekday
from pipeline.rules.dates.stretches import covering
from pipeline.rules.dates.values import Day, Grain, Value, add

Unit: TypeAlias = Literal["S", "MI", "H", "D", "W", "MO", "Y", "E", "C"]

#: Units in the order of ISO 8601, with its letter; a decade (E) and a century (C) are told in years.
_ORDER: dict[Unit, str] = {"Y": "Y", "MO": "M", "W": "W", "D": "D", "H": "H", "MI": "M", "S": "S"}
_CLOCK = ("H", "MI", "S")
#: A part of a unit is told in a smaller one: half an hour is thirty minutes.
_SMALLER: dict[Unit, tuple[int, Unit]] = {"Y": (12, "MO"), "D": (24, "H"), "H": (60, "MI"), "MI": (60, "S")}
_YEARS: dict[Unit, int] = {"E": 10, "C": 100}
_DAYS: dict[Unit, float] = {"Y": 365, "MO": 30, "W": 7, "D": 1, "H": 1 / 24, "MI": 1 / 1440, "S": 1 / 86400}
_GRAINS: dict[Unit, Grain] = {"Y": "year", "MO": "month", "W": "week", "D": "day"}


@dataclass(frozen=True, slots=True)
class Duration:
    """A measure of time as amounts of units, largest unit first: `Duration(((2, "Y"), (6, "MO")))`."""

    parts: tuple[tuple[float, Unit], ...]

    @classmethod
    def of(cls, parts: Iterable[tuple[float, Unit]]) -> Duration:
        """Put together; equal units are added, decades and centuries become years."""
        total: dict[Unit, float] = {}
        for amount, unit in parts:
            amount, unit = (amount * _YEARS[unit], "Y") if unit in _YEARS else (amount, unit)
            total[unit] = total.get(unit, 0) + amount
        return cls(tuple((total[unit], unit) for unit in _ORDER if unit in total))

    def norm(self) -> str:
        """P2Y · PT12H · P2.5M · P1DT1H."""
        days = "".join(f"{_plain(n)}{_ORDER[u]}" for n, u in self.parts if u not in _CLOCK)
        clock = "".join(f"{_plain(n)}{_ORDER[u]}" for n, u in self.parts if u in _CLOCK)
        return f"P{days}T{clock}" if clock else f"P{days}"

    def resolve(self, reference: date) -> Duration:
        """Itself: a measure has no day."""
        return self

    def days(self) -> float:
        """Its length in days, with months of 30 and years of 365: to compare two measures."""
        return sum(amount * _DAYS[unit] for amount, unit in self.parts)

    def away(self, reference: date, direction: Literal[-1, 1]) -> Value | None:
        """The day, week, month or year (its smallest unit) that lies so far before or after `reference`.

        None for measures below the day, for parts of units, and where the years 1-9999 are left.
        """
        day = self.moved(reference, direction)
        return None if day is None else covering(day, _GRAINS[self.parts[-1][1]])

    def moved(self, reference: date, direction: Literal[-1, 1]) -> date | None:
        """`reference` moved by the measure; None as in `away`."""
        if not self.parts or any(u in _CLOCK or n != int(n) for n, u in self.parts):
            return None
        day = reference
        try:
            for amount, unit in self.parts:
                day = add(day, direction * int(amount), _GRAINS[unit])
        except (ValueError, OverflowError):
            return None
        return day


def stretch(measure: Duration, reference: date, direction: Literal[-1, 1]) -> str | None:
    """The days of the last so many units up to `reference`, or of the next from the day after it: first/last."""
    day = measure.moved(reference, direction)
    if day is None:
        return None
    first, last = (day, reference) if direction < 0 else (add(reference, 1, "day"), day)
    return f"{first}/{last}"


def portion(fraction: float, unit: Unit, whole: bool) -> tuple[float, Unit]:
    """A part of a unit, in the smaller unit where that is a round number: half a century is fifty years.

    `whole` says that full units stand before it; days then keep the decimal (P2.5D).
    """
    if unit in _YEARS:
        return fraction * _YEARS[unit], "Y"
    if unit not in _SMALLER or (whole and unit == "D"):
        return fraction, unit
    factor, smaller = _SMALLER[unit]
    return (
        (round(fraction * factor), smaller)
        if abs(fraction * factor - round(fraction * factor)) < 1e-6
        else (fraction, unit)
    )


@dataclass(frozen=True, slots=True)
class DurationRange:
    """From one measure to another."""

    low: Duration
    high: Duration

    def norm(self) -> str:
        """P8Y/P13Y."""
        return f"{self.low.norm()}/{self.high.norm()}"

    def resolve(self, reference: date) -> DurationRange:
        """Itself."""
        return self


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
        if isinstance(self.end, Weekday) and isinstance(start, Day) and (first := start.exact()) is not None:
            end = replace(self.end, lean=2).resolve(first)
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


def _plain(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else f"{amount:.4f}".rstrip("0")
