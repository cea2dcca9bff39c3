"""Parts of longer units: "أوائل عام 2026", "صيف 2022", "عطلة نهاية الأسبوع", "الفترة نفسها من العام الماضي"."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.rules.dates.centuries import read_century, read_decade
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.days import dated
from pipeline.rules.dates.found import Found, adjacent, end_of, reading, start_of
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.months import read_month
from pipeline.rules.dates.parts import read_part
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointers import is_same, pointer
from pipeline.rules.dates.pointing import Leaning, Relative
from pipeline.rules.dates.sets import read_set
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.tet import read_tet
from pipeline.rules.dates.units import OF, read_pointed, read_this, read_year_like, same_in_year
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import Within
from pipeline.rules.dates.year_parts import read_year_part
from pipeline.rules.dates.year_ranges import read_school_year, read_years
from pipeline.rules.dates.years import read_year_alone
from pipeline.rules.lexer import Text

_POINTS: tuple[Callable[[Text, int], Found | None], ...] = (
    read_set,
    read_school_year,
    read_years,
    read_year_part,
    read_decade,
    read_century,
    read_day,
    read_month_alone,
    read_pointed,
    read_this,
    read_tet,
    read_year_alone,
    read_year_like,
)


def read_point(text: Text, i: int) -> Found | None:
    """The longest point or unit at atom `i`, units with the article alone (`العام`) included."""
    found = [point for reader in _POINTS if (point := reader(text, i)) is not None]
    return max(found, key=lambda point: point.end, default=None)


def read_phase(text: Text, i: int) -> Found | None:
    """`أوائل عام 2026`, `نهاية الشهر`, `منتصف نوفمبر`, `نهاية كل عام`."""
    phase = reading(text, i, "phase")
    if phase is None or phase.definite or not adjacent(text, i + 1):
        return None
    if any(r.particle for r in text.atoms[i + 1].readings.values()) or text.atoms[i + 1].particle:
        return None
    point = read_point(text, i + 1)
    if point is None or point.rule == "today":
        return None
    if point.rule == "day month" and (month := read_month(text, i + 1)) is not None:
        point = dated(text, point.start, month, None) or point  # نهاية مايو 14 عملية
    start = start_of(text, i, "phase")
    if isinstance(point.value, Relative) and point.value.grain == "week" and phase.entry.surface == "نهايه":
        return point._replace(start=start, value=Relative(point.value.offset, "weekend"), rule="weekend")
    return point._replace(start=start, modifier=point.modifier or phase.entry.value, rule="phase")


def read_season(text: Text, i: int) -> Found | None:
    """`ربيع 1949`, `صيف عام 1972`, `الصيف الماضي`, `صيف هذا العام`, `في الخريف`."""
    season = reading(text, i, "season")
    if season is None:
        return None
    start, part = start_of(text, i, "season"), YearPart(None, season.entry.value)
    if season.definite and (pointed := pointer(text, i + 1, definite=True)) is not None:
        value: Value = Leaning(part, 1 if pointed[0] > 0 else -1) if pointed[0] else part
        return Found(start, end_of(text, pointed[1]), pointed[1], value, "season", anchored=pointed[2])
    if season.entry.value == "WI" and (years := _two_years(text, i + 1)) is not None:
        return Found(start, years[0], years[1], YearPart(years[2], part.code), "season")
    if adjacent(text, i + 1, OF) and (year := read_year_like(text, i + 1)) is not None:
        if isinstance(year.value, Day) and year.value.month is None and (year.value.year or 0) >= 1000:
            return Found(start, year.end, year.after, YearPart(year.value.year, part.code), "season")
        if isinstance(year.value, Relative) and year.value.grain == "year" and year.rule != "unit":
            return Found(start, year.end, year.after, Within(part, year.value), "season", anchored=year.anchored)
    if (
        season.definite
        and text.text.endswith(("في ", "منذ "), 0, start)
        and not text.text.startswith(" ال", text.atoms[i].end)
    ):
        return Found(start, text.atoms[i].end, i + 1, part, "season")
    return None


def _two_years(text: Text, i: int) -> tuple[int, int, int] | None:
    """`شتاء 2025-2026`: the end, the index of the next atom and the first year."""
    years = read_years(text, i) if adjacent(text, i) else None
    value = None if years is None else years.value
    if years is None or not (isinstance(value, Period) and isinstance(value.start, Day) and value.start.year):
        return None
    return (years.end, years.after, value.start.year) if value.end == Day(value.start.year + 1) else None


def read_same_period(text: Text, i: int) -> Found | None:
    """`الفترة نفسها`, `نفس الفترة من عام 2023`, `الوقت نفسه من العام الماضي`: its months are those last told of."""
    if reading(text, i, "moment") is not None:
        moment = same_in_year(text, start_of(text, i, "moment"), i + 1)
        return moment if moment is not None and moment.value is not None else None
    stretch = reading(text, i, "stretch")
    if stretch is None or not stretch.definite:
        return None
    start, after = start_of(text, i, "stretch"), i + 1
    if is_same(text, after):
        after += 1
    elif text.text.endswith("نفس ", 0, start):
        start -= 4
    else:
        return None
    return same_in_year(text, start, after)


def read_part_of_stretch(text: Text, i: int) -> Found | None:
    """`فترة ما بعد الظهر من يوم 8 أبريل`, `فترة الصباح`."""
    if reading(text, i, "stretch") is None or not adjacent(text, i + 1):
        return None
    part = read_part(text, i + 1)
    return None if part is None else part._replace(start=start_of(text, i, "stretch"))
