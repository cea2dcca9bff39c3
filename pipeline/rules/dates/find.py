"""Find every DATE of a text: one pass over its atoms, the longest reading at each, resolved as the text goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from pipeline.rules.candidate import Candidate
from pipeline.rules.dates import context
from pipeline.rules.dates.foreign import Lunar
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.hours import join_clock
from pipeline.rules.dates.ranges import extend
from pipeline.rules.dates.readers import readers_at
from pipeline.rules.dates.story import Story
from pipeline.rules.dates.told import hourly
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text


def find(text: Text, published: date | None) -> Iterator[Candidate]:
    """Every date of a text, in text order. `published` is the day that incomplete dates are resolved against."""
    story = Story(published)
    atoms, i = text.atoms, 0
    while i < len(atoms):
        found = read(text, i)
        if found is None or not context.is_date(text, found):
            i += 1
            continue
        if context.is_name(text, found):
            yield Candidate(found.start, found.end, "DATE", None, None, "date: a name", veto=True)
            i = max(found.after, i + 1)
            continue
        if found.kind in ("time", "period") and hourly(found.value) and story.is_untold() and _is_in_title(text, found):
            story.memory.below = _day_below(text, found.after, published)
        yield story.tell(text, i, found)
        i = max(found.after, i + 1)


def _is_in_title(text: Text, found: Found) -> bool:
    """Does the first line of several hold it?"""
    return found.start < text.text.find("\n", 0, _TITLE)


def _day_below(text: Text, i: int, published: date | None) -> tuple[date, str | None] | None:
    """The first day told under a title, and its part; the text under it is read ahead only so far."""
    story, end = Story(published), min(len(text.text), _AHEAD)
    while i < len(text.atoms) and text.atoms[i].start < end:
        found = read(text, i)
        if found is not None and context.is_date(text, found) and not context.is_name(text, found):
            story.tell(text, i, found)
            if story.memory.day is not None and story.memory.source_at != story.memory.at:
                return story.memory.day, story.memory.part
        i = i + 1 if found is None else max(found.after, i + 1)
    return None


def read(text: Text, i: int) -> Found | None:
    """The longest date expression that begins at atom `i`, ranges and times of the clock behind a day included."""
    best: Found | None = None
    for reader in readers_at(text, i):
        found = reader(text, i)
        if found is not None:
            found = _complete(text, found)
            if best is None or found.end > best.end:
                best = found
    return best


def _complete(text: Text, found: Found) -> Found:
    """A day with the clock behind it, a point with the rest of its range."""
    if found.kind == "date" and text.text.startswith(_BEFORE_CHRIST, found.end):
        end = found.end + len(next(era for era in _BEFORE_CHRIST if text.text.startswith(era, found.end)))
        return found._replace(end=end, value=None, rule="before Christ")
    lunar = _LUNAR.match(text.text, found.end) if found.kind == "date" else None
    if lunar is not None and isinstance(found.value, Day) and found.value.month and found.value.day:
        value = Lunar(found.value.year, found.value.month, found.value.day, found.value.part)
        after = bisect_left(text.atoms, lunar.end(), lo=found.after, key=lambda atom: atom.start)
        return Found(found.start, lunar.end(), after, value, "lunar day", calendar="vietnamese-lunar")
    every = _EVERY.match(text.text, found.end) if found.kind == "date" else None
    if every is not None and isinstance(found.value, Day) and found.value.year is None and found.value.month:
        after = bisect_left(text.atoms, every.end(), lo=found.after, key=lambda atom: atom.start)
        return found._replace(end=every.end(), after=after, kind="set", rule="yearly")
    if found.kind == "date" and found.rule in _WITH_CLOCK:
        found = join_clock(text, found)
    if found.rule in ("single unit", "unit alone") or found.kind not in ("date", "time"):
        return found
    return extend(text, found) or found


#: A title and the text under it, up to the first day told there.
_TITLE, _AHEAD = 300, 600
#: What makes a day and month one of every year.
_EVERY = re.compile(r" من كل (?:عام|سنه)(?![\u0621-\u064a])")
#: What makes a day and month one of the lunar calendar.
_LUNAR = re.compile(r" (?:(?:حسب |وفق |وفقا ل|من |ب)(?:ال)?تقويم )?(?:(?:ال)?قمري(?![\u0621-\u064a])|ق(?= ?\)))")
_BEFORE_CHRIST = (" قبل الميلاد", " ق.م", " ق م")
_WITH_CLOCK = frozenset({"numeric date", "numeric day", "day month", "today", "tomorrow", "yesterday", "weekday"})
