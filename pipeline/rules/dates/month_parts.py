"""Parts of a year or a month told by their number: "الأشهر التسعة الأولى", "الأيام الثلاثة الأخيرة من يناير"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.dates.found import (
    Found,
    adjacent,
    end_of,
    follows,
    joined_by_and,
    joined_by_to,
    reading,
    spelled,
    start_of,
    whole,
)
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.periods import DaysOf, Period
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.units import OF, read_year_like
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import Within
from pipeline.rules.lexer import SPACE, Text


def read_month_days(text: Text, i: int) -> Found | None:
    """`شهر نوفمبر بين 19 و20`, `نوفمبر من 3 إلى 5`: the month first."""
    name = i if reading(text, i, "unit") is None else i + 1
    if name >= len(text.atoms) or not text.text.startswith((" بين ", " من "), text.atoms[name].end):
        return None
    month = read_month_alone(text, i)
    if month is None or not isinstance(month.value, Day) or month.value.day or month.value.year:
        return None
    j = month.after
    if not adjacent(text, j, frozenset({"بين", "من"})) or text.atoms[j].gap <= SPACE:
        return None
    first, last = whole(text, j), whole(text, j + 1)
    joined = (
        joined_by_and(text, j + 1)
        if text.between(j - 1).strip(" ") == "بين"
        else joined_by_to(text, j + 1, text.atoms[j].end)
    )
    if not joined or not 1 <= first < last <= 31:
        return None
    try:
        value = Period(replace(month.value, day=first), replace(month.value, day=last))
    except ValueError:
        return None
    return Found(month.start, end_of(text, j + 2), j + 2, value, "days", "period")


def read_first_months(text: Text, i: int) -> Found | None:
    """`الأشهر التسعة الأولى من عام 2025`, `التسعة أشهر الأولى`, `الأيام الثلاثة الأخيرة من يناير`."""
    plural = reading(text, i, "unit_plural")
    if plural is None or plural.entry.value not in ("MO", "D", "W") or not adjacent(text, i + 1):
        return None
    number, after = _number(text, i + 1)
    if number < 2 or not plural.definite or plural.entry.value == "W":
        return _uncounted(text, i, plural.definite)
    return _first_or_last(text, start_of(text, i, "unit_plural"), after, plural.entry.value, number)


def _uncounted(text: Text, i: int, definite: bool) -> Found | None:
    """`الأيام الأولى من أكتوبر`, `الأسابيع الأخيرة من العام`: the start or the end of the whole."""
    first = (word := follows(text, i + 1, "ordinal")) is not None and word.entry.number == 1 and word.definite
    late = (word := follows(text, i + 1, "relative")) is not None and word.entry.surface.startswith("اخير")
    whole_behind = _whole_behind(text, i + 2) if definite and (first or late) else None
    if whole_behind is None or whole_behind.kind != "date":
        return None
    return whole_behind._replace(
        start=start_of(text, i, "unit_plural"), modifier="start" if first else "end", rule="phase"
    )


def read_counted_first(text: Text, i: int) -> Found | None:
    """`التسعة أشهر الأولى من العام`: the number before the unit."""
    number, after = _number(text, i)
    plural = follows(text, after, "unit_plural" if number <= 10 else "unit") if number >= 2 else None
    if plural is None or plural.definite or plural.entry.value not in ("MO", "D"):
        return None
    start = text.atoms[i].start + (0 if text.atoms[i].digits else next(iter(text.atoms[i].readings.values())).skip)
    return _first_or_last(text, start, after + 1, plural.entry.value, number)


def read_first_two(text: Text, i: int) -> Found | None:
    """`الشهرين الأولين من عام 2024`."""
    dual = reading(text, i, "unit_dual_the")
    if dual is None or not dual.definite or follows(text, i + 1, "first_dual") is None:
        return None
    return _part_of_whole(text, start_of(text, i, "unit_dual_the"), i + 2, dual.entry.value, 2)


def read_first_of(text: Text, i: int) -> Found | None:
    """`أول تسعة أشهر من عام 2024`, `أول شهرين من العام`, `آخر ثلاثة أيام من أكتوبر`."""
    category = "last" if "last" in text.atoms[i].readings else "ordinal"
    word = reading(text, i, category)
    if word is None or word.definite or word.entry.surface not in ("اول", "اخر"):
        return None
    if (dual := follows(text, i + 1, "unit_dual")) is not None:
        number, after, unit = 2, i + 2, dual.entry.value
    else:
        number, after = _number(text, i + 1) if adjacent(text, i + 1) else (-1, i)
        plural = follows(text, after, "unit_plural") if number >= 2 else None
        if plural is None or plural.definite:
            return None
        after, unit = after + 1, plural.entry.value
    if _whole_behind(text, after) is None:
        return None
    return _part_of_whole(text, start_of(text, i, category), after, unit, -number if category == "last" else number)


def _number(text: Text, i: int) -> tuple[int, int]:
    """A number from 2 to 30 at atom `i`, or -1, and the index of the next atom."""
    number, after = whole(text, i), i + 1
    if number < 0 and (words := spelled(text, i, "cardinal")) is not None:
        number, after = words
    return (number, after) if 2 <= number <= 30 and after < len(text.atoms) else (-1, after)


def _first_or_last(text: Text, start: int, after: int, unit: str, number: int) -> Found | None:
    """With `الأولى` or `الأخيرة` behind it."""
    first = (word := follows(text, after, "ordinal")) is not None and word.entry.number == 1
    late = (word := follows(text, after, "relative")) is not None and word.entry.surface.startswith("اخير")
    return _part_of_whole(text, start, after + 1, unit, -number if late else number) if first or late else None


def _part_of_whole(text: Text, start: int, after: int, unit: str, number: int) -> Found | None:
    behind = _whole_behind(text, after)
    if unit == "MO" and abs(number) in range(2, 13) and (number > 0 or behind is not None):
        year = None if behind is None else behind.value
        value = months_of(year, number)
        if value is None or (behind is None and text.text.startswith(" من ", end_of(text, after))):
            return None
        end, after = (end_of(text, after), after) if behind is None else (behind.end, behind.after)
        return Found(start, end, after, value, "first months", "period")
    if behind is None or not isinstance(behind.value, Day) or not behind.value.month or behind.value.day:
        return None
    value = DaysOf(behind.value, number)
    return Found(start, behind.end, behind.after, value, "days of a month", "period")


def _whole_behind(text: Text, i: int) -> Found | None:
    return (read_month_alone(text, i) or read_year_like(text, i)) if adjacent(text, i, OF) else None


def months_of(year: Value | None, number: int) -> Value | None:
    """The first so many months of a year (the last with a negative number), of this one where none is told."""
    first, last = (Day(None, 1), Day(None, number)) if number > 0 else (Day(None, 13 + number), Day(None, 12))
    if isinstance(year, Day) and year.month is None:
        return Period(replace(first, year=year.year), replace(last, year=year.year))
    unit = Relative(0, "year") if year is None else year
    if isinstance(unit, Relative) and unit.grain == "year":
        return Period(Within(first, unit), Within(last, unit))
    return None
