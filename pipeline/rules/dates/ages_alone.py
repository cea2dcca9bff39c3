"""Ages told by an ordinal alone: "سيدة في الثامنة والستين", "كان في التاسعة", "ابنة السابعة", "أتمت الثامنة عشرة"."""

from __future__ import annotations

import re

from pipeline.rules.dates.ages import OLDEST, found_age, start_of_number, years
from pipeline.rules.dates.counted import counted
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, end_of, numbered, word_before
from pipeline.rules.dates.verbs import follows_perfect
from pipeline.rules.lexer import Text

_SON = ("ابن", "ابنه")
#: Who is told of, and perhaps that it is long ago: `كان في`, `وهي اليوم في`, `كانت الطفلة في`.
_WAS = re.compile(
    r"(?<![\u0621-\u064a])[وف]?(?:(?:كان|كانت|كنت|هو|هي|انا)"
    r"(?: (?:بعد|انذاك|يومها|يومئذ|وقتها|حينها|اليوم|الان|لا يزال|لا تزال|ما زال|ما زالت))?|كانت? ال(?P<who>\S+)) في $"
)
_NEAR = 40
#: `دون الخامسة عشرة`, `بلغت الثانية والتسعين`; round numbers may be degrees.
_REACHED = re.compile(
    r"(?<![\u0621-\u064a])[وف]?(?:"
    r"(?P<sure>(?:لم |قد )(?:[يت]كن قد )?[يت]?(?:بلغت?|تجاوزت?)|(?:حين|عندما|لما) بلغت?|"
    r"س[يت](?:بلغ|تجاوز)|اتمت?|اكملت?)|"
    r"دون|فوق|تجاوزوا|[يت]?(?:بلغت?|تجاوزت?|ناهزت?)|تخطت|تخطي) $"
)
#: What a small number may stand behind too: `أتم العاشرة`, `حين بلغت السابعة`.
_SURELY = ("اتم", "اكمل", "حين", "عندما", "لما")
_STOPS = ("", "،", ".", "؛", "\n", ")", '"', "»")
_WHEN = (" حين ", " حينما ", " عندما ", " لما ")
_GOES_ON = (*_WHEN, " في ", " عام ", " سنه ", " و")
#: Behind an ordinal: what it is one of, or what an hour is told with.
_ORDERS = re.compile(
    r" (?:من (?!عمر|العمر)|و?ال(?:نصف|ربع|ثلث)|الا |صباحا|مساء|ليلا|ظهرا|عصرا|فجرا|بعد الظهر|بال?توقيت)"
)
#: The tale of a life: somebody was born in a sentence before.
_BORN = re.compile(r"(?<![\u0621-\u064a])[وف]?(?:ولد|ولدت|مولود|مواليد)(?![\u0621-\u064a])[^\n]*[.]")
_OPENS = re.compile(r"(?:\n|[.؟!] )و?في $")
_LIFE = 300


def read_age_alone(text: Text, i: int) -> Found | None:
    """An ordinal of the feminine, without a noun, behind في or a verb of reaching, or behind ابن.

    Hours have no more than twelve: a small one is an age only where it is said who was in it.
    """
    number, after = numbered(text, i)
    first, start, end = text.atoms[i], start_of_number(text, i), end_of(text, after)
    feminine = text.text.endswith(("ه", "ين"), 0, first.end)  # العشرين has but one form
    if not 2 < number <= OLDEST or not feminine or not text.text.startswith("ال", first.start):
        return None
    if _ORDERS.match(text.text, end) or counted(text, after) is not None:
        return None
    decade = number % 10 == 0 and number >= 20 and after == i + 1
    word = word_before(text, start)
    if word in ("في", "وفي"):
        told = _is_in(text, start, end, "decade" if decade else "hour" if number <= 12 else "age")
    else:
        told = word.lstrip("ول") in _SON or _is_reached(text, start, end, sure_only=decade, done_only=number <= 12)
    return found_age(text, start, after, years(number)) if told else None


def is_aged(text: Text, start: int) -> bool:
    """`كان في`, `طفل في`: is who was of an age told before an offset?"""
    before = text.text[max(0, start - _NEAR) : start]
    was = _WAS.search(before)
    if was is not None:
        return was["who"] is None or is_cue(was["who"], "aged")
    return is_cue(word_before(text, start - len("في ")), "aged")


def _is_in(text: Text, start: int, end: int, size: str) -> bool:
    """`في الثامنة والستين`, `كان في التاسعة`, `في الثلاثين،`."""
    if size == "age" or is_aged(text, start):
        return True
    if size == "hour":
        life = text.text[max(0, start - _LIFE) : start]
        return _OPENS.search(life) is not None and _BORN.search(life.rpartition("\n")[2]) is not None
    return _ends(text, end) or follows_perfect(text, end)


def _is_reached(text: Text, start: int, end: int, *, sure_only: bool, done_only: bool) -> bool:
    verb = _REACHED.search(text.text, max(0, start - _NEAR), start)
    if verb is None or not (_ends(text, end) or text.text.startswith(_GOES_ON, end)):
        return False
    if done_only:
        return (verb["sure"] or "").startswith(_SURELY)
    return verb["sure"] is not None or not sure_only or text.text.startswith((*_WHEN, " عام "), end)


def _ends(text: Text, end: int) -> bool:
    return text.text[end : end + 1] in _STOPS or text.text.startswith(_WHEN, end)
