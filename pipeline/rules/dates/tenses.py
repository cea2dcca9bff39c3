"""Past or to come: which weekday and which year is meant, by the words of the sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.cues import is_cue, words
from pipeline.rules.dates.foreign import Lunar
from pipeline.rules.dates.found import CLAUSE_END, Found, word_before
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Weekday
from pipeline.rules.dates.verbs import happened, is_future_verb, is_imperfect
from pipeline.rules.lexer import Text

#: قد before a verb in the imperfect: it may happen yet.
_MAY = re.compile(r"(?:^| )[وف]?قد (?!ت[\u0621-\u064a]{3,}ت )([يتن][\u0621-\u064a]{2,}) ")
#: `كان من المقرر`, `كان مقررا`.
_PLANNED = re.compile(r"(?<![\u0621-\u064a])[وف]?كانت? (?:من )?(?:(?:ال)?(?:مقرر|متوقع|منتظر|مفترض)|ينبغي )")
_REACH = 160
#: `الرحلة المقبلة: السبت`.
_NEXT = ("المقبله: ", "القادمه: ", "التاليه: ", "المقبل: ", "القادم: ", "التالي: ")
#: What begins on a weekday is to come.
_FROM = tuple(f"{word} من " for word in ("اعتبارا", "ابتداء", "بدءا", "انطلاقا"))
#: A clause is looked for in so many characters.
_CLAUSE = 60
_SENTENCE_END = re.compile(r"\n|\. ")
_NOTHING_ELSE = 3  # characters beside a weekday in a text that is nothing else


def settle(text: Text, found: Found) -> Found:
    """Which weekday is meant: the coming one behind a verb of the future, ل, or alone on its line, else the last."""
    value = found.value
    if isinstance(value, Lunar) and not value.lean and _is_until(text, found.start):
        return found._replace(value=replace(value, lean=1))
    if isinstance(value, Clock) and isinstance(value.on, Weekday):
        day = settle(text, found._replace(value=value.on)).value
        return found._replace(value=replace(value, on=day))
    if isinstance(value, Period) and isinstance(value.start, Weekday):
        first = settle(text, found._replace(value=value.start)).value
        if not isinstance(first, Weekday) or first.lean <= 0 or value.start.lean:
            return found
        if isinstance(value.end, Weekday):  # the days of publication may be among them
            return found._replace(value=replace(value, end=replace(value.end, lean=first.lean)))
        return found._replace(value=replace(value, start=first))
    if not isinstance(value, Weekday) or value.lean:
        return found
    word = word_before(text, found.start)
    heads = _heads_line(text, found) or len(text.text) - (found.end - found.start) <= _NOTHING_ELSE
    if heads or is_imperfect(word) or text.text[found.start - 1 : found.start] == "ل":
        # On that very weekday, `مساء الثلاثاء` may be this evening; `الثلاثاء` is in a week, today would be called so.
        return found._replace(value=Weekday(value.weekday, 2 if value.part else 1, value.part))
    alone = is_alone(text, found) or begins(text, found.start) or _is_put_off(text, found.start)
    alone = alone or text.text.endswith(_NEXT, 0, found.start)
    to_come = is_to_come(text, found.start) or _is_scheduled(text, found.start)
    if not alone and not is_cue(word, "deadline") and not to_come and not _is_until(text, found.start):
        return found
    return found._replace(value=Weekday(value.weekday, 2, value.part))


def _is_put_off(text: Text, start: int) -> bool:
    """`أرجئت المحاكمة إلى الاثنين`: does a verb of the clause put something off to the day at an offset?"""
    before = text.text[max(0, start - _CLAUSE) : start].removesuffix("يوم ")
    told = CLAUSE_END.split(before)[-1].split()
    return told[-1:] in (["الي"], ["حتي"]) and any(is_cue(word.lstrip("وف"), "put_off") for word in told)


def is_alone(text: Text, found: Found) -> bool:
    """Does the expression fill its line, or what follows a colon on it?"""
    before = text.text[max(0, found.start - _REACH) : found.start].rpartition("\n")[2].strip(" ")
    behind = text.text[found.end : found.end + 1]
    return (not before or before[-1] == ":") and (not behind or behind in "\n\r")


def _is_until(text: Text, start: int) -> bool:
    """`تتوقف الدراسة حتى الاثنين`, `يكفي حتى تيت`: an end to come; not `ترتيب الدول حتى مساء الأربعاء`."""
    if word_before(text, start) not in ("حتي", "وحتي"):
        return False
    told = sentence_before(text, start)
    return any(is_cue(word, "until") for word in told) and happened().isdisjoint(told)


def _heads_line(text: Text, found: Found) -> bool:
    """`الأربعاء: غائم`: a day of a forecast or a programme."""
    before = text.text[max(0, found.start - 3) : found.start].rstrip(" -•*")
    return text.text[found.end : found.end + 2].strip(" ")[:1] == ":" and before[-1:] in ("", "\n", ".")


def is_to_come(text: Text, start: int) -> bool:
    """Does the sentence before an offset speak of the future?"""
    before = _SENTENCE_END.split(text.text[max(0, start - _REACH) : start])[-1].replace("«", " ").replace('"', " ")
    if was_planned(before):
        return False
    may = _MAY.search(before)
    if "علي ان " in before or (may is not None and not (is_cue(may[1], "happened") or is_cue(may[1], "grew"))):
        return True
    told = before.split()
    if not _future().isdisjoint(told):
        return True
    return "س" in before and any(map(is_future_verb, told))


def was_planned(sentence: str) -> bool:
    """`كان من المقرر أن تبدأ المباراة`: what was to come then."""
    return _PLANNED.search(sentence) is not None


def _is_scheduled(text: Text, start: int) -> bool:
    """`تلعب فيتنام ضد ميانمار السبت`: is the nearest verb before an offset, of those that the cues know, to come?"""
    told = sentence_before(text, start)
    if was_planned(" ".join(told)):
        return False
    for k in range(len(told) - 1, -1, -1):
        word = told[k]
        if is_cue(word, "happened") or (k and told[k - 1] in ("لم", "ولم", "فلم") and is_imperfect(word)):
            return False  # لم تصل إلا ليلة الأربعاء
        if is_cue(word, "scheduled"):
            return True
    return False


@cache
def _future() -> frozenset[str]:
    """The words that say that a date is to come, with و and ف attached and without."""
    return frozenset(particle + word for word in words("future") for particle in ("", "و", "ف"))


def is_since(text: Text, start: int) -> bool:
    """Does منذ stand before an offset?"""
    return word_before(text, start) in ("منذ", "ومنذ")


def begins(text: Text, start: int) -> bool:
    """`ابتداء من يوليو`: does an offset tell from when on something is?"""
    return text.text.endswith(_FROM, 0, start)


def sentence_before(text: Text, start: int) -> list[str]:
    """The words of the sentence before an offset."""
    return _SENTENCE_END.split(text.text[max(0, start - _REACH) : start])[-1].split()


def is_over(text: Text, start: int) -> bool:
    """Does the verb nearest before an offset, or behind it, tell what has happened?"""
    line = text.text.find("\n", start)
    behind = text.text[start : min(start + _CLAUSE, line if line >= 0 else len(text.text))]
    told = _SENTENCE_END.split(text.text[max(0, start - _CLAUSE) : start])[-1].split()
    return not happened().isdisjoint(told + behind.split())
