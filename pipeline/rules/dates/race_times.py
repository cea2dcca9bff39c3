"""Times that runners and trains took, told like a time of the clock: "بزمن 2:25:41", "1. كيميلي (كينيا) 2:25:41"."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.rules.dates.amounts import Duration, Unit
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.hour_numbers import Hour
from pipeline.rules.lexer import Text

_TIME = frozenset({"بزمن", "زمن", "زمنه", "زمنها", "بزمنه", "زمنا", "قدره", "وقدره"})
#: A row of a table of results, up to its time.
_RANKED = re.compile(r"[0-9]{1,3}[.)\-] ?\S.*[^0-9:\n]")
#: `فاز بالسباق الكيني كيميلي (2:41:07)`.
_RACE = re.compile("سباق|ماراثون|فاز|زمن|المركز|عداء|خط النهايه")
_MINUTES = re.compile("([0-9]{1,2}):([0-5][0-9])(?![0-9:])")
#: `2:35 ساعة`: what nobody would say of a time of the day.
_HOURS = re.compile(r" ساعه(?![\u0621-\u064a])")
_NOON = 12
#: A row is no longer than this.
_ROW = 120
_FEWEST = 6


def race_time(text: Text, start: int, hour: Hour) -> Found | None:
    """Hours, minutes and seconds that are a measure: behind "time", or at the end of a row that begins with a rank."""
    if hour.second is None:
        return _hours(text, start, hour)
    row = text.text[max(0, start - _ROW) : start].rpartition("\n")[2]
    ends = text.text[hour.end : hour.end + 1] in ("", "\n", "\r")
    if word_before(text, start) not in _TIME and not (ends and _RANKED.fullmatch(row)):
        bracketed = row.endswith("(") and text.text.startswith(")", hour.end)
        if not (bracketed and _RACE.search(row)):
            return None
    parts = ((hour.hour, "H"), (hour.minute, "MI"), (hour.second, "S"))
    value = Duration.of([(amount, unit) for amount, unit in parts if amount])  # type: ignore[misc]
    return Found(start, hour.end, hour.after, value, "race time", "duration")


def race_minutes(text: Text, i: int) -> Found | None:
    """`بزمن 38:12`: minutes and seconds, from six minutes on; what is shorter may be hours and minutes."""
    start = text.atoms[i].start
    match = _MINUTES.match(text.text, start) if word_before(text, start) in _TIME else None
    if match is None or int(match[1]) < _FEWEST:
        return None
    after = bisect_left(text.atoms, match.end(), lo=i, key=lambda atom: atom.start)
    seconds: list[tuple[float, Unit]] = [(int(match[2]), "S")] if int(match[2]) else []
    value = Duration.of([(int(match[1]), "MI"), *seconds])
    return Found(start, match.end(), after, value, "race time", "duration")


def _hours(text: Text, start: int, hour: Hour) -> Found | None:
    """`102 كيلومتر، 2:35 ساعة`: hours and minutes that something takes."""
    behind = _HOURS.match(text.text, hour.end)
    if behind is None or hour.words or hour.hour > _NOON or ":" not in text.text[start : hour.end]:
        return None
    value = Duration.of([(hour.hour, "H"), (hour.minute, "MI")])
    return Found(start, behind.end(), hour.after + 1, value, "race time", "duration")
