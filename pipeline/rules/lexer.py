"""Turn a text into atoms: the digit runs and lexicon words in it, and nothing else.

One linear scan with one dict access a word. All other words are passed over, so the grammars start only where
something stands that they know. What lies between two atoms is read from the view's text:

    text = lex("بلغ 3 إلى 5 ملايين")                 # atoms: 3 · 5 · ملايين
    text.between(0)                                  # " الي ", the folded text from atom 0 to atom 1
    text.atoms[1].gap                                # FAR; SPACE or GLUED where nothing else stands between

* A digit run is an atom with `digits` ("408,000", "18.11.2024": digits with single . , ٫ ٬ or ، between them).
  `-`, `/` and `:` are outside, so "2/12/2024" is three atoms with "/" between; a grammar may match a compiled
  pattern at `atom.start` in `text.text` instead. Its particle and article (و in "و60", ال in "الـ80") are
  `atom.particle` and `atom.definite`; `atom.start` is the first digit.
* Digits that Latin letters run into ("A320", "COP29") are no atom. Letters that follow digits ("20km", "15h30",
  "25-NQ") are left to the grammars, which look at `text.text[atom.end]`.
* A word or phrase of any lexicon is an atom with `readings` (category → Reading). A span begins at
  `atom.start + reading.skip`, after the attached particle: ولثلاثة → ثلاثة.

A row of a thousand numbers that are the same few over and over, with short words between, is no language: the rest of
it is passed over. Dates, times and other words never are.

Offsets are those of the view; `text.view.raw_start/raw_end` turn them into raw ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.rules.lexicon import PARTICLES, Readings, table
from pipeline.rules.phrases import heads_of, phrase_at
from pipeline.rules.repetition import BESIDE, NO_TEXT, repeats
from pipeline.rules.view import View, view

#: What stands between an atom and the one before it: nothing, blanks, blanks with a line break, anything else.
GLUED, SPACE, LINE, FAR = range(4)
_WIDEST = 100
_BLANK = " \n\r\v\f"

#: An Arabic comma is inside a number before three digits, or before decimals that a scale or percent follows.
_ARABIC_COMMA = r"،[0-9]{3}(?![0-9])|،[0-9]{1,2}(?=%| (?:مليون|مليار|الف|في الم|بالم))"
_TOKEN = re.compile(
    rf"[\u0621-\u064a\u066e-\u06d3]+|[0-9]+(?:[.,٫٬][0-9]+|{_ARABIC_COMMA})*|[A-Za-z][A-Za-z0-9]*|[¼-¾⅐-⅞]"
)
_PREFIX = re.compile(r"(?<![\u0621-\u064a])[\u0621-\u064a]{1,4}$")
_BEFORE_DIGITS = {
    "": ("", False),
    **{particle: (particle, False) for particle in PARTICLES},
    **{particle + "ال": (particle, True) for particle in ("", *PARTICLES) if not particle.endswith("ل")},
    **{particle + "ل": (particle, True) for particle in PARTICLES if particle.endswith("ل")},
}
_NO_READINGS: Readings = {}


class Atom(NamedTuple):
    """A digit run (`digits` is its text, `readings` is empty) or a word of a lexicon (`digits` is "").

    `start`, `end`: offsets in the view, a word's attached particle included, a digit run's not.
    `gap`: GLUED, SPACE, LINE or FAR, to the atom before (FAR for the first).
    `particle`, `definite`: what is glued before a digit run; for words see their Reading.
    """

    start: int
    end: int
    gap: int
    digits: str
    readings: Readings
    particle: str = ""
    definite: bool = False


class Text(NamedTuple):
    """A view, its text (on which all offsets of atoms stand) and its atoms in text order."""

    view: View
    text: str
    atoms: list[Atom]

    def between(self, i: int) -> str:
        """The folded text between atom `i` and atom `i + 1`; that to the text's end for the last atom."""
        end = self.atoms[i + 1].start if i + 1 < len(self.atoms) else len(self.text)
        return self.text[self.atoms[i].end : end]


def lex(raw: str) -> Text:
    """Find the atoms of a raw text, in linear time."""
    seen = view(raw)
    text = seen.text
    atoms: list[Atom] = []
    words, phrases = table()
    readings_of, heads = words.get, heads_of()
    end = row = 0
    repeated = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        readings = readings_of(token)
        if readings is None and token[0] > "9":
            continue
        start = match.start()
        if start < end:
            continue
        row = row + 1 if start - end <= BESIDE else 0
        if row % NO_TEXT == 0:
            repeated = row > 0 and repeats(text, atoms)
        if repeated:
            end = match.end()
            continue
        if readings is None:
            atoms.append(_digits(text, end, match))
            end = match.end()
            continue
        stop = match.end()
        if token in heads and text.startswith(heads[token], stop):
            stop, readings = phrase_at(text, start, phrases[token]) or (stop, readings)
        if readings:
            atoms.append(Atom(start, stop, _gap(text, end, start), "", readings))
            end = stop
    return Text(seen, text, atoms)


def _digits(text: str, end: int, match: re.Match[str]) -> Atom:
    """The atom of a digit run; `end` is where the last atom ends."""
    start = match.start()
    particle, definite = "", False
    if (
        start
        and text[start - 1] == " "
        and text[start - 3 : start - 1] == "ال"
        and not text[start - 4 : start - 3].isalpha()
    ):
        definite, gap = True, _gap(text, end, max(end, start - 3))
    elif start and text[start - 1] in "والبفكل":
        prefix = _PREFIX.search(text, max(end, start - 5), start)
        particle, definite = _BEFORE_DIGITS.get(prefix[0] if prefix else "", ("", False))
        gap = _gap(text, end, start - len(prefix[0]) if prefix and (particle or definite) else start)
    else:
        gap = _gap(text, end, start)
    return Atom(start, match.end(), gap, match[0], _NO_READINGS, particle, definite)


def _gap(text: str, end: int, start: int) -> int:
    if text[end] not in _BLANK and start > end > 0:
        return FAR
    if start == end:
        return GLUED if end else FAR
    if not end:
        return FAR
    if start == end + 1 and text[end] == " ":
        return SPACE
    between = text[end:start] if start - end < _WIDEST else ""
    if not between.isspace():
        return FAR
    return LINE if "\n" in between or "\r" in between else SPACE
