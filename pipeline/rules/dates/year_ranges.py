"""From one year to another: "2021-2026", "1967 إلى 1973", "العام الدراسي 2025-2026", "1436 / 1437هـ"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from pipeline.rules.dates.bare_years import FREE, read_bare_year
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    behind_between,
    end_of,
    joined_by_and,
    joined_by_to,
    reading,
    start_of,
    whole,
)
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.lexicon import Reading

_YEARS = re.compile(
    r"((?:1[4-9]|2[01])[0-9]{2})( ?)[-/]\2((?:1[4-9]|2[01])[0-9]{2}|[0-9]{2})(?![0-9])(?![-/.][0-9A-Za-z])"
)


#: `بين 1964 و1973 ما لا يحصى`: what cannot be counted.
_RELATIVE = re.compile(r" (?:ما|لم|كان|كانت|قد|هو|هي|اكثر|نحو|حوالي|عدد|عده|كل|جميع) ")
_MAY, _SEPTEMBER = 5, 9
#: What is counted between two numbers is counted in round ones; `بنيت بين 1877 و1880 تخضع`.
_ROUND = 10
_VERB = re.compile(r" [يت][\u0621-\u064a]{2,}(?<!ا)(?<!ه) ")
_KINDS_OF_YEAR = frozenset({"الدراسي", "الدراسيه", "المالي", "الماليه", "الجامعي", "الجامعيه", "الزراعي"})


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The present school year (0), the last (-1) or the next (1); it begins in September and ends in May."""

    offset: int

    def norm(self) -> None:
        """Nothing can be said without a reference day."""

    def resolve(self, reference: date) -> Period:
        """The two years that it lies in; in summer the last one is that which is just over."""
        first = reference.year - (1 if reference.month < _SEPTEMBER else 0) + self.offset
        first += 1 if self.offset < 0 and _MAY < reference.month < _SEPTEMBER else 0
        return Period(Day(first), Day(first + 1))


def read_years(text: Text, i: int) -> Found | None:
    """`2021-2026`, `2024/2025`, `2024-25`, `1967 إلى 1973` at the digit run `i`."""
    atom = text.atoms[i]
    if len(atom.digits) != 4 or text.text[atom.start - 1 : atom.start] in ("/", "-", "."):
        return None
    match = _YEARS.match(text.text, atom.start)
    if match is not None:
        first, last = int(match[1]), int(match[3])
        last += first // 100 * 100 if last < 100 else 0
        after = bisect_left(text.atoms, match.end(), lo=i, key=lambda a: a.start)
        if first < last <= first + 150 and last < 1500:
            return _hijri_years(text, atom.start, match.end(), after, first, last)
        if first < last <= first + 150 and (len(match[3]) == 4 or last == first + 1):
            return Found(atom.start, match.end(), after, Period(Day(first), Day(last)), "years", "period")
        return None
    first, last = whole(text, i), whole(text, i + 1)
    if not (1400 <= first < last <= 2199 and len(text.atoms[i + 1].digits) == 4):
        return None
    if not (joined_by_to(text, i + 1, atom.end) or _between(text, i)):
        return None
    end = text.atoms[i + 1].end
    return Found(atom.start, end, i + 2, Period(Day(first), Day(last)), "years", "period")


def _between(text: Text, i: int) -> bool:
    """`بين 1998 و2003`, where nothing follows that they could count."""
    if not (behind_between(text, text.atoms[i].start) and joined_by_and(text, i + 1)):
        return False
    end = text.atoms[i + 1].end
    if int(text.atoms[i].digits) % _ROUND and _VERB.match(text.text, end):
        return True
    return _RELATIVE.match(text.text, end) is not None or (
        FREE.match(text.text, end) is not None and read_bare_year(text, i + 1) is not None
    )


def _hijri_years(text: Text, start: int, end: int, after: int, first: int, last: int) -> Found | None:
    """`1436 / 1437هـ`: from the first day of one year to the last day of the other."""
    era = reading(text, after, "era")
    if era is None or era.entry.value != "hijri" or text.text[end : text.atoms[after].start].strip(" "):
        return None
    days = (Hijri(first).ends(), Hijri(last).ends())
    value = Period(Day.of(days[0][0]), Day.of(days[1][1])) if days[0] and days[1] else None
    return Found(start, text.atoms[after].end, after + 1, value, "years", "period", calendar="hijri")


def read_school_year(text: Text, i: int) -> Found | None:
    """`العام الدراسي 2025-2026`, `عام 2021-2022`."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "Y" or not adjacent(text, i + 1, _KINDS_OF_YEAR):
        return None
    start = start_of(text, i, "unit")
    if (pointed := reading(text, i + 1, "relative")) is not None:
        return _pointed_year(text, i, start, pointed)
    if whole(text, i + 1) < 0:
        return None
    years = read_years(text, i + 1)
    if years is not None:
        return years._replace(start=start)
    year = whole(text, i + 1)
    if text.atoms[i + 1].gap <= SPACE or not 1800 <= year <= 2199:
        return None
    return Found(start, end_of(text, i + 2), i + 2, Day(year), "year")


def _pointed_year(text: Text, i: int, start: int, pointed: Reading) -> Found | None:
    """`العام الدراسي المقبل`, `السنة المالية الحالية`."""
    kind = text.between(i).strip(" ")
    if kind not in _KINDS_OF_YEAR or not pointed.definite or pointed.entry.surface[:4] in ("سابق", "تالي", "لاحق"):
        return None
    offset, after = int(pointed.entry.value), i + 2
    if kind.startswith("المالي"):
        return Found(start, end_of(text, after), after, Relative(offset, "year"), "year")
    return Found(start, end_of(text, after), after, SchoolYear(offset), "school year", "period")


def read_two_years(text: Text, i: int) -> Found | None:
    """`1977 و1978` behind عامي."""
    first, last = whole(text, i), whole(text, i + 1)
    if not (1400 <= first < last <= 2199) or not joined_by_and(text, i + 1):
        return None
    return Found(text.atoms[i].start, end_of(text, i + 2), i + 2, Period(Day(first), Day(last)), "two years", "period")
