"""Which half of the day an hour of twelve is in that tells none: "مساء الأحد … في السابعة", "في 21:40 … في الرابعة".

Behind a time of the clock it is the next hour of its name, as a tale goes on; behind a day with its part, one of that
part.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.found import SENTENCE_END, Found
from pipeline.rules.dates.hour_halves import on_24
from pipeline.rules.dates.memory import Memory
from pipeline.rules.lexer import Text

#: The productions that read an hour of twelve without its half.
_HALVES = frozenset({"bare hour", "hour of twelve"})
_HALF, _MIDNIGHT = 12, 24
#: What is told by the clock goes on for so many characters, to the next line at most.
_REACH = 300
#: `الرئيس الذي وصل في`, `منذ`: what was before the time last told.
_EARLIER = re.compile(r"(?:(?<![\u0621-\u064a])(?:الذي|التي) [\u0621-\u064a]+ في |منذ )$")
_NEAR = 60
#: `كل مساء عند الخامسة`, `صباح الاثنين قداس في العاشرة`: the part of the day that the sentence tells.
_PART = re.compile(r"(?<![\u0621-\u064a])[ول]?(صباح|فجر|ظهر|عصر|مساء|ليل)ه?(?![\u0621-\u064a])")
_PARTS = {"صباح": "MO", "فجر": "MO", "ظهر": "AF", "عصر": "AF", "مساء": "EV", "ليل": "NI"}


def in_half(text: Text, found: Found, memory: Memory) -> Found:
    """The hour with the half of the day that what was told before says; any other time of the clock itself."""
    value = found.value
    if found.rule not in _HALVES or not isinstance(value, Clock) or value.hour > _HALF:
        return found
    hour = _hour(text, found.start, value, memory)
    return found if hour == value.hour else found._replace(value=replace(value, hour=hour))


def _hour(text: Text, start: int, value: Clock, memory: Memory) -> int:
    since = max(start - _NEAR, memory.clock_at)
    if (parts := _PART.findall(SENTENCE_END.split(text.text[since:start])[-1])) and start > since:
        return on_24(value.hour, _PARTS[parts[-1]])
    told = memory.clock
    if told is not None and memory.clock_at >= memory.at:
        if start - memory.clock_at > _REACH or text.text.count("\n", memory.clock_at, start) > 1:
            return value.hour
        later = value.hour % _HALF + _HALF
        now = told.hour % _MIDNIGHT, told.minute
        if _EARLIER.search(text.text, max(0, start - _NEAR), start):
            return later if (later, value.minute) <= now else value.hour
        return later if (value.hour, value.minute) <= now < (later, value.minute) else value.hour
    return on_24(value.hour, memory.part) if memory.part in ("AF", "EV", "NI") else value.hour
