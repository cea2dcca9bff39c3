"""Days of the Vietnamese lunar year, the Buddhist era, and holidays with a year: "تيت كوي ماو", "عيد الميلاد 2023"."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.rules.dates.foreign import Lunar
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, spelled, start_of, whole, word_before
from pipeline.rules.dates.pointers import pointer
from pipeline.rules.dates.values import Day
from pipeline.rules.dates.years import read_year
from pipeline.rules.lexer import Text

_OF = frozenset({"من", "ل", "لعام", "ايام"})
_BUDDHIST = 544
_AWAY = frozenset({"قبل", "وقبل", "بعد", "وبعد"})
#: The eve of a new year that need not be the lunar one.
_EVES = frozenset({"ليله راس السنه", "عشيه راس السنه"})
_TET = re.compile(r"(?<![\u0621-\u064a])(?:ال|ل|ب)?تيت(?![\u0621-\u064a])")
#: `العشرين من الشهر القمري الأخير`: that of the last month of the year.
_LAST, _MONTHS = " الاخير", 12


def read_tet(text: Text, i: int) -> Found | None:
    """`تيت`, `رأس السنة القمرية الجديدة جياب ثين`, `تيت 2023`, `عشية تيت`, `تيت الماضي`."""
    for category, eve in (("tet", 0), ("tet_eve", 1)):
        word = reading(text, i, category)
        if word is not None and not _is_name(text, i) and (word.entry.surface not in _EVES or _tells_tet(text.text)):
            year, place, after = _lunar_year(text, i + 1)
            start = start_of(text, i, category)
            pointed = pointer(text, after, definite=True) if year is None and place is None else None
            if pointed is not None and pointed[0] and not pointed[2]:
                return _found(text, start, pointed[1], Lunar(eve=eve, lean=1 if pointed[0] > 0 else -1))
            return _found(text, start, after, Lunar(year, eve=eve, place=place))
    return None


@lru_cache(maxsize=4)
def _tells_tet(text: str) -> bool:
    """Is the new year of a text that of the lunar calendar?"""
    return "القمري" in text or _TET.search(text) is not None


def _is_name(text: Text, i: int) -> bool:
    """`تيت ثي هاي` is a woman, `بان تيت` a cake."""
    atom = text.atoms[i]
    return text.text.startswith(" ثي ", atom.end) or word_before(text, atom.start) in ("بان", "بانه")


def _found(text: Text, start: int, after: int, value: Lunar | None) -> Found:
    return Found(start, end_of(text, after), after, value, "lunar day", calendar="vietnamese-lunar")


def _lunar_year(text: Text, i: int) -> tuple[int | None, int | None, int]:
    """The year behind Tết as a number, its place in the cycle of sixty where it is named, and the next atom."""
    name = follows(text, i, "lunar_year")
    after = i if name is None else i + 1
    place = None if name is None else name.entry.number
    year = read_year(text, after) if adjacent(text, after, frozenset({"لعام", "ل", "("})) else None
    if year is None or not 1900 <= year.number <= 2100:
        return None, place, after
    return year.number, place, year.after


def read_lunar(text: Text, i: int) -> Found | None:
    """`29 تيت`, `اليوم الأول من رأس السنة القمرية`, `ثاني أيام تيت`, `26 من الشهر القمري الحادي عشر`."""
    unit = reading(text, i, "unit")
    start_at = i + 1 if unit is not None and unit.entry.value == "D" else i
    number, after = whole(text, start_at), start_at + 1
    words = spelled(text, start_at, "ordinal") or spelled(text, start_at, "cardinal")
    if number < 0 and words is not None:
        number, after = words
    if not 1 <= number <= 30 or after >= len(text.atoms) or (start_at > i and not adjacent(text, start_at)):
        return None
    atom = text.atoms[i]
    start = atom.start + (0 if atom.digits else next(iter(atom.readings.values())).skip)
    if (days := follows(text, after, "unit_plural")) is not None:
        if days.entry.value != "D":
            return None  # ثلاثة أسابيع من تيت
        after += 1
    if words is not None and word_before(text, start) in _AWAY:
        return None  # قبل تسعة أيام من تيت
    if follows(text, after, "tet", _OF) is not None:
        year, place, after = _lunar_year(text, after + 1)
        if number >= 20:
            value = Lunar(year, eve=1, place=place) if number == 30 else Lunar(year, 0, number, place=place)
        else:
            value = Lunar(year, day=number, place=place)
        return _found(text, start, after, value)
    return _month_behind(text, start, number, after)


def _month_behind(text: Text, start: int, day: int, i: int) -> Found | None:
    if (lunar := follows(text, i, "lunar_month", _OF)) is None:
        return None
    month = spelled(text, i + 1, "ordinal") if adjacent(text, i + 1) else None
    if (
        month is None
        and follows(text, i + 1, "relative") is not None
        and text.text.startswith(_LAST, end_of(text, i + 1))
    ):
        return _found(text, start, i + 2, Lunar(None, _MONTHS, day))
    if month is None and lunar.definite:
        return _found(text, start, i + 1, None)
    if month is None or not 1 <= month[0] <= 12:
        return None
    return _found(text, start, month[1], Lunar(None, month[0], day))


def read_buddhist(text: Text, i: int) -> Found | None:
    """`السنة البوذية 2567`, `PL. 2567`: 544 years ahead of ours."""
    category = "buddhist" if reading(text, i, "buddhist") is not None else "vi_buddhist"
    if reading(text, i, category) is None or not adjacent(text, i + 1, frozenset({"."})):
        return None
    number = whole(text, i + 1)
    if not 2400 <= number <= 2700:
        return None
    value = Day(number - _BUDDHIST)
    return Found(start_of(text, i, category), end_of(text, i + 2), i + 2, value, "buddhist year", calendar="buddhist")


def read_holiday(text: Text, i: int) -> Found | None:
    """A holiday with a fixed day, only with its year: `عيد الميلاد 2023`."""
    name = reading(text, i, "holiday")
    if name is None or not adjacent(text, i + 1, _OF):
        return None
    year = read_year(text, i + 1)
    if year is None:
        return None
    month, day = map(int, name.entry.value.split("-"))
    return Found(start_of(text, i, "holiday"), year.end, year.after, Day(year.number, month, day), "holiday")
