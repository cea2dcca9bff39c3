"""Groups of a number: a digit run, or words below 1000.

    group := digits | hundreds (و below 100)? | below 100
    below 100 := one | ten | one ten | one و tens | tens

Every function takes the index of an atom and returns a part and the index behind it, or None.
"""

from __future__ import annotations

from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.lexicon import Reading
from pipeline.rules.numbers.digits import value_of
from pipeline.rules.numbers.parts import Part, follows, is_and_eleven, joined


def read_group(text: Text, i: int) -> Part | None:
    """A digit run, or words below 1000."""
    if text.atoms[i].digits:
        return _digits(text, i)
    readings = text.atoms[i].readings
    if (reading := readings.get("hundreds") or readings.get("hundred")) is not None:
        return _with_rest(text, Part(reading.entry.number, 100, i + 1, (reading.entry.row,)))
    small = _below_100(text, i)
    if small is not None and 3 <= small.value <= 9 and (reading := follows(text, small.after, "hundred")) is not None:
        return _with_rest(text, Part(small.value * 100, 100, small.after + 1, (*small.rows, reading.entry.row)))
    return small


def _digits(text: Text, i: int) -> Part | None:
    """A digit run with its hundred ("3 مئة و21"), or with thousands set off by blanks ("60 000")."""
    digits = text.atoms[i].digits
    value = value_of(digits)
    if value is None:
        return None
    if _decimal_sign(text, i):
        return Part(float(f"0.{digits}"), 1, i + 1)
    if 1 <= value <= 9 and (hundred := follows(text, i + 1, "hundred")) is not None:
        return _with_rest(text, Part(value * 100, 100, i + 2, (hundred.entry.row,)))
    groups = _groups(text, i + 1) if len(digits) <= 3 and digits[0] != "0" and digits.isdecimal() else 0
    for group in text.atoms[i + 1 : i + 1 + groups]:
        value = value * 1000 + int(group.digits)
    return Part(value, 1, i + 1 + groups)


def _decimal_sign(text: Text, i: int) -> bool:
    """Does a decimal sign without a zero stand before the digits (.25)? A full stop before one digit is a stop."""
    atom = text.atoms[i]
    sign, before = text.text[max(0, atom.start - 1) : atom.start], text.text[max(0, atom.start - 2) : atom.start - 1]
    if not atom.digits.isdecimal() or before.strip() or text.text[max(0, atom.start - 3) : atom.start - 2].isdecimal():
        return False
    return sign == "٫" or (sign == "." and (len(atom.digits) > 1 or atom.end == len(text.text)))


def _groups(text: Text, i: int) -> int:
    """How many groups of three digits, set off by blanks, belong to the digits before atom `i` ("60 000 VND")."""
    after = i
    while after < len(text.atoms) and text.between(after - 1) == " " and _is_group(text.atoms[after].digits):
        after += 1
    following = text.atoms[after] if after < len(text.atoms) else None
    row = following is not None and following.gap == SPACE and following.digits and not following.particle
    if after == i or row:
        return 0  # none, or a row of a table
    certain = after - i > 1 or text.atoms[i].digits == "000" or follows(text, after, "currency") is not None
    return after - i if certain else 0


def _is_group(digits: str) -> bool:
    return len(digits) == 3 and digits.isdecimal()


def _with_rest(text: Text, hundreds: Part) -> Part:
    """Add what و joins to the hundreds."""
    if not joined(text, hundreds.after):
        return Part(hundreds.value, 1, hundreds.after, hundreds.rows)
    atom = text.atoms[hundreds.after]
    if atom.digits:
        value = value_of(atom.digits) if len(atom.digits) < 3 else None
        rest = None if value is None else Part(value, 1, hundreds.after + 1)
    else:
        rest = _below_100(text, hundreds.after) or _unit_of_scale(text, hundreds.after)
    if rest is None:
        return Part(hundreds.value, 1, hundreds.after, hundreds.rows)
    return Part(hundreds.value + rest.value, 1, rest.after, hundreds.rows + rest.rows)


def _unit_of_scale(text: Text, i: int) -> Part | None:
    """The first ألف of "سبعمائة وألف ألف" (701,000), as some write it: one of the scale behind it."""
    scale, following = text.atoms[i].readings.get("scale"), follows(text, i + 1, "scale")
    if scale is None or following is None or following.entry.number != scale.entry.number:
        return None
    return Part(1, 1, i + 1, (scale.entry.row,))


def _below_100(text: Text, i: int) -> Part | None:
    readings = text.atoms[i].readings
    one = readings.get("one") or readings.get("one_of_ten")
    if one is not None:
        return _from_one(text, i, readings["one_of_ten"] if is_and_eleven(text, i) else one)
    reading = readings.get("tens") or readings.get("ten") or readings.get("zero")
    return None if reading is None else Part(reading.entry.number, 1, i + 1, (reading.entry.row,))


def _from_one(text: Text, i: int, one: Reading) -> Part | None:
    """3, 13 (ثلاثة عشر) or 23 (ثلاثة وعشرون). أحد is a number only in 11 and 21 to 91."""
    value, rows = one.entry.number, (one.entry.row,)
    if (ten := follows(text, i + 1, "ten")) is not None and not ten.definite:
        return Part(value + 10, 1, i + 2, (*rows, ten.entry.row))
    if joined(text, i + 1) and (tens := text.atoms[i + 1].readings.get("tens")) is not None:
        return Part(value + tens.entry.number, 1, i + 2, (*rows, tens.entry.row))
    return Part(value, 1, i + 1, rows) if one.entry.category == "one" else None
