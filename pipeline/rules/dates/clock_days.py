"""Which day a time of the clock belongs to that tells none of its own.

What happens every day has no day ("يستيقظ في الساعة الرابعة"). A clock that begins its line is an entry (see
programme.py). Any other is of the day last told of: but what is to come is not of a day that is over, what has
happened not of one that is to come, and the hours before noon that follow an evening are those of the next morning.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.rules.dates import tenses, verbs
from pipeline.rules.dates.cues import is_cue, words
from pipeline.rules.dates.tables import bare
from pipeline.rules.dates.timetable import tells_no_day
from pipeline.rules.lexer import Text

_REACH = 160
#: The verb of a clock is among so many words before it.
_NEAREST = 14
#: What is done every day may be told in so few words behind it.
_SOON = 3
#: So many clocks and verbs make a tale of a text that tells no day one of every day.
_SEVERAL = 2
_CLOCK = re.compile(r"الساعه \S+|[0-9]:[0-9]{2}|ه (?:فجرا|صباحا|مساء|ليلا|ظهرا|عصرا)(?![\u0621-\u064a])")
#: A longer paragraph is none that somebody wrote.
_PARAGRAPH = 4000
_END = re.compile(r"[؟!?؛\n]|[.](?![0-9])")
_WORD = re.compile(r"[\u0621-\u064a]+")
_EVERY = re.compile(
    r"ساعات (?:ال)?(?:عمل|دوام)|"
    r"(?:^|[ \n])[وب]?كل (?:يوم|ليله|صباح|مساء|فجر|اسبوع|شهر|عام|سنه|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد)"
    r"(?![\u0621-\u064a])|من (?:يوم )?ال(?:اثنين|ثلاثاء|احد|سبت) (?:الي|حتي) (?:يوم )?ال(?:جمعه|سبت|احد|خميس)"
)
#: `المكتبة مفتوحة حتى الساعة 22:00`.
_OPEN_UNTIL = ("مفتوحه حتي ", "مفتوح حتي ", "مفتوحا حتي ")
#: A verb in the imperfect: what is between its person and its ending is looked up.
_IMPERFECT = re.compile(r"[وفل]?[يتن]([\u0621-\u064a]{2,}?)(?:ون|وا|ين|ان)?")

#: A city, and no `كان`.
_CAN_THO = "كان ثو"

Tense = Literal["habit", "opening", "past", "to come", "unknown"]


def tense(text: Text, start: int, end: int) -> Tense:
    """What the sentence around a clock at view offsets `start` to `end` says about when it is."""
    before, behind = _sentence(text.text, start, end)
    told = _WORD.findall(before.replace(_CAN_THO, ""))
    if _EVERY.search(before) or _EVERY.search(behind) or before.endswith(_OPEN_UNTIL):
        return "habit"
    if tenses.was_planned(before):
        return "past"
    near = told[-_NEAREST:]
    if _last_verb([word for word in near if not is_cue(word, "was")]) == "past":
        return "past"
    if any(is_cue(word, "habit") for word in (*told, *_WORD.findall(behind))):
        return "habit"
    if "habit" in map(_of_verb, _WORD.findall(behind)[:_SOON]):
        return "habit"
    if any(map(_is_run, near, near[1:], [*near[2:], ""])):
        return "opening"
    found = _last_verb(near)
    if found == "opening" and "to come" in map(_of_verb, near):
        return "to come"
    return "unknown" if found == "habit" and _while(told) else found


def _last_verb(told: list[str]) -> Tense:
    """The tense of the last verb that the cues know."""
    return next((found for word in reversed(told) if (found := _of_verb(word)) != "unknown"), "unknown")


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
    if verbs.is_future_verb(word):
        return "to come"
    verb = _IMPERFECT.fullmatch(word)
    if verb is None:
        return "unknown"
    return "habit" if verb[1] in words("habit_verb") else "opening" if verb[1] in words("opening") else "unknown"


def _is_run(verb: str, noun: str, next_noun: str) -> bool:
    """`تقلع الرحلة`, `تنطلق أول رحلة`: what goes by a timetable, or once where a day is told beside it."""
    found = _IMPERFECT.fullmatch(verb)
    if found is None or found[1] not in words("runs"):
        return False
    return bare(next_noun if noun in ("اول", "اخر") else noun) in words("service") | words("trip")


def is_done_every_day(text: Text, start: int, end: int, told: int) -> bool:
    """Does the paragraph of a clock tell what is done every day, no event, and no day (the last one ends at `told`)?

    Where the whole text tells no day, several hours in the present tense are enough.
    """
    first = text.text.rfind("\n", max(0, start - _PARAGRAPH), start) + 1
    last = text.text.find("\n", end, end + _PARAGRAPH)
    last = len(text.text) if last < 0 else last
    if told > first or last - first > _PARAGRAPH:
        return False
    habit = _tells_habits(text.text[first:last])
    return habit == "habit" or (habit == "present" and tells_no_day(text.text))


@lru_cache(maxsize=16)
def _tells_habits(paragraph: str) -> Literal["habit", "present", "no"]:
    """Does a paragraph tell what is done every day ("habit"), or several hours and what is done at them ("present")?"""
    found = _WORD.findall(paragraph.replace(_CAN_THO, ""))
    told = set(map(_of_verb, found))
    if "past" in told or any(map(_is_perfect, found)):
        return "no"
    if "habit" in told or any(is_cue(word, "habit") for word in found):
        return "habit"
    told_verbs, clocks = sum(map(verbs.is_imperfect, found)), len(_CLOCK.findall(paragraph))
    once = "to come" in told or not words("live").isdisjoint(map(bare, found))
    return "present" if min(told_verbs, clocks) >= _SEVERAL and not once else "no"


def _is_perfect(word: str) -> bool:
    """`أوفدت`: is it a verb in the perfect, feminine, but for `قالت` and its like?"""
    return verbs.PERFECT.fullmatch(word) is not None and not is_cue(word, "reported")


def _while(told: list[str]) -> bool:
    """`بينما كان يعبر`, `عندما كانت تسير`: one event, told in the imperfect."""
    return not words("while").isdisjoint(told)


_CUES: dict[str, Tense] = {"scheduled": "to come", "happened": "past"}
