"""Which year a quarter, half, season or Tết means that is told without one: the nearest, or what the sentence says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.rules.dates import tale, tenses, verbs
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.foreign import Lunar
from pipeline.rules.dates.found import SENTENCE_END, Found, word_before
from pipeline.rules.dates.pointing import Leaning
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.tale import Tale
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

#: A verb is so many words before or behind the time that it tells of, in so many characters.
_BESIDE, _CLAUSE = 3, 60
#: So many days after it Tết is no longer spoken of as to come.
_LONG_OVER = 60
#: The first and the last month of a season; the winter ends in the year after.
_YEAR = 12
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
#: What stands before the time of what is done, not before the time that a report is about.
_WHEN = frozenset({"في", "وفي", "خلال", "وخلال", "قبل", "وقبل", "بحلول"})


def in_its_year(text: Text, found: Found, value: YearPart | Lunar, reference: date, told: Tale | None) -> Value:
    """The value with what tells its year here; itself where its year is known or the nearest is meant."""
    if value.year is not None:
        return value
    if isinstance(value, YearPart):
        if (year := _of_tale(text, found, value, reference, told)) is not None:
            return replace(value, year=year)
        return (_season if value.code in _SEASONS else _part)(text, found, value, reference)
    if value.lean:
        return value
    over = (day := value.resolve(reference).exact()) is not None and (reference - day).days > _LONG_OVER
    return replace(value, lean=1) if over and tenses.is_to_come(text, found.start) else value


def _of_tale(text: Text, found: Found, value: YearPart, reference: date, told: Tale | None) -> int | None:
    """`في مطلع 2023 كانت المصانع تعمل، وسُرّح في الربع الأول 60 ألف عامل`: the year that its line tells of."""
    month = _SEASONS[value.code][1] if value.code in _SEASONS else value.months()[1]
    nearest = Day(value.resolve(reference).year, min(month, _YEAR))
    to_come = tenses.is_to_come(text, found.start) or _is_due(text, found.start)
    return tale.year_told(text, found, replace(nearest, year=None), nearest, reference, told, to_come=to_come)


def _season(text: Text, found: Found, value: YearPart, reference: date) -> Value:
    """`سافرنا في الخريف` is over, `سيعود في الشتاء` is to come; else the nearest."""
    told = tenses.sentence_before(text, found.start)
    year = value.resolve(reference).year or reference.year
    first, last = (12 * year + month for month in _SEASONS[value.code])
    now = 12 * reference.year + reference.month
    if told[-1:] not in (["في"], ["وفي"]) or first <= now <= last:
        return value
    if last < now:
        return Leaning(value, 1) if tenses.is_to_come(text, found.start) else value
    over = any(map(verbs.is_perfect, told[-_BESIDE:-1])) or verbs.follows_perfect(text, found.end)
    return Leaning(value, -1) if over and not tenses.is_to_come(text, found.start) else value


def _part(text: Text, found: Found, value: YearPart, reference: date) -> Value:
    """`زادت الأرباح في النصف الأول` is over, `سيبدأ في النصف الثاني` is to come; else the nearest.

    Of a first half people speak when it is over.
    """
    nearest = value.resolve(reference)
    first, last = nearest.months()
    now, year = (reference.year, reference.month), nearest.year or reference.year
    to_come = tenses.is_to_come(text, found.start) or _is_due(text, found.start)
    told = _is_told(text, found)
    over = told or value.code == "H1"
    until = word_before(text, found.start) in ("حتي", "وحتي")
    if (year, first) > now and not until and (tenses.is_since(text, found.start) or (over and not to_come)):
        return Leaning(value, -1)
    if (year, last) < now and to_come and word_before(text, found.start) in _WHEN and not told:
        return Leaning(value, 1)
    return value


def _is_due(text: Text, start: int) -> bool:
    """`تنتهي العقود في الربع الأول`: is a verb in the imperfect, of those that the cues know, near before it?"""
    words = tenses.sentence_before(text, start)
    near = words[-1 - _BESIDE : -1] if words[-1:] == ["في"] else []
    return any(is_cue(word, cue) for word in near for cue in ("scheduled", "coming"))


def _is_told(text: Text, found: Found) -> bool:
    """`زادت الأرباح في النصف الأول`, `في الربع الأول سجلت`: does a verb beside it say that a stretch is over?"""
    line = SENTENCE_END.split(text.text[found.end : found.end + _CLAUSE])[0]
    behind = any(_is_past(word.strip("،")) for word in line.split()[:_BESIDE])
    before = text.text[max(0, found.start - _CLAUSE) : found.start].rpartition("\n")[2].split()
    return behind or any(_is_past(word) for word in before[-1 - _BESIDE : -1])


def _is_past(word: str) -> bool:
    word = word.removeprefix("و")
    return is_cue(word, "grew") or is_cue(word, "happened") or verbs.PERFECT.fullmatch(word) is not None
