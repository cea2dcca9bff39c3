"""Cardinal numbers in words, in digits, and in both ("3 ملايين و200 ألف").

    number := term (و term)*         each term smaller than the unit of the one before
    term   := group scale* | scale+  "خمسة عشر ألف", "مليون", "10 آلاف مليار"
    group  := digits | below 1000    "ثلاثمائة وخمسة وعشرون"

Every function takes the index of an atom and returns a part and the index behind it, or None.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.rules.lexer import SPACE, Atom, Text
from pipeline.rules.lexicon import Reading
from pipeline.rules.numbers.digits import value_of

#: Nothing larger is read as one number.
_LARGEST = 10**21
_TANWIN = "\u064b"


class Part(NamedTuple):
    """A number so far: its value, the unit that a further part must stay below, and the index of the next atom."""

    value: int | float
    unit: int
    after: int
    rows: tuple[str, ...] = ()


def read_cardinal(text: Text, i: int) -> Part | None:
    """The longest cardinal number that begins at atom `i`."""
    part = _term(text, i)
    while part is not None and part.unit > 1 and joined(text, part.after):
        following = _term(text, part.after)
        if following is None:
            break
        both = _sum(part, following, digits=bool(text.atoms[part.after].digits))
        if both is None:
            break
        part = both
    return part


def joined(text: Text, i: int) -> bool:
    """Does و join atom `i` to the one before (attached, or standing alone between blanks)?"""
    if i >= len(text.atoms):
        return False
    atom = text.atoms[i]
    if atom.gap <= SPACE:
        return particle_of(atom) == "و" or _is_and_eleven(text, i)
    return particle_of(atom) == "" and text.between(i - 1) == " و "


def _is_and_eleven(text: Text, i: int) -> bool:
    """وأحد عشر: the view spells وأحد (and one) like واحد (one), but only أحد stands before عشر."""
    reading = text.atoms[i].readings.get("one_of_ten")
    return reading is not None and reading.particle == "و" and follows(text, i + 1, "ten") is not None


def follows(text: Text, i: int, category: str) -> Reading | None:
    """The reading of atom `i` in a category, if it follows the atom before at once and nothing is attached to it."""
    if i >= len(text.atoms) or text.atoms[i].gap > SPACE:
        return None
    reading = text.atoms[i].readings.get(category)
    return reading if reading is not None and not reading.particle else None


def particle_of(atom: Atom) -> str:
    """The particle attached to an atom: "" for none."""
    if atom.digits:
        return atom.particle
    return next(iter(atom.readings.values())).particle


def _sum(part: Part, following: Part, *, digits: bool) -> Part | None:
    """Two terms joined by و, where they make one number."""
    rows = part.rows + following.rows
    if following.value < part.unit:
        return Part(part.value + following.value, following.unit, following.after, rows)
    # "18 ألفًا و220 مليار": the last scale counts both. Digits need their full width to be the lower half of a number.
    lower = following.value // following.unit
    in_thousands = part.unit == 1000 and part.value < 10**6
    if in_thousands and following.unit > 1000 and (1 if not digits else 100) <= lower < 1000:
        return Part((part.value + lower) * following.unit, following.unit, following.after, rows)
    return None


def _term(text: Text, i: int) -> Part | None:
    group = _group(text, i)
    if group is None:
        return _bare_scale(text, i)
    return _scaled(text, _with_decimals(text, group))


def _with_decimals(text: Text, group: Part) -> Part:
    """`أربعة فاصلة خمسة`: the words behind فاصلة are the decimals."""
    i = group.after
    if i >= len(text.atoms) or text.between(i - 1) != " فاصله ":
        return group
    part = _group(text, i) or read_cardinal(text, i)
    if part is None or part.value != int(part.value):
        return group
    decimals, rows = str(part.value), group.rows + part.rows
    while (digit := follows(text, part.after, "one")) is not None:
        decimals, rows = decimals + digit.entry.value, (*rows, digit.entry.row)
        part = part._replace(after=part.after + 1)
    return Part(float(f"{group.value}.{decimals}"), 1, part.after, rows)


def _bare_scale(text: Text, i: int) -> Part | None:
    readings = text.atoms[i].readings
    reading = readings.get("scale") or readings.get("scale_dual")
    if reading is None:
        return None
    unit = reading.entry.number
    times = 1 if "scale" in readings and not _is_dual(text, i, reading) else 2
    return _scaled(text, Part(unit * times, unit, i + 1, (reading.entry.row,)))


def _is_dual(text: Text, i: int, scale: Reading) -> bool:
    """`ألفا كيلومتر` is 2000 and `ألفاً` 1000: the tanwin tells, which the view has dropped."""
    atom = text.atoms[i]
    if not scale.entry.surface.endswith("ا") or joined(text, i + 1):
        return False
    raw = text.view.raw[text.view.raw_start(atom.start) : text.view.raw_end(atom.end)]
    return _TANWIN not in raw


def _scaled(text: Text, part: Part) -> Part:
    """Multiply by the scales that follow at once."""
    while (reading := follows(text, part.after, "scale") or follows(text, part.after, "scale_plural")) is not None:
        unit = reading.entry.number
        if part.value * unit > _LARGEST or (unit == 1000 <= part.value):
            break
        rows = (*part.rows, reading.entry.row)
        part = Part(exact(part.value * unit), max(unit * part.unit, unit), part.after + 1, rows)
    return part


def exact(value: float) -> int | float:
    """A sum or product without the dust of binary fractions: whole where it is whole to a thousandth."""
    rounded = round(value, 3) if abs(value) >= 1000 else round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _group(text: Text, i: int) -> Part | None:
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
    if after == i or (after < len(text.atoms) and text.atoms[after].gap == SPACE and text.atoms[after].digits):
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
        return _from_one(text, i, readings["one_of_ten"] if _is_and_eleven(text, i) else one)
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
