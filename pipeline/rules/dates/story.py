"""The days that a text has told of so far, and what each date is beside them and beside the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.rules.candidate import Candidate
from pipeline.rules.dates import context
from pipeline.rules.dates.amounts import Duration, Period
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.values import Day, Value, YearPart
from pipeline.rules.lexer import Text

#: A time of the clock belongs to the day last told of, if that is within so many days of the publication.
_NEAR = 60


class Story:
    """State of one pass over one text: `told` is the day last told of, `stretch` the last unit longer than a day."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.told: date | None = None
        self.stretch: Value | None = None

    def tell(self, text: Text, i: int, found: Found) -> Candidate:
        """The candidate that a found expression (its first atom is `i`) makes here."""
        found = context.settle_weekday(text, found)
        value = self._resolved(found)
        start, modifier = context.modifier(text, i, found)
        norm = None if value is None else value.norm()
        flag = _flag(found.flag, value)
        self._remember(value)
        return Candidate(
            start,
            found.end,
            "DATE",
            found.kind,
            norm,
            f"date: {found.rule}",
            modifier,
            self._away(text, found),
            found.calendar,
            flag,
            _rows(text, i, found.after),
        )

    def _resolved(self, found: Found) -> Value | None:
        value = found.value
        if found.rule == "same period":
            return self._same_period(value)
        if value is None or (found.rule == "clock in words" and isinstance(value, Clock) and value.on is None):
            return value
        reference = self._reference(found)
        if reference is None:
            return value
        try:
            return value.resolve(reference)
        except (ValueError, OverflowError):
            return value

    def _reference(self, found: Found) -> date | None:
        if found.anchored:
            return self.told or self.published
        if found.kind in ("time", "period") and _hourly(found.value):
            near = self.told and self.published and abs((self.told - self.published).days) <= _NEAR
            return self.told if near else self.published
        return self.published

    def _same_period(self, year: Value | None) -> Value | None:
        """The months last told of, in another year."""
        if year is None:
            return self.stretch
        told = year.resolve(self.published) if self.published else year
        number = told.year if isinstance(told, Day) and told.month is None else None
        if number is None:
            return None
        if isinstance(self.stretch, YearPart | Day):
            return replace(self.stretch, year=number)
        if isinstance(self.stretch, Period):
            ends = (self.stretch.start, self.stretch.end)
            first, last = (replace(end, year=number) if isinstance(end, Day) else end for end in ends)
            return Period(first, last)
        return told

    def _remember(self, value: Value | None) -> None:
        if isinstance(value, Clock):
            value = value.on
        if isinstance(value, Day) and (day := value.exact()) is not None:
            self.told = day
        elif isinstance(value, YearPart) or (isinstance(value, Day) and value.month and not value.day) or (isinstance(value, Period) and isinstance(value.start, Day) and value.start.month and not value.start.day):
            self.stretch = value

    def _away(self, text: Text, found: Found) -> str | None:
        if not isinstance(found.value, Duration) or self.published is None:
            return None
        direction = context.away(text, found)
        point = None if direction == 0 else found.value.away(self.published, 1 if direction > 0 else -1)
        return None if point is None else point.norm()


def _hourly(value: Value | None) -> bool:
    if isinstance(value, Period):
        return _hourly(value.start)
    return isinstance(value, Clock) and value.on is None


def _flag(told: str | None, value: Value | None) -> str | None:
    """A weekday that is not that of its date is said to be so."""
    if told is None:
        return None
    on = value.on if isinstance(value, Clock) else value
    day = on.exact() if isinstance(on, Day) else None
    if day is None or day.isoweekday() == int(told.rpartition(" ")[2]):
        return None
    return "weekday-contradicts-date"


def _rows(text: Text, first: int, after: int) -> tuple[str, ...]:
    return tuple(next(iter(a.readings.values())).entry.row for a in text.atoms[first:after] if a.readings)
