"""Times that the year of the line's tale tells: where no day of publication is known, and days of the lunar year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.rules.dates.found import Found
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.tale import Tale, is_long_ago
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.which_year import in_year
from pipeline.rules.dates.within import Within
from pipeline.rules.lexer import Text

_OUR_TIME = date(2020, 1, 1)
_MIDDLE = 6, 15


def undated(text: Text, found: Found, value: Value, tale: Tale | None) -> Value:
    """Without a day of publication: a month or a season of the year that its line tells of, the last century."""
    if isinstance(value, Relative) and value.grain == "century":
        return value.resolve(_OUR_TIME)
    if not isinstance(value, Day | YearPart) or value.year is not None or tale is None or not _holds(text, found, tale):
        return value
    if isinstance(value, YearPart):
        return replace(value, year=tale.year)
    return value if value.month is None else in_year(value, tale.year_of(value.month))


def lunar_reference(text: Text, found: Found, tale: Tale | None, reference: date) -> date | None:
    """The day of former years that the line tells of: a lunar day without its year is the nearest to it."""
    if tale is None or tale.year >= reference.year - 1 or not _holds(text, found, tale):
        return None
    month, day = _MIDDLE
    return Day(tale.year, tale.month or month, tale.day or day).exact()


def month_told(text: Text, found: Found, tale: Tale | None, published: date | None) -> date | None:
    """`في أغسطس 1964 … في الخامس من الشهر`: the first day of the month of former years that was told just before."""
    unit = found.value.unit if isinstance(found.value, Within) else found.value
    month = isinstance(unit, Relative) and unit.grain == "month" and not unit.offset
    if not month or published is None or not text.text.endswith("الشهر", 0, found.end):
        return None
    former = tale is not None and tale.month is not None and is_long_ago(text, found.start, published, tale)
    return Day(tale.year, tale.month, 1).exact() if former and tale is not None else None


def _holds(text: Text, found: Found, tale: Tale) -> bool:
    return "\n" not in text.text[tale.at : found.start]
