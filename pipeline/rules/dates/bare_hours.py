"""An hour told without its name: "انتهى الاجتماع في العاشرة،", "الذي وصل في التاسعة", "في العاشرة وصل الضابط"."""

from __future__ import annotations

import re

from pipeline.rules.dates import verbs
from pipeline.rules.dates.ages_alone import is_aged
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.hour_numbers import Hour, read_hour
from pipeline.rules.lexer import Text

_BEFORE_HOUR = frozenset({"في", "عند", "حتي", "منذ", "قبل", "بعد", "بحلول", "قبيل", "بعيد"})
#: `في نحو الثامنة`, `حوالي الرابعة`: near the hour.
_NEAR_HOUR = frozenset({"نحو", "حوالي", "قرابه", "زهاء", "حدود", "تمام"})
_AND_BEFORE_HOUR = _BEFORE_HOUR | {particle + word for particle in "وف" for word in _BEFORE_HOUR | _NEAR_HOUR}
#: Before which an ordinal is an hour whatever follows it: `وعند الثانية سأقول`.
_AT = ("عند", "وعند")
_STOPS = frozenset('،.؛»"\n\r')
#: An hour without its name is one among others if one is told in so many characters before it.
_REACH = 200
_HOUR = re.compile(
    r"الساعه |[0-9]:[0-9]{2}|(?:ه|عشره) (?:فجرا|صباحا|مساء|ليلا|ظهرا|عصرا)(?![\u0621-\u064a])|ه والنصف|"
    r"ه و\S+ (?:و\S+ )?دق|"
    r"(?<![\u0621-\u064a])[ول]?(?:فجر|صباح|ظهر|عصر|مساء|ليله?|منتصف الليل)(?![\u0621-\u064a])"
)
_NEXT_WORD = re.compile(r" (?!ال|لل|من |علي |في |عن |عشر|بين |ل|ب|و)[\u0621-\u064a]{3,}")
#: Verbs that are told with their hour: `وصل في التاسعة`.
_TIMED = "وصل وصلت وصلنا غادر غادرت انطلق انطلقت انتهي انتهت بدا بدات استيقظ استيقظت"
_TIMED_VERBS = tuple(f"{verb} في " for verb in _TIMED.split())
#: `في العاشرة` at the beginning of a sentence; the third of something may begin one too.
_OPENS = re.compile(r"(?:\A|\n|[.؟!] )[\"«]?و?(?:في|عند) \Z")
_FROM_FOUR = 4


def read_bare_hour(text: Text, i: int) -> Found | None:
    """`انتهى الاجتماع في العاشرة،`: an hour without its name, where nothing follows that it could order."""
    start = text.atoms[i].start + next(iter(text.atoms[i].readings.values())).skip
    word = word_before(text, start)
    near = word.lstrip("وف") in _NEAR_HOUR
    if not text.text.endswith("ه", 0, text.atoms[i].end) or not (near or word in _AND_BEFORE_HOUR):
        return None
    hour = read_hour(text, i, named=False)
    if hour is None or is_aged(text, start):
        return None
    alone = near or hour.minute > 0 or (word in _BEFORE_HOUR and _ends_there(text, hour))
    alone = alone or (word in _AT and hour.hour > 1 and not text.text.startswith(" من ", hour.end))
    if not alone and not _is_among_hours(text, start, hour) and not _is_told_by_verb(text, start, hour):
        return None
    return Found(start, hour.end, hour.after, Clock(hour.hour, hour.minute), "bare hour", "time")


def _ends_there(text: Text, hour: Hour) -> bool:
    """The hours from three on end a clause; minutes need no such thing (`في الواحدة والنصف`)."""
    behind = text.text[hour.end : hour.end + 2]
    ends = behind[:1] in _STOPS or behind == " ." or text.text.startswith((" بتوقيت ", " بالتوقيت "), hour.end)
    return 3 <= hour.hour <= 12 and ends


def _is_among_hours(text: Text, start: int, hour: Hour) -> bool:
    """`في الثانية فجرا … في الثالثة يبدأ`: an hour behind others on its line, before a word that is no noun of it."""
    verb = _NEXT_WORD.match(text.text, hour.end) is not None or verbs.follows_perfect(text, hour.end)
    return hour.hour >= 3 and verb and follows_hours(text, start)


def follows_hours(text: Text, start: int) -> bool:
    """Was a time of the clock told shortly before an offset, on its line?"""
    before = text.text[max(0, start - _REACH) : start].rpartition("\n")[2]
    return _HOUR.search(before) is not None


def _is_told_by_verb(text: Text, start: int, hour: Hour) -> bool:
    """`وصل في التاسعة`, and at the beginning of a sentence `في العاشرة وصل`."""
    if hour.hour < _FROM_FOUR or text.text.startswith((" من عمر", " من العمر"), hour.end):
        return False
    if text.text.endswith(_TIMED_VERBS, 0, start):
        return True
    return verbs.follows_perfect(text, hour.end) and _OPENS.search(text.text, max(0, start - 8), start) is not None
