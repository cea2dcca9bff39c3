"""The year that a month or a day shares with the next one, told only there: "في شباط وآذار 2011"."""

from __future__ import annotations

from pipeline.rules.dates.days import read_day_month, read_named_month
from pipeline.rules.dates.found import Found, joined_by_and
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text


def shared_year(text: Text, found: Found, value: Day) -> int | None:
    """The year of what و joins behind a month or a day; the one before it where that comes later in the year."""
    i = found.after
    if i >= len(text.atoms) or not joined_by_and(text, i):
        return None
    other = read_day_month(text, i, text.atoms[i].start) or read_named_month(text, i)
    if other is None or not isinstance(other.value, Day) or other.value.year is None or other.value.month is None:
        return None
    if (value.day is None) != (other.value.day is None):
        return None
    later = (value.month or 0, value.day or 0) > (other.value.month, other.value.day or 0)
    return other.value.year - later
