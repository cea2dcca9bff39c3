"""Cardinal numbers in words, in digits, and in both ("3 ملايين و200 ألف").

    number := term (و term)*         each term smaller than the unit of the one before
    term   := group scale* | scale+  "خمسة عشر ألف", "مليون", "10 آلاف مليار"

Every function takes the index of an atom and returns a part and the index behind it, or None.
"""

from __future__ import annotations

from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.lexicon import Reading
from pipeline.rules.numbers.groups import read_group
from pipeline.rules.numbers.parts import Part, exact, follows, joined

#: Nothing larger is read as one number.
_LARGEST = 10**21
_TANWIN = "\u064b"


def read_cardinal(text: Text, i: int, *, decimals: bool = True) -> Part | None:
    """The longest cardinal number that begins at atom `i`, with decimals in words ("أربعة فاصلة خمسة") or without."""
    part = _term(text, i, decimals=decimals)
    while part is not None and part.unit > 1 and (joined(text, part.after) or _goes_on(text, part.after)):
        following = _term(text, part.after, decimals=decimals)
        if following is None:
            break
        both = _sum(part, following, digits=bool(text.atoms[part.after].digits))
        if both is None:
            break
        part = both
    return part


def _goes_on(text: Text, i: int) -> bool:
    """`٤ آلاف ٣ مائة`: a digit with a scale of its own needs no و."""
    if i >= len(text.atoms) or text.atoms[i].gap != SPACE or len(text.atoms[i].digits) != 1:
        return False
    return follows(text, i + 1, "hundred") is not None or follows(text, i + 1, "scale") is not None


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


def _term(text: Text, i: int, *, decimals: bool) -> Part | None:
    group = read_group(text, i)
    if group is None:
        return _bare_scale(text, i)
    return _scaled(text, _with_decimals(text, group) if decimals else group)


def _with_decimals(text: Text, group: Part) -> Part:
    """`أربعة فاصلة خمسة`: the words behind فاصلة are the decimals."""
    i = group.after
    if i >= len(text.atoms) or text.between(i - 1) != " فاصله ":
        return group
    part = read_group(text, i) or read_cardinal(text, i, decimals=False)
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
