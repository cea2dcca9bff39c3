"""Days of the Islamic and of the Vietnamese lunar calendar, as days of ours.

The Umm al-Qura calendar comes from `hijridate` (1343 to 1500 AH), the Vietnamese one (meridian of UTC+7, which
parts from the Chinese one in some years: Tết 1985, 2007, 2030) from `lunar-vn` (1900 to 2100). Both are loaded at
first use; outside their years nothing is computed and the value is absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from pipeline.rules.dates.values import Day, Part

#: The year that began the present cycle of sixty.
_CYCLE = 1984

Calendar: TypeAlias = Literal["hijri", "vietnamese-lunar", "buddhist"]


@dataclass(frozen=True, slots=True)
class Hijri:
    """A year, month or day of the Islamic calendar, parts of it perhaps unknown.

    `lean` says which one is meant: -1 the last, 1 the coming, 0 the nearest.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    lean: Literal[-1, 0, 1] = 0

    def norm(self) -> str | None:
        """The Gregorian day; for a month or a year its first and last day (`2001-11-17/2001-12-15`)."""
        ends = self.ends()
        if ends is None:
            return None
        return Day.of(ends[0], self.part).norm() if self.day else f"{ends[0]}/{ends[1]}"

    def ends(self) -> tuple[date, date] | None:
        """The first and the last Gregorian day of it; None where the calendar does not reach."""
        if self.year is None:
            return None
        first = _hijri(self.year, self.month or 1, self.day or 1)
        if first is None or self.day:
            return None if first is None else (first, first)
        after = _hijri(self.year, self.month + 1, 1) if self.month and self.month < 12 else _hijri(self.year + 1, 1, 1)
        return None if after is None else (first, after - timedelta(days=1))

    def resolve(self, reference: date) -> Hijri:
        """A day without a year takes the one nearest to `reference`; a month only where it is said which one."""
        if self.year is not None or self.month is None or not (self.day or self.lean):
            return self
        around = range(int((reference.year - 622) * 1.0307), int((reference.year - 622) * 1.0307) + 3)
        days = {year: _hijri(year, self.month, self.day or 1) for year in around}
        found = _choose({year: day for year, day in days.items() if day}, reference, self.lean)
        return self if found is None else replace(self, year=found)


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of the Vietnamese lunar calendar; `year` is the Gregorian year in which the lunar year begins.

    `eve` counts days before that day: day 30 of the last month is Tết's eve, whichever number it has. Month 0 is the
    last month of the year before.
    `place` is that of the year's name in the cycle of sixty (0 giáp tý), where it is told by its name.
    `lean` as in Hijri.
    """

    year: int | None = None
    month: int = 1
    day: int = 1
    part: Part | None = None
    eve: int = 0
    place: int | None = None
    lean: Literal[-1, 0, 1] = 0

    def norm(self) -> str | None:
        """The Gregorian day, with a part of the day."""
        day = None if self.year is None else self.exact()
        return None if day is None else Day.of(day, self.part).norm()

    def resolve(self, reference: date) -> Lunar:
        """Without a year, the nearest to `reference`; of a named year the last of that name, or next year's."""
        if self.year is not None:
            return self
        if self.place is not None:
            last = reference.year + 1 - (reference.year + 1 - _CYCLE - self.place) % 60
            return replace(self, year=last + 60 if self.lean > 0 and last < reference.year else last)
        days = {year: replace(self, year=year).exact() for year in range(reference.year - 1, reference.year + 2)}
        found = _choose({year: day for year, day in days.items() if day}, reference, self.lean)
        return self if found is None else replace(self, year=found)

    def exact(self) -> date | None:
        """The Gregorian day; None without a year or outside the calendar's years."""
        if self.year is None:
            return None
        month, year = (self.month, self.year) if self.month else (12, self.year - 1)
        day = _lunar(year, month, self.day)
        return None if day is None else day - timedelta(days=self.eve)


def _choose(days: dict[int, date], reference: date, lean: int) -> int | None:
    fits: Iterable[int] = (y for y, day in days.items() if lean == 0 or (day > reference) == (lean > 0))
    return min(fits, key=lambda y: abs((days[y] - reference).days), default=None)


@lru_cache(maxsize=1024)
def _hijri(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri as Converter

    try:
        return date.fromisoformat(Converter(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1024)
def _lunar(year: int, month: int, day: int) -> date | None:
    from lunar_vn import LunarDate, lunar_to_solar

    try:
        return lunar_to_solar(LunarDate(day, month, year))
    except ValueError:
        return None
