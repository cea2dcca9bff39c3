"""What comes back: "كل عام", "كل ثلاثة أشهر", "كل مساء أحد", "اليوم العشرين من كل شهر", "أيام الآحاد"."""

from __future__ import annotations

from pipeline.rules.dates.amounts import Duration
from pipeline.rules.dates.counted import UNITS, read_amount
from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, joined_by_and, numbered, reading, start_of
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Weekday
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text
from pipeline.rules.numbers.grammar import read_number

_DAY = Duration.of([(1, "D")])
_WEEK = Duration.of([(1, "W")])
_YEAR = Duration.of([(1, "Y")])


def read_set(text: Text, i: int) -> Found | None:
    """What begins with كل."""
    if reading(text, i, "every") is None or not adjacent(text, i + 1):
        return None
    start = start_of(text, i, "every")
    if text.atoms[i + 1].digits and (yearly := _yearly(text, start, i + 1)) is not None:
        return yearly
    found = _weekly(text, i + 1) or _part(text, i + 1) or _measured(text, i + 1)
    if found is None and any(_is_bare(text, i + 1, category) for category in ("season", "month", "tet")):
        found = _YEAR, i + 2
    if found is None and follows(text, i + 1, "month") is not None:
        found = _YEAR, i + 2
    if found is None:
        return None
    return Found(start, end_of(text, found[1]), found[1], found[0], "every", "set")


def _is_bare(text: Text, i: int, category: str) -> bool:
    """`كل صيف`, `كل أبريل`, `كل تيت`."""
    found = reading(text, i, category)
    return found is not None and not found.definite and not found.particle


def _yearly(text: Text, start: int, i: int) -> Found | None:
    """`كل 22 ديسمبر`."""
    day = read_day_month(text, i, start)
    known = day is not None and isinstance(day.value, Day) and day.value.year is None
    return day._replace(kind="set", rule="yearly") if day is not None and known else None


def _weekly(text: Text, i: int) -> tuple[Duration, int] | None:
    """`كل سبت`, `كل يوم اثنين`."""
    unit = follows(text, i, "unit")
    if unit is not None and unit.entry.value == "D":
        i += 1
    weekday = follows(text, i, "weekday")
    if weekday is None or (unit is None and "one" in text.atoms[i].readings and weekday.entry.number == 2):
        return None
    return _WEEK, i + 1


def _part(text: Text, i: int) -> tuple[Duration, int] | None:
    """`كل صباح`, `كل مساء أحد`."""
    part = follows(text, i, "part")
    if part is None or part.definite:
        return None
    weekly = _weekly(text, i + 1) if adjacent(text, i + 1) else None
    return weekly or (_DAY, i + 1)


def _measured(text: Text, i: int) -> tuple[Duration, int] | None:
    """`كل عام`, `كل ثلاثة أشهر`, `كل سنة تالية`."""
    atom = text.atoms[i]
    number = read_number(text, i) if atom.digits or not {"unit", "unit_dual"} & atom.readings.keys() else None
    if number is not None and (number.kind != "cardinal" or number.particle):
        return None
    amount = read_amount(text, i, number)
    if amount is None or (number is None and any(r.particle for r in atom.readings.values())):
        return None
    after = amount.after
    if (word := follows(text, after, "relative")) is not None and not word.definite and word.entry.value == "1":
        after += 1
    return Duration.of(amount.parts), after


def read_monthly(text: Text, i: int) -> Found | None:
    """`اليوم العشرين من كل شهر`, `15 من كل شهر`."""
    unit = reading(text, i, "unit")
    if unit is not None and (unit.entry.value != "D" or not adjacent(text, i + 1)):
        return None
    number, after = numbered(text, i if unit is None else i + 1)
    every, month = follows(text, after, "every", frozenset({"من"})), follows(text, after + 1, "unit")
    lunar = follows(text, after + 1, "lunar_month") is not None
    of_month = lunar or (month is not None and month.entry.value == "MO")
    if not 1 <= number <= 31 or every is None or not of_month:
        return None
    value, calendar = Day(None, None, number), "vietnamese-lunar" if lunar else None
    category = next(iter(text.atoms[i].readings), "")
    start = text.atoms[i].start if unit is None and not category else start_of(text, i, "unit" if unit else category)
    return Found(start, end_of(text, after + 2), after + 2, value, "monthly", "set", calendar=calendar)


def read_weekdays(text: Text, i: int) -> Found | None:
    """`أيام الآحاد`, `أيام الجمعة`."""
    plural = reading(text, i, "unit_plural")
    if plural is None or UNITS[plural.entry.value] != "D" or plural.definite:
        return None
    day = follows(text, i + 1, "weekdays") or follows(text, i + 1, "weekday")
    if day is None or not day.definite:
        return None
    value = Weekday(day.entry.number)
    more = reading(text, i + 2, "weekday")
    if more is not None and more.definite and joined_by_and(text, i + 2):
        run = Period(value, Weekday(more.entry.number))
        return Found(start_of(text, i, "unit_plural"), end_of(text, i + 3), i + 3, run, "weekdays", "set")
    return Found(start_of(text, i, "unit_plural"), end_of(text, i + 2), i + 2, value, "weekdays", "set")
