"""Runs of days told by their numbers: "9 إلى 11 أكتوبر", "15 و16 يناير", "يومي 12 و13 أكتوبر", "عامي 1977 و1978"."""

from __future__ import annotations

from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.days import is_feminine
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    behind_between,
    end_of,
    joined_by_and,
    joined_by_to,
    reading,
    spelled,
    start_of,
    whole,
)
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.range_ends import is_next_day, same_month
from pipeline.rules.dates.ranges import extend
from pipeline.rules.dates.year_ranges import read_two_years, read_years
from pipeline.rules.lexer import Text


def read_pair(text: Text, i: int) -> Found | None:
    """`عامي 1977 و1978`, `يومي 12 و13 أكتوبر`, `شهري مايو ويونيو`, `العامين 2016 و2017`."""
    category = "unit_pair" if reading(text, i, "unit_pair") is not None else "unit_dual_the"
    pair = reading(text, i, category)
    if pair is None or not adjacent(text, i + 1):
        return None
    start = start_of(text, i, category)
    if pair.entry.value == "Y":
        found = read_two_years(text, i + 1) or read_years(text, i + 1) if text.atoms[i + 1].digits else None
    elif pair.entry.value == "D":
        found = read_days(text, i + 1, paired=True) or _two(text, i + 1)
    else:
        found = _two(text, i + 1)
    return None if found is None or found.kind != "period" else found._replace(start=start)


def _two(text: Text, i: int) -> Found | None:
    first = read_day(text, i) or read_month_alone(text, i)
    return None if first is None else extend(text, first, paired=True)


def read_days(text: Text, i: int, *, paired: bool = False) -> Found | None:
    """A first day told by its number alone: `9 إلى 11 أكتوبر`, `11-12/9/2025`, `15 و16 يناير`, `4 و22 هذا الشهر`."""
    first, after = whole(text, i), i + 1
    if first < 0 and not is_feminine(text, i) and (words := spelled(text, i, "ordinal")) is not None:
        first, after = words
    if not 1 <= first <= 31 or after >= len(text.atoms) or len(text.atoms[i].digits) > 2:
        return None
    start = text.atoms[i].start + (0 if text.atoms[i].digits else next(iter(text.atoms[i].readings.values())).skip)
    by_and, following = joined_by_and(text, after), after
    after = _listed(text, after, first) if by_and else after
    if not by_and and not joined_by_to(text, after, end_of(text, after)):
        return None
    last = _last_day(text, after)
    if last is None:
        return None
    begin = same_month(last.value, first)
    running = is_next_day(last.value, first + after - following)
    if begin is None or (by_and and not (paired or behind_between(text, start) or running)):
        return None
    return last._replace(start=start, value=Period(begin, last.value or begin), kind="period", rule="days")


def read_named_days(text: Text, i: int) -> Found | None:
    """`يوم 1 إلى يوم 15 ديسمبر`."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "D" or unit.definite or not adjacent(text, i + 1):
        return None
    days = read_days(text, i + 1)
    return None if days is None else days._replace(start=start_of(text, i, "unit"))


def _listed(text: Text, i: int, first: int) -> int:
    """Behind the day `first`, the next days running that و joins: where the last of them stands, with its month."""
    while whole(text, i) == first + 1 and joined_by_and(text, i) and joined_by_and(text, i + 1):
        i, first = i + 1, first + 1
    return i


def _last_day(text: Text, i: int) -> Found | None:
    if text.atoms[i].digits:
        found = read_numeric(text, i, in_range=True)
        if found is not None:
            return found
    found = read_day(text, i)
    return found if found is not None and found.kind == "date" else None
