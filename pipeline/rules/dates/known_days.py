"""Days that all the world names without their year: "هجمات 11 سبتمبر", "ثورة 25 يناير", "هجوم السابع من أكتوبر"."""

from __future__ import annotations

from pipeline.rules.dates.found import word_before
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text

_ATTACKS = {(9, 11): 2001, (10, 7): 2023, (8, 7): 1998}
_REVOLTS = {
    (1, 25): 2011,
    (6, 30): 2013,
    (7, 14): 1958,
    (7, 23): 1952,
    (9, 26): 1962,
    (10, 14): 1963,
    (10, 17): 2019,
}
_WARS = {(6, 5): 1967, (10, 6): 1973, (10, 7): 2023}
#: What stands before such a day, and the years of its months and days.
_YEARS = {
    "هجمات": _ATTACKS,
    "هجوم": _ATTACKS,
    "احداث": _ATTACKS,
    "اعتداءات": _ATTACKS,
    "ثوره": _REVOLTS,
    "انتفاضه": _REVOLTS,
    "حرب": _WARS,
}


def known_year(text: Text, start: int, day: Day) -> int | None:
    """The year of the day at an offset, by the noun before it: 2001 for `هجمات 11 سبتمبر`."""
    if day.month is None or day.day is None:
        return None
    noun = word_before(text, start).lstrip("وبل")
    return _YEARS.get(noun, {}).get((day.month, day.day))
