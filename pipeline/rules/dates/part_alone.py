"""A part of the day told without its day: "في المساء", "الصباح: مصارعة", "وبعد الظهر ناقشت اللجنة"."""

from __future__ import annotations

import re

from pipeline.rules.dates import programme, verbs
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.lexer import Text

_NO_ADJECTIVE = (" الي ", " الا ", " الان", " الساعه", " التي ")
#: What a part of the day that heads a line of a programme is a part of.
_DAY_ABOVE = re.compile(r"[0-9]/[0-9]|(?<![\u0621-\u064a])(?:يوم|الاثنين|الثلاثاء|الاربعاء|الخميس|السبت|الاحد)[ \n]")
_ABOVE = 300
_ALL_ALONG = tuple(f"من {part} حتي " for part in ("المساء", "الصباح", "الليل", "الفجر", "الظهر"))
#: `الليلة بـ 120 ألفا`: so much a night.
_RATE = re.compile(r"(?:دونغ|دولارا?|دولارات|يورو|وون) (?:امريكيا? )?في $")
_PRICE = re.compile(r" (?:ب ?ـ? ?|بسعر |بمبلغ )[0-9]")
#: A verb in the imperfect whose person is plain: `ننام`, `أرسم` behind كنت, `يقرؤون`.
_USUAL = re.compile(r"[وف]?(?:ن[\u0621-\u064a]{3,}|ي[\u0621-\u064a]{2,}ون)")
#: The beginning of a sentence.
_SENTENCE = ("\nو", ". و", "؛ و")
_OPENS = re.compile(r"(?:^|[\n.،؛]) ?و?$")


def is_part(text: Text, found: Found, word: str) -> bool:
    """`في المساء`, `وبعد الظهر، حضر`, but not `نشرة الظهر`, `الليلة الختامية` and `من المساء حتى الصباح`."""
    surface = text.text[found.start : found.end]
    if text.text.startswith(" التي ", found.end):
        return False  # الليلة التي احترق فيها السوق
    if surface == "الليله" and (_PRICE.match(text.text, found.end) or _is_rate(text, found.start)):
        return False
    if (
        surface == "الليله"
        and word not in ("في", "وفي")
        and text.text[found.start - 1 : found.start] in ("", " ", "\n", "«", '"')
    ):
        return not (adjective_behind(text, found.end) or is_cue(word, "media"))
    if programme.heads_line(text.text, found.start, found.end):
        return _DAY_ABOVE.search(text.text, max(0, found.start - _ABOVE), found.start) is not None
    if surface == "بعد الظهر" and _OPENS.search(text.text, max(0, found.start - 4), found.start):
        return verbs.follows_perfect(text, found.end) or text.text.endswith(_SENTENCE, 0, found.start)
    if text.text.endswith(_ALL_ALONG, 0, found.start):
        return False
    if word in ("في", "وفي") and _is_habit(text, found.start - len("في ")):
        return False
    noon = "ظهيره" in surface
    return not noon and is_cue(word, "part") and not adjective_behind(text, found.end)


def _is_habit(text: Text, end: int) -> bool:
    """`نحفر في الليل وننام في النهار`, `كنت أرسم في الصباح`: does a verb of what is usually done end at an offset?"""
    verb = word_before(text, end)
    if word_before(text, end - len(verb) - 1).lstrip("وف") in ("كنت", "كنا", "كانوا"):
        return True
    if is_cue(verb, "scheduled") or is_cue(verb, "coming") or is_cue(verb, "no_verb"):
        return False
    return _USUAL.fullmatch(verb) is not None


def _is_rate(text: Text, start: int) -> bool:
    """`250 ألف دونغ في الليلة`: so much a night."""
    return _RATE.search(text.text, max(0, start - 24), start) is not None


def adjective_behind(text: Text, end: int) -> bool:
    """Does a word with the article follow at once (`الليلة الختامية`, `اليوم الوطني`)?"""
    return text.text.startswith(" ال", end) and not text.text.startswith(_NO_ADJECTIVE, end)
