"""The hour and the minutes of a time of the clock: "15:30", "18,30", "السادسة والنصف", "3 و18 دقيقة"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pipeline.rules.dates.counted import counted
from pipeline.rules.dates.found import adjacent, end_of, spelled, whole
from pipeline.rules.lexer import SPACE, Text

_DIGITAL = re.compile(
    r"([01]?[0-9]|2[0-4])(?::| ?h(?=[0-9])|(?: ?h | gio )(?=[0-9]{2}(?![/-][0-9])))"
    r"([0-5][0-9])(?::([0-5][0-9]))?(?![0-9]|:[0-9])(?: phut(?![A-Za-z]))?"
    r"|([01]?[0-9]|2[0-4])(?:h| gio)(?![A-Za-z0-9]| truoc)"
)


_DOTTED = re.compile(r"([01]?[0-9]|2[0-4])[.,]([0-5][0-9])")


#: `الساعة 1611 بتوقيت جرينتش`.
_MILITARY = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")


_ZONE = re.compile(r" ?(\()?(?:GMT|UTC) ?(?:([+-])([0-9]{1,2}))?(?![0-9A-Za-z])(?(1)\))| ت ?\.? ?غ(?![\u0621-\u064a])")


#: Shares of an hour; ربعًا and ثلثًا are spelled like the duals.
_SHARES = {"1/2": 30, "1/4": 15, "1/3": 20, "2/4": 15, "2/3": 20}


_ONE_AND_TWENTY = 21


_JOINS = frozenset({"و", "الا", "-"})


class Hour(NamedTuple):
    """An hour as it is told (of twelve or of twenty-four), up to `end`; `words` where it is not in digits."""

    hour: int
    minute: int
    second: int | None
    end: int
    after: int
    words: bool
    zone: str = ""


def read_hour(text: Text, i: int, *, named: bool) -> Hour | None:
    """The hour at atom `i`; `named` where الساعة stands before it."""
    if i >= len(text.atoms):
        return None
    if text.atoms[i].digits:
        return _digital(text, i) or _whole_hour(text, i, named=named)
    one = named or text.text.startswith("الواحده", text.atoms[i].end - 7)
    words = spelled(text, i, "ordinal") or (spelled(text, i, "cardinal") if one else None)
    if words is not None and words[0] == _ONE_AND_TWENTY:  # الواحدة وعشرين دقيقة
        words = 1, i + 1
    first = words is not None and text.text.startswith("الاول", text.atoms[i].start)
    if words is None or not 1 <= words[0] <= 12 or first:  # الساعة الأولى is the first hour of something
        return None
    if not named and not next(iter(text.atoms[i].readings.values())).definite:
        return None
    return _minutes(text, Hour(words[0], 0, None, end_of(text, words[1]), words[1], True))


def _digital(text: Text, i: int) -> Hour | None:
    start = text.atoms[i].start
    if text.text[start - 1 : start] in (":", "/", ".", ",") and start:
        return None
    match = _DIGITAL.match(text.text, start)
    if match is None:
        return None
    zone = _ZONE.match(text.text, match.end())
    end = match.end() if zone is None else zone.end()
    after = bisect_left(text.atoms, end, lo=i, key=lambda atom: atom.start)
    hour, minute = int(match[1] or match[4]), int(match[2] or 0)
    offset = "" if zone is None else f"{zone[2]}{int(zone[3]):02d}:00" if zone[2] else "Z"
    return Hour(hour, minute, int(match[3]) if match[3] else None, end, after, False, offset)


def _whole_hour(text: Text, i: int, *, named: bool) -> Hour | None:
    """`7 صباحًا`, `الساعة 15`, `16,00 ت غ`, `الساعة 5 ونصف`, `الساعة 3 و18 دقيقة`."""
    digits, zone = text.atoms[i].digits, _ZONE.match(text.text, text.atoms[i].end)
    if zone is not None and zone[2] is None and (dotted := _DOTTED.fullmatch(digits)) is not None:
        after = bisect_left(text.atoms, zone.end(), lo=i, key=lambda atom: atom.start)
        return Hour(int(dotted[1]), int(dotted[2]), None, zone.end(), after, False, "Z")
    if (dotted := _DOTTED.fullmatch(digits)) is not None and (named or _adverb_behind(text, i)):
        return Hour(int(dotted[1]), int(dotted[2]), None, text.atoms[i].end, i + 1, False)
    military = _MILITARY.fullmatch(digits) if named else None
    if military is not None and text.text.startswith(" بتوقيت", text.atoms[i].end):
        return Hour(int(military[1]), int(military[2]), None, text.atoms[i].end, i + 1, False)
    number = whole(text, i)
    if not 0 <= number <= 24 or len(digits) > 2 or (text.atoms[i].definite and not named):
        return None
    if text.text[text.atoms[i].end : text.atoms[i].end + 1] in ("/", ":", "%", "h") or (
        counted(text, i + 1) is not None and "part" not in text.atoms[i + 1].readings
    ):
        return None
    return _minutes(text, Hour(number, 0, None, text.atoms[i].end, i + 1, False))


def _adverb_behind(text: Text, i: int) -> bool:
    """Does صباحًا or its like follow?"""
    return i + 1 < len(text.atoms) and text.atoms[i + 1].gap == SPACE and "adverb" in text.atoms[i + 1].readings


def _minutes(text: Text, hour: Hour) -> Hour:
    """Add `والنصف`, `إلا ربعًا`, `وعشر دقائق`, `وخمسة وأربعين`."""
    i = hour.after
    if i >= len(text.atoms) or not adjacent(text, i, _JOINS):
        return hour
    minus = text.between(i - 1).strip(" ") == "الا"
    readings = text.atoms[i].readings
    fraction = readings.get("fraction") or readings.get("fraction_dual")
    if (
        fraction is not None
        and fraction.entry.value in _SHARES
        and (minus or fraction.particle == "و" or "و" in text.between(i - 1))
    ):
        share = _SHARES[fraction.entry.value]
        return _shifted(hour, -share if minus else share, text.atoms[i].end, i + 1)
    if (dual := readings.get("unit_dual")) is not None and dual.entry.value == "MI" and (minus or dual.particle == "و"):
        return _shifted(hour, -2 if minus else 2, text.atoms[i].end, i + 1)
    particle = text.atoms[i].particle
    if text.atoms[i].readings:
        particle = next(iter(text.atoms[i].readings.values())).particle
    if not minus and particle != "و" and text.between(i - 1).strip(" ") != "و":
        return hour
    number, after = whole(text, i), i + 1
    if number < 0 and (words := spelled(text, i, "cardinal")) is not None:
        number, after = words
    named = counted(text, after) == "MI"
    if not 1 <= number < 60 or (not named and not hour.words):
        return hour
    after += named
    return _shifted(hour, -number if minus else number, end_of(text, after), after)


def _shifted(hour: Hour, minutes: int, end: int, after: int) -> Hour:
    total = hour.hour * 60 + minutes
    if total < 60:
        total += 720
    return hour._replace(hour=total // 60, minute=total % 60, end=end, after=after)
