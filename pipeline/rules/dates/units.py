"""Units of the calendar: "العام الماضي", "هذا الأسبوع", "الشهر نفسه", "القرن العشرين", "الثمانينيات"."""

from __future__ import annotations

from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, start_of, whole
from pipeline.rules.dates.pointers import is_last, pointer
from pipeline.rules.dates.pointing import Relative, ThisDayOf
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.values import Day, Grain
from pipeline.rules.dates.years import read_year, read_year_alone
from pipeline.rules.lexer import Text

GRAINS: dict[str, Grain] = {"D": "day", "W": "week", "MO": "month", "Y": "year", "E": "decade", "C": "century"}
OF = frozenset({"من", "في", "من شهر", "ب", "ل"})
_WHOLE = (" باكمله", " باكملها", " كله", " كلها")


def read_pointed(text: Text, i: int) -> Found | None:
    """`العام الماضي`, `الأسبوع قبل الماضي`, `السنة الحالية`, `الشهر نفسه`, `العام هذا`."""
    unit = reading(text, i, "unit")
    if unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) is None:
        return None
    start = start_of(text, i, "unit")
    pointed = pointer(text, i + 1, definite=True)
    if pointed is None:
        end = next((text.atoms[i].end + len(w) for w in _WHOLE if text.text.startswith(w, text.atoms[i].end)), 0)
        return Found(start, end, i + 1, Relative(0, grain), "whole unit") if end and grain != "day" else None
    offset, after, anchored = pointed
    if grain == "day" and is_last(text, after):
        return Found(start, end_of(text, after), after, Relative(0, grain), "last day", anchored=True)
    if grain == "year" and adjacent(text, after) and whole(text, after) in range(1800, 2200):
        return Found(start, end_of(text, after + 1), after + 1, Day(whole(text, after)), "year")
    found = Found(start, end_of(text, after), after, Relative(offset, grain), "pointed unit", anchored=anchored)
    return (_same_month(text, found) if anchored and not offset else None) or found


def read_unit(text: Text, i: int) -> Found | None:
    """`الأسبوع`, `الشهر`: this one, where nothing else is said."""
    unit = reading(text, i, "unit")
    if unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) in (None, "day"):
        return None
    return Found(start_of(text, i, "unit"), end_of(text, i + 1), i + 1, Relative(0, grain), "unit alone")


def same_in_year(text: Text, start: int, after: int) -> Found | None:
    """`الفترة نفسها`, `الربع المماثل من العام الماضي`: the stretch last told of, `after` being behind "the same"."""
    year = read_year_like(text, after) if adjacent(text, after, OF) else None
    if year is not None:
        return Found(start, year.end, year.after, year.value, "same period", anchored=year.anchored)
    behind = text.text.startswith(" من ", end_of(text, after))
    return None if behind else Found(start, end_of(text, after), after, None, "same period")


def read_this(text: Text, i: int) -> Found | None:
    """`هذا العام`, `تلك السنة`, `هذا المساء`, `هذا اليوم`."""
    this = reading(text, i, "this")
    if this is None:
        return None
    start, anchored = start_of(text, i, "this"), this.entry.value == "that"
    part = follows(text, i + 1, "part")
    if part is not None and part.definite:
        value = Relative(0, "day", part.entry.value)  # type: ignore[arg-type]
        return Found(start, end_of(text, i + 2), i + 2, value, "this part of the day", anchored=anchored)
    season = follows(text, i + 1, "season")
    if season is not None and season.definite:
        of_year = YearPart(None, season.entry.value)
        return Found(start, end_of(text, i + 2), i + 2, of_year, "season", anchored=anchored)
    unit = follows(text, i + 1, "unit")
    if unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) is None or grain == "century":
        return None
    if grain in ("day", "month") and not anchored and (year := year_of_anniversary(text, i + 2, grain)) is not None:
        start = start - 4 if text.text.endswith("مثل ", 0, start) else start
        return year._replace(start=start, rule="this day of another year")
    if pointer(text, i + 2, definite=True) is not None:
        return None
    if grain == "year" and not anchored and adjacent(text, i + 2) and whole(text, i + 2) in range(1800, 2200):
        return Found(start, end_of(text, i + 3), i + 3, Day(whole(text, i + 2)), "year")
    return Found(start, end_of(text, i + 2), i + 2, Relative(0, grain), "this unit", anchored=anchored)


def year_of_anniversary(text: Text, i: int, grain: Grain) -> Found | None:
    """`هذا اليوم من العام الماضي`, `هذا اليوم من عام 1945`, `هذا الشهر من العام الماضي`."""
    if not adjacent(text, i, OF):
        return None
    year = read_pointed(text, i) or (read_year_alone(text, i) if grain == "day" else None)
    if year is not None and isinstance(year.value, Day) and year.value.month is None and year.value.year:
        return year._replace(value=ThisDayOf(year.value.year))
    if year is None or not isinstance(year.value, Relative) or year.value.grain != "year":
        return None
    if grain == "month":
        return year._replace(value=Relative(12 * year.value.offset, "month"))
    return year._replace(value=Relative(year.value.offset, "year", to_the_day=True))


def read_same(text: Text, i: int) -> Found | None:
    """`نفس اليوم`, `ذات العام`."""
    part = follows(text, i + 1, "fraction")
    if part is not None and part.definite and part.entry.value in ("1/4", "1/2"):
        found = same_in_year(text, start_of(text, i, "same_as"), i + 2)
        return found if found is not None and (found.value is not None or part.entry.value == "1/4") else None
    unit = follows(text, i + 1, "unit")
    if unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) is None:
        return None
    found = Found(
        start_of(text, i, "same_as"), end_of(text, i + 2), i + 2, Relative(0, grain), "same unit", anchored=True
    )
    return _same_month(text, found) or found


def _same_month(text: Text, found: Found) -> Found | None:
    """`نفس الشهر من العام الماضي`, `الشهر نفسه من عام 2023`: the month last told of, in another year."""
    if not (isinstance(found.value, Relative) and found.value.grain == "month" and adjacent(text, found.after, OF)):
        return None
    year = read_year_alone(text, found.after) or read_pointed(text, found.after) or read_this(text, found.after)
    value = None if year is None else year.value
    of_year = isinstance(value, Day) or (isinstance(value, Relative) and value.grain == "year")
    if year is None or not of_year:
        return None
    return Found(found.start, year.end, year.after, value, "same period", anchored=year.anchored)


def read_year_like(text: Text, i: int) -> Found | None:
    """What may stand behind من and is a year: `عام 2024`, `2024`, `العام الماضي`, `هذا العام`, `العام`."""
    found = read_year_alone(text, i) or read_pointed(text, i) or read_this(text, i)
    if found is None and reading(text, i, "same_as") is not None:
        found = read_same(text, i)
    if found is not None:
        return found
    year = read_year(text, i)
    if year is not None:
        return Found(text.atoms[i].start, year.end, year.after, Day(year.number), "year")
    unit = reading(text, i, "unit")
    if unit is not None and unit.definite and unit.entry.value in ("Y", "MO", "W", "E", "C"):
        return Found(
            start_of(text, i, "unit"), end_of(text, i + 1), i + 1, Relative(0, GRAINS[unit.entry.value]), "unit"
        )
    return None
