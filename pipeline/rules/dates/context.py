"""What the words around a date say: its modifier, and whether it is a date at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from pipeline.rules.dates.ages_alone import is_aged
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.furniture import is_furniture
from pipeline.rules.dates.part_alone import adjective_behind, is_part
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.single_units import is_count, is_measured
from pipeline.rules.dates.today import is_today
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text
from pipeline.rules.numbers import modifiers

_RELATIONS = {"قبل": "before", "بعد": "after", "حوالي": "approx", "نحو": "approx", "قرابه": "approx", "زهاء": "approx"}
_RELATIONS |= {"قبيل": "before", "بعيد": "after", "حدود": "approx"}
#: `قبل حلول عام 2030`, `قبل تاريخ 30 نوفمبر`.
_COMING = frozenset({"حلول", "تاريخ", "موعد"})
_WHOLE = ("ما يقرب من ", "ما يقارب ")


def modifier(text: Text, i: int, found: Found) -> tuple[int, str | None]:
    """Where the span begins after all, and its modifier; `i` is the index of its first atom."""
    if found.modifier is not None:
        return found.start, found.modifier
    if found.kind in ("date", "time", "period"):
        word = word_before(text, found.start)
        if found.kind == "time" and text.text.startswith(" تقريبا", found.end):
            return found.start, "approx"
        if word in _COMING:
            word = word_before(text, found.start - len(word) - 1)
        return found.start, _RELATIONS.get(word) or (_RELATIONS.get(word[1:]) if word[:1] in "وفبل" else None)
    if found.kind == "set":
        return found.start, None
    told = modifiers.before(text, i) or modifiers.behind(text, found.after, found.end)
    for whole in _WHOLE:
        if told == "approx" and text.text.endswith(whole, 0, found.start):
            return found.start - len(whole), told
    return found.start, told


def is_date(text: Text, found: Found) -> bool:
    """Does what was found mean a point or a stretch of time here? Weak forms need a word beside them that says so."""
    check = _CHECKS.get(found.rule)
    return check is None or check(text, found, word_before(text, found.start))


def is_name(text: Text, found: Found) -> bool:
    """Is a day and month the name of a street or a school (`شارع 30 أبريل`), Tet of a person, or a part of the page?"""
    if is_furniture(text, found):
        return True
    if found.rule == "lunar day" and text.text[found.start : found.end] == "تيت":
        return is_cue(word_before(text, found.start), "person")
    if found.rule not in ("day month", "numeric day") or not isinstance(found.value, Day) or found.value.year:
        return False
    return is_cue(word_before(text, found.start), "named_day")


def _is_near_day(text: Text, found: Found, word: str) -> bool:
    """Not `صحيفة الغد`, `من أجل غد أفضل`, `أسئلة الأمس`."""
    surface = text.text[found.start : found.end]
    if surface == "امس" and text.text[found.start - 1 : found.start] == "ل":  # لأمس, not the verb لامس
        return text.view.raw[text.view.raw_start(found.start)] == "أ"
    if surface == "غد":
        return text.text[found.end : found.end + 1] != " " or text.text.startswith(" ال", found.end)
    return not (surface in ("الغد", "الامس") and (is_cue(word, "media") or _noun_before(text, found.start, word)))


def _noun_before(text: Text, start: int, word: str) -> bool:
    """Does a noun that it specifies stand before it (`أسئلة الأمس`), no particle and no name of time?"""
    at = bisect_left(text.atoms, start, key=lambda atom: atom.start) - 1
    timed = at >= 0 and text.atoms[at].end == start - 1
    return text.text[start - 1 : start] == " " and len(word) > 3 and word.endswith("ه") and not timed


def _is_this_day(text: Text, found: Found, word: str) -> bool:
    """Not `هذا اليوم الرياضي`."""
    day = isinstance(found.value, Relative) and found.value.grain == "day"
    return not (day and adjective_behind(text, found.end))


def _is_all(text: Text, found: Found, word: str) -> bool:
    return text.text.strip(" .،") == text.text[found.start : found.end]


def _is_weekday(text: Text, found: Found, word: str) -> bool:
    """Not `صلاة الجمعة` and `بين الاثنين` (the two)."""
    return not is_cue(word, "weekday_no") and not (word in ("بين", "وبين") and isinstance(found.value, Weekday))


def _is_year(text: Text, found: Found, word: str) -> bool:
    """Not `المدير العام السابق`."""
    if not (isinstance(found.value, Relative) and found.value.grain == "year"):
        return True
    adjective = text.text.startswith("العام", found.start) and word.lstrip("وفبلك").startswith("ال")
    return not (is_cue(word, "title") or (found.anchored and adjective))


def _is_decade(text: Text, found: Found, word: str) -> bool:
    """Not `في الخمسينيات من عمره`, `امرأة في الخمسينيات`."""
    return not (text.text.startswith((" من عمر", " من العمر"), found.end) or is_aged(text, found.start))


_CHECKS: dict[str, Callable[[Text, Found, str], bool]] = {
    "today": is_today,
    "decade": _is_decade,
    "yesterday": _is_near_day,
    "tomorrow": _is_near_day,
    "this unit": _is_this_day,
    "unit alone": _is_all,
    "single unit": is_measured,
    "part alone": is_part,
    "weekday": _is_weekday,
    "pointed unit": _is_year,
    "measure": is_count,
}
