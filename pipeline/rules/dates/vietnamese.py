"""Dates in Vietnamese lines: "ngày 18 tháng 7 năm 2023", "sáng 18/7", "hôm nay 26/11", "9 tháng đầu năm", "5 phút"."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.rules.dates.amounts import Duration, Unit
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, whole
from pipeline.rules.dates.month_parts import months_of
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.parts import in_part
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import YearPart
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text

_WRITTEN = re.compile(
    r"(?:[Nn]gay )?([0-9]{1,2}) thang ([0-9]{1,2})(?:[ ,]*nam ([0-9]{4}))?(?![0-9])"
    r"|[Tt]hang ([0-9]{1,2})(?:(?: nam |/)([0-9]{4}))?(?![0-9/])"
    r"|[Nn]am ([0-9]{4})(?![0-9])"
)
_YEAR_PART = re.compile(r"[Qq]uy ([1-4]|I{1,3}|IV)(?![0-9A-Za-z])(?: ?[/\-] ?([0-9]{4})| nam ([0-9]{4}))?")
_HALF = re.compile(r"[Nn]ua (dau|cuoi) nam(?: ([0-9]{4}))?(?![0-9/])")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_LEAST_YEAR = 1900
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
#: `cuối năm 2024`, `đầu tháng 12`.
_EDGES = frozenset({"start", "mid", "end"})
_NEAR_DAY = re.compile(r" (nay|qua|mai)(?![0-9A-Za-z])")
_OFFSETS = {"nay": 0, "qua": -1, "mai": 1}
#: Behind a number and a unit they make another date: `18 tháng 7 năm`.
_GOES_ON = frozenset({"day", "month", "year", "firstyear"})
_UNITS: dict[str, Unit] = {"minute": "MI", "hour": "H", "day": "D", "month": "MO", "year": "Y", "age": "Y"}


def read_vietnamese(text: Text, i: int) -> Found | None:
    """A date that begins with a Vietnamese word."""
    word = text.atoms[i].readings["vi"].entry.value
    if word in _DAYS:
        day = _numeric(text, i)
        start, end = text.atoms[i].start, text.atoms[i].end
        return day or Found(
            start, end, i + 1, Relative(_DAYS[word], "day"), "today" if not _DAYS[word] else "yesterday"
        )
    if word in _EDGES:
        unit = _written(text, i + 1) if adjacent(text, i + 1) else None
        whole_unit = unit is not None and isinstance(unit.value, Day) and unit.value.day is None
        return unit._replace(start=text.atoms[i].start, modifier=word) if unit is not None and whole_unit else None
    if word in _PARTS:
        if (near := _NEAR_DAY.match(text.text, text.atoms[i].end)) is not None:
            return _part_near(text, i, _PARTS[word], near)
        day = _numeric(text, i) or _written(text, i + 1)
        value = None if day is None else in_part(day.value, _PARTS[word])
        return None if day is None or value is None else day._replace(start=text.atoms[i].start, value=value)
    if word in ("quarter", "half"):
        return _year_part(text, i)
    return _written(text, i) or (_numeric(text, i) if word == "day" else None)


def _part_near(text: Text, i: int, part: str, near: re.Match[str]) -> Found:
    """`sáng nay`, `tối qua`, `chiều mai`, `Sáng nay 20/11`."""
    start, after = text.atoms[i].start, _after(text, i, near.end())
    if after < len(text.atoms) and text.atoms[after].digits and text.text[near.end() : text.atoms[after].start] == " ":
        day = read_numeric(text, after)
        value = None if day is None else in_part(day.value, part)
        if day is not None and value is not None:
            return day._replace(start=start, value=value)
    value = Relative(_OFFSETS[near[1]], "day", part)  # type: ignore[arg-type]
    return Found(start, near.end(), after, value, "Vietnamese part of a day")


def _year_part(text: Text, i: int) -> Found | None:
    """`quý III/2024`, `quý 1 năm 2025`, `nửa đầu năm 2024`."""
    match = _YEAR_PART.match(text.text, text.atoms[i].start)
    if match is not None:
        code, year = f"Q{_QUARTERS.get(match[1]) or match[1]}", match[2] or match[3]
    elif (match := _HALF.match(text.text, text.atoms[i].start)) is not None:
        code, year = "H1" if match[1] == "dau" else "H2", match[2]
    else:
        return None
    value = YearPart(int(year) if year else None, code)
    return Found(match.start(), match.end(), _after(text, i, match.end()), value, "Vietnamese part of a year")


def read_vietnamese_weekday(text: Text, i: int) -> Found | None:
    """`Thứ Năm 13/3/2025`, `Chủ nhật, ngày 16/3`: a weekday with its date."""
    if not adjacent(text, i + 1, frozenset({",", "،"})):
        return None
    day = read_numeric(text, i + 1) if text.atoms[i + 1].digits else None
    if day is None and reading(text, i + 1, "vi") is not None:
        day = read_vietnamese(text, i + 1)
    if day is None or not isinstance(day.value, Day) or not day.value.day:
        return None
    weekday = text.atoms[i].readings["vi_weekday"].entry.number
    return day._replace(start=text.atoms[i].start, flag=f"weekday {weekday}")


def _after(text: Text, i: int, end: int) -> int:
    """The index of the first atom from `i` on that begins at or behind an offset."""
    return bisect_left(text.atoms, end, lo=i, key=lambda atom: atom.start)


def _numeric(text: Text, i: int) -> Found | None:
    """The date in digits behind a word, which begins the span."""
    if not adjacent(text, i + 1) or not text.atoms[i + 1].digits:
        return None
    day = read_numeric(text, i + 1)
    return None if day is None else day._replace(start=text.atoms[i].start)


def _written(text: Text, i: int) -> Found | None:
    if i >= len(text.atoms):
        return None
    match = _WRITTEN.match(text.text, text.atoms[i].start)
    if match is None:
        return None
    day, month, year = match[1], match[2] or match[4], match[3] or match[5] or match[6]
    try:
        value = Day(int(year) if year else None, int(month) if month else None, int(day) if day else None)
    except ValueError:
        return None
    return Found(match.start(), match.end(), _after(text, i, match.end()), value, "Vietnamese date")


def read_vietnamese_count(text: Text, i: int) -> Found | None:
    """A number with a Vietnamese unit: `5 phút`, `67 tuổi`, `9 tháng đầu năm`; or `18 tháng 7 năm 2023`."""
    word = follows(text, i + 1, "vi")
    number = whole(text, i)
    if word is None or number < 0:
        return None
    if word.entry.value == "firstyear":
        return _first_months(text, i, number)
    written = _written(text, i)
    behind = reading(text, i + 2, "vi")
    goes_on = behind is not None and behind.entry.value in _GOES_ON and adjacent(text, i + 2)
    if written is not None or (unit := _UNITS.get(word.entry.value)) is None or goes_on:
        return written
    if text.text.startswith(" hoc", text.atoms[i + 1].end):
        return None  # lớp 1 năm học 2025-2026
    if unit == "MO" and whole(text, i + 2) >= 0 and adjacent(text, i + 2):
        return _first_months(text, i, number) if whole(text, i + 2) >= _LEAST_YEAR else None
    return _found(text, i, Duration.of([(number, unit)]), "measure", "duration")


def _first_months(text: Text, i: int, number: int) -> Found | None:
    """`9 tháng đầu năm`, `6 tháng đầu năm 2024`, `11 tháng 2025`."""
    year = whole(text, i + 2) if adjacent(text, i + 2) else -1
    told = Day(year) if year in range(_LEAST_YEAR, 2101) else None
    value = months_of(told, number) if 2 <= number <= 12 else None
    if value is None:
        return None
    after = i + 2 if told is None else i + 3
    return Found(text.atoms[i].start, end_of(text, after), after, value, "first months", "period")


def _found(text: Text, i: int, value: object, rule: str, kind: str) -> Found:
    return Found(text.atoms[i].start, end_of(text, i + 2), i + 2, value, rule, kind)  # type: ignore[arg-type]
