"""Ordinal numbers in words: الثالث عشر, الحادية والعشرين, الثامن والأربعين بعد المئة.

An ordinal's first word says that it is one. In tens and hundreds alone (العشرون) only the article does, and the
caller decides.
"""

from __future__ import annotations

from pipeline.rules.lexer import Text
from pipeline.rules.numbers.parts import Part, follows, joined

#: What stands before a Roman ordinal in Vietnamese: "Đại hội lần thứ XVII", "Quốc hội khóa XV".
_VIETNAMESE = ("lan thu ", "khoa ")


def read_ordinal(text: Text, i: int) -> Part | None:
    """The longest ordinal number that begins at atom `i` with an ordinal word."""
    readings = text.atoms[i].readings
    if (roman := readings.get("roman")) is not None:
        said = text.text.endswith(_VIETNAMESE, 0, text.atoms[i].start)
        return Part(roman.entry.number, 1, i + 1, (roman.entry.row,)) if said else None
    if "hundred" in readings or "hundreds" in readings:
        return _after_definite_hundreds(text, i)
    reading = readings.get("ordinal") or readings.get("ordinal_ten") or readings.get("ordinal_of_ten")
    if reading is None:
        return None
    part = Part(reading.entry.number, 1, i + 1, (reading.entry.row,))
    if reading.entry.category != "ordinal_ten":
        part = _teen_or_tens(text, part)
        if part.after == i + 1 and reading.entry.category == "ordinal_of_ten":
            return None
    return _after_hundreds(text, part)


def _after_definite_hundreds(text: Text, i: int) -> Part | None:
    """`المئة والرابع والعشرين`: the larger part comes first, with its article."""
    readings = text.atoms[i].readings
    reading = readings.get("hundred") or readings["hundreds"]
    if not reading.definite or not joined(text, i + 1) or "ordinal" not in text.atoms[i + 1].readings:
        return None
    rest = read_ordinal(text, i + 1)
    if rest is None:
        return None
    return Part(reading.entry.number + rest.value, 1, rest.after, (reading.entry.row, *rest.rows))


def _teen_or_tens(text: Text, part: Part) -> Part:
    if (ten := follows(text, part.after, "ten")) is not None and not ten.definite:
        return Part(part.value + 10, 1, part.after + 1, (*part.rows, ten.entry.row))
    if joined(text, part.after) and (tens := text.atoms[part.after].readings.get("tens")) is not None and tens.definite:
        return Part(part.value + tens.entry.number, 1, part.after + 1, (*part.rows, tens.entry.row))
    return part


def _after_hundreds(text: Text, part: Part) -> Part:
    """`بعد المئة`, `بعد الألف`: the larger part comes last."""
    i = part.after
    if i >= len(text.atoms) or text.between(i - 1) != " بعد ":
        return part
    readings = text.atoms[i].readings
    for category, factor in (("hundred", 1), ("hundreds", 1), ("scale", 1), ("scale_dual", 2)):
        if (reading := readings.get(category)) is not None and reading.definite:
            return Part(part.value + factor * reading.entry.number, 1, i + 1, (*part.rows, reading.entry.row))
    return part
