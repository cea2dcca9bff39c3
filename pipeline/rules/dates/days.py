"""Days, months and years by name: "18 يوليو 2023", "الثالث عشر من شباط", "تشرين الأول/أكتوبر 2022", "عام 1975"."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, adjacent, closing, end_of, follows, reading, spelled, start_of, whole
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import GLUED, SPACE, Text

_OF = frozenset({"من", "من شهر", "في", "/", "-", "-/", "في شهر"})
_SECOND_NAME = frozenset({"/", "-", "("})
_BEFORE_YEAR = frozenset({"،", ",", "من", "/", "-", "(", "في", ":", ".", "سنه", "لسنه", "لعام"})
_BEFORE_YEAR_WORD = frozenset({"،", ",", "من", "في", "/"})


class Month(NamedTuple):
    """A month at `end`, next atom `after`; `hijri` if it is of the Islamic calendar."""

    number: int
    end: int
    after: int
    hijri: bool = False


class Year(NamedTuple):
    """A year; `hijri` None where no calendar is named."""

    number: int
    end: int
    after: int
    hijri: bool | None = None


def read_month(text: Text, i: int) -> Month | None:
    """A month's name, perhaps its second name beside it, perhaps شهر before it (also "شهر 5")."""
    if (unit := reading(text, i, "unit")) is not None and unit.entry.value == "MO":
        return _month_named(text, i + 1) if adjacent(text, i + 1) else None
    return _month_named(text, i, numbered=False)


def _month_named(text: Text, i: int, numbered: bool = True) -> Month | None:
    if (name := reading(text, i, "month")) is not None and (numbered is False or not name.particle):
        return _second_name(text, Month(name.entry.number, text.atoms[i].end, i + 1))
    if (name := reading(text, i, "hijri_month")) is not None and (numbered is False or not name.particle):
        return Month(name.entry.number, text.atoms[i].end, i + 1, hijri=True)
    if not numbered:
        return None
    number, after = whole(text, i), i + 1
    if number < 0 and (words := spelled(text, i, "cardinal")) is not None:
        number, after = words
    if not 1 <= number <= 12 or text.text[end_of(text, after) : end_of(text, after) + 1] in ("/", "-", ":"):
        return None
    return None if _counted(text, after) else Month(number, end_of(text, after), after)


def _counted(text: Text, i: int) -> bool:
    """Is the number before atom `i` one that counts something that the lexicons know?"""
    return any(follows(text, i, category) for category in ("unit", "unit_plural", "scale", "scale_plural", "percent"))


def _second_name(text: Text, month: Month) -> Month:
    """`تموز/يوليو` and `تموز (يوليو)` are one month."""
    second = follows(text, month.after, "month", _SECOND_NAME)
    if second is None or second.entry.number != month.number:
        return month
    end = text.atoms[month.after].end
    bracket = "(" in text.between(month.after - 1)
    if bracket:
        end = closing(text, end)
    return month if end < 0 else Month(month.number, end, month.after + 1)


def read_year(text: Text, i: int, *, bare: bool = True) -> Year | None:
    """A year, with عام or سنة before it, or bare: four digits, or words for more than a thousand."""
    unit = reading(text, i, "unit")
    if unit is not None and unit.entry.value == "Y":
        return _year_number(text, i + 1, least=1) if adjacent(text, i + 1, frozenset({"("})) else None
    return _year_number(text, i, least=1000) if bare else None


def _year_number(text: Text, i: int, least: int) -> Year | None:
    number, after = whole(text, i), i + 1
    if number < 0 and (words := spelled(text, i, "cardinal")) is not None:
        number, after = words
        least = max(least, 1000)
    if not least <= number <= 2999 or i >= len(text.atoms):
        return None
    if text.atoms[i].particle or (number < 1000 and (_counted(text, after) or len(text.atoms[i].digits) < 3)):
        return None
    end = end_of(text, after)
    if text.text[text.atoms[i].start - 1 : text.atoms[i].start] == "(":
        end = closing(text, end)
    return None if end < 0 else _with_era(text, Year(number, end, after))


def _with_era(text: Text, year: Year) -> Year:
    """`1324 هجري`, `1445هـ`, `2007 ميلادية`, `2023م`."""
    i = year.after
    if i >= len(text.atoms) or (text.atoms[i].gap > SPACE and text.text[year.end - 1] != ")"):
        return year
    era = reading(text, i, "era")
    if era is not None and not text.between(i - 1).strip(" )"):
        return Year(year.number, text.atoms[i].end, i + 1, era.entry.value == "hijri")
    if text.text[year.end : year.end + 1] == "م" and text.atoms[i].gap == GLUED and text.atoms[i].end == year.end + 1:
        return Year(year.number, year.end + 1, i + 1, False)
    return year


def year_behind(text: Text, after: int) -> Year | None:
    """The year that may stand behind a month."""
    if after >= len(text.atoms):
        return None
    if reading(text, after, "unit") is not None:
        if text.atoms[after].readings["unit"].particle not in ("", "ل") or not adjacent(text, after, _BEFORE_YEAR_WORD):
            return None
        return read_year(text, after)
    if not adjacent(text, after, _BEFORE_YEAR):
        return None
    link = text.between(after - 1).strip(" ")
    year = read_year(text, after)
    if year is not None and link == "(" and text.text[year.end - 1] != ")":
        return None
    return year


def read_day_month(text: Text, i: int, start: int) -> Found | None:
    """A day's number at atom `i` and the month behind it, with or without a year."""
    number, after = whole(text, i), i + 1
    words = None if number >= 0 else spelled(text, i, "ordinal") or spelled(text, i, "cardinal")
    if words is not None:
        number, after = words
    if not 1 <= number <= 31 or not adjacent(text, after, _OF) or text.atoms[i].readings.get("fraction"):
        return None
    month = read_month(text, after)
    if month is None or _attached(text, after):
        return None
    return dated(text, start, month, number)


def _attached(text: Text, i: int) -> bool:
    readings = text.atoms[i].readings
    return any(r.particle for c, r in readings.items() if c in ("month", "hijri_month", "unit"))


def dated(text: Text, start: int, month: Month, day: int | None) -> Found | None:
    """The date of a month and perhaps a day, with the year that stands behind it."""
    year = year_behind(text, month.after)
    end, after = (month.end, month.after) if year is None else (year.end, year.after)
    hijri = month.hijri if year is None or year.hijri is None else year.hijri
    if month.hijri and year is not None and year.hijri is None:
        hijri = year.number < 1600
    value = _value(None if year is None else year.number, month, day, hijri)
    if value is None:
        return None
    rule = "day month" if day else "month"
    return Found(start, end, after, value, rule, calendar="hijri" if month.hijri or hijri else None)


def _value(year: int | None, month: Month, day: int | None, hijri: bool) -> Value | None:
    if month.hijri and not hijri:
        year = None  # a month of one calendar with a year of the other has no day
    try:
        return Hijri(year, month.number, day) if month.hijri else Day(year, month.number, day)
    except ValueError:
        return None


def read_named_month(text: Text, i: int) -> Found | None:
    """A date that begins with a month: "مايو 2024", "شباط الرابع عشر", "سبتمبر 10, 2001"."""
    month = read_month(text, i)
    if month is None:
        return None
    category = next(c for c in ("unit", "month", "hijri_month") if c in text.atoms[i].readings)
    start = start_of(text, i, category)
    day = _day_behind(text, month)
    if day is not None:
        return dated(text, start, *day)
    return dated(text, start, month, None)


def _day_behind(text: Text, month: Month) -> tuple[Month, int] | None:
    i = month.after
    if month.hijri or not adjacent(text, i):
        return None
    number, after = whole(text, i), i + 1
    if number < 0:
        words = spelled(text, i, "ordinal") or spelled(text, i, "cardinal")
        number, after = words if words is not None and text.atoms[i].gap == SPACE else (0, i)
        if words is not None and any(r.particle for r in text.atoms[i].readings.values()):
            return None
    elif text.atoms[i].particle or text.text[text.atoms[i].end : text.atoms[i].end + 1] in ("/", ":", "-", "%"):
        return None
    if not 1 <= number <= 31 or _counted(text, after):
        return None
    return Month(month.number, end_of(text, after), after), number


def read_year_alone(text: Text, i: int) -> Found | None:
    """`عام 2023`, `سنة ٢٠٢٠`, `العام 1982`, `عام (1933)`."""
    year = read_year(text, i, bare=False)
    if year is None:
        return None
    value: Value = Hijri(year.number) if year.hijri else Day(year.number)
    return Found(
        start_of(text, i, "unit"), year.end, year.after, value, "year", calendar="hijri" if year.hijri else None
    )
