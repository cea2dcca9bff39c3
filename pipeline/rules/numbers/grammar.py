"""One number at one place: the entry for every grammar that holds numbers."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipeline.rules.lexer import Text
from pipeline.rules.numbers.ordinals import read_ordinal
from pipeline.rules.numbers.parts import Part
from pipeline.rules.numbers.words import read_cardinal


class Number(NamedTuple):
    """A cardinal or ordinal number at view offsets `start` (after an attached particle) to `end`.

    `after` is the index of the next atom. `definite` where its first word has the article. `rows` are the lexicon
    rows that it used. Tens, hundreds and scales with the article (العشرون, المئة) are `cardinal` here.
    """

    start: int
    end: int
    after: int
    kind: Literal["cardinal", "ordinal"]
    value: int | float
    particle: str
    definite: bool
    in_digits: bool
    rows: tuple[str, ...]


def read_number(text: Text, i: int) -> Number | None:
    """The longest number that begins at atom `i`, in digits, words or both; None if there is none."""
    part = read_ordinal(text, i)
    if part is not None:
        return _number(text, i, part, "ordinal")
    part = read_cardinal(text, i)
    return None if part is None else _number(text, i, part, "cardinal")


def _number(text: Text, i: int, part: Part, kind: Literal["cardinal", "ordinal"]) -> Number:
    first, last = text.atoms[i], text.atoms[part.after - 1]
    if first.digits:
        return Number(
            first.start, last.end, part.after, kind, part.value, first.particle, first.definite, True, part.rows
        )
    row = part.rows[0]
    reading = next(r for r in first.readings.values() if r.entry.row == row)
    start = first.start + reading.skip
    return Number(start, last.end, part.after, kind, part.value, reading.particle, reading.definite, False, part.rows)
