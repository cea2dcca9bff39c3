"""Ordinals: words that are one by form, and numbers with an article that are one by what stands before them."""

from __future__ import annotations

import re

from pipeline.rules.lexer import SPACE, Atom, Text
from pipeline.rules.lexicon import Reading
from pipeline.rules.numbers.context import after_plural, last_word, near
from pipeline.rules.numbers.parts import Part

#: A noun in the accusative, beside which ثانياً is an adjective; no pronoun or verb ending.
_AGREES = re.compile(r"\w{2}[^هو]ا$")
#: What follows the name ثاني (أودون ثاني، آل ثاني), and no noun that it orders.
_AFTER_NAME = (" بن ", " ال ", " الي ", " في ", " علي ", " عن ", " و")
_TANWIN_KASR = "\u064d"


def is_counted_word(text: Text, i: int, part: Part) -> bool:
    """Is an ordinal word meant as one? Not in a name (ثان ثي هاي), in "initial" (أولي) or where it only enumerates."""
    if part.after > i + 1:
        return True
    atom = text.atoms[i]
    reading = _reading(text, i, part)
    start = atom.start + reading.skip
    raw = text.view.raw[text.view.raw_start(start) : text.view.raw_end(atom.end)]
    word = reading.entry.surface
    if word == "اولي":
        return raw.endswith("ى") and (reading.definite or _has_noun(text, atom))
    if word == "ثان":
        return _TANWIN_KASR in raw or reading.definite
    if word == "ثاني" and not reading.definite:
        return text.text[atom.end : atom.end + 1] == " " and not text.text.startswith(_AFTER_NAME, atom.end)
    if word.endswith("ا") and not reading.definite:
        return word != "اولا" and reading.skip == 0 and _AGREES.search(last_word(text, atom.start)) is not None
    return True


def _has_noun(text: Text, atom: Atom) -> bool:
    """Does a noun stand beside an indefinite ordinal (أولى خطواته, مرحلة أولى)?"""
    return text.text[atom.end : atom.end + 1] == " " or last_word(text, atom.start).endswith("ه")


def is_ordinal(text: Text, i: int, part: Part) -> bool:
    """Is a cardinal with the article an ordinal?

    المركز الثلاثين and الذكرى الـ80 are, الضباط العشرين and الدول الـ20 are not.
    """
    atom = text.atoms[i]
    if atom.digits:
        named = atom.definite and near(text, i, "ordered", words=1)
        return part.after == i + 1 and (named or text.text.endswith("lan thu ", 0, atom.start))
    reading = _reading(text, i, part)
    if not reading.definite or after_plural(text, i, atom.start):
        return False
    category = reading.entry.category
    if category == "tens" and part.after == i + 1:
        return True
    if category in ("one", "one_of_ten") and reading.entry.number <= 2:
        return part.value > 20 if reading.entry.number == 1 and category == "one" else part.value > 10
    if category in ("hundred", "scale") and part.after == i + 1 and atom.gap >= SPACE:
        return last_word(text, atom.start).startswith("ال") or near(text, i, "ordered", words=0)
    return False


def _reading(text: Text, i: int, part: Part) -> Reading:
    return next(r for r in text.atoms[i].readings.values() if r.entry.row == part.rows[0])
