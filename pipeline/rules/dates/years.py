"""Years: "عام 2023", "سنة ٢٠٢٠", "العام 1982", "1445هـ", "ألفين وعشرين"; and those that stand behind a month."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    closing,
    counts,
    end_of,
    follows,
    reading,
    spelled,
    start_of,
    whole,
    word_before,
)
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import SPACE, Text

_BEFORE_YEAR = frozenset({"،", ",", "من", "/", "-", "(", "في", ":", "."})
_ERA = re.compile(r" قبل الميلاد| ?م(?![\u0621-\u064a])")
#: Two digits that are a year of the last century: `منذ عام 72`.
_CLIPPED = range(45, 100)
_BEFORE_YEAR_WORD = frozenset({"،", ",", "من", "في", "/"})


class Year(NamedTuple):
    """A year; `hijri` None where no calendar is named."""

    number: int
    end: int
    after: int
    hijri: bool | None = None


def read_year(text: Text, i: int, *, bare: bool = True) -> Year | None:
    """A year, with عام or سنة before it, or bare: four digits, or words for more than a thousand."""
    unit = reading(text, i, "unit")
    if unit is not None and unit.entry.value == "Y":
        if (era := follows(text, i + 1, "era")) is not None and era.entry.surface.startswith("ال"):
            year = _year_number(text, i + 2, least=1) if adjacent(text, i + 2) else None
            return None if year is None else year._replace(hijri=era.entry.value == "hijri")
        return _year_number(text, i + 1, least=1) if adjacent(text, i + 1, frozenset({"(", ":"})) else None
    return _year_number(text, i, least=1000) if bare else None


def _year_number(text: Text, i: int, least: int) -> Year | None:
    number, after = whole(text, i), i + 1
    if number < 0 and (words := spelled(text, i, "cardinal")) is not None:
        number, after = words
        least = max(least, 1000)
    if not least <= number <= 2999 or i >= len(text.atoms):
        return None
    if text.atoms[i].particle or (number < 1000 and not _stands_alone(text, i, after, least)):
        return None
    end = end_of(text, after)
    if text.text[text.atoms[i].start - 1 : text.atoms[i].start] == "(":
        end = closing(text, end)
    year = with_era(text, Year(number, end, after))
    if number in _CLIPPED and year.hijri is None:
        year = year._replace(number=1900 + number)
    return None if end < 0 else year


def _stands_alone(text: Text, i: int, after: int, least: int) -> bool:
    """A year below 1000 is not believed where it could count what follows: `في عام 938 هزم`, `منذ عام 72.`."""
    end = end_of(text, after)
    if text.text[text.atoms[i].start - 1 : text.atoms[i].start] == "(":
        return False  # مستشفى جيش التحرير العام (301)
    era = reading(text, after, "era") is not None or _ERA.match(text.text, end) is not None
    free = not text.text[end : end + 2].strip(" ")[:1].isalpha()
    if len(text.atoms[i].digits) == 2:
        word = word_before(text, text.atoms[i - 1].start).lstrip("وف") if i and least == 1 else ""
        return era or (free and int(text.atoms[i].digits) in _CLIPPED and word in ("ي", "في", "منذ", "حتي"))
    told = least == 1 and text.text.endswith("في ", 0, text.atoms[i - 1].start) and text.atoms[i].digits[-1:] != "0"
    return len(text.atoms[i].digits) == 3 and (era or free or (told and not counts(text, after)))


def with_era(text: Text, year: Year) -> Year:
    """`1324 هجري`, `1445هـ`, `2007 ميلادية`, `2023م`."""
    i = year.after
    if i >= len(text.atoms) or (text.atoms[i].gap > SPACE and text.text[year.end - 1] != ")"):
        return year
    era = reading(text, i, "era")
    if era is not None and not text.between(i - 1).strip(" )"):
        return Year(year.number, text.atoms[i].end, i + 1, era.entry.value == "hijri")
    metre = text.atoms[i].start == text.atoms[i].end - 1 and text.text[text.atoms[i].start] == "م"
    if metre and text.atoms[i].gap <= SPACE:  # the م of ميلادي, not that of متر: it stands behind a year
        return Year(year.number, text.atoms[i].end, i + 1, False)
    return year


def year_behind(text: Text, after: int) -> Year | None:
    """The year that may stand behind a month."""
    if after >= len(text.atoms):
        return None
    if reading(text, after, "unit") is not None:
        if text.atoms[after].readings["unit"].particle not in ("", "ل") or not adjacent(text, after, _BEFORE_YEAR_WORD):
            return None
        return read_year(text, after)
    if not adjacent(text, after, _BEFORE_YEAR):
        return None
    link = text.between(after - 1).strip(" ")
    year = read_year(text, after)
    if year is not None and link == "(" and text.text[year.end - 1] != ")":
        return None
    return year


def read_year_alone(text: Text, i: int) -> Found | None:
    """`عام 2023`, `سنة ٢٠٢٠`, `العام 1982`, `عام (1933)`."""
    year = read_year(text, i, bare=False)
    if year is None:
        return None
    value: Value = Hijri(year.number) if year.hijri else Day(year.number)
    return Found(
        start_of(text, i, "unit"), year.end, year.after, value, "year", calendar="hijri" if year.hijri else None
    )
