"""Comparators: more_than, less_than, at_least, at_most, approx, before a number or behind it."""

from __future__ import annotations

import re

from pipeline.rules.lexer import SPACE, Atom, Text

#: What may stand between a verb of comparison and its number: "تجاوز الدولار حاجز 25,600", "يزيد طولها على 15".
_OBJECT = re.compile(r"(?! ب?(?:نسبه|مقدار|فارق|معدل) | تبلغ )(?: (?!بنسبه|بمقدار|بفارق)[^\W\d_]+){0,3} [وبل]?(?:ال)?")
_ON = re.compile(r"(?: [^\W\d_]+){1,4} (?:علي|عن) (?:ال)?")
_BEHIND = re.compile(r"(?: [^\W\d_]+){0,2} ")
_REACH = 3


def before(text: Text, i: int) -> str | None:
    """The modifier that the words before atom `i` give."""
    if i == 0:
        return None
    atom = text.atoms[i - 1]
    if (found := atom.readings.get("comparator")) is not None and text.atoms[i].gap == SPACE:
        return found.entry.value
    start = text.atoms[i].start
    for verb in reversed(text.atoms[max(0, i - _REACH) : i]):
        if verb.digits or start - verb.end > 60:
            return None
        if (modifier := _of_verb(text, verb, start)) is not None:
            return modifier
    return None


def behind(text: Text, i: int, end: int) -> str | None:
    """The modifier that the words from atom `i` on give to an amount that ends at view offset `end`."""
    for atom in text.atoms[i : i + 2]:
        if atom.digits or atom.start - end > 40:
            return None
        if (found := atom.readings.get("comparator_after")) is not None:
            return found.entry.value if _BEHIND.fullmatch(text.text, end, atom.start) else None
    return None


def _of_verb(text: Text, verb: Atom, start: int) -> str | None:
    if (found := verb.readings.get("comparing_verb")) is not None and _OBJECT.fullmatch(text.text, verb.end, start):
        return found.entry.value
    if (found := verb.readings.get("comparing_on")) is not None and _ON.fullmatch(text.text, verb.end, start):
        return found.entry.value
    return None
