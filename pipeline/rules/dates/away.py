"""Where a measure of time that counts from the day of publication leads to: the field `resolved` of a span."""

from __future__ import annotations

from pipeline.rules.dates import directions, tenses
from pipeline.rules.dates.amounts import Duration, stretch
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.memory import Memory
from pipeline.rules.lexer import Text


def resolved(text: Text, found: Found, norm: str | None, memory: Memory) -> str | None:
    """Where a measure from today leads to, "first/last" for the last or next so many; "date/.." behind منذ."""
    if found.kind == "date" and norm is not None and "X" not in norm and tenses.is_since(text, found.start):
        return f"{norm}/.."
    if not isinstance(found.value, Duration) or memory.published is None:
        return None
    past = directions.from_now(text, found)
    if past:
        return stretch(found.value, memory.published, -1 if past < 0 else 1)
    direction = directions.away(text, found)
    day = None if direction == 0 else found.value.moved(memory.published, 1 if direction > 0 else -1)
    if day is None:
        return None
    memory.reached, memory.reached_at = day, found.end
    if directions.is_to_the_day(text, found.start):
        return day.isoformat()
    point = found.value.away(memory.published, 1 if direction > 0 else -1)
    return None if point is None else point.norm()
