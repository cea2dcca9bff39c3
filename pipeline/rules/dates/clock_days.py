"""Which day a time of the clock belongs to that tells none of its own.

What happens every day has no day ("يستيقظ في الساعة الرابعة"). A clock that begins its line is an entry (see
programme.py). Any other is of the day last told of: but what is to come is not of a day that is over, what has
happened not of one that is to come, and the hours before noon that follow an evening are those of the next morning.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.rules.dates import tenses
from pipeline.rules.dates.cues import words
from pipeline.rules.lexer import Text

_REACH = 160
#: The verb of a clock is among so many words before it.
_NEAREST = 14
#: What is done every day may be told in so few words behind it.
_SOON = 3
_END = re.compile(r"[.؟!?؛\n]")
_WORD = re.compile(r"[\u0621-\u064a]+")
_EVERY = re.compile(
    r"ساعات (?:ال)?(?:عمل|دوام)|"
    r"(?:^|[ \n])[وب]?كل (?:يوم|ليله|صباح|مساء|فجر|اسبوع|شهر|عام|سنه|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد)"
    r"(?![\u0621-\u064a])|من (?:يوم )?ال(?:اثنين|ثلاثاء|احد|سبت) (?:الي|حتي) (?:يوم )?ال(?:جمعه|سبت|احد|خميس)"
)
#: A verb in the imperfect: what is between its person and its ending is looked up.
_IMPERFECT = re.compile(r"[وفل]?[يتن]([\u0621-\u064a]{2,}?)(?:ون|وا|ين|ان)?")

Tense = Literal["habit", "opening", "past", "to come", "unknown"]


def tense(text: Text, start: int, end: int) -> Tense:
    """What the sentence around a clock at view offsets `start` to `end` says about when it is."""
    before, behind = _sentence(text.text, start, end)
    told = _WORD.findall(before)
    if _EVERY.search(before) or _EVERY.search(behind):
        return "habit"
    if not words("habit").isdisjoint(told) or not words("habit").isdisjoint(_WORD.findall(behind)):
        return "habit"
    if "habit" in map(_of_verb, _WORD.findall(behind)[:_SOON]):
        return "habit"
    for word in reversed(told[-_NEAREST:]):
        if (found := _of_verb(word)) != "unknown":
            return "unknown" if found == "habit" and _while(told) else found
    return "unknown"


def _sentence(body: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before and behind the offsets, no further than `_REACH` characters."""
    before = body[max(0, start - _REACH) : start]
    begun = max((match.end() for match in _END.finditer(before)), default=0)
    behind = body[end : end + _REACH // 2]
    over = _END.search(behind)
    return before[begun:], behind[: over.start()] if over else behind


def _of_verb(word: str) -> Tense:
    """The tense of a word, if it is a verb that the cues know."""
    for cue, found in _CUES.items():
        if word in words(cue) or (word[0] in "وف" and word[1:] in words(cue)):
            return found
    if tenses.is_future_verb(word):
        return "to come"
    verb = _IMPERFECT.fullmatch(word)
    if verb is None:
        return "unknown"
    return "habit" if verb[1] in words("habit_verb") else "opening" if verb[1] in words("opening") else "unknown"


def _while(told: list[str]) -> bool:
    """`بينما كان يعبر`, `عندما كانت تسير`: one event, told in the imperfect."""
    return not words("while").isdisjoint(told)


_CUES: dict[str, Tense] = {"scheduled": "to come", "happened": "past"}
