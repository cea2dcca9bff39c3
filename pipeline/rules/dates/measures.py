"""Measures of time: "67 عامًا", "عامين وأربعة أشهر", "ساعة ونصف", "ربع قرن", "من 8 إلى 13 سنة", "5 أيام عمل"."""

from __future__ import annotations

from pipeline.rules.dates.amounts import Duration, DurationRange, Unit, portion
from pipeline.rules.dates.clipped import read_clipped
from pipeline.rules.dates.counted import FRACTIONS, UNITS, Amount, counted, number_at, read_amount
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    behind_between,
    end_of,
    follows,
    joined_by_and,
    reading,
)
from pipeline.rules.lexer import LINE, SPACE, Text
from pipeline.rules.numbers.grammar import Number

_TO = frozenset({"الي", "-", "او", "حتي", "ل"})
_OR = frozenset({"او"})
_AND = frozenset({"و", "،", "، و"})


def read_measure(text: Text, i: int) -> Found | None:
    """A measure of time or a range of two, from a number, a dual, a fraction or a single unit on."""
    number = number_at(text, i)
    if number is not None:
        ranged = _range_of_numbers(text, number)
        if ranged is not None:
            return ranged
    amount = read_amount(text, i, number)
    if amount is None:
        return read_clipped(text, i) if text.atoms[i].digits else None
    apart = _between(text, amount)
    measure, after = (list(amount.parts), amount.after) if apart else _more(text, amount)
    single = reading(text, i, "unit") is not None and after == i + 1
    second = _second_measure(text, after, apart=apart, opened=text.text.endswith("من ", 0, amount.start))
    low = Duration.of(measure)
    if second is not None and second[0].days() > low.days():
        high = second[0]
        return Found(amount.start, end_of(text, second[1]), second[1], DurationRange(low, high), "measures", "duration")
    if (next_one := _or_next(text, after, low)) is not None:
        return Found(amount.start, end_of(text, after + 1), after + 1, next_one, "measures", "duration")
    pointed = follows(text, after, "relative")
    if pointed is not None and pointed.definite and not single:
        return Found(amount.start, end_of(text, after + 1), after + 1, low, "measure from now", "duration")
    rule = "single unit" if single else "measure"
    return Found(amount.start, _end(text, after, amount.unit), after, low, rule, "duration")


def _or_next(text: Text, i: int, low: Duration) -> DurationRange | None:
    """`يومين أو ثلاثة`: the next number, whose unit is not told again."""
    if i >= len(text.atoms) or not adjacent(text, i, _OR) or text.atoms[i].gap <= SPACE or len(low.parts) != 1:
        return None
    number, (count, unit) = number_at(text, i), low.parts[0]
    if number is None or number.value != count + 1 or number.after != i + 1 or counted(text, i + 1) is not None:
        return None
    return DurationRange(low, Duration.of([(number.value, unit)]))


def _more(text: Text, amount: Amount) -> tuple[list[tuple[float, Unit]], int]:
    """Add what و joins: smaller units, and a fraction of the last one (`ساعتين ونصف`, `أربع ساعات ونصف الساعة`)."""
    parts, after, unit = list(amount.parts), amount.after, amount.unit
    while after < len(text.atoms) and (more := _joined(text, after, unit)) is not None:
        parts += more.parts
        after, unit = more.after, more.unit
    return parts, after


def _joined(text: Text, i: int, unit: Unit) -> Amount | None:
    atom = text.atoms[i]
    gap = "" if atom.gap <= SPACE else text.between(i - 1).strip(" ")
    number = number_at(text, i)
    particle = next(iter(atom.readings.values())).particle if number is None else number.particle or atom.particle
    if not ((particle == "و" and gap in ("", "،")) or (gap in _AND and atom.gap != LINE)):
        return None
    fraction = reading(text, i, "fraction") if gap != "،" else None
    if fraction is not None and not fraction.definite and follows(text, i + 1, "unit_plural") is None:
        return _fraction_more(text, i, unit, FRACTIONS.get(fraction.entry.value))
    amount = read_amount(text, i, number)
    if amount is None or amount.unit == unit or (gap == "،" and not _smaller(amount.unit, unit)):
        return None
    if (
        number is None
        and reading(text, i, "unit")
        and gap
        and not (_smaller(amount.unit, unit) or amount.after > i + 1)
    ):
        return None
    return amount if gap in ("", "و", "، و") or number is not None else None


def _smaller(unit: Unit, than: Unit) -> bool:
    order = list(UNITS.values())
    return order.index(unit) < order.index(than)


def _fraction_more(text: Text, i: int, unit: Unit, share: float | None) -> Amount | None:
    if share is None:
        return None
    named = follows(text, i + 1, "unit")
    if named is not None:
        kind = UNITS[named.entry.value]
        return Amount((portion(share, kind, kind == unit),), kind, 0, i + 2)
    return Amount((portion(share, unit, True),), unit, 0, i + 1)


def _range_of_numbers(text: Text, low: Number) -> Found | None:
    """`12 إلى 13 عامًا`, `45-50 عاما`, `8 - 13 سنة`, `بين خمس وعشر سنوات`."""
    i = low.after
    if i >= len(text.atoms) or low.value != int(low.value):
        return None
    between = text.text.endswith("بين ", 0, low.start)
    if not adjacent(text, i, _TO) or (text.atoms[i].gap <= SPACE and not between):
        return None
    high = number_at(text, i)
    if high is None or (high.particle and not (between and high.particle == "و")):
        return None
    unit = counted(text, high.after)
    if unit is None or high.value <= low.value:
        return None
    value = DurationRange(Duration.of([(low.value, unit)]), Duration.of([(high.value, unit)]))
    return Found(low.start, end_of(text, high.after + 1), high.after + 1, value, "range of measures", "duration")


def _between(text: Text, amount: Amount) -> bool:
    """`بين 9 أشهر و5 سنوات`: two ends, not one measure."""
    return behind_between(text, amount.start) and joined_by_and(text, amount.after)


def _second_measure(text: Text, i: int, *, apart: bool, opened: bool) -> tuple[Duration, int] | None:
    """The upper end behind a measure: `سنة إلى خمس سنوات`.

    `apart` says that و joins it, `opened` that من stands before the whole.
    """
    if i >= len(text.atoms) or not (apart or (text.atoms[i].gap > SPACE and adjacent(text, i, _TO))):
        return None
    number = number_at(text, i)
    amount = read_amount(text, i, number)
    alone = reading(text, i, "unit") is not None if number is None else bool(number.particle)
    if amount is None or (alone and not (apart or opened)):
        return None
    parts, after = _more(text, amount)
    return Duration.of(parts), after


def _end(text: Text, after: int, unit: Unit) -> int:
    """The measure's end; that days are working days belongs to it."""
    end = end_of(text, after)
    return (
        end + 4
        if unit == "D" and text.text.startswith(" عمل", end) and not text.text[end + 4 : end + 5].isalpha()
        else end
    )
