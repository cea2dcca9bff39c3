"""From one hour to another, the first told by its number alone: "5 إلى 7 صباحًا", "بين السابعة والتاسعة مساء"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.dates.bare_hours import follows_hours
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.found import Found, behind_between, end_of, joined_by_and, joined_by_to, whole
from pipeline.rules.dates.hour_numbers import read_hour
from pipeline.rules.dates.hours import read_clock, read_midnight
from pipeline.rules.dates.periods import Period
from pipeline.rules.lexer import Text
from pipeline.rules.numbers.context import in_sentence
from pipeline.rules.numbers.ranges import has_scores

#: Hours of a day's work; what lies further apart is no run of hours.
_LONGEST = 10


def read_hours(text: Text, i: int) -> Found | None:
    """`5 إلى 7 صباحًا`, `بين السابعة والتاسعة مساء`: the first hour is told by its number alone."""
    hour, minute, after, start = whole(text, i), 0, i + 1, text.atoms[i].start
    if not text.atoms[i].digits and (words := read_hour(text, i, named=False)) is not None:
        hour, minute, after = words.hour, words.minute, words.after
        start += next(iter(text.atoms[i].readings.values())).skip
    joined = joined_by_to(text, after, end_of(text, after)) or (
        behind_between(text, start) and joined_by_and(text, after)
    )
    if not 0 <= hour <= 24 or not joined or len(text.atoms[i].digits) > 2:
        return None
    last = read_clock(text, after) or read_midnight(text, after) or _bare(text, after, start)
    if last is None or not isinstance(last.value, Clock):
        return None
    late = last.value.hour > 12 and hour <= last.value.hour - 12
    first = replace(last.value, hour=hour + 12 if late else hour, minute=minute, second=None)
    if text.text[text.atoms[after].start - 1] == "-" and (has_scores(text.text) or in_sentence(text, i, "score")):
        return None
    if not 0 < last.value.hour - first.hour + (last.value.minute - minute) / 60 <= _LONGEST:
        return None
    return last._replace(start=start, value=Period(first, last.value), kind="period", rule="hours")


def _bare(text: Text, i: int, start: int) -> Found | None:
    """`من السابعة حتى الحادية عشرة`, behind other hours on the line."""
    hour = read_hour(text, i, named=False)
    if hour is None or not hour.words or not (hour.minute or follows_hours(text, start)):
        return None
    if not hour.minute and text.text[hour.end - 1] != "ه":
        return None
    return Found(text.atoms[i].start, hour.end, hour.after, Clock(hour.hour, hour.minute), "clock in words", "time")
