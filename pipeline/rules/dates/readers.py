"""Which readers may begin at an atom: by the lexicon categories of a word, by what stands behind a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.rules.dates.ages import read_age, read_age_reached
from pipeline.rules.dates.bare_years import read_bare_year
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.days import read_first_day
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.hour_ranges import read_hours
from pipeline.rules.dates.hours import read_bare_hour, read_clock, read_midnight
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.measures import read_definite_dual, read_definite_measure, read_measure
from pipeline.rules.dates.month_parts import (
    read_counted_first,
    read_first_months,
    read_first_of,
    read_first_two,
    read_month_days,
)
from pipeline.rules.dates.nth import read_nth, read_nth_behind
from pipeline.rules.dates.parts import read_part, read_same_part
from pipeline.rules.dates.ranges import read_days, read_named_days, read_pair
from pipeline.rules.dates.seasons import (
    read_part_of_stretch,
    read_phase,
    read_rest,
    read_same_period,
    read_season,
    read_week,
    read_weekend,
)
from pipeline.rules.dates.sets import read_monthly, read_set, read_weekdays
from pipeline.rules.dates.tet import read_buddhist, read_holiday, read_tet
from pipeline.rules.dates.units import read_pointed, read_same, read_this, read_unit
from pipeline.rules.dates.vietnamese import read_vietnamese, read_vietnamese_count, read_vietnamese_weekday
from pipeline.rules.dates.year_parts import read_centuries, read_century, read_decade, read_year_part
from pipeline.rules.dates.year_ranges import read_school_year, read_years
from pipeline.rules.dates.years import read_year_alone
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers.grammar import read_number

Reader = Callable[[Text, int], Found | None]


_SMALL = ("ordinal", "ordinal_ten", "ordinal_of_ten", "one", "one_of_ten", "ten", "tens")


_LARGE = ("hundred", "hundreds", "scale", "scale_dual")


_NUMBERS = frozenset(_SMALL + _LARGE)


_ORDINALS = frozenset({"ordinal", "ordinal_ten"})


_READERS: dict[str, tuple[Reader, ...]] = {
    "month": (read_month_alone, read_month_days),
    "hijri_month": (read_month_alone,),
    "weak_month": (read_month_alone,),
    "weak_hijri": (read_month_alone,),
    "weekday": (read_day, read_nth_behind),
    "deictic": (read_day,),
    "unit_dual": (read_measure,),
    "unit_dual_the": (read_definite_dual, read_first_two, read_centuries, read_pair),
    "unit_pair": (read_pair,),
    "unit_plural": (read_first_months, read_definite_measure, read_weekdays),
    "same_as": (read_same, read_same_part),
    "part": (read_part,),
    "this": (read_this,),
    "decade": (read_decade,),
    "fraction": (read_year_part, read_measure),
    "season": (read_season,),
    "phase": (read_phase,),
    "weekend": (read_weekend,),
    "rest": (read_rest,),
    "last": (read_nth, read_first_of),
    "stretch": (read_same_period, read_part_of_stretch),
    "every": (read_set,),
    "midnight": (read_midnight,),
    "tet": (read_tet,),
    "tet_eve": (read_tet,),
    "holiday": (read_holiday,),
    "buddhist": (read_buddhist,),
    "vi_buddhist": (read_buddhist,),
    "vi": (read_vietnamese,),
    "vi_weekday": (read_vietnamese_weekday,),
    "year_part": (read_year_part,),
    "first_day": (read_first_day,),
    "age": (read_age,),
    **dict.fromkeys(
        _SMALL,
        (
            read_day,
            read_days,
            read_measure,
            read_clock,
            read_bare_hour,
            read_hours,
            read_nth,
            read_first_of,
            read_counted_first,
        ),
    ),
    **dict.fromkeys(_LARGE, (read_measure,)),
}


#: What a unit of time may begin, by the unit.
_UNITS: dict[str, tuple[Reader, ...]] = {
    "S": (read_measure,),
    "MI": (read_measure,),
    "H": (read_clock, read_measure),
    "NI": (read_measure,),
    "D": (read_day, read_pointed, read_measure, read_monthly, read_nth_behind, read_named_days),
    "W": (read_unit, read_pointed, read_measure, read_week, read_nth_behind),
    "MO": (read_unit, read_month_alone, read_month_days, read_pointed, read_measure),
    "Y": (read_unit, read_year_alone, read_school_year, read_pointed, read_measure),
    "E": (read_unit, read_pointed, read_decade, read_measure),
    "C": (read_unit, read_pointed, read_century, read_measure),
}


#: What a number may begin only before a word of these categories.
_BEFORE: dict[str, Reader] = {"every": read_monthly, "age": read_age_reached}


#: The same as dicts, so that those of several categories are joined without doubles.
READERS = {category: dict.fromkeys(readers) for category, readers in _READERS.items()}


def readers_at(text: Text, i: int) -> Iterable[Reader]:
    """What a word may begin. A number in words needs a word of time behind it."""
    if text.atoms[i].digits:
        return _numeric_readers(text, i)
    readings = text.atoms[i].readings
    categories = [category for category in readings if category in READERS]
    unit = readings.get("unit")
    if "no_number" in readings or not (categories or unit):
        return ()
    if unit is None and len(categories) == 1 and categories[0] not in _NUMBERS:
        return READERS[categories[0]]
    readers: dict[Reader, None] = {} if unit is None else dict.fromkeys(_UNITS[unit.entry.value])
    for category in categories:
        readers |= READERS[category]
    number = None if _NUMBERS.isdisjoint(categories) else read_number(text, i)
    only = unit is None and _NUMBERS.issuperset(categories)
    if only and (number is None or not _goes_on(text, number.after)):
        return () if _ORDINALS.isdisjoint(categories) else (read_bare_hour,)
    return readers if number is None else (*readers, *_more(text, number.after))


def _numeric_readers(text: Text, i: int) -> Iterable[Reader]:
    """What a digit run may begin, by what stands behind it; most digit runs begin nothing."""
    atom = text.atoms[i]
    if len(atom.digits) > 2 and not _FOUR.fullmatch(atom.digits):
        return (read_measure,) if _goes_on(text, i + 1) or _grouped(text, i + 1) else ()
    if len(atom.digits) == 4 and "." not in atom.digits:
        return (read_day, read_years, read_bare_year, read_measure)
    sign = _SIGN.match(text.text, atom.end)
    if sign is not None or atom.digits.count(".") == 2:
        return (read_clock,) if sign is not None and sign[0] in (":", "h") else _COUNTED_OR_DATED
    if not _goes_on(text, i + 1):
        return ()
    behind = text.atoms[i + 1].readings.keys()
    if not _MONTHS.isdisjoint(behind):
        return (read_day,)
    if "unit" in behind and _PARTS.isdisjoint(behind):
        return (read_day, read_measure)
    return (*_COUNTED_OR_DATED, *_more(text, i + 1))


def _more(text: Text, i: int) -> list[Reader]:
    """What a number may begin because of atom `i` behind it."""
    behind = text.atoms[i].readings if i < len(text.atoms) else {}
    return [reader for category, reader in _BEFORE.items() if category in behind]


def _grouped(text: Text, i: int) -> bool:
    """Is atom `i` the next three digits of a number written with blanks (`100 000`)?"""
    return i < len(text.atoms) and text.atoms[i].gap == SPACE and len(text.atoms[i].digits) == 3


def _goes_on(text: Text, i: int) -> bool:
    """May atom `i` go on with a date that begins with the number before it?"""
    if i >= len(text.atoms):
        return False
    atom = text.atoms[i]
    if atom.gap > SPACE:
        if text.between(i - 1).strip(" ") not in _LINKS:
            return False
    elif atom.digits:
        return atom.particle == "و"
    return bool(atom.digits) or not _BEHIND_NUMBERS.isdisjoint(atom.readings)


_FOUR = re.compile(r"[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{2,4})?")


_SIGN = re.compile(
    r"[:h](?=[0-9]{2})|h(?![A-Za-z0-9])| ?[/\-](?= ?[0-9])| ?[/\-](?= ?[\u0621-\u064a])| (?=h|gio)| ?د(?= ?[0-9]+ ?ث)"
)


_LINKS = frozenset(
    {"الي", "-", "حتي", "وحتي", "من", "من شهر", "في", "/", "او", "و", "الا", "حتي يوم", "الي يوم", "ل", "ب"}
)


_BEHIND_NUMBERS = frozenset(
    {"month", "hijri_month", "weak_month", "weak_hijri", "unit", "unit_plural", "unit_dual", "this", "part", "adverb"}
    | {"relative"}
    | {"fraction", "fraction_plural", "tet", "lunar_month", "vi", "one", "ten", "tens", "ordinal", "ordinal_of_ten"}
    | {"ordinal_ten", "weekday", "every", "of_it", "age", "midnight"}
)


_MONTHS = frozenset({"month", "hijri_month", "weak_month", "weak_hijri"})


_PARTS = frozenset({"part", "adverb"})


_COUNTED_OR_DATED: tuple[Reader, ...] = (
    read_day,
    read_days,
    read_measure,
    read_clock,
    read_hours,
    read_vietnamese_count,
    read_counted_first,
)
