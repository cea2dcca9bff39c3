"""Verbs beside a date: which words are verbs of what is to come, and which of what is over."""

from __future__ import annotations

import re
from functools import cache

from pipeline.rules.dates.cues import is_cue, words
from pipeline.rules.dates.found import CLAUSE_END
from pipeline.rules.lexer import Text

_FUTURE = re.compile(r"[وف]?س[يتن][\u0621-\u064a]{2,}")
_NOT_FUTURE = re.compile(
    r"[وف]?(?:سي(?:اس|اد|ار|اح|اق|اج|دن|ده|د$|دت|دات|ناء|ول|طر|ناري|نما|را$|ره$|لا$|نه$|ف$|تي$|رغي|رجي|راليون|نغ|دي$|دني|لفا|باست|مون|لان|من[زس])|ست(?:ه|ين|ون|اد|ار|وكهولم|يف|يفن|انلي|راتيجي)|سن(?:ه|وات|ين|وي|غا|تر|تيم|دات))"
)
#: The third person masculine; the feminine is spelled like many nouns.
_IMPERFECT = re.compile(r"[وف]?ي[\u0621-\u064a]{2,}")
#: A verb in the perfect, feminine or dual: no plural, and no noun of those that end in the same letter.
PERFECT = re.compile(r"(?!ال|لل|تحت|توقيت|انترنت|وقت|صوت|بيت|زيت|موت)[\u0621-\u064a]{2,}(?<![ايو])ت(?:ا(?=$))?")
#: One of a masculine plural: `زاروا`, but not `يزوروا`.
_THEY = re.compile(r"[وف]?(?!ال|ل?[يت])[\u0621-\u064a]{2,}(?<!ا)وا")
#: Words that stand between a verb and a time of something else: `اتفقا على لقاء في سبتمبر`, `قبل يوليو`.
_NOT_BEFORE = frozenset({"ان", "بان", "علي", "الي", "قبل", "حتي", "بعد", "منذ", "عن", "من", "بحلول"})
#: The verb of a clause is among so many words, in so many characters.
_NEAR, _REACH = 10, 120
_SENTENCE_END = re.compile(r"[\n.؟!؛:]")
_NEXT_CLAUSE = re.compile(r" ?، ([\u0621-\u064a]{3,})(?![\u0621-\u064a])")
_NEXT_WORD = re.compile(r" ([\u0621-\u064a]{3,})(?![\u0621-\u064a])")


def is_imperfect(word: str) -> bool:
    """`يعود الأحد`: is it a verb of what is to come?"""
    return is_cue(word, "scheduled") or (_IMPERFECT.fullmatch(word) is not None and not is_cue(word, "no_verb"))


def is_future_verb(word: str) -> bool:
    """`سيفتتح`: is it a verb with س?"""
    return "س" in word and _FUTURE.fullmatch(word) is not None and _NOT_FUTURE.match(word) is None


@cache
def happened() -> frozenset[str]:
    """The verbs that say that something is over, with و and ف attached and without."""
    return frozenset(particle + word for word in words("happened") for particle in ("", "و", "ف"))


def follows_perfect(text: Text, end: int) -> bool:
    """`وفي ديسمبر اتصلت بها`, `في يوليو عاد 41 عاملا`: does a verb in the perfect stand directly behind an offset?"""
    behind = _NEXT_WORD.match(text.text, end)
    return behind is not None and is_perfect(behind[1])


def opens_clause(text: Text, end: int) -> bool:
    """`وفي مساء اليوم نفسه، اجتمعت اللجنة`: does a verb in the perfect stand behind an offset and a comma?"""
    behind = _NEXT_CLAUSE.match(text.text, end)
    return behind is not None and is_perfect(behind[1])


def is_perfect(word: str) -> bool:
    """`فتحت`, `زاروا`, `زارها`: is it a verb of what has happened? Only some are known by their form."""
    told = word in happened() or word.removesuffix("ها") in happened()
    return told or (PERFECT.fullmatch(word) or _THEY.fullmatch(word)) is not None


def will_be(text: Text, start: int) -> bool:
    """`سوف تفتح الدورة في أكتوبر`: is the verb before an offset, in its own clause, one of the future?"""
    clauses = CLAUSE_END.split(text.text[max(0, start - _REACH) : start])
    told = clauses[-1].split()
    if told == ["في"]:  # سيصدر العدد المقبل، وهو الأخير، في سبتمبر
        told = _SENTENCE_END.split(text.text[max(0, start - _REACH) : start])[-1].replace("،", " ").split()
    if told[-1:] != ["في"]:
        return False
    for word in reversed(told[-_NEAR:]):
        if is_cue(word, "aside") or is_perfect(word):
            return False
        if is_future_verb(word) or word in ("سوف", "وسوف", "فسوف"):
            return True
    return False


def is_told_done(text: Text, start: int) -> bool:
    """`داهمت الشرطة المصنع عصر 2 ديسمبر`, `لم تفتح إلا في سبتمبر`: does the clause before an offset open so?"""
    told = CLAUSE_END.split(text.text[max(0, start - _REACH) : start])[-1].removesuffix(" في ").split()
    if not told or not _NOT_BEFORE.isdisjoint(told[1:]) or is_cue(told[0], "plan") or is_cue(told[0], "reported"):
        return False
    return is_perfect(told[0]) or told[0].lstrip("وف") == "لم"


def was_done(text: Text, start: int) -> bool:
    """`أرسلته السيدة جوليا في يونيو`: does a verb with its object open the clause before an offset?

    Behind it stands only who did it, and when; no other verb comes between.
    """
    told = CLAUSE_END.split(text.text[max(0, start - _REACH) : start])[-1].split()
    for word in reversed(told[-_NEAR:]):
        if is_cue(word, "done_to"):
            return True
        if is_imperfect(word) or is_future_verb(word) or word in ("ان", "بان", "عن"):
            return False
    return False
