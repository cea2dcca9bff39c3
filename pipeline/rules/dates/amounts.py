"""Measures of time and ranges of them. Stretches from one point to another are in periods.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from pipeline.rules.dates.stretches import covering
from pipeline.rules.dates.values import Grain, Value, add

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


def _plain(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else f"{amount:.4f}".rstrip("0")
