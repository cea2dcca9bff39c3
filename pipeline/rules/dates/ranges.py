"""From one point to another: "من 9 إلى 11 أكتوبر 2025", "2021-2026", "بين مارس 2017 ونوفمبر 2021", "07:30–11:30"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipeline.rules.dates.amounts import DaysOf, Period
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.daily import read_day, read_month_alone
from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, spelled, start_of, whole
from pipeline.rules.dates.hours import read_clock
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.pointing import Leaning, Relative, Weekday, Within
from pipeline.rules.dates.units import OF, read_year_like
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import LINE, SPACE, Text

_TO = frozenset({"الي", "-", "حتي", "وحتي", "الي يوم", "حتي يوم", "الي غايه", "والي"})
_YEARS = re.compile(
    r"((?:1[4-9]|2[01])[0-9]{2})( ?)[-/]\2((?:1[4-9]|2[01])[0-9]{2}|[0-9]{2})(?![0-9])(?![-/.][0-9A-Za-z])"
)
_KINDS_OF_YEAR = frozenset({"الدراسي", "الدراسيه", "المالي", "الماليه", "الجامعي", "الجامعيه", "الزراعي"})


def read_years(text: Text, i: int) -> Found | None:
    """`2021-2026`, `2024/2025`, `2024-25`, `1967 إلى 1973` at the digit run `i`."""
    atom = text.atoms[i]
    if len(atom.digits) != 4 or text.text[atom.start - 1 : atom.start] in ("/", "-", "."):
        return None
    match = _YEARS.match(text.text, atom.start)
    if match is not None:
        first, last = int(match[1]), int(match[3])
        last += first // 100 * 100 if last < 100 else 0
        after = bisect_left(text.atoms, match.end(), lo=i, key=lambda a: a.start)
        if first < last <= first + 150 and last < 1500:
            return _hijri_years(text, atom.start, match.end(), after, first, last)
        if first < last <= first + 150 and (len(match[3]) == 4 or last == first + 1):
            return Found(atom.start, match.end(), after, Period(Day(first), Day(last)), "years", "period")
        return None
    first, last = whole(text, i), whole(text, i + 1)
    if not (1400 <= first < last <= 2199 and len(text.atoms[i + 1].digits) == 4) or not _to(text, i + 1, atom.start):
        return None
    end = text.atoms[i + 1].end
    return Found(atom.start, end, i + 2, Period(Day(first), Day(last)), "years", "period")


def _hijri_years(text: Text, start: int, end: int, after: int, first: int, last: int) -> Found | None:
    """`1436 / 1437هـ`: from the first day of one year to the last day of the other."""
    era = reading(text, after, "era")
    if era is None or era.entry.value != "hijri" or text.text[end : text.atoms[after].start].strip(" "):
        return None
    days = (Hijri(first).ends(), Hijri(last).ends())
    value = Period(Day.of(days[0][0]), Day.of(days[1][1])) if days[0] and days[1] else None
    return Found(start, text.atoms[after].end, after + 1, value, "years", "period", calendar="hijri")


def read_school_year(text: Text, i: int) -> Found | None:
    """`العام الدراسي 2025-2026`, `عام 2021-2022`."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "Y" or not adjacent(text, i + 1, _KINDS_OF_YEAR) or whole(text, i + 1) < 0:
        return None
    start = start_of(text, i, "unit")
    years = read_years(text, i + 1)
    if years is not None:
        return years._replace(start=start)
    year = whole(text, i + 1)
    if text.atoms[i + 1].gap <= SPACE or not 1800 <= year <= 2199:
        return None
    return Found(start, end_of(text, i + 2), i + 2, Day(year), "year")


def read_pair(text: Text, i: int) -> Found | None:
    """`عامي 1977 و1978`, `يومي 12 و13 أكتوبر`, `شهري مايو ويونيو`, `يومي السبت والأحد`."""
    pair = reading(text, i, "unit_pair")
    if pair is None or not adjacent(text, i + 1):
        return None
    start = start_of(text, i, "unit_pair")
    if pair.entry.value == "Y":
        found = _two_years(text, i + 1) or read_years(text, i + 1) if text.atoms[i + 1].digits else None
    elif pair.entry.value == "D":
        found = read_days(text, i + 1, paired=True) or _two(text, i + 1)
    else:
        found = _two(text, i + 1)
    return None if found is None or found.kind != "period" else found._replace(start=start)


def _two_years(text: Text, i: int) -> Found | None:
    first, last = whole(text, i), whole(text, i + 1)
    if not (1400 <= first < last <= 2199) or not _and(text, i + 1):
        return None
    return Found(text.atoms[i].start, end_of(text, i + 2), i + 2, Period(Day(first), Day(last)), "two years", "period")


def _two(text: Text, i: int) -> Found | None:
    first = read_day(text, i) or read_month_alone(text, i)
    return None if first is None else extend(text, first, paired=True)


def read_days(text: Text, i: int, *, paired: bool = False) -> Found | None:
    """A first day told by its number alone: `9 إلى 11 أكتوبر`, `11-12/9/2025`, `15 و16 يناير`, `4 و22 هذا الشهر`."""
    first, after = whole(text, i), i + 1
    if first < 0 and (words := spelled(text, i, "ordinal")) is not None:
        first, after = words
    if not 1 <= first <= 31 or after >= len(text.atoms) or len(text.atoms[i].digits) > 2:
        return None
    start = text.atoms[i].start + (0 if text.atoms[i].digits else next(iter(text.atoms[i].readings.values())).skip)
    by_and = _and(text, after)
    if not by_and and not _to(text, after, start):
        return None
    last = _last_day(text, after)
    if last is None:
        return None
    begin = _same_month(last.value, first)
    if begin is None or (by_and and not (paired or _between(text, start) or _next_day(last.value, first))):
        return None
    return last._replace(start=start, value=Period(begin, last.value or begin), kind="period", rule="days")


def _last_day(text: Text, i: int) -> Found | None:
    if text.atoms[i].digits:
        found = read_numeric(text, i, in_range=True)
        if found is not None:
            return found
    found = read_day(text, i)
    return found if found is not None and found.kind == "date" else None


def _same_month(value: Value | None, day: int) -> Value | None:
    """The first day, in the month of the last one; None where that is no day of a month, or not a later one."""
    try:
        if isinstance(value, Day) and value.month and (value.day or 0) > day:
            return replace(value, day=day, part=None)
        if isinstance(value, Within | Leaning):
            inner = value.part if isinstance(value, Within) else value.point
            moved = _same_month(inner, day) if isinstance(inner, Day) and inner.month else None
            if isinstance(value, Within) and isinstance(inner, Day) and inner.month is None and (inner.day or 0) > day:
                return replace(value, part=replace(inner, day=day))
            if isinstance(moved, Day):
                return replace(value, part=moved) if isinstance(value, Within) else replace(value, point=moved)
    except ValueError:
        return None
    return None


def _next_day(value: Value | None, first: int) -> bool:
    return isinstance(value, Day) and value.day == first + 1


def extend(text: Text, first: Found, *, paired: bool = False) -> Found | None:
    """The range that begins with the point `first`; None if nothing of its kind stands behind it."""
    i = first.after
    if i >= len(text.atoms) or first.kind not in ("date", "time") or first.value is None:
        return None
    if not (_to(text, i, first.start) or ((paired or _between(text, first.start)) and _and(text, i))):
        return _weekend(text, first)
    last = _like(text, first, i)
    if last is None or last.value is None or _far_apart(first.value, last.value):
        return None
    return first._replace(
        end=last.end,
        after=last.after,
        value=Period(*_shared(first.value, last.value)),
        kind="period",
        rule="range",
        anchored=first.anchored or last.anchored,
        flag=first.flag or last.flag,
    )


def _far_apart(first: Value, last: Value) -> bool:
    """Two days more than a generation apart are a birth and a death or an anniversary, told side by side."""
    if not (isinstance(first, Day) and isinstance(last, Day) and first.day and last.day and first.year and last.year):
        return False
    return not 0 <= last.year - first.year <= 25


def _weekend(text: Text, first: Found) -> Found | None:
    """`السبت والأحد`: two days running are a period."""
    if not isinstance(first.value, Weekday) or first.value.lean or not _and(text, first.after):
        return None
    last = read_day(text, first.after)
    if last is None or not isinstance(last.value, Weekday) or last.value.weekday != first.value.weekday % 7 + 1:
        return None
    value = Period(Weekday(first.value.weekday, 2), Weekday(last.value.weekday, 2))
    return first._replace(end=last.end, after=last.after, value=value, kind="period", rule="weekend")


def _like(text: Text, first: Found, i: int) -> Found | None:
    """A point of the same kind at atom `i`."""
    if first.kind == "time":
        clock = read_clock(text, i)
        return clock if clock is not None else _bare_hour(text, i)
    if isinstance(first.value, Day) and first.value.month is None:
        year = read_year_like(text, i)
        return year if year is not None and year.rule != "unit" else None
    if isinstance(first.value, Day | Leaning | Within | Relative | Weekday):
        found = read_day(text, i) or read_month_alone(text, i)
        if found is not None and found.kind == "date" and found.rule != "lunar day":
            return found
        if text.atoms[i].digits:
            return read_numeric(text, i, in_range=True) or read_day_month(text, i, text.atoms[i].start)
        year = read_year_like(text, i)
        return year if year is not None and year.rule == "year" and isinstance(first.value, Day) else None
    return None


def _bare_hour(text: Text, i: int) -> Found | None:
    hour = whole(text, i)
    if not 0 <= hour <= 24 or len(text.atoms[i].digits) > 2:
        return None
    return Found(text.atoms[i].start, text.atoms[i].end, i + 1, Clock(hour), "clock", "time")


def _shared(first: Value, last: Value) -> tuple[Value, Value]:
    """What is told once holds for both: the day of two hours, the year of two months."""
    if isinstance(first, Clock) and isinstance(last, Clock):
        if first.on is None and last.on is not None:
            return replace(first, on=last.on), last
        if last.on is None and first.on is not None:
            return first, replace(last, on=first.on)
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None and last.year is not None and last.month:
        later = (first.month or 1, first.day or 1) > (last.month, last.day or 31)
        try:
            return replace(first, year=last.year - (1 if later else 0)), last
        except ValueError:
            return first, last
    return first, last


def read_month_days(text: Text, i: int) -> Found | None:
    """`شهر نوفمبر بين 19 و20`, `نوفمبر من 3 إلى 5`: the month first."""
    month = read_month_alone(text, i)
    if month is None or not isinstance(month.value, Day) or month.value.day or month.value.year:
        return None
    j = month.after
    if not adjacent(text, j, frozenset({"بين", "من"})) or text.atoms[j].gap <= SPACE:
        return None
    first, last = whole(text, j), whole(text, j + 1)
    joined = _and(text, j + 1) if text.between(j - 1).strip(" ") == "بين" else _to(text, j + 1, 0)
    if not joined or not 1 <= first < last <= 31:
        return None
    try:
        value = Period(replace(month.value, day=first), replace(month.value, day=last))
    except ValueError:
        return None
    return Found(month.start, end_of(text, j + 2), j + 2, value, "days", "period")


def read_hours(text: Text, i: int) -> Found | None:
    """`5 إلى 7 صباحًا`: the first hour is told by its number alone."""
    hour = whole(text, i)
    if not 0 <= hour <= 24 or not _to(text, i + 1, text.atoms[i].start) or len(text.atoms[i].digits) > 2:
        return None
    last = read_clock(text, i + 1)
    if last is None or not isinstance(last.value, Clock) or last.rule != "clock" or last.value.minute:
        return None
    late = last.value.hour > 12 and hour <= last.value.hour - 12
    first = replace(last.value, hour=hour + 12 if late else hour, minute=0)
    return last._replace(start=text.atoms[i].start, value=Period(first, last.value), kind="period", rule="hours")


def read_first_months(text: Text, i: int) -> Found | None:
    """`الأشهر التسعة الأولى من عام 2025`, `التسعة أشهر الأولى`, `الأيام الثلاثة الأخيرة من يناير`."""
    plural = reading(text, i, "unit_plural")
    if plural is None or plural.entry.value not in ("MO", "D") or not adjacent(text, i + 1):
        return None
    number, after = whole(text, i + 1), i + 2
    if number < 0 and (words := spelled(text, i + 1, "cardinal")) is not None:
        number, after = words
    if not 2 <= number <= 30 or not plural.definite or after >= len(text.atoms):
        return None
    first = (word := follows(text, after, "ordinal")) is not None and word.entry.number == 1
    late = (word := follows(text, after, "relative")) is not None and word.entry.surface.startswith("اخير")
    if not first and not late:
        return None
    start = start_of(text, i, "unit_plural")
    return _part_of_whole(text, start, after + 1, plural.entry.value, -number if late else number)


def _part_of_whole(text: Text, start: int, after: int, unit: str, number: int) -> Found | None:
    behind = _whole_behind(text, after)
    if unit == "MO" and number in range(2, 13):
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
    """The first so many months of a year, of this one where none is told."""
    first, last = Day(None, 1), Day(None, number)
    if isinstance(year, Day) and year.month is None:
        return Period(Day(year.year, 1), Day(year.year, number))
    unit = Relative(0, "year") if year is None else year
    if isinstance(unit, Relative) and unit.grain == "year":
        return Period(Within(first, unit), Within(last, unit))
    return None


def _to(text: Text, i: int, start: int) -> bool:
    """Does a word or a dash for "to" stand before atom `i`?"""
    if not 0 < i < len(text.atoms) or text.atoms[i].gap == LINE or text.atoms[i].particle:
        return False
    return text.atoms[i].gap > SPACE and text.between(i - 1).strip(" ") in _TO


def _and(text: Text, i: int) -> bool:
    """Is atom `i` joined by و?"""
    if not 0 < i < len(text.atoms):
        return False
    atom = text.atoms[i]
    particle = atom.particle if atom.digits else next(iter(atom.readings.values())).particle
    gap = text.between(i - 1).strip(" ") if atom.gap > SPACE else ""
    return atom.gap != LINE and ((particle == "و" and not gap) or (not particle and gap == "و"))


def _between(text: Text, start: int) -> bool:
    return text.text.endswith("بين ", 0, start)
