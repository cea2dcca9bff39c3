"""A year told by four digits alone: "منذ 2009", "(1950)", "مواليد 1986", "تصنيف الجامعات 2025،".

Four digits without a sign between them are nearly always a year in the news; what counts people or tonnes has a
thousands sign. A comparator before them or a counted noun behind them says that they count after all.
"""

from __future__ import annotations

import re

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, follows, joined_by_and, whole, word_before
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.verbs import is_perfect
from pipeline.rules.dates.years import Year, with_era
from pipeline.rules.lexer import Text
from pipeline.rules.numbers.context import near
from pipeline.rules.numbers.modifiers import before

#: What may not follow a year: a letter or digit, a sign that makes it part of a code or an amount.
_BEHIND = re.compile(r"[A-Za-z0-9]|[/\-:][0-9A-Za-z]|[.,٫٬][0-9]| ?%| ?[$€£]")
#: What does follow one that nothing introduces: an end, a sign, a short word that goes on with the sentence.
FREE = re.compile(
    r" ?(?:$|[^\u0621-\u064aA-Za-z0-9 ])"
    r"| (?:في|من|الي|علي|عن|بين|خلال|حتي|منذ|ان|الذي|التي|مع|ثم|عند|لدي|بعد|قبل|[وفلب][\u0621-\u064a]{2,})[ \n]"
)
_COUNTS = ("unit", "unit_plural", "scale", "scale_plural", "currency", "percent")
_LEFT = frozenset("/-.:,#$€£_°+№")
_LONGEST_LIST = 12
_YEARS = range(1, 2101)
_CERTAIN, _OLD = range(1800, 2101), range(1000, 1800)
_NEXT_WORD = re.compile(r" ([\u0621-\u064a]+)")


def read_bare_year(text: Text, i: int) -> Found | None:
    """The year that the digit run `i` is, if it is one."""
    atom = text.atoms[i]
    if len(atom.digits) != 4 or not atom.digits.isdecimal() or atom.definite:
        return None
    if text.text[atom.start - 1 : atom.start] in _LEFT or _BEHIND.match(text.text, atom.end):
        return None
    year = with_era(text, Year(int(atom.digits), atom.end, i + 1))
    told = _is_year(text, i) if year.number in _CERTAIN else _is_old(text, i)
    if year.hijri is None and not told:
        return None
    if not told and _is_metres(text, i, year):
        return None
    value: Value = Hijri(year.number) if year.hijri else Day(year.number)
    calendar = "hijri" if year.hijri else None
    return Found(atom.start, year.end, year.after, value, "bare year", calendar=calendar)


def _is_metres(text: Text, i: int, year: Year) -> bool:
    """`5000 م`, `(1500 م، حواجز)`: a race, where no word of a year stands before a round number."""
    metres = text.text.endswith(" م", 0, year.end)
    return metres and (year.number not in _YEARS or year.number % 100 == 0)


def _listed(text: Text, i: int) -> bool:
    """`في 2019 و2020 و2021`: a year behind a year that a cue introduces."""
    for k in range(i, max(0, i - _LONGEST_LIST), -1):
        joined = joined_by_and(text, k) or text.between(k - 1).strip(" ") == "،"
        if not joined or whole(text, k - 1) not in _CERTAIN:
            return False
        start = text.atoms[k - 1].start - len(text.atoms[k - 1].particle)
        if is_cue(word_before(text, start), "year"):
            return True
    return False


def _is_old(text: Text, i: int) -> bool:
    """`في 1424 سقطت القلعة`, `منذ 1291،`: a year of old, where neither a noun nor a unit follows."""
    atom = text.atoms[i]
    word = word_before(text, atom.start).lstrip("وف")
    if int(atom.digits) not in _OLD or atom.particle or word not in ("ي", "منذ"):
        return False
    behind = _NEXT_WORD.match(text.text, atom.end)
    verb = behind is not None and (is_perfect(behind[1]) or behind[1].startswith("ال"))
    return verb or FREE.match(text.text, atom.end) is not None


def _is_year(text: Text, i: int) -> bool:
    atom = text.atoms[i]
    if _listed(text, i) or text.text.endswith(("©", "© "), 0, atom.start):
        return True
    word = word_before(text, atom.start - len(atom.particle))
    if is_cue(word, "surely_year"):
        return True
    if near(text, i, "serial", words=1):
        return False
    if any(follows(text, i + 1, c) is not None for c in _COUNTS) or before(text, i) not in (None, "approx"):
        return False
    if text.text[atom.start - 1 : atom.start] == "(":
        return text.text[atom.end : atom.end + 1] in (")", "م", " ", "،", ",")
    if text.text[atom.end : atom.end + 1] == " " and _named(text, i, word):
        return True
    if int(atom.digits) % 100 == 0 and is_cue(word, "counting") and FREE.match(text.text, atom.end) is None:
        return False
    if is_cue(word, "year") or is_cue(word.lstrip("بل"), "year"):
        return True
    return not is_cue(word, "no_year") and FREE.match(text.text, atom.end) is not None


def _named(text: Text, i: int, word: str) -> bool:
    """`كأس العالم 2022 في`, `الانتفاضة الأولى 1987 صادر`: the year of what has a name, not a count of something."""
    start = text.atoms[i].start
    recent = 1900 <= int(text.atoms[i].digits) <= 2040
    return recent and word.lstrip("وفبل").startswith("ال") and text.text.find("عدد", max(0, start - 40), start) < 0
