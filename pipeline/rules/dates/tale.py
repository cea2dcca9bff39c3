"""The tale that a line tells: a month or a day behind a year that is over is of that year, or of the one after it.

`في 2008، عندما ضُمت ها تاي، بدأ التحضير في يناير وصدر القرار في مايو`; `في نوفمبر 2021 … ووصلت المساعدة في يناير`.
A tale of the last year holds in its sentence and where the next goes on with it (`فقد بدأ`); one of years before
holds on its line, except for the days and months about the publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date

from pipeline.rules.dates import asides, verbs
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import SENTENCE_END, Found, word_before
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

#: What stands before a year in which something happened; a year behind other words is one of a name or is compared.
_WHEN = frozenset({"في", "وفي", "ففي", "خلال", "وخلال", "منذ", "ومنذ", "حلول", "وبحلول", "بحلول"})
#: What is told of a year that a noun has: `أزمة 2021، حين بلغ السعر ذروته في سبتمبر`.
_WHEN_IT = re.compile(r" ?،? (?:حين|حينما|عندما|لما)(?![\u0621-\u064a])")
#: Before a year that is compared with: `عن العام الماضي`, `مقارنة بالعام الماضي`.
_COMPARED = frozenset({"عن", "من", "مقابل", "مع", "علي", "الي"})
#: The first month of a season.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: What goes on with the sentence before: `ما جرى العام الماضي. فقد بدأ المطر في يوليو`.
_GOES_ON = re.compile(r"[.؟!:][»\"”]? (?:فقد |ففي |اذ )")
#: `في مارس وأكتوبر`, `13 مايو و29 يوليو`, `يوليو أو سبتمبر`.
_AND = re.compile(r" ?،? ?(?:و ?|او )(?:في |شهر |شهري )?")
#: Behind a day to come only these months are of the year after.
_EARLY = 2
#: A line above and an empty one between.
_LINES_ON = 2
#: So many days from the publication, or months, what a line tells is news and no tale.
_THIS_WEEK, _NEWS, _NEWS_MONTHS = 7, 45, 1
#: `مُدد الحبس خمس مرات، آخرها في يونيو`.
_LATEST = ("اخرها في ", "اخره في ", "اخرهم في ")
#: `كل سنة في 27 يوليو`.
_EVERY = re.compile(r"(?<![\u0621-\u064a])[وف]?كل (?:عام|سنه)(?![\u0621-\u064a])")


@dataclass(frozen=True, slots=True)
class Tale:
    """The year told last, which ends at `at`, and the month and the day of it, if they were told with it.

    `due`: they are those of a deadline; `bare`: they were told without their year; `since`: something began then that
    goes on.
    """

    year: int
    month: int | None
    day: int | None
    at: int
    due: bool = False
    bare: bool = False
    since: bool = False

    def year_of(self, month: int) -> int:
        """That of a month told behind it: this year, or the next where the month has gone by."""
        return self.year if self.month is None or month >= self.month else min(self.year + 1, MAXYEAR)

    def is_off(self, reference: date) -> bool:
        """Is its month not the nearest one of that name?"""
        return self.month is not None and Day(None, self.month).resolve(reference).year != self.year


def begun(text: Text, value: Value | None, found: Found) -> Tale | None:
    """The tale that a resolved value begins or goes on with."""
    if isinstance(value, Period) and isinstance(value.end, Day) and value.end.month is not None:
        value = value.end
    if not isinstance(value, YearPart | Day) or value.year is None:
        return None
    if isinstance(value, Day) and value.month is not None:
        aside = asides.is_background(text, found.start) or _is_compared(text, found.start)
        due = is_cue(word_before(text, found.start), "deadline")
        bare = isinstance(found.value, Day) and found.value.year is None
        return None if aside else Tale(value.year, value.month, value.day, found.end, due, bare)
    if isinstance(value, YearPart) and value.code in _SEASONS:
        return Tale(value.year, _SEASONS[value.code], None, found.end)
    since = word_before(text, found.start) in ("منذ", "ومنذ")
    return Tale(value.year, None, None, found.end, since=since) if _tells_when(text, found) else None


def _tells_when(text: Text, found: Found) -> bool:
    word = word_before(text, found.start)
    if word in _WHEN or _WHEN_IT.match(text.text, found.end) or verbs.follows_perfect(text, found.end):
        return True
    return isinstance(found.value, Relative) and not _is_compared(text, found.start)


def _is_compared(text: Text, start: int) -> bool:
    return text.text[start - 1 : start] == "ب" or word_before(text, start) in _COMPARED


def year_told(
    text: Text, found: Found, value: Day, nearest: Day, reference: date, tale: Tale | None, *, to_come: bool
) -> int | None:
    """The year of the line's tale, where the month or day at hand is of it; None where the nearest year is meant."""
    if tale is None or tale.since or value.month is None or "\n" in (between := text.text[tale.at : found.start]):
        return None
    if text.text.endswith(_LATEST, 0, found.start):
        return None
    year = tale.year_of(value.month)
    if tale.bare and _AND.fullmatch(between):
        return year
    if year == nearest.year:
        return None
    same_sentence = SENTENCE_END.search(between) is None
    deadline = is_cue(word_before(text, found.start), "deadline")
    if tale.year > reference.year:
        on = (nearest.year, nearest.month or 0) < (reference.year, reference.month)
        planned = on and same_sentence and (to_come or deadline or tale.due)
        return (year if value.month <= _EARLY else tale.year) if planned else None
    if to_come or (year, value.month, value.day or 1) > (reference.year, reference.month, reference.day):
        return None
    if deadline and not (same_sentence and tale.month is None):
        return None  # صدر في مارس 2021 … قبل 10 أكتوبر; but لم يبلغه في 2024 إلا بحلول أغسطس
    if _EVERY.search(between) or _is_news(nearest, reference, _THIS_WEEK, -1):
        until = between.endswith(" حتي ") and same_sentence and tale.year < reference.year - 1
        return year if until else None
    former = tale.year < reference.year - 1 or tale.is_off(reference)
    if same_sentence and (tale.month is None or former):
        return year
    if tale.month is None and _GOES_ON.search(between) and not SENTENCE_END.search(between, 2):
        return year
    return year if former and not _is_news(nearest, reference, _NEWS, _NEWS_MONTHS) else None


def is_long_ago(text: Text, start: int, reference: date, tale: Tale | None) -> bool:
    """Did the line at an offset, or the one above it, tell a month of years ago, and no other since?"""
    if tale is None or tale.month is None or tale.year >= reference.year - 1:
        return False
    return text.text.count("\n", tale.at, start) <= _LINES_ON


def _is_news(nearest: Day, reference: date, days: int, months: int) -> bool:
    """Is a day within so many days of the publication, a month within so many months?"""
    if (day := nearest.exact()) is not None:
        return abs((day - reference).days) <= days
    ahead = 12 * (nearest.year or 0) + (nearest.month or 1) - 12 * reference.year - reference.month
    return abs(ahead) <= months
