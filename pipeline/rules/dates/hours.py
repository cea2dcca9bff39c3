"""Times of the clock: "الساعة 15:30", "15h30", "السادسة والنصف صباحًا", "7:00 من صباح يوم 24 سبتمبر"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.daily import is_attached, read_day
from pipeline.rules.dates.found import Found, adjacent, end_of, joined_by_to, reading, start_of, whole, word_before
from pipeline.rules.dates.hour_numbers import Hour, read_hour
from pipeline.rules.dates.parts import read_part
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.vietnamese import read_vietnamese
from pipeline.rules.lexer import GLUED, SPACE, Text
from pipeline.rules.numbers.context import in_sentence
from pipeline.rules.numbers.ranges import has_scores

_NOON = 12
_BEFORE_CLOCK = frozenset({"في", "عند", "حتي", "من", "الي", "الساعه", "منذ", "بين"})
_BEFORE_HOUR = frozenset({"في", "عند", "حتي", "منذ"})
_STOPS = frozenset("،.؛\n\r")
#: Categories of names of days and of what is said before an hour.
_TIMED = frozenset({"weekday", "deictic", "unit", "part", "month", "weak_month"})
_ENDS_SCORE = re.compile("[0-9]-")
_BESIDE = re.compile(r" ?[|(،,–-] ?")
#: Between a clock and the full date in digits behind it: `10:30, 14/03/2025`.
_BEFORE_DATE = frozenset({",", "،", "-"})
_ON = frozenset({"", "من", "بتاريخ", "في", "تقريبا", "تقريبا من", "تماما"})


def read_clock(text: Text, i: int) -> Found | None:
    """A time of the clock at atom `i`: with الساعة, in digits with a colon, or an hour with its part of the day."""
    unit = reading(text, i, "unit")
    named = unit is not None and unit.entry.value == "H" and unit.definite
    if named and not adjacent(text, i + 1, frozenset({":"})):
        return None
    if _ENDS_SCORE.match(text.text, max(0, text.atoms[i].start - 2)) and _are_scores(text, i):
        return None
    hour = read_hour(text, i + 1 if named else i, named=named)
    if hour is None:
        return None
    start = start_of(text, i, "unit") if named else _start(text, i)
    part, end, after = _adverb(text, hour)
    digital = ":" in text.text[start:end] or (not hour.words and end > text.atoms[i].end)
    told = named or part is not None or digital
    on = _day_behind(text, end, after)
    day: Value | None = None
    if on is not None and (told or on.rule.startswith("part") or (hour.words and hour.minute > 0)):
        day, part, end, after = _split(on, part)
    elif not told:
        return None
    if not (named or digital or hour.words) and _is_label(text, i):
        return None
    return _made(text, start, end, after, hour, part, day, on)


def _is_label(text: Text, i: int) -> bool:
    """`المستوى 9 ظهر الأحد`: does the number belong to a noun that is no name of a day?"""
    word = word_before(text, text.atoms[i].start).lstrip("وفبلك")
    at = text.atoms[i - 1] if i else None
    timed = at is not None and at.end == text.atoms[i].start - 1 and not _TIMED.isdisjoint(at.readings)
    return word.startswith("ال") and word != "الي" and not timed


def _are_scores(text: Text, i: int) -> bool:
    """Are bare pairs of numbers results of matches here?"""
    return has_scores(text.text) or in_sentence(text, i, "score")


def read_bare_hour(text: Text, i: int) -> Found | None:
    """`انتهى الاجتماع في العاشرة،`: an hour without its name, where nothing follows that it could order."""
    start = _start(text, i)
    if not text.text.endswith("ه", 0, text.atoms[i].end) or word_before(text, start) not in _BEFORE_HOUR:
        return None
    hour = read_hour(text, i, named=False)
    if hour is None or not 3 <= hour.hour <= 12 or text.text[hour.end : hour.end + 1] not in _STOPS:
        return None
    return Found(start, hour.end, hour.after, Clock(hour.hour, hour.minute), "bare hour", "time")


def _start(text: Text, i: int) -> int:
    atom = text.atoms[i]
    return atom.start + (0 if atom.digits else next(iter(atom.readings.values())).skip)


def _made(
    text: Text, start: int, end: int, after: int, hour: Hour, part: str | None, day: Value | None, on: Found | None
) -> Found | None:
    try:
        value = Clock(_on_24(hour.hour, part), hour.minute, hour.second, day, hour.zone)
    except ValueError:
        return None
    rule = "clock in words" if hour.words else "clock"
    anchored, flag = (False, None) if on is None else (on.anchored, on.flag)
    return Found(start, end, after, value, rule, "time", anchored=anchored, flag=flag)


def _split(on: Found, part: str | None) -> tuple[Value | None, str | None, int, int]:
    """The day behind a clock without its part of the day, which says which half of the day the hour is in."""
    value = on.value
    if isinstance(value, Day | Weekday | Relative) and value.part is not None:
        return value, value.part, on.end, on.after
    inner = getattr(value, "part", None)
    return value, inner if isinstance(inner, str) else part, on.end, on.after


def _on_24(hour: int, part: str | None) -> int:
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


def _adverb(text: Text, hour: Hour) -> tuple[str | None, int, int]:
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
    if part is not None and part.rule != "part alone":
        return None, hour.end, i
    return adverb.entry.value, text.atoms[i].end, i + 1


def _is_timed(text: Text, hour: Hour) -> bool:
    """`في 7.30 م`, but not `عرضه 19.25 م`, which are metres."""
    start = text.atoms[hour.after - 1].start
    return hour.minute > 0 and hour.hour <= _NOON and word_before(text, start) in _BEFORE_CLOCK


def _day_behind(text: Text, end: int, after: int) -> Found | None:
    """The day of the clock, told behind it: `من يوم 16 يوليو`, `ليلة 10 فبراير`, `يوم 1/9`, `من اليوم نفسه`."""
    if after >= len(text.atoms) or is_attached(text, after):
        return None
    link = text.text[end : text.atoms[after].start]
    if not link or "\n" in link or link.strip(" ") not in (_ON | _BEFORE_DATE):
        return None
    found = read_part(text, after) or read_day(text, after)
    if found is None and link in (" ", " من "):
        found = _numbered_day(text, after)
    if found is None and reading(text, after, "vi") is not None:
        found = read_vietnamese(text, after)
    if link.strip(" ") in _BEFORE_DATE and not _is_full(found):
        return None
    if found is not None and found.rule == "weekday" and joined_by_to(text, found.after, found.end):
        return None
    if found is None or found.kind != "date" or found.rule in ("part alone", "numeric month", "month"):
        return None
    if text.atoms[after].digits and link == " " and found.rule not in ("numeric date", "numeric day"):
        return None
    return found


def _numbered_day(text: Text, i: int) -> Found | None:
    """`الساعة 19:00 يوم 25`: a day told by its number alone."""
    unit, number = reading(text, i, "unit"), whole(text, i + 1)
    named = unit is not None and unit.entry.value == "D" and not unit.definite and adjacent(text, i + 1)
    if not named or not 1 <= number <= 31 or text.atoms[i + 1].particle:
        return None
    return Found(text.atoms[i].start, end_of(text, i + 2), i + 2, Day(None, None, number), "day")


def day_beside(text: Text, clock: Found) -> Value | None:
    """The day that stands beside a clock as a mark of its own: `19:30 | 16/3 | هانوي`, `17:00 (السبت 15/3)`."""
    i = clock.after
    if i >= len(text.atoms) or _BESIDE.fullmatch(text.text, clock.end, text.atoms[i].start) is None:
        return None
    day = read_day(text, i)
    return None if day is None or day.kind != "date" or day.rule in ("weekday", "numeric month") else day.value


def told_again(text: Text, weekday: Found, published: date | None) -> Day | None:
    """`الأربعاء (16/10)`: the weekday's date stands in brackets behind it."""
    beside = day_beside(text, weekday) if text.text.startswith(" (", weekday.end) else None
    if not isinstance(weekday.value, Weekday) or not isinstance(beside, Day):
        return None
    day = beside if published is None else beside.resolve(published)
    exact = day.exact()
    agrees = exact is not None and exact.isoweekday() == weekday.value.weekday
    return replace(day, part=weekday.value.part) if agrees else None


def _is_full(found: Found | None) -> bool:
    """Is it a date in digits with its year, as source lines have it?"""
    return found is not None and found.rule == "numeric date" and isinstance(found.value, Day)


def read_midnight(text: Text, i: int) -> Found | None:
    """`منتصف الليل`, `منتصف ليلة 24`."""
    if (word := reading(text, i, "midnight")) is None:
        return None
    start, after, day = text.atoms[i].start + word.skip, i + 1, None
    start += len("بعد ") if word.entry.surface.startswith("بعد ") else 0
    end = end_of(text, after)
    on = _day_behind(text, end, after) or (read_day(text, after) if adjacent(text, after) else None)
    if on is not None and on.kind == "date" and on.rule != "numeric month":
        day, end, after = on.value, on.end, on.after
    elif text.atoms[i].end and 1 <= (number := whole(text, after)) <= 31 and adjacent(text, after):
        day, end, after = Day(None, None, number), text.atoms[after].end, after + 1
    return Found(start, end, after, Clock(word.entry.number, on=day), "midnight", "time")


def join_clock(text: Text, day: Found) -> Found:
    """A day and the time of the clock directly behind it: `16/05/2025 10:07`, `غدا الساعة 8 صباحا`."""
    i = day.after
    if i >= len(text.atoms) or text.atoms[i].start < day.end:
        return day
    if text.atoms[i].gap > SPACE and not (_is_full(day) and text.text[day.end : text.atoms[i].start] in (", ", "، ")):
        return day
    clock = read_clock(text, i)
    if clock is None or not isinstance(clock.value, Clock) or clock.value.on is not None or clock.rule == "part":
        return day
    if clock.start != text.atoms[i].start:
        return day
    value = Clock(clock.value.hour, clock.value.minute, clock.value.second, day.value, clock.value.zone)
    return day._replace(end=clock.end, after=clock.after, value=value, kind="time", rule="day and clock")
