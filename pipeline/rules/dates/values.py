"""Points on the calendar, whole or in part: the typed values behind the strings of TIMEX3 and ISO 8601-2.

Every value is frozen and has two operations: `norm()`, its string (None where nothing can be said without a
reference day), and `resolve(reference)`, the same value with what is missing taken from a reference day.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, Protocol, TypeAlias

Part: TypeAlias = Literal["MO", "AF", "EV", "NI"]
Grain: TypeAlias = Literal["day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century"]


class Value(Protocol):
    """What every value of a DATE can do."""

    def norm(self) -> str | None:
        """Its TIMEX3 string; None where nothing can be said without a reference day."""

    def resolve(self, reference: date) -> Value:
        """The value with its missing parts taken from `reference`."""


@dataclass(frozen=True, slots=True)
class Day:
    """A year, a month or a day, each part of it perhaps unknown, and perhaps a part of the day.

    `Day(2023)`, `Day(2023, 10)`, `Day(None, 11, 18)`, `Day(2023, 7, 18, "MO")`. Raises ValueError for a day
    that no calendar has (30 February; 29 February of a common year).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is not between 1 and 12")
        if self.day is not None and not 1 <= self.day <= _last(self.year, self.month):
            raise ValueError(f"day {self.day} is not between 1 and {_last(self.year, self.month)}")

    @classmethod
    def of(cls, day: date, part: Part | None = None) -> Day:
        """The whole day."""
        return cls(day.year, day.month, day.day, part)

    def norm(self) -> str | None:
        """2023 · 2023-10 · XXXX-11-18 · XXXX-XX-20 · 2023-07-18TMO."""
        if self.year is None and self.month is None and self.day is None:
            return None if self.part is None else f"T{self.part}"
        text = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.month is not None or self.day is not None:
            text += "-XX" if self.month is None else f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text if self.part is None else f"{text}T{self.part}"

    def resolve(self, reference: date) -> Day:
        """A month or a day without a year takes the year that puts it nearest to `reference`, a day alone the month."""
        if self.year is not None:
            return self
        if self.month is not None:
            return self._nearest(reference)
        if self.day is not None:
            return self._nearest_month(reference)
        return replace(self, year=reference.year, month=reference.month, day=reference.day)

    def exact(self) -> date | None:
        """The day itself, where it is wholly known and the calendar of Python reaches it."""
        if self.year is None or self.month is None or self.day is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)

    def exact_first(self) -> date | None:
        """The first day of a month whose year is known, or the day itself."""
        if self.year is None or self.month is None or not MINYEAR <= self.year <= MAXYEAR:
            return None
        return date(self.year, self.month, self.day or 1)

    def _nearest(self, reference: date) -> Day:
        month, years = self.month or 1, (reference.year, reference.year - 1, reference.year + 1)
        if self.day is None:
            months = 12 * reference.year + reference.month
            return replace(self, year=min(years, key=lambda y: abs(12 * y + month - months)))
        days = [date(y, month, self.day) for y in years if y > 0 and self.day <= _last(y, month)]
        if not days:
            return self
        return replace(self, year=min(days, key=lambda d: abs((d - reference).days)).year)

    def _nearest_month(self, reference: date) -> Day:
        day = self.day or 1
        around = [add(reference.replace(day=1), n, "month") for n in (-1, 0, 1)]
        fits = [first.replace(day=day) for first in around if day <= monthrange(first.year, first.month)[1]]
        return Day.of(min(fits, key=lambda d: abs((d - reference).days)), self.part)


def _last(year: int | None, month: int | None) -> int:
    """The last day of a month; of a February whose year is unknown the 29th."""
    if month != 2:
        return 30 if month in (4, 6, 9, 11) else 31
    return 29 if year is None or isleap(year) else 28


def add(day: date, amount: int, grain: Grain) -> date:
    """`day` moved by `amount` units; a day that the month reached does not have becomes its last.

    Raises OverflowError or ValueError where that leaves the years 1-9999.
    """
    if grain in ("day", "week", "weekend"):
        return day + timedelta(days=amount * (1 if grain == "day" else 7))
    months = amount * _MONTHS[grain] + 12 * day.year + day.month - 1
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
