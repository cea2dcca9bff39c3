"""Which day a time of the clock belongs to that tells none of its own.

What happens every day has no day ("يستيقظ في الساعة الرابعة"). A clock that begins its line, in a live blog or a
programme, is of the day that the last heading told. Any other is of the day last told of: but what is to come is not
of a day that is over, what has happened not of one that is to come, and the hours before noon that follow an evening
are those of the next morning.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.rules.dates.cues import words
from pipeline.rules.lexer import Text

#: A heading is no longer than so many characters.
_HEADING = 60
_REACH = 160
#: The verb of a clock is among so many words before it.
_NEAREST = 14
_END = re.compile(r"[.؟!?؛\n]")
#: A line of a programme or a live blog, which is no heading.
_ENTRY = re.compile(r"\n?[ \-*•–(]*[0-9]{1,2}[:h][0-9]{2}")
_WORD = re.compile(r"[\u0621-\u064a]+")
_EVERY = re.compile(
    r"(?:^|[ \n])[وب]?كل (?:يوم|ليله|صباح|مساء|فجر|اسبوع|شهر|عام|سنه|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد)"
    r"(?![\u0621-\u064a])"
)
#: A verb in the imperfect, third person masculine; the feminine one is spelled like many nouns.
_IMPERFECT = re.compile(r"[وفل]?ي[\u0621-\u064a]{3,}")

Tense = Literal["habit", "past", "to come", "unknown"]


def tense(text: Text, start: int, end: int) -> Tense:
    """What the sentence around a clock at view offsets `start` to `end` says about when it is."""
    before, behind = _sentence(text.text, start, end)
    told = _WORD.findall(before)
    if _EVERY.search(before) or _EVERY.search(behind):
        return "habit"
    if not words("habit").isdisjoint(told) or not words("habit").isdisjoint(_WORD.findall(behind)):
        return "habit"
    for word in reversed(told[-_NEAREST:]):
        if (found := _of_verb(word)) != "unknown":
            return "unknown" if found == "habit" and _while(told) else found
    return "unknown"


def begins_line(text: Text, start: int) -> bool:
    """Does nothing but blanks and bullets stand before it on its line?"""
    before = text.text[max(0, start - 6) : start]
    return not before.rpartition("\n")[2].strip(" -*•–([") and (start < 6 or "\n" in before)


def is_heading(text: Text, start: int, end: int) -> bool:
    """Does what stands at these offsets stand on a short line that is no sentence?"""
    first = text.text.rfind("\n", max(0, start - _HEADING), start)
    last = text.text.find("\n", end, end + _HEADING)
    first, last = max(first, 0 if start < _HEADING else first), len(text.text) if last < 0 else last
    if first < 0 or last - first > _HEADING or text.text[last - 1 : last] in (".", "؟"):
        return False
    return _ENTRY.match(text.text, first) is None


def _sentence(body: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before and behind the offsets, no further than `_REACH` characters."""
    before = body[max(0, start - _REACH) : start]
    begun = max((match.end() for match in _END.finditer(before)), default=0)
    behind = body[end : end + _REACH // 2]
    over = _END.search(behind)
    return before[begun:], behind[: over.start()] if over else behind


def _of_verb(word: str) -> Tense:
    """The tense of a word, if it is a verb that the cues know or that has the form of one."""
    for cue, found in _CUES.items():
        if word in words(cue) or (word[0] in "وف" and word[1:] in words(cue)):
            return found
    if _IMPERFECT.fullmatch(word) and not (word in words("no_verb") or word[1:] in words("no_verb")):
        return "habit"
    return "unknown"


def _while(told: list[str]) -> bool:
    """`بينما كان يعبر`, `عندما كانت تسير`: one event, told in the imperfect."""
    return not words("while").isdisjoint(told)


_CUES: dict[str, Tense] = {"scheduled": "to come", "happened": "past", "habit_verb": "habit"}
