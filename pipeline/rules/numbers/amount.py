"""An amount: a number with all that belongs to it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Value
from pipeline.rules.lexer import Text
from pipeline.rules.numbers.parts import Part


class Amount(NamedTuple):
    """A number with all that belongs to it. `number` and `unit` are those of the bare number (see words.Part).

    `start`, `end`: view offsets; `first`, `after`: index of its first atom and of the next one.
    """

    start: int
    end: int
    first: int
    after: int
    kind: str
    value: Value
    number: int | float
    unit: int
    rule: str
    rows: tuple[str, ...] = ()
    currency: str = ""


def amount_of(text: Text, i: int, part: Part, kind: str, rule: str) -> Amount:
    """The amount that a part beginning at atom `i` makes by itself."""
    atom, end = text.atoms[i], text.atoms[part.after - 1].end
    skip = 0
    if not atom.digits:
        skip = next((r.skip for r in atom.readings.values() if r.entry.row == part.rows[0]), 0)
    start = atom.start + skip
    if atom.digits and part.value and 0 < part.value < 1 and atom.digits.isdecimal():
        start -= 1  # the decimal sign of ".25"
    value = round(part.value, 4) if kind == "fraction" else part.value
    return Amount(start, end, i, part.after, kind, value, part.value, part.unit, rule, part.rows)
