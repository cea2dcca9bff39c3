"""Months by name, in the traditions of all Arab countries: "يوليو", "تشرين الثاني/نوفمبر", "جويلية", "شهر 5"."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.rules.dates.found import adjacent, closing, counts, end_of, follows, reading, spelled, whole
from pipeline.rules.lexer import Text

_SECOND_NAME = frozenset({"/", "-", "("})
#: Category of a month's name, and what it says: of the Islamic calendar, another word too.
CATEGORIES = {
    "month": (False, False),
    "hijri_month": (True, False),
    "weak_month": (False, True),
    "weak_hijri": (True, True),
}


class Month(NamedTuple):
    """A month at `end`, next atom `after`; `hijri` if of the Islamic calendar, `weak` if another word too."""

    number: int
    end: int
    after: int
    hijri: bool = False
    weak: bool = False


def read_month(text: Text, i: int) -> Month | None:
    """A month's name, perhaps its second name beside it, perhaps شهر before it (also "شهر 5")."""
    if (unit := reading(text, i, "unit")) is not None and unit.entry.value == "MO":
        if not adjacent(text, i + 1):
            return None
        if text.text.endswith("شهرا", 0, text.atoms[i].end):
            return None  # 30 شهرا لثمانية
        named = None if attached(text, i + 1) else _named(text, i + 1)
        return named._replace(weak=False) if named is not None else _numbered(text, i + 1)
    return _named(text, i)


def attached(text: Text, i: int) -> bool:
    """Is a particle attached to the month or unit that atom `i` is?"""
    readings = text.atoms[i].readings
    return any(r.particle for c, r in readings.items() if c in CATEGORIES or c == "unit")


def _named(text: Text, i: int) -> Month | None:
    for category, (hijri, weak) in CATEGORIES.items():
        if (name := reading(text, i, category)) is not None and not (weak and _is_spelled_below(text, i)):
            return _second_name(text, Month(name.entry.number, text.atoms[i].end, i + 1, hijri, weak))
    return None


def _is_spelled_below(text: Text, i: int) -> bool:
    """`إب` with its hamza below the alif is a town; آب and أوت are months."""
    return text.view.raw[text.view.raw_start(text.atoms[i].start)] == "إ"


def _numbered(text: Text, i: int) -> Month | None:
    number, after = whole(text, i), i + 1
    if number < 0 and (words := spelled(text, i, "cardinal")) is not None:
        number, after = words
    if not (2 if not text.atoms[i].digits else 1) <= number <= 12 or text.text[
        end_of(text, after) : end_of(text, after) + 1
    ] in ("/", "-", ":"):
        return None
    return None if counts(text, after) and not _year_behind(text, after) else Month(number, end_of(text, after), after)


def _year_behind(text: Text, i: int) -> bool:
    """`شهر عشرة سنة 2015`: the unit is that of a year's number."""
    unit = follows(text, i, "unit")
    return unit is not None and unit.entry.value == "Y" and whole(text, i + 1) >= 1000


def _second_name(text: Text, month: Month) -> Month:
    """`تموز/يوليو`, `آب/أغسطس` and `تموز (يوليو)` are one month."""
    second = follows(text, month.after, "month", _SECOND_NAME) or follows(text, month.after, "weak_month", _SECOND_NAME)
    if second is None or second.entry.number != month.number or month.hijri:
        return month
    end = text.atoms[month.after].end
    if "(" in text.between(month.after - 1):
        end = closing(text, end)
    return month if end < 0 else Month(month.number, end, month.after + 1)
