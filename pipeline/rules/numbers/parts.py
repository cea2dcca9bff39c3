"""What the readers of number words share: parts of a number, and how atoms hang together."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.rules.lexer import SPACE, Atom, Text
from pipeline.rules.lexicon import Reading


class Part(NamedTuple):
    """A number so far: its value, the unit that a further part must stay below, and the index of the next atom."""

    value: int | float
    unit: int
    after: int
    rows: tuple[str, ...] = ()


def joined(text: Text, i: int) -> bool:
    """Does و join atom `i` to the one before (attached, or standing alone between blanks)?"""
    if i >= len(text.atoms):
        return False
    atom = text.atoms[i]
    if atom.gap <= SPACE:
        return particle_of(atom) == "و" or is_and_eleven(text, i)
    return particle_of(atom) == "" and text.between(i - 1) == " و "


def is_and_eleven(text: Text, i: int) -> bool:
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


def exact(value: float) -> int | float:
    """A sum or product without the dust of binary fractions: whole where it is whole to a thousandth."""
    rounded = round(value, 3) if abs(value) >= 1000 else round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
