"""Which half of the day an hour is in: "السابعة مساء", "7.30 م", "الثانية فجرا"."""

from __future__ import annotations

from pipeline.rules.dates.found import word_before
from pipeline.rules.dates.hour_numbers import Hour
from pipeline.rules.dates.parts import read_part
from pipeline.rules.lexer import GLUED, SPACE, Text

_NOON = 12
_BEFORE_CLOCK = frozenset({"في", "عند", "حتي", "من", "الي", "الساعه", "منذ", "بين"})


def on_24(hour: int, part: str | None) -> int:
    """The hour of the day from an hour of twelve: two at night is 2, nine at night 21, eleven at noon 11."""
    if part is None or hour > 12:
        return hour
    if part == "AF":
        return hour if hour in (11, 12) else hour + 12
    if part == "EV":
        return 24 if hour == 12 else hour + 12
    if part == "NI":
        return 24 if hour == 12 else hour + 12 if hour >= 6 else hour
    return 0 if hour == 12 else hour


def part_behind(text: Text, hour: Hour) -> tuple[str | None, int, int]:
    """The part of the day behind an hour: its code, and where it ends."""
    i = hour.after
    if i >= len(text.atoms) or text.atoms[i].gap > SPACE or text.atoms[i].start < hour.end:
        return None, hour.end, i
    adverb = text.atoms[i].readings.get("adverb")
    if adverb is None or adverb.particle or (text.atoms[i].gap == GLUED and len(adverb.entry.surface) > 1):
        return None, hour.end, i
    if len(adverb.entry.surface) == 1 and ":" not in text.text[hour.end - 3 : hour.end] and not _is_timed(text, hour):
        return None, hour.end, i
    part = read_part(text, i)
    if part is not None and part.rule not in ("part alone", "every"):
        return None, hour.end, i
    return adverb.entry.value, text.atoms[i].end, i + 1


def _is_timed(text: Text, hour: Hour) -> bool:
    """`في 7.30 م`, but not `عرضه 19.25 م`, which are metres."""
    start = text.atoms[hour.after - 1].start
    return hour.minute > 0 and hour.hour <= _NOON and word_before(text, start) in _BEFORE_CLOCK
