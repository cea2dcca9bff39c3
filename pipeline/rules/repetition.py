"""Rows of numbers that are the same few over and over: no language, and not worth the time of the grammars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.rules.lexer import Atom

#: So few different numbers among so many, each no further than `BESIDE` behind the one before, are repetition.
_DIFFERENT, NO_TEXT, BESIDE = 12, 1000, 12
#: What makes digits a date or a time.
_DATED = re.compile(r"[0-9][/:-][0-9]|[0-9][.][0-9]+[.][0-9]")


def repeats(text: str, atoms: list[Atom]) -> bool:
    """Are the last `NO_TEXT` atoms the same few numbers over and over? In other texts the first few say no."""
    seen: set[str] = set()
    last = atoms[-NO_TEXT:]
    for atom in reversed(last):
        seen.add(text[atom.start : atom.end])
        if len(seen) > _DIFFERENT or not all(r.entry.row.startswith("numbers/") for r in atom.readings.values()):
            return False
    return _DATED.search(text, last[0].start, last[-1].end) is None
