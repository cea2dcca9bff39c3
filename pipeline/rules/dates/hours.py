"""Times of the clock: "الساعة 15:30", "15h30", "السادسة والنصف صباحًا", "7:00 من صباح يوم 24 سبتمبر"."""

from __future__ import annotations

import re

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.found import Found, adjacent, end_of, reading, start_of, whole, word_before
from pipeline.rules.dates.hour_days import day_behind, is_full
from pipeline.rules.dates.hour_halves import on_24, part_behind
from pipeline.rules.dates.hour_numbers import Hour, read_hour
from pipeline.rules.dates.pointers import pointer
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.race_times import race_minutes, race_time
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers.context import in_sentence
from pipeline.rules.numbers.ranges import has_scores

#: `الثانية إلا عشر دقائق`, `الثالثة وعشر دقائق`.
_MINUTES = re.compile(r" الا (?:ربع|ثلث|\S+ دق)| و ?\S+(?: و\S+)? دق")
#: Categories of names of days and of what is said before an hour.
_TIMED = frozenset({"weekday", "deictic", "unit", "part", "month", "weak_month"})
#: `الدورة السابعة صباح اليوم`, `دورتها السابعة`: what an ordinal orders, in so many characters.
_ORDERED = re.compile(r"(?<![\u0621-\u064a])(?:ال)?(?:دور|جلس|جول|نسخ|قم|دفع|مرحل|مر|طبع|حلق)(?:ه|ت(?:ه|ها|هم)) $")
_NOUN = 12
_ENDS_SCORE = re.compile("[0-9]-")
_ENDS_CLOCK = re.compile("[:h][0-9]{2}-")


def read_clock(text: Text, i: int) -> Found | None:
    """A time of the clock at atom `i`: with الساعة, in digits with a colon, or an hour with its part of the day."""
    unit = reading(text, i, "unit")
    named = unit is not None and unit.entry.value == "H" and unit.definite
    if named and not adjacent(text, i + 1, frozenset({":"})):
        return None
    if _ends_score(text, text.atoms[i].start) and _are_scores(text, i):
        return None
    if not named and (race := race_minutes(text, i)) is not None:
        return race
    hour = read_hour(text, i + 1 if named else i, named=named)
    if hour is None:
        return None
    start = start_of(text, i, "unit") if named else _start(text, i)
    if not named and (race := race_time(text, start, hour)) is not None:
        return race
    part, end, after = part_behind(text, hour)
    digital = ":" in text.text[start:end] or (not hour.words and end > text.atoms[i].end)
    told = named or part is not None or digital
    on = day_behind(text, end, after)
    day: Value | None = None
    if on is not None and (told or on.rule.startswith("part") or (hour.words and hour.minute > 0)):
        day, part, end, after = _split(on, part)
    elif not (told or _MINUTES.search(text.text, start, end)):
        return None
    if not (named or digital or hour.words) and _is_label(text, i):
        return None
    ordered = _ORDERED.search(text.text, max(0, start - _NOUN), start) and not text.text.startswith(" من ", hour.end)
    if hour.words and not named and ordered:
        return None
    return _made(text, start, end, after, hour, part, day, on)


def _is_label(text: Text, i: int) -> bool:
    """`المستوى 9 ظهر الأحد`: does the number belong to a noun that is no name of a day?"""
    word = word_before(text, text.atoms[i].start).lstrip("وفبلك")
    at = text.atoms[i - 1] if i else None
    timed = at is not None and at.end == text.atoms[i].start - 1 and not _TIMED.isdisjoint(at.readings)
    return word.startswith("ال") and word != "الي" and not timed


def _ends_score(text: Text, start: int) -> bool:
    """Do a number and a dash stand before an offset, and no time of the clock (`8h30-9h00`)?"""
    if not _ENDS_SCORE.match(text.text, max(0, start - 2)):
        return False
    return _ENDS_CLOCK.match(text.text, max(0, start - 4)) is None


def _are_scores(text: Text, i: int) -> bool:
    """Are bare pairs of numbers results of matches here?"""
    return has_scores(text.text) or in_sentence(text, i, "score")


def _start(text: Text, i: int) -> int:
    atom = text.atoms[i]
    return atom.start + (0 if atom.digits else next(iter(atom.readings.values())).skip)


def _made(
    text: Text, start: int, end: int, after: int, hour: Hour, part: str | None, day: Value | None, on: Found | None
) -> Found | None:
    try:
        value = Clock(on_24(hour.hour, part), hour.minute, hour.second, day, hour.zone)
    except ValueError:
        return None
    rule = "clock" if not hour.words else "hour of twelve" if part is None else "clock in words"
    anchored, flag = (False, None) if on is None else (on.anchored, on.flag)
    return Found(start, end, after, value, rule, "time", anchored=anchored, flag=flag)


def _split(on: Found, part: str | None) -> tuple[Value | None, str | None, int, int]:
    """The day behind a clock without its part of the day, which says which half of the day the hour is in."""
    value = on.value
    if isinstance(value, Day | Weekday | Relative) and value.part is not None:
        return value, value.part, on.end, on.after
    inner = getattr(value, "part", None)
    inner = inner.part if isinstance(inner, Day) else inner  # مساء 27 منه
    return value, inner if isinstance(inner, str) else part, on.end, on.after


def read_midnight(text: Text, i: int) -> Found | None:
    """`منتصف الليل`, `منتصف ليلة 24`."""
    if (word := reading(text, i, "midnight")) is None:
        return None
    start, after = text.atoms[i].start + word.skip, i + 1
    day: Value | None = None
    start += len("بعد ") if word.entry.surface.startswith("بعد ") else 0
    end = end_of(text, after)
    on = day_behind(text, end, after) or (read_day(text, after) if adjacent(text, after) else None)
    pointed = pointer(text, after, definite=True)
    if pointed is not None and not pointed[2]:
        day, end, after = Relative(pointed[0], "day"), end_of(text, pointed[1]), pointed[1]  # منتصف الليلة الماضية
    elif on is not None and on.kind == "date" and on.rule != "numeric month":
        day, end, after = on.value, on.end, on.after
    elif text.atoms[i].end and 1 <= (number := whole(text, after)) <= 31 and adjacent(text, after):
        day, end, after = Day(None, None, number), text.atoms[after].end, after + 1
    return Found(start, end, after, Clock(word.entry.number, on=day), "midnight", "time")


def join_clock(text: Text, day: Found) -> Found:
    """A day and the time of the clock directly behind it: `16/05/2025 10:07`, `غدا الساعة 8 صباحا`."""
    i = day.after
    if i >= len(text.atoms) or text.atoms[i].start < day.end:
        return day
    if text.atoms[i].gap > SPACE and not (is_full(day) and text.text[day.end : text.atoms[i].start] in (", ", "، ")):
        return day
    clock = read_clock(text, i)
    if clock is None or not isinstance(clock.value, Clock) or clock.value.on is not None or clock.rule == "part":
        return day
    if clock.start != text.atoms[i].start:
        return day
    value = Clock(clock.value.hour, clock.value.minute, clock.value.second, day.value, clock.value.zone)
    return day._replace(end=clock.end, after=clock.after, value=value, kind="time", rule="day and clock")
