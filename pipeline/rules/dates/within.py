"""Parts of a unit told from a reference day: a quarter of next year, Monday of last week, the remaining days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.values import Day, Part, Value, add


@dataclass(frozen=True, slots=True)
class Within:
    """Part of a unit that is told from the reference day: 24 March of last year, the first quarter of this year."""

    part: Day | YearPart
    unit: Relative

    def norm(self) -> str | None:
        """That of the part, its year unknown."""
        return self.part.norm()

    def resolve(self, reference: date) -> Value:
        """The part in its year and month; the unresolved part where that month has no such day."""
        unit = self.unit.resolve(reference)
        if not isinstance(unit, Day):
            return self.part
        try:
            if isinstance(self.part, Day) and unit.month is not None:
                return replace(self.part, year=unit.year, month=unit.month)
            return replace(self.part, year=unit.year)
        except ValueError:
            return self.part


@dataclass(frozen=True, slots=True)
class InWeek:
    """A day of a week that is told from the reference day: Monday of last week."""

    weekday: int
    unit: Relative
    part: Part | None = None

    def norm(self) -> str:
        """Its weekday."""
        return Weekday(self.weekday, 0, self.part).norm()

    def resolve(self, reference: date) -> Day:
        """The day in the week of ISO 8601."""
        year, week, _ = add(reference, self.unit.offset, "week").isocalendar()
        return Day.of(date.fromisocalendar(year, week, self.weekday), self.part)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a unit: from the reference day to the unit's last day."""

    unit: Relative
    ends: tuple[date, date] | None = None

    def norm(self) -> str | None:
        """2016-11-07/2016-11-13; None without a reference day."""
        return None if self.ends is None else f"{self.ends[0]}/{self.ends[1]}"

    def resolve(self, reference: date) -> Rest:
        """Its first and last day."""
        if self.unit.grain == "week":
            return replace(self, ends=(reference, reference + timedelta(7 - reference.isoweekday())))
        unit = self.unit.resolve(add(reference, 1, self.unit.grain))
        after = unit.exact_first() or date(unit.year or 1, 1, 1) if isinstance(unit, Day) else None
        return self if after is None else replace(self, ends=(reference, after - timedelta(days=1)))
