"""Units of time counted once: "67 عامًا", "يومين", "ربع قرن", "ثلاثة أرباع ساعة"."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.rules.dates.amounts import Unit, portion
from pipeline.rules.dates.found import adjacent, follows, reading, start_of, whole
from pipeline.rules.lexer import LINE, Text
from pipeline.rules.numbers.grammar import Number, read_number

UNITS: dict[str, Unit] = {
    "S": "S",
    "MI": "MI",
    "H": "H",
    "D": "D",
    "NI": "D",
    "W": "W",
    "MO": "MO",
    "Y": "Y",
    "E": "E",
    "C": "C",
}


FRACTIONS = {"1/2": 0.5, "1/3": 1 / 3, "1/4": 0.25, "2/3": 2 / 3, "3/4": 0.75, "1/5": 0.2, "1/10": 0.1}


#: `خلال نصف القرن الماضي`, `نصف القرن الذي مضى`: fifty years, no half of a century of its own.
_BEHIND_CENTURY = (" الماضي", " الاخير", " المنصرم", " الذي مضي")
_NUMBER_WORDS = frozenset({"one", "ten", "tens", "hundred", "hundreds", "scale", "scale_dual", "one_of_ten"})


class Amount(NamedTuple):
    """Units counted once: what they make, and the unit itself."""

    parts: tuple[tuple[float, Unit], ...]
    unit: Unit
    start: int
    after: int


def number_at(text: Text, i: int) -> Number | None:
    """A cardinal number at atom `i`, in digits or words."""
    atom = text.atoms[i]
    if not atom.digits and not _NUMBER_WORDS & atom.readings.keys():
        return None
    number = read_number(text, i)
    return number if number is not None and number.kind == "cardinal" and number.value >= 0 else None


def read_amount(text: Text, i: int, number: Number | None) -> Amount | None:
    """Units counted once: a number and its unit, a dual, a fraction of a unit, or a single unit."""
    if number is not None:
        unit = counted(text, number.after)
        return _quarters(text, number) if unit is None else _numbered(text, number, unit)
    if (dual := reading(text, i, "unit_dual")) is not None:
        unit = UNITS[dual.entry.value]
        return Amount(((2, unit),), unit, start_of(text, i, "unit_dual"), i + 1)
    if reading(text, i, "fraction") is not None:
        return _fraction_of_unit(text, i)
    single = reading(text, i, "unit")
    if single is None or single.definite:
        return None
    unit = UNITS[single.entry.value]
    after = i + 1
    if (one := follows(text, after, "one")) is not None and one.entry.number == 1 and not one.definite:
        after += 1
    return Amount(((1, unit),), unit, start_of(text, i, "unit"), after)


def counted(text: Text, i: int) -> Unit | None:
    """The unit that atom `i` is, behind its number; letters like س only where digits stand before them."""
    for category in ("unit", "unit_plural"):
        found = follows(text, i, category)
        if found is not None and not found.definite:
            return None if found.entry.value == "Y" and _is_year(text, i + 1) else UNITS[found.entry.value]
    return None


def _is_year(text: Text, i: int) -> bool:
    """`بلغت الستين عام 2035`: does the number of a year stand behind its unit?"""
    return adjacent(text, i) and whole(text, i) in range(1800, 2200)


def _numbered(text: Text, number: Number, unit: Unit) -> Amount | None:
    if number.value in (1, 2) and not number.in_digits:
        return None
    last = text.atoms[number.after - 1]
    broken = last.gap == LINE and last.start > number.start  # the number itself goes over a line's end
    if broken or (number.in_digits and text.text[number.start - 1] in "/:"):
        return None
    return Amount(((float(number.value), unit),), unit, number.start, number.after + 1)


def _quarters(text: Text, number: Number) -> Amount | None:
    """`ثلاثة أرباع ساعة`."""
    share = follows(text, number.after, "fraction_plural")
    unit = None if share is None else follows(text, number.after + 1, "unit")
    if share is None or unit is None or share.entry.value not in FRACTIONS:
        return None
    kind = UNITS[unit.entry.value]
    part = portion(number.value * FRACTIONS[share.entry.value], kind, False)
    return Amount((part,), kind, number.start, number.after + 2)


def _fraction_of_unit(text: Text, i: int) -> Amount | None:
    """`نصف ساعة`, `ربع قرن`, `نصف القرن الماضي`."""
    fraction = text.atoms[i].readings["fraction"]
    share = FRACTIONS.get(fraction.entry.value)
    unit = follows(text, i + 1, "unit")
    if share is None or unit is None or fraction.definite or follows(text, i + 2, "month"):
        return None
    if unit.definite and not (unit.entry.value == "C" and text.text.startswith(_BEHIND_CENTURY, text.atoms[i + 1].end)):
        return None
    kind = UNITS[unit.entry.value]
    return Amount((portion(share, kind, False),), kind, start_of(text, i, "fraction"), i + 2)
