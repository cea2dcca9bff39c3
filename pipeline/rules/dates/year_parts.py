"""Parts of a year: "الربع الثالث من عام 2024", "النصف الأول", "نصف العام الأول"."""

from __future__ import annotations

from pipeline.rules.dates.centuries import read_century
from pipeline.rules.dates.days import read_named_month
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    end_of,
    follows,
    reading,
    spelled,
    start_of,
    whole,
)
from pipeline.rules.dates.pointers import is_same, pointer
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.units import OF, read_year_like, same_in_year
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import Within
from pipeline.rules.dates.year_ranges import read_school_year
from pipeline.rules.lexer import Text

#: A fraction of a year, or its name in the Maghreb, and the letter of its code.
_PARTS = {"1/4": "Q", "Q": "Q", "term": "Q", "1/2": "H", "H": "H"}
_ORDER = {"1": "start", "2": "end"}


def read_year_part(text: Text, i: int) -> Found | None:
    """`الربع الثالث من عام 2024`, `النصف الأول`, `النصف الثاني من سبتمبر`, `الفصل الأول من 2024`."""
    category = "fraction" if reading(text, i, "fraction") is not None else "year_part"
    word = reading(text, i, category)
    if word is not None and not word.definite and word.entry.value == "1/2":
        return _half_of_year(text, i)
    if word is None or not word.definite or word.entry.value not in _PARTS or not adjacent(text, i + 1):
        return None
    letter = _PARTS[word.entry.value]
    quarter, term = letter == "Q", word.entry.value == "term"
    ordinal = spelled(text, i + 1, "ordinal") or (_in_digits(text, i + 1) if quarter else None)
    if is_same(text, i + 1) and not term:
        same = same_in_year(text, start_of(text, i, category), i + 2)
        return same if same is not None and (same.value is not None or quarter) else None
    pointed = pointer(text, i + 1, definite=True) if quarter else None
    if pointed is not None and not text.text.endswith("اخير", 0, end_of(text, pointed[1])):
        value, start = Relative(pointed[0], "quarter"), start_of(text, i, category)
        return Found(start, end_of(text, pointed[1]), pointed[1], value, "quarter", anchored=pointed[2])
    if ordinal is None and not term:
        last = follows(text, i + 1, "relative")
        if last is None or not last.definite or last.entry.surface[:4] != "اخير":
            return None
        ordinal = (4 if quarter else 2), i + 2
    if ordinal is None or ordinal[0] > (4 if quarter else 2):
        return None
    start, code = start_of(text, i, category), f"{letter}{ordinal[0]}"
    found = _in_year(text, start, ordinal[1], code, _ORDER.get(str(ordinal[0])))
    if term and found is not None and (found.after == ordinal[1] or text.text.startswith(" ال", found.end)):
        return None  # a chapter, or a term of the school year
    return found


def _half_of_year(text: Text, i: int) -> Found | None:
    """`نصف العام الأول`, `نصف السنة الثاني من 2024`."""
    unit = follows(text, i + 1, "unit")
    ordinal = spelled(text, i + 2, "ordinal") if adjacent(text, i + 2) else None
    if unit is None or not unit.definite or unit.entry.value != "Y" or ordinal is None or ordinal[0] not in (1, 2):
        return None
    return _in_year(text, start_of(text, i, "fraction"), ordinal[1], f"H{ordinal[0]}", None)


def _in_digits(text: Text, i: int) -> tuple[int, int] | None:
    """`الربع 3/2025`: the number of a quarter whose year stands behind a stroke."""
    glued = text.text[text.atoms[i].end : text.atoms[i].end + 1] == "/" and whole(text, i + 1) in range(1900, 2200)
    return (whole(text, i), i + 1) if glued and 1 <= whole(text, i) <= 4 else None


def _in_year(text: Text, start: int, after: int, code: str, order: str | None) -> Found | None:
    """A quarter or half, with the year behind it; the half of a month is the month's start or end."""
    end = end_of(text, after)
    behind = text.text[end : end + 4] == " من "
    if text.text[end : end + 1] == "/" and whole(text, after) in range(1900, 2200):
        return Found(start, end_of(text, after + 1), after + 1, YearPart(whole(text, after), code), "part of a year")
    if not adjacent(text, after, OF):
        return None if behind else Found(start, end, after, YearPart(None, code), "part of a year")
    month = read_named_month(text, after)
    if month is not None and code[0] == "H":
        return month._replace(start=start, modifier=order, rule="half of a month")
    century = read_century(text, after)
    if century is not None and code[0] == "H":
        return century._replace(start=start, modifier=order, rule="half of a century")
    year = read_school_year(text, after) or read_year_like(text, after)
    if year is None:
        return None if behind else Found(start, end, after, YearPart(None, code), "part of a year")
    value: Value | None = None
    if isinstance(year.value, Day) and year.value.month is None:
        value = YearPart(year.value.year, code)
    elif isinstance(year.value, Relative) and year.value.grain == "year":
        value = Within(YearPart(None, code), year.value)
    elif isinstance(year.value, Relative) and year.value.grain == "month":
        return year._replace(start=start, modifier=order, rule="half of a month")
    return (
        None if value is None else Found(start, year.end, year.after, value, "part of a year", anchored=year.anchored)
    )
