"""Centuries and decades: "القرن العشرين", "القرنين السابع عشر والثامن عشر", "ثمانينيات القرن الماضي"."""

from __future__ import annotations

from pipeline.rules.dates.found import (
    Found,
    adjacent,
    end_of,
    follows,
    joined_by_and,
    numbered,
    reading,
    spelled,
    start_of,
    whole,
)
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import Span10
from pipeline.rules.dates.units import OF, read_pointed
from pipeline.rules.lexer import Text


def read_century(text: Text, i: int) -> Found | None:
    """`القرن العشرين`, `القرن الـ19`, `القرن الماضي`."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "C" or not adjacent(text, i + 1):
        return None
    number, after = numbered(text, i + 1)
    if not 1 <= number <= 30 or not unit.definite:
        return None
    start, value = start_of(text, i, "unit"), Span10(100 * (number - 1), 100)
    era = follows(text, after, "era")
    if era is None:
        return Found(start, end_of(text, after), after, value, "century")
    if era.entry.value == "hijri":
        return Found(start, end_of(text, after + 1), after + 1, None, "century", calendar="hijri")
    return Found(start, end_of(text, after + 1), after + 1, value, "century")


def read_centuries(text: Text, i: int) -> Found | None:
    """`القرنين السابع عشر والثامن عشر`."""
    if (dual := reading(text, i, "unit_dual_the")) is None or dual.entry.value != "C" or not adjacent(text, i + 1):
        return None
    first = _number(text, i + 1)
    last = _number(text, first[1]) if first is not None and joined_by_and(text, first[1]) else None
    if first is None or last is None or not 1 <= first[0] < last[0] <= 30:
        return None
    value = Period(Span10(100 * (first[0] - 1), 100), Span10(100 * (last[0] - 1), 100))
    return Found(start_of(text, i, "unit_dual_the"), end_of(text, last[1]), last[1], value, "centuries", "period")


def _number(text: Text, i: int) -> tuple[int, int] | None:
    return spelled(text, i, "ordinal") or ((whole(text, i), i + 1) if whole(text, i) > 0 else None)


def read_decade(text: Text, i: int) -> Found | None:
    """`ثمانينيات القرن الماضي`, `الخمسينيات`, `العقد الأول من القرن العشرين`."""
    name = reading(text, i, "decade")
    if name is not None:
        century = _century_behind(text, i + 1)
        first = 1900 if century is None else century[0]
        after = i + 1 if century is None else century[1]
        value = Span10(first + name.entry.number, 10)
        return Found(start_of(text, i, "decade"), end_of(text, after), after, value, "decade")
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "E" or not adjacent(text, i + 1):
        return None
    if (named := read_decade(text, i + 1)) is not None and "decade" in text.atoms[i + 1].readings:
        return named._replace(start=start_of(text, i, "unit"))
    ordinal = spelled(text, i + 1, "ordinal")
    century = None if ordinal is None else _century_behind(text, ordinal[1])
    if ordinal is None or century is None or not 1 <= ordinal[0] <= 10 or not unit.definite:
        return None
    value = Span10(century[0] + 10 * (ordinal[0] - 1), 10)
    return Found(start_of(text, i, "unit"), end_of(text, century[1]), century[1], value, "decade")


def _century_behind(text: Text, i: int) -> tuple[int, int] | None:
    """The first year of the century named behind a decade, and the index of the next atom."""
    if not adjacent(text, i, OF):
        return None
    century = read_century(text, i)
    if century is not None and isinstance(century.value, Span10):
        return century.value.first, century.after
    pointed = read_pointed(text, i)
    if pointed is None or not isinstance(pointed.value, Relative) or pointed.value.grain != "century":
        return None
    return 2000 + 100 * pointed.value.offset, pointed.after
