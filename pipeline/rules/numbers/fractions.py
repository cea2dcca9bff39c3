"""Fractions in words: نصف, ثلاثة أرباع, الثلثين, and what they add to a number ("واحد ونصف", "مليار ونصف المليار")."""

from __future__ import annotations

import re

from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.lexicon import Reading
from pipeline.rules.numbers.parts import Part, exact, follows, joined
from pipeline.rules.numbers.words import read_cardinal

#: These words are also numbers (خمس is 5 and a fifth); what stands behind them tells which.
_DOUBTFUL = frozenset({5, 7, 8, 9, 10})
_DAMMA = "\u064f"
_NUMBER_BEHIND = ("ten", "hundred", "scale", "scale_plural")
_OF_WHOLE = re.compile(r" (?:ال|هذ[اه] |هولاء |تلك |ما |من ال|[\u0621-\u064a]{3,}(?:ه|ها|هم)(?: |$))")


def read_fraction(text: Text, i: int) -> Part | None:
    """A fraction as a number below 1; with a scale behind it ("نصف مليون") a whole number."""
    part = _counted(text, i) or _single(text, i)
    if part is None or (scale := follows(text, part.after, "scale")) is None:
        return part
    return Part(
        exact(part.value * scale.entry.number), scale.entry.number, part.after + 1, (*part.rows, scale.entry.row)
    )


def with_fraction(text: Text, part: Part) -> Part:
    """Add a fraction that و joins: of one, or of the last scale, which may be repeated with its article."""
    if not joined(text, part.after) or part.value != int(part.value):
        return part
    fraction = _counted(text, part.after) or _single(text, part.after)
    if fraction is None:
        return part
    value = exact(part.value + fraction.value * part.unit)
    after, rows = fraction.after, part.rows + fraction.rows
    if part.unit > 1:
        scale = follows(text, after, "scale")
        if scale is not None and scale.entry.number == part.unit:
            after += 1
    elif after < len(text.atoms) and text.atoms[after].gap <= SPACE and "scale" in text.atoms[after].readings:
        return part
    return Part(value, part.unit, after, rows)


def _counted(text: Text, i: int) -> Part | None:
    """`ثلاثة أرباع`."""
    if "one" not in text.atoms[i].readings and not text.atoms[i].digits:
        return None
    plural = follows(text, i + 1, "fraction_plural")
    count = read_cardinal(text, i) if plural is not None else None
    if plural is None or count is None or count.after != i + 1:
        return None
    return Part(count.value * _value(plural), 1, i + 2, (*count.rows, plural.entry.row))


def _single(text: Text, i: int) -> Part | None:
    readings = text.atoms[i].readings
    reading = readings.get("fraction") or readings.get("fraction_dual")
    if reading is None or not _is_fraction(text, i, reading):
        return None
    return Part(_value(reading), 1, i + 1, (reading.entry.row,))


def _value(reading: Reading) -> float:
    parts, whole = reading.entry.value.split("/")
    return int(parts) / int(whole)


def _is_fraction(text: Text, i: int, reading: Reading) -> bool:
    atom = text.atoms[i]
    ordinal = follows(text, i + 1, "ordinal") if reading.definite else None
    if ordinal is not None and ordinal.definite:
        return False  # the first half of a match is not a number
    if int(reading.entry.value.split("/")[1]) not in _DOUBTFUL:
        return True
    if "tens" in atom.readings or any(follows(text, i + 1, category) for category in _NUMBER_BEHIND):
        return False
    if text.view.raw.startswith(_DAMMA, text.view.raw_start(atom.start + reading.skip) + 1):
        return True
    if reading.definite or "fraction_dual" in atom.readings or reading.entry.value == "1/8":
        return False
    return _OF_WHOLE.match(text.text, atom.end) is not None
