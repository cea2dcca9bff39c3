"""Dirt: the spelling and spacing of careless pages, put on annotated documents.

Vowel signs, tatweel and invisible controls are left out: the model never sees them (`pipeline.ner.units.form`).
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from pipeline.document import Document
from pipeline.training.edit import Edit, apply


class _Habit(NamedTuple):
    """What a page does wrong: at `share` of the places that `pattern` matches, `instead` stands."""

    pattern: re.Pattern[str]
    instead: str
    share: float


_HABITS = (
    _Habit(re.compile(r"\b[أإآ]|(?<=\b[ال]{2})[أإآ]"), "ا", 0.9),  # hamza left out
    _Habit(re.compile(r"ى\b"), "ي", 0.9),
    _Habit(re.compile(r"ي\b"), "ى", 0.9),
    _Habit(re.compile(r"ة\b"), "ه", 0.7),
    _Habit(re.compile(r"(?<=\S) (?=\S)"), "  ", 0.2),
    _Habit(re.compile(r"(?<=\S) (?=\S)"), "\u00a0", 0.3),
    _Habit(re.compile(r"(?<=[،.؛:]) (?=\w)"), "", 0.6),
    _Habit(re.compile(r"(?<=\w)[،.؛:](?=\s)"), " \\g<0>", 0.8),
)
_DIRTY = 0.3  # share of documents
_MOST = 2  # bad habits of one page


def soil(document: Document, draw: random.Random) -> Document:
    """The document with the bad habits of one careless page, or as it is: most pages are clean."""
    if draw.random() >= _DIRTY:
        return document
    for habit in draw.sample(_HABITS, draw.randint(1, _MOST)):
        document = apply(
            document, [_edit(m, habit) for m in habit.pattern.finditer(document.text) if _hit(draw, habit)]
        )
    return document


def _hit(draw: random.Random, habit: _Habit) -> bool:
    return draw.random() < habit.share


def _edit(found: re.Match[str], habit: _Habit) -> Edit:
    return Edit(*found.span(), found.expand(habit.instead))
