"""Rows of clocks that are those of every day: timetables, opening and school hours, the hours of somebody's day.

A row has no day where a line above it, or the rows themselves, name what keeps hours ("مواعيد القطارات",
"أول قطار: 5:00") and neither the title nor the heading tells a day. Rows whose clock follows a name have none either
where the whole text tells no day. What a line above calls an event ("مباشر", "مباراة") keeps the day of its text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.rules.dates.cues import words
from pipeline.rules.dates.tables import FULL_DATE, SHORT, WORD, Line, Table, bare, begins, row_at, tables
from pipeline.rules.lexicon import table as lexicon

#: So many rows of a table must name a service, if it has more than one.
_NAMED = 2
_PORTRAIT = re.compile(
    r"(?:^|[ \n])(?:يوم (?:واحد )?(?:في|من) حياه|[0-9]{1,2} ساعه (?:في|مع)|كيف [يت](?:عمل|عيش|قضي)) "
)
_EVERY_DAY = re.compile(r"(?:^|[ \n])(?:[وب]?كل (?:يوم|ليله)|يوميا)(?![\u0621-\u064a])")
_THIS_DAY = r"(?<![\u0621-\u064a])(?:امس|اليوم|غدا|الغد|الليله)(?![\u0621-\u064a])"


class Said(NamedTuple):
    """What is said of a table: its lines above tell of one event, or name what keeps hours; its rows name services."""

    live: bool
    hours: bool
    services: bool


def is_row_of_every_day(text: str, start: int, *, day_at: int, heading_at: int) -> bool:
    """Is the clock at an offset one of a timetable?

    `day_at` and `heading_at` are the offsets behind the day last told of and behind the heading's day, 0 without one.
    """
    found = row_at(text, start)
    if found is None:
        return False
    (at, row), said = found, _said(text)[found[0]]
    if said.live or row.bare & words("live"):
        return False
    if tells_no_day(text) and (not begins(row) or _tells_every_day(text)):
        return True
    table = tables(text)[at]
    if any(0 < told <= table.title.end for told in (day_at, heading_at)) or heading_at > table.heading.start:
        return False
    return said.hours or (day_at <= table.heading.start and (said.services or _is_below_service(table, row)))


@lru_cache(maxsize=4)
def tells_no_day(text: str) -> bool:
    """Does a text tell no day, but for full dates in digits, as source lines have them?"""
    return _day().search(FULL_DATE.sub("", text)) is None


@cache
def _day() -> re.Pattern[str]:
    months = "|".join(word for word, readings in lexicon().words.items() if "month" in readings)
    return re.compile(rf"{_THIS_DAY}|[0-9] (?:{months})|[0-9]/[0-9]")


@lru_cache(maxsize=4)
def _tells_every_day(text: str) -> bool:
    return _EVERY_DAY.search(text) is not None


@lru_cache(maxsize=4)
def _said(text: str) -> list[Said]:
    """What is said of each table of a text."""
    return [_said_of(table) for table in tables(text)]


def _said_of(table: Table) -> Said:
    lines = (table.title, *table.above)
    live = any(line.bare & words("live") for line in lines)
    return Said(live, any(map(_names_hours, lines)), _name_services(table.rows))


def _names_hours(line: Line) -> bool:
    """`مواعيد القطارات`, `يوم في حياة بائعة`: does a line name the hours of what keeps hours?"""
    if line.bare & words("routine") or _PORTRAIT.search(line.told):
        return True
    keeps = words("service") | words("keeps_hours")
    if len(line.told) <= SHORT:
        return bool(line.bare & words("hours")) and not keeps.isdisjoint(line.bare)
    told = [bare(word) for word in WORD.findall(line.told)]
    return any(one in words("hours") and other in keeps for one, other in pairwise(told))


def _name_services(rows: list[Line]) -> bool:
    """`أول قطار: 5:00`, `ساعات الزيارة: 8:30 - 17:00`: do the rows name what keeps hours, before their clocks?"""
    labelled = [row for row in rows if not begins(row)]
    named = sum(bool(row.bare & words("service")) for row in labelled)
    return (named > 0 and named >= min(_NAMED, len(rows))) or any(map(_names_hours, labelled))


def _is_below_service(table: Table, row: Line) -> bool:
    """`الحافلات` above the rows. What a title names may be one event: it heads no lines that begin with a clock."""
    return bool(table.heading.bare & words("service")) and not (table.heading == table.title and begins(row))
