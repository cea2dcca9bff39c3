"""Days and months by name, with their years: "18 يوليو 2023", "الثالث عشر من شباط", "شباط الرابع عشر", "مايو 2024"."""

from __future__ import annotations

import re

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, adjacent, counts, end_of, reading, spelled, start_of, whole, word_before
from pipeline.rules.dates.months import CATEGORIES, Month, attached, read_month
from pipeline.rules.dates.pointers import pointer
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.years import year_behind
from pipeline.rules.lexer import GLUED, SPACE, Text

_OF = frozenset({"من", "من شهر", "/", "-"})
#: Words that a verb follows, no month: `أنه مارس`.
_BEFORE_VERB = frozenset({"انه", "الذي", "قد"})
#: What a number behind a month counts: `في يونيو 14 طفلا`.
_COUNTED = re.compile(r" (?!ايضا|صباحا|ظهرا|فجرا|عصرا|ليلا|هذا|كذا)[\u0621-\u064a]{2,}ا(?![\u0621-\u064a])")
_NOUN = re.compile(r" (?!ال|في |من |عام |سنه )[\u0621-\u064a]{3,}")


def read_day_month(text: Text, i: int, start: int) -> Found | None:
    """A day's number at atom `i` and the month behind it, with or without a year."""
    number, after = whole(text, i), i + 1
    words = None if number >= 0 else spelled(text, i, "ordinal") or spelled(text, i, "cardinal")
    if words is not None:
        number, after = words
    if not 1 <= number <= 31 or not adjacent(text, after, _OF) or text.atoms[i].readings.get("fraction"):
        return None
    if words is not None and is_feminine(text, i):
        return None
    month = read_month(text, after)
    if month is None or attached(text, after) or (month.weak and _is_score(text, after, month)):
        return None
    return dated(text, start, month, number)


def is_feminine(text: Text, i: int) -> bool:
    """`الأيام الأولى من أكتوبر`, `السابعة ماي`: a day is masculine, and so is its ordinal; `ثان ماي` is a name."""
    ordinal = text.atoms[i].readings.get("ordinal")
    return ordinal is not None and text.text.endswith(("ه", "اولي", "ثان"), 0, text.atoms[i].end)


def read_first_day(text: Text, i: int) -> Found | None:
    """`غرة شوال`, `غرة مايو 2024`."""
    month = read_month(text, i + 1) if adjacent(text, i + 1) else None
    if month is None or attached(text, i + 1):
        return None
    return dated(text, start_of(text, i, "first_day"), month, 1)


def _is_score(text: Text, i: int, month: Month) -> bool:
    """`2-صفر` and `2/صفر` are scores, unless a year follows in the same way."""
    sign = text.between(i - 1).strip(" ")
    if text.atoms[i].gap == GLUED:
        return True
    return sign in ("-", "/") and text.text[month.end : month.end + 2].strip(" ")[:1] != sign


def dated(text: Text, start: int, month: Month, day: int | None) -> Found | None:
    """The date of a month and perhaps a day, with the year that stands behind it."""
    year = year_behind(text, month.after)
    end, after = (month.end, month.after) if year is None else (year.end, year.after)
    hijri = month.hijri if year is None or year.hijri is None else year.hijri
    if month.hijri and year is not None and year.hijri is None:
        hijri = year.number < 1600
    value = _value(None if year is None else year.number, month, day, hijri)
    if value is None:
        return None
    rule = "day month" if day else "month"
    return Found(start, end, after, value, rule, calendar="hijri" if month.hijri or hijri else None)


def _value(year: int | None, month: Month, day: int | None, hijri: bool) -> Value | None:
    if month.hijri and not hijri:
        year = None  # a month of one calendar with a year of the other has no day
    try:
        return Hijri(year, month.number, day) if month.hijri else Day(year, month.number, day)
    except ValueError:
        return None


def read_named_month(text: Text, i: int) -> Found | None:
    """A date that begins with a month: "مايو 2024", "شباط الرابع عشر", "سبتمبر 10, 2001"."""
    month = read_month(text, i)
    if month is None:
        return None
    category = next(c for c in ("unit", *CATEGORIES) if reading(text, i, c) is not None)
    start = start_of(text, i, category)
    day = None if month.weak else _day_behind(text, month)
    if day is not None:
        return dated(text, start, *day)
    found = dated(text, start, month, None)
    return found if found is None or _is_month(text, found, month) else None


def _is_month(text: Text, found: Found, month: Month) -> bool:
    """A name that is another word too needs a year, or a preposition before it and nothing behind it."""
    word = word_before(text, found.start)
    if word.lstrip("ولب") in _BEFORE_VERB and text.text[found.start : found.end] == "مارس":
        return False  # وأنكر أنه مارس ضغطًا
    if not month.weak or (found.end > month.end and "،" not in text.text[month.end : found.end]):
        return found.end > month.end or not is_cue(word, "no_month")
    behind = text.text[found.end : found.end + 2].strip(" ")
    pointed = pointer(text, month.after, definite=True)
    if pointed is not None and not pointed[2]:
        return True  # رمضان المقبل, أوت الفارط
    return is_cue(word, "month") and not behind[:1].isalpha()


def _day_behind(text: Text, month: Month) -> tuple[Month, int] | None:
    i = month.after
    if month.hijri or not adjacent(text, i):
        return None
    number, after = whole(text, i), i + 1
    if number < 0:
        words = spelled(text, i, "ordinal") or spelled(text, i, "cardinal")
        number, after = words if words is not None and text.atoms[i].gap == SPACE else (0, i)
        if reading(text, i, "ordinal") is None and _NOUN.match(text.text, end_of(text, after)):
            return None  # منذ سبتمبر سبع حوادث
        if words is not None and any(r.particle for r in text.atoms[i].readings.values()):
            return None
    elif text.atoms[i].particle or text.text[text.atoms[i].end : text.atoms[i].end + 1] in ("/", ":", "-", "%"):
        return None
    if not 1 <= number <= 31 or counts(text, after):
        return None
    if number > 10 and _COUNTED.match(text.text, end_of(text, after)):
        return None
    return Month(month.number, end_of(text, after), after), number
