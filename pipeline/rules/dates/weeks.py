"""Weeks told by their days, week-ends and what is left of a unit: "أسبوع 8/4 - 14/4", "بقية الأسبوع"."""

from __future__ import annotations

from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.day_runs import read_days
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, start_of
from pipeline.rules.dates.pointers import pointer
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.ranges import extend
from pipeline.rules.dates.units import GRAINS, read_pointed
from pipeline.rules.dates.within import Rest
from pipeline.rules.lexer import Text


def read_week(text: Text, i: int) -> Found | None:
    """`الأسبوع 12-18 أغسطس`, `أسبوع 8/4 - 14/4`: a week told by its days."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "W" or not adjacent(text, i + 1) or not text.atoms[i + 1].digits:
        return None
    days = _days_or_range(text, i + 1)
    return None if days is None else days._replace(start=start_of(text, i, "unit"))


def _days_or_range(text: Text, i: int) -> Found | None:
    days = read_days(text, i)
    if days is not None:
        return days
    first = read_day(text, i)
    found = None if first is None else extend(text, first)
    return found if found is not None and found.kind == "period" else None


def read_weekend(text: Text, i: int) -> Found | None:
    """`عطلة نهاية الأسبوع`, `نهاية الأسبوع الماضي`."""
    if reading(text, i, "weekend") is None:
        return None
    start = start_of(text, i, "weekend")
    pointed = pointer(text, i + 1, definite=True)
    if pointed is None:
        return Found(start, end_of(text, i + 1), i + 1, Relative(0, "weekend"), "weekend")
    value = Relative(pointed[0], "weekend")
    return Found(start, end_of(text, pointed[1]), pointed[1], value, "weekend", anchored=pointed[2])


def read_rest(text: Text, i: int) -> Found | None:
    """`بقية الأسبوع`, `باقي العام`: from today to the end of the unit."""
    rest = reading(text, i, "rest")
    if rest is not None and rest.entry.value == "W":
        value = Rest(Relative(0, "week"))
        return Found(start_of(text, i, "rest"), end_of(text, i + 1), i + 1, value, "rest of a unit", "period")
    unit = follows(text, i + 1, "unit")
    if rest is None or unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) is None:
        return None
    pointed = read_pointed(text, i + 1)
    if pointed is not None or grain == "day":
        return None
    value = Rest(Relative(0, grain))
    return Found(start_of(text, i, "rest"), end_of(text, i + 2), i + 2, value, "rest of a unit", "period")
