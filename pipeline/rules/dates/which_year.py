"""Which year a day and month without a year take: the nearest, or the one that the words of the sentence say.

Where the nearest year is months away ("في نوفمبر", told in May), the verb decides whether it is over or to come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipeline.rules.dates import programme, tale, tenses, verbs
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.known_days import known_year
from pipeline.rules.dates.memory import Memory
from pipeline.rules.dates.pointing import Leaning, Relative
from pipeline.rules.dates.shared_year import shared_year
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

#: From so many days on the nearest year is not sure.
_FAR, _FAR_MONTH = 120, 85
#: A day no further ahead is not one of a tale.
_SOON = 30
#: A verb is so many words before what it tells the time of.
_BESIDE, _GROWN = 2, 4
#: `السنة المالية المنتهية في 31 مارس`.
_ENDED = ("المنتهيه في ", "المنتهي في ")
#: `دعا الوفد إلى معرض في سبتمبر`, `اتفقا على لقاء في سبتمبر`: between what people plan by and its time.
_PLANNED = frozenset({"الي", "علي"})
#: From منذ on to a date, with no other end between them.
_SINCE = re.compile(r"(?<![^ \nو])منذ (?:(?!الي |حتي )[\u0621-\u064a]+ ){1,6}$")
_NEAR = 60
_IN = frozenset({"في", "وفي", "ففي", "بحلول", "وبحلول"})
#: The word behind a date, as in `في يوليو عاد`, `وفي يوليو، قضت`.
_NEXT_WORD = re.compile(r"( ?،)? ([\u0621-\u064a]+)")
#: Between a year and the day in it: `سنة 1972، يوم 16 سبتمبر`.
_IN_THAT_YEAR = re.compile(r" ?[،,] ?و?(?:(?:في|بتاريخ) )?")


def with_year(text: Text, found: Found, value: Day, reference: date, memory: Memory) -> Value:
    """A day and month of the year nearest to `reference`, or of the one that the sentence says."""
    if memory.year_at > 0 and _IN_THAT_YEAR.fullmatch(text.text, memory.year_at, found.start):
        return in_year(value, memory.year or reference.year)
    if (known := known_year(text, found.start, value)) is not None:
        return replace(value, year=known)
    if (shared := shared_year(text, found, value)) is not None:
        return in_year(value, shared)
    nearest = value.resolve(reference)
    first = nearest.exact() or nearest.exact_first()
    if first is None:
        return nearest
    ahead, done = first > reference, _is_done(text, found)
    to_come = not done and _is_to_come(text, found)
    if (year := tale.year_told(text, found, value, nearest, reference, memory.tale, to_come=to_come)) is not None:
        return in_year(value, year)
    if ahead and (_is_since(text, found.start) or text.text.endswith(_ENDED, 0, found.start)):
        return Leaning(value, -1)
    if ahead and value.day is None and programme.heads_line(text.text, found.start, found.end):
        return Leaning(value, 1 if (memory.year or 0) > reference.year else -1)
    over = ahead and (value.day is None or (first - reference).days > _SOON)
    if over and not to_come and (done or _has_happened(text, found)):
        told = memory.tale if tale.is_long_ago(text, found.start, reference, memory.tale) else None
        return Leaning(value, -1) if told is None else in_year(value, told.year_of(value.month or 1))
    if value.day is None and first < reference.replace(day=1) and verbs.will_be(text, found.start):
        return Leaning(value, 1)
    if done or abs((first - reference).days) < (_FAR if value.day else _FAR_MONTH):
        return nearest
    to_come = to_come or is_cue(word_before(text, found.start), "deadline") or _is_coming(text, found)
    if to_come and not ahead:
        return Leaning(value, 1)
    if ahead and value.day is None and not (to_come or tenses.begins(text, found.start) or _is_until(text, found)):
        return Leaning(value, -1)
    return nearest


def year_over(text: Text, found: Found, value: Value) -> Value:
    """`بلغت الديون 1.6% في نهاية العام`, told in the spring: the last year, whose end has been."""
    if found.modifier != "end" or value != Relative(0, "year"):
        return value
    told = tenses.sentence_before(text, found.start)
    grown = any(is_cue(word, "grew") or is_cue(word.removesuffix("ت"), "grew") for word in told[-1 - _GROWN : -1])
    over = grown or _is_done(text, found)
    return Relative(-1, "year") if over and told[-1:] != ["قبل"] and not tenses.is_to_come(text, found.start) else value


def _is_done(text: Text, found: Found) -> bool:
    """`وفي يوليو عاد`: does a verb in the perfect stand behind it?"""
    told = tenses.sentence_before(text, found.start)
    verb = _verb_behind(text, found.end, told) if told[-1:] and told[-1] in _IN else ""
    return verbs.is_perfect(verb) or is_cue(verb, "done")


def _is_to_come(text: Text, found: Found) -> bool:
    """`ستعود في يوليو`, `وفي يوليو ستعود`."""
    told = tenses.sentence_before(text, found.start)
    return tenses.is_to_come(text, found.start) or _comes(_verb_behind(text, found.end, told))


def _is_until(text: Text, found: Found) -> bool:
    """`عندي عقود حتى يوليو`, but not `انتظرت حتى يوليو`: an end that no verb says to be over."""
    told = tenses.sentence_before(text, found.start)
    return told[-1:] in (["حتي"], ["وحتي"]) and not any(map(verbs.is_perfect, told))


def _is_since(text: Text, start: int) -> bool:
    """`منذ 5 يونيو`, `منذ وضع حجر الأساس في 23 مارس`: is what began then told at an offset?"""
    clause = _SINCE.search(text.text, max(0, start - _NEAR), start)
    return tenses.is_since(text, start) or clause is not None


def in_year(value: Day, year: int) -> Day:
    """The month or day of that year; itself where the year has no such day."""
    try:
        return replace(value, year=year)
    except ValueError:
        return value


def _has_happened(text: Text, found: Found) -> bool:
    """`أوقفت في أغسطس`, `سبق أن ولدت في فبراير`: does a verb before it say that it is over?"""
    told = tenses.sentence_before(text, found.start)
    if told[-1:] == ["في"]:
        before = any(map(verbs.is_perfect, told[-1 - _BESIDE : -1])) or ("سبق" in told and "ان" in told)
        if before or verbs.was_done(text, found.start):
            return True
    return verbs.is_told_done(text, found.start)


def _is_coming(text: Text, found: Found) -> bool:
    """`العقود تنتهي في سبتمبر`, `وفي نوفمبر تستضيف`: is the verb behind it, or the nearest before it, to come?"""
    told = tenses.sentence_before(text, found.start)
    if _comes(_verb_behind(text, found.end, told)):
        return True
    for k, word in reversed(list(enumerate(told))):
        if verbs.is_perfect(word) or is_cue(word, "plan"):
            return is_cue(word, "plan") and not _PLANNED.isdisjoint(told[k + 1 : -_BESIDE])
        if _comes(word):
            return True
    return False


def _comes(word: str) -> bool:
    return is_cue(word, "scheduled") or is_cue(word, "coming") or verbs.is_future_verb(word)


def _verb_behind(text: Text, end: int, told: list[str]) -> str:
    """The word behind an offset, also behind a comma where the date opens its clause: `وفي يوليو، قضت المحكمة`."""
    found = _NEXT_WORD.match(text.text, end)
    if found is None or (found[1] and told[-1:] not in (["وفي"], ["ففي"]) and told != ["في"]):
        return ""
    return "" if found[2].startswith("و") and _comes(found[2]) else found[2]  # في أغسطس وسيعودون
