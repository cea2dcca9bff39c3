"""Rows: short lines with a clock, and the lines above them that say what the rows are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from functools import lru_cache
from typing import NamedTuple

#: A row is no longer than so many characters.
SHORT = 80
#: So many lines above the rows may say what they are, as may the title.
_ABOVE = 3
_CLOCK = re.compile(r"(?<![0-9:/.])(?:[01]?[0-9]|2[0-4])[:h][0-5][0-9](?![0-9])")
#: A source line has its date in full.
FULL_DATE = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}")
WORD = re.compile(r"[\u0621-\u064a]+")
_ARTICLE = re.compile(r"[وف]?(?:ال|لل)?([\u0621-\u064a]{3,})")


class Line(NamedTuple):
    """A line at view offsets `start` to `end`; `bare` are its words, without the article and with it."""

    start: int
    end: int
    told: str
    bare: frozenset[str]


class Table(NamedTuple):
    """Rows below the same lines: the title of the text, the lines above (the nearest last), and the rows."""

    title: Line
    above: tuple[Line, ...]
    rows: list[Line]

    @property
    def heading(self) -> Line:
        """The line above the rows."""
        return self.above[-1] if self.above else self.title


def bare(word: str) -> str:
    """A word without و or ف and the article."""
    match = _ARTICLE.fullmatch(word)
    return match[1] if match else word


def row_at(text: str, start: int) -> tuple[int, Line] | None:
    """The row that an offset stands in, and the index of its table in `tables`; None where it stands in none."""
    first, last = text.rfind("\n", max(0, start - SHORT), start) + 1, text.find("\n", start, start + SHORT)
    last = len(text) if last < 0 else last
    if last - first > SHORT or not _is_row(text[first:last]):
        return None
    found = tables(text)
    table = bisect_right(found, start, key=lambda table: table.rows[0].start) - 1
    rows = found[table].rows
    return table, rows[bisect_right(rows, start, key=lambda row: row.start) - 1]


def begins(row: Line) -> bool:
    """Does a clock begin a row?"""
    match = _CLOCK.search(row.told)
    return match is not None and WORD.search(row.told, 0, match.start()) is None


@lru_cache(maxsize=4)
def tables(text: str) -> list[Table]:
    """The tables of a text, read once. Entries go on below what stands between their clocks."""
    found: list[Table] = []
    title = _NO_LINE
    above: deque[tuple[int, str]] = deque(maxlen=_ABOVE)
    begun, at = False, 0
    for told in text.split("\n"):
        start, at = at, at + len(told) + 1
        if not _is_row(told):
            if WORD.search(told) is not None and FULL_DATE.search(told) is None:
                above.append((start, told))
                title, begun = title if title is not _NO_LINE else _line(start, told), False
        elif begun or (found and _is_bare(told) and _is_bare(found[-1].rows[0].told)):
            found[-1].rows.append(_line(start, told))
        else:
            found.append(Table(title, tuple(_line(*line) for line in above), [_line(start, told)]))
            begun = True
    return found


def _is_row(told: str) -> bool:
    if len(told) > SHORT or told.rstrip()[-1:] in (".", "؟", "!"):
        return False
    return _CLOCK.search(told) is not None and FULL_DATE.search(told) is None


def _is_bare(told: str) -> bool:
    """A clock alone on its line: what it is the clock of stands below it, and is no heading of the next."""
    return WORD.search(told) is None


def _line(start: int, told: str) -> Line:
    found = WORD.findall(told)
    return Line(start, start + len(told), told, frozenset([*found, *map(bare, found)]))


_NO_LINE = Line(0, 0, "", frozenset())
