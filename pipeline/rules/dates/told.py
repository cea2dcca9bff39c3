"""What the story asks about values: is it an hour, a stretch, a day whose weekday is contradicted?"""

from __future__ import annotations

from datetime import MINYEAR, date, timedelta

from pipeline.rules.dates.amounts import Duration
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.stretches import Week, YearPart
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

_LATE = 20
#: From this day on a month is counted among those that are over.
_MONTH_OVER = 25
_PARTS = {3: "Q1", 6: "H1"}


def in_week(weekday: Weekday, week: Week) -> Day:
    """The day of a week."""
    return Day.of(date.fromisocalendar(week.year, week.week, weekday.weekday), weekday.part)


def in_run(weekday: Weekday, first: date, last: date) -> Day | None:
    """The day of a run of days of which each weekday comes once; None where it does not come."""
    day = first + timedelta((weekday.weekday - first.isoweekday()) % 7)
    return Day.of(day, weekday.part) if day <= last else None


def is_stretch(value: Value | None) -> bool:
    """Is it a month, a quarter, a half, or a run of months or days?"""
    if isinstance(value, Period):
        return isinstance(value.start, Day) and value.start.month is not None
    return isinstance(value, YearPart) or (isinstance(value, Day) and value.month is not None and value.day is None)


def months_done(text: Text, found: Found, value: Value | None, published: date | None) -> Value | None:
    """The months of the year that `خلال 11 شهرا` or `منذ بداية العام` means, for what is compared."""
    if published is None:
        return None
    done = published.month - (published.day < _MONTH_OVER)
    word = word_before(text, found.start).lstrip("و")
    if isinstance(value, Day) and found.modifier == "start" and value == Day(published.year) and word == "منذ":
        return months_of(published.year, done)
    if not isinstance(value, Duration) or word not in ("في", "خلال") or len(value.parts) > 1:
        return None
    number, unit = value.parts[0]
    if unit != "MO" or number not in range(2, 12):
        return None
    return months_of(published.year - (number > done), int(number))


def months_of(year: int, number: int) -> Value | None:
    """The first so many months of a year: a quarter, a half, or a run of them."""
    if year < MINYEAR:
        return None
    if number in _PARTS:
        return YearPart(year, _PARTS[number])
    return Period(Day(year, 1), Day(year, number)) if number > 1 else Day(year, 1) if number else None


def hourly(value: Value | None) -> bool:
    """Is it a time of the clock, or a run of them, without a day?"""
    if isinstance(value, Period):
        return hourly(value.start)
    return isinstance(value, Clock) and value.on is None


def day_of(value: Value | None) -> Value | None:
    """The day of a time of the clock, or that with which a run of them ends; any other value itself."""
    last = value.end if isinstance(value, Period) else value
    return last.on if isinstance(last, Clock) else value


def is_late(value: Value | None) -> bool:
    """Is it a time of the clock late in the evening, or midnight, behind which the morning is that of the next day?"""
    return isinstance(value, Clock) and value.hour >= _LATE


def flag(told: str | None, value: Value | None) -> str | None:
    """A weekday that is not that of its date is said to be so."""
    if told is None:
        return None
    on = value.on if isinstance(value, Clock) else value
    day = on.exact() if isinstance(on, Day) else None
    if day is None or day.isoweekday() == int(told.rpartition(" ")[2]):
        return None
    return "weekday-contradicts-date"


def rows(text: Text, first: int, after: int) -> tuple[str, ...]:
    """The lexicon rows of the atoms `first` to `after`, "file:line"."""
    return tuple(next(iter(a.readings.values())).entry.row for a in text.atoms[first:after] if a.readings)


def points_back(found: Found) -> bool:
    """`تلك الليلة`, `ذلك الأسبوع`: is it that of a day told before, unknown where none was?"""
    pointing = found.rule in ("this unit", "this part of the day")
    return pointing and isinstance(found.value, Relative) and found.value.grain in ("day", "week")
