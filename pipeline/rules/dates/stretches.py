"""Units longer than a day: quarters, halves, seasons, weeks, decades, centuries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.rules.dates.values import Day, Grain, Part, Value


@dataclass(frozen=True, slots=True)
class YearPart:
    """A quarter (Q1-Q4), a half (H1, H2) or a season (SP SU FA WI) of a year, the year perhaps unknown."""

    year: int | None
    code: str

    def norm(self) -> str:
        """2024-Q3 · 2024-H1 · 2024-SU · XXXX-Q3."""
        return f"{'XXXX' if self.year is None else f'{self.year:04d}'}-{self.code}"

    def resolve(self, reference: date) -> YearPart:
        """Without a year it takes the one that puts its middle nearest to `reference`."""
        if self.year is not None:
            return self
        middle = _MIDDLES[self.code]
        months = 12 * reference.year + reference.month + reference.day / 31
        years = (reference.year, reference.year - 1, reference.year + 1)
        return replace(self, year=min(years, key=lambda y: abs(12 * y + middle - months)))

    def first(self) -> date | None:
        """The first day of a quarter or half whose year is known."""
        return date(self.year, self.months()[0], 1) if self.year and self.code[0] in "QH" else None

    def months(self) -> tuple[int, int]:
        """Its first and its last month."""
        if self.code[0] == "Q":
            return 3 * int(self.code[1]) - 2, 3 * int(self.code[1])
        return (1, 6) if self.code == "H1" else (7, 12)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of ISO 8601, or its weekend."""

    year: int
    week: int
    weekend: bool = False

    @classmethod
    def of(cls, day: date, weekend: bool = False) -> Week:
        """The week that holds `day`."""
        year, week, _ = day.isocalendar()
        return cls(year, week, weekend)

    def norm(self) -> str:
        """2024-W31 · 2024-W44-WE."""
        return f"{self.year:04d}-W{self.week:02d}{'-WE' if self.weekend else ''}"

    def resolve(self, reference: date) -> Week:
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Span10:
    """A decade (`Span10(1980, 10)`, 198X) or a century (`Span10(1900, 100)`, 19XX)."""

    first: int
    years: Literal[10, 100]

    def norm(self) -> str:
        """202X · 19XX."""
        return f"{self.first // 10:03d}X" if self.years == 10 else f"{self.first // 100:02d}XX"

    def resolve(self, reference: date) -> Span10:
        """Itself."""
        return self


def covering(day: date, grain: Grain, part: Part | None = None) -> Value:
    """The unit of the calendar that holds `day`."""
    if grain in ("week", "weekend"):
        return Week.of(day, grain == "weekend")
    if grain == "quarter":
        return YearPart(day.year, f"Q{(day.month + 2) // 3}")
    if grain == "half":
        return YearPart(day.year, f"H{1 if day.month < 7 else 2}")
    if grain == "decade":
        return Span10(day.year // 10 * 10, 10)
    if grain == "century":
        return Span10(day.year // 100 * 100, 100)
    if grain == "day":
        return Day.of(day, part)
    return Day(day.year, day.month if grain == "month" else None)


_MIDDLES = {
    "Q1": 2.5,
    "Q2": 5.5,
    "Q3": 8.5,
    "Q4": 11.5,
    "H1": 4.0,
    "H2": 10.0,
    "SP": 4.5,
    "SU": 7.5,
    "FA": 10.5,
    "WI": 13.5,
}
