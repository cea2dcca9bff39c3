"""The day of a time of the clock that tells none: that of its line, its heading, or the day last told of."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.rules.dates import clock_days, programme, timetable
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.hour_days import day_beside
from pipeline.rules.dates.memory import LONG_AGO, Memory
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text

#: Behind a clock of the afternoon, the hours before dawn are those of the next day.
_NOON, _EARLY = 12, 5
#: A day so few characters before a clock is its day, whatever the verb says.
_SAME_CLAUSE = 12
#: A tale told by the clock, and the entries that go on with it, are no further apart.
_TALE = 400
_END = frozenset(".؟!؛\n")
#: `النشرة التالية الساعة 13:00`: the next one of this day.
_NEXT = frozenset({"التالي", "التاليه", "القادم", "القادمه", "المقبل", "المقبله"})


def day_of_clock(text: Text, found: Found, memory: Memory) -> date | None:
    """The day of a clock, None where it is one of every day; see clock_days, programme and timetable."""
    if (beside := day_beside(text, found)) is not None:
        known = beside if memory.published is None else beside.resolve(memory.published)
        return known.exact() if isinstance(known, Day) else None
    day_at, heading_at = (0 if at == memory.source_at else at for at in (memory.at, memory.heading_at))
    if timetable.is_row_of_every_day(text.text, found.start, day_at=day_at, heading_at=heading_at):
        return None
    entry = programme.begins_line(text.text, found.start)
    if memory.day is None and memory.below is not None and not (entry and programme.entries(text.text).starts):
        return memory.below[0] + timedelta(_is_next_morning(found, memory.below[1]))
    if entry:
        return _day_of_entry(text.text, found.start, memory)
    tense = clock_days.tense(text, found.start, found.end)
    if tense == "habit" or (tense == "opening" and not _is_once(text, found.start, memory)):
        return None
    if tense == "unknown" and clock_days.is_done_every_day(text, found.start, found.end, memory.at):
        return None
    if memory.beside is not None and _is_beside(text.text, memory.beside_at, found.start):
        return memory.beside + timedelta(memory.clock_at == memory.at and _after_evening(text.text, found, memory))
    if memory.tells_of_old(text, found.start) or _is_of_each_day(text.text, found, memory):
        return None
    if memory.published is None or memory.day is None:
        return memory.day or memory.published
    if memory.spoken and memory.event is not None and tense != "to come" and _is_near(memory.event, memory.published):
        return memory.event + timedelta(_is_next_morning(found, memory.event_part))
    if memory.day == memory.heading and programme.is_heading(text.text, found.start, found.end):
        return memory.heading
    if not _reaches(text, found.start, memory):
        this_day = memory.pointed or word_before(text, found.start) in _NEXT
        return memory.published if this_day else memory.story_day()
    if tense == "to come" and memory.day < memory.published:
        return memory.published
    if tense == "past" and memory.day > memory.published:
        return memory.published
    return memory.day + timedelta(_after_evening(text.text, found, memory))


def _is_of_each_day(text: str, found: Found, memory: Memory) -> bool:
    """`من 11 إلى 13 نوفمبر، من 9:00 إلى 17:00`: are hours those of each day of a run told in their sentence?"""
    if not isinstance(found.value, Period) or memory.through_at < memory.at:
        return False
    return _END.isdisjoint(text[memory.through_at : found.start])


def _is_beside(text: str, end: int, start: int) -> bool:
    """Does the day that ends at `end` stand in the clause of a clock at `start`, right before it?"""
    return start - end <= _SAME_CLAUSE and _END.isdisjoint(text[end:start])


def _day_of_entry(text: str, start: int, memory: Memory) -> date | None:
    if programme.is_daily(text, memory.heading_at, start):
        return None
    headed = memory.heading is not None and "\n" not in text[memory.heading_at : memory.at]
    if memory.day is not None and not headed and programme.is_introduced(text, memory.at, start):
        memory.heading, memory.heading_at = memory.day, memory.at
    if memory.heading is None and _is_begun(text, start, memory):
        memory.heading, memory.heading_at = memory.day, memory.clock_at
    day = memory.heading or memory.published
    if day is None:
        return memory.day
    return day + timedelta(programme.days_on(text, memory.heading_at, start, published=day == memory.published))


def _is_once(text: Text, start: int, memory: Memory) -> bool:
    """Does the line tell the day, this one or one to come, on which something opens or closes?"""
    if memory.day is None or "\n" in text.text[memory.at : start]:
        return False
    return memory.published is None or memory.day >= memory.published


def _reaches(text: Text, start: int, memory: Memory) -> bool:
    """Does the day last told of hold at an offset? "Yesterday" and a day long ago do on their line."""
    if memory.pointed and "\n" in text.text[memory.at : start]:
        return False
    if word_before(text, start) in _NEXT:
        return False
    near = (memory.distance() or 0) <= LONG_AGO
    return near or (memory.day == memory.past and "\n" not in text.text[memory.at : start])


def _after_evening(text: str, found: Found, memory: Memory) -> int:
    """1 where the clock is that of the morning after the evening or the afternoon last told of, else 0."""
    if memory.day == memory.published:
        return 0
    told = memory.clock is not None and memory.clock_at == memory.at and memory.clock.hour >= _NOON
    listed = programme.is_entry(text, found.start)
    return int(_is_next_morning(found, memory.part) or (told and _hour(found) < _EARLY and not listed))


def _is_next_morning(found: Found, part: str | None) -> bool:
    return part in ("EV", "NI") and _hour(found) < _NOON


def _hour(found: Found) -> int:
    value = found.value.start if isinstance(found.value, Period) else found.value
    return value.hour if isinstance(value, Clock) else _NOON


def _is_near(day: date, published: date) -> bool:
    return abs((day - published).days) <= LONG_AGO


def _is_begun(text: str, start: int, memory: Memory) -> bool:
    """Do the entries from `start` on go on with a tale of another day than today, told by the clock just above them?"""
    if memory.clock is None or memory.day in (None, memory.published) or start - memory.clock_at > _TALE:
        return False
    if programme.entries(text).starts[0] < memory.clock_at:
        return False
    hour = text[start : start + 2].rstrip(":h")
    return memory.pointed is False and hour.isdecimal() and int(hour) >= memory.clock.hour
