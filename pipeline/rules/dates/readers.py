"""Which readers may begin at an atom: by the lexicon categories of a word, by what stands behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.rules.dates.ages_alone import read_age_alone
from pipeline.rules.dates.bare_hours import read_bare_hour
from pipeline.rules.dates.bare_years import read_bare_year
from pipeline.rules.dates.beginnings import BEFORE, COUNTED_OR_DATED, NUMBERS, READERS, UNITS, Reader
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.found import follows
from pipeline.rules.dates.hours import read_clock
from pipeline.rules.dates.measures import read_measure
from pipeline.rules.dates.month_parts import read_first_of
from pipeline.rules.dates.year_ranges import read_years
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers.grammar import read_number

_ORDINALS = frozenset({"ordinal", "ordinal_ten", "ordinal_of_ten", "tens"})
_FOUR = re.compile(r"[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{2,4})?")
_GMT = re.compile(r" ت ?\.? ?غ(?![\u0621-\u064a])")
_SIGN = re.compile(
    r"[:h](?=[0-9]{2})|h(?![A-Za-z0-9])| ?[/\-](?= ?[0-9])| ?[/\-](?= ?[\u0621-\u064a])| (?=h|gio)| ?د(?= ?[0-9]+ ?ث)"
)
_LINKS = frozenset(
    {"الي", "den", "-", "حتي", "وحتي", "من", "من شهر", "في", "/", "او", "و", "الا", "حتي يوم", "الي يوم", "ل", "ب"}
)
_BEHIND_NUMBERS = frozenset(
    {"month", "hijri_month", "weak_month", "weak_hijri", "unit", "unit_plural", "unit_dual", "this", "part", "adverb"}
    | {"relative"}
    | {"fraction", "fraction_plural", "tet", "lunar_month", "vi", "one", "ten", "tens", "ordinal", "ordinal_of_ten"}
    | {"ordinal_ten", "weekday", "every", "of_it", "age", "midnight"}
)
_MONTHS = frozenset({"month", "hijri_month", "weak_month", "weak_hijri"})
_PARTS = frozenset({"part", "adverb"})
_SCALES = frozenset({"scale", "scale_plural"})


def readers_at(text: Text, i: int) -> Iterable[Reader]:
    """What a word may begin. A number in words needs a word of time behind it."""
    if text.atoms[i].digits:
        return _numeric_readers(text, i)
    readings = text.atoms[i].readings
    categories = [category for category in readings if category in READERS]
    unit = None if "ordinal" in readings else readings.get("unit")  # الثانية is no second
    if not (categories or unit) or ("no_number" in readings and follows(text, i + 1, "unit_plural") is None):
        return ()
    if unit is None and len(categories) == 1 and categories[0] not in NUMBERS:
        return READERS[categories[0]]
    readers: dict[Reader, None] = {} if unit is None else dict.fromkeys(UNITS[unit.entry.value])
    for category in categories:
        readers |= READERS[category]
    number = None if NUMBERS.isdisjoint(categories) else read_number(text, i)
    only = unit is None and NUMBERS.issuperset(categories)
    if only and (number is None or not _goes_on(text, number.after)):
        return () if _ORDINALS.isdisjoint(categories) else (read_age_alone, read_bare_hour, read_first_of)
    return readers if number is None else (*readers, *_more(text, number.after))


def _numeric_readers(text: Text, i: int) -> Iterable[Reader]:
    """What a digit run may begin, by what stands behind it; most digit runs begin nothing."""
    atom = text.atoms[i]
    if _GMT.match(text.text, atom.end):
        return (read_clock,)
    if len(atom.digits) > 2 and not _FOUR.fullmatch(atom.digits):
        return (read_measure,) if _goes_on(text, i + 1) or _grouped(text, i + 1) else ()
    if len(atom.digits) == 4 and "." not in atom.digits:
        return (read_day, read_years, read_bare_year, read_measure)
    sign = _SIGN.match(text.text, atom.end)
    if sign is not None or atom.digits.count(".") == 2:
        return (read_clock,) if sign is not None and sign[0] in (":", "h") else COUNTED_OR_DATED
    if not _goes_on(text, i + 1):
        return ()
    behind = text.atoms[i + 1].readings.keys()
    if not _MONTHS.isdisjoint(behind):
        return (read_day,)
    if "unit" in behind and _PARTS.isdisjoint(behind):
        return (read_day, read_measure)
    return (*COUNTED_OR_DATED, *_more(text, i + 1))


def _more(text: Text, i: int) -> list[Reader]:
    """What a number may begin because of atom `i` behind it."""
    behind = text.atoms[i].readings if i < len(text.atoms) else {}
    return [reader for category, reader in BEFORE.items() if category in behind]


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
    return bool(atom.digits) or not _BEHIND_NUMBERS.isdisjoint(atom.readings) or _is_scale(text, i)


def _is_scale(text: Text, i: int) -> bool:
    """`800 ألف سنة`, `3 ملايين سنة`: is atom `i` a thousand or a million of a unit of time?"""
    if _SCALES.isdisjoint(text.atoms[i].readings):
        return False
    return follows(text, i + 1, "unit") is not None or follows(text, i + 1, "unit_plural") is not None
