"""A year told by four digits alone: "منذ 2009", "(1950)", "مواليد 1986", "تصنيف الجامعات 2025،".

Four digits without a sign between them are nearly always a year in the news; what counts people or tonnes has a
thousands sign. A comparator before them or a counted noun behind them says that they count after all.
"""

from __future__ import annotations

import re

from pipeline.rules.dates.days import Year
from pipeline.rules.dates.days import _with_era as with_era
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, follows
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text
from pipeline.rules.numbers.modifiers import before

_CUES = frozenset(
    ["في", "منذ", "بحلول", "حتي", "مواليد", "قبل", "بعد", "الي", "من", "بين", "خلال", "لعام", "لسنه", "دوره", "نسخه", "كاس", "مونديال", "اولمبياد", "موسم", "حرب", "خريجه", "خريج", "دفعه", "انتخابات", "ميزانيه", "موازنه", "ولد", "ولدت", "المولود", "المولوده", "مطلع", "اوائل", "اواخر", "نهايه", "بدايه", "منتصف", "عام", "سنه", "هي", "هو", "ايار", "وفي", "ومنذ"]
)
#: What may not follow a year: another letter or digit, a sign that makes it part of a code or an amount.
_BEHIND = re.compile(r"[A-Za-z0-9]|[/\-:][0-9A-Za-z]|[.,٫٬][0-9]| ?%| ?[$€£]")
_FREE = re.compile(
    r" ?(?:$|[\n\r.,،؛:!?؟()\[\]\"»«“”'|\-/*#•…]|[^\u0621-\u064aA-Za-z0-9 ])| (?:في|من|الي|علي|عن|بين|خلال|حتي|منذ|ان|الذي|التي|مع|ثم|عند|لدي|بعد|قبل|[وفلب][\u0621-\u064a]{2,})[ \n]"
)
_COUNTS = ("unit", "unit_plural", "scale", "scale_plural", "currency", "percent")
_CERTAIN = range(1800, 2101)


def read_bare_year(text: Text, i: int) -> Found | None:
    """The year that the digit run `i` is, if it is one."""
    atom = text.atoms[i]
    if len(atom.digits) != 4 or not atom.digits.isdecimal() or atom.definite:
        return None
    number, end = int(atom.digits), atom.end
    start = atom.start
    left = text.text[start - 1 : start]
    if left in ("/", "-", ".", ":", ",", "#", "$", "€", "£", "_", "°", "+", "№") or _BEHIND.match(text.text, end):
        return None
    year = with_era(text, Year(number, end, i + 1))
    if year.hijri is None and (number not in _CERTAIN or not _is_year(text, i, start, end)):
        return None
    value: Value = Hijri(number) if year.hijri else Day(number)
    calendar = "hijri" if year.hijri else None
    return Found(start, year.end, year.after, value, "bare year", calendar=calendar)


def _is_year(text: Text, i: int, start: int, end: int) -> bool:
    if any(follows(text, i + 1, category) is not None for category in _COUNTS) or before(text, i) not in (
        None,
        "approx",
    ):
        return False
    if text.text[start - 1 : start] == "(":
        return text.text[end : end + 1] in (")", "م", " ", "،", ",")
    word = _word_before(text.text, start - len(text.atoms[i].particle))
    if word in _CUES or word.lstrip("وفبل") in _CUES:
        return True
    if word in ("رقم", "صفحه", "ص", "الرقم", "غرفه", "خط"):
        return False
    return _FREE.match(text.text, end) is not None


def _word_before(text: str, start: int) -> str:
    return text[max(0, start - 20) : start].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]
