"""Lines that begin with a time of the clock: a live blog, a programme, a list of matches.

Their day is that of the heading above them. Past midnight it is the next day ("23:40", then "00:15"), and in a blog
whose newest entry stands first the one before. What a blog reports has happened by the day of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.rules.dates.cues import is_cue, words

#: A heading is no longer than so many characters.
_HEADING = 60
#: What may stand before the clock of an entry: no word, at most the numeral of a list.
_LISTED = re.compile(r"\s*(?:[^\w\s(«\"'\[]|[0-9]{1,2}[.)،:h])")
_LONGEST_ENTRY = 160
_LEAD = r"[^\w\n]{0,6}(?:[0-9]{1,2}[.)] )?[^\w\n]{0,6}"
_BEGUN = re.compile(_LEAD)
#: The line below, or below a heading without a number.
_BELOW = re.compile(rf"[^\n]*\n\s*(?:[^\n0-9.]{{1,40}}\n\s*)?{_LEAD}")
_CLOCK = r"([01]?[0-9]|2[0-4])[:h]([0-5][0-9])(?![0-9])"
_ENTRY = re.compile(rf"(?:^|\n){_LEAD}{_CLOCK}")
#: `( تصحيح: تأجل اللقاء إلى`: a remark between the entries.
_REMARK = re.compile(r"\s*\(\s*[\u0621-\u064a]")
_FIRST_WORD = re.compile(r"[^\w\n]*\n?[^\w\n]*([\u0621-\u064a]+)")
_DAILY = re.compile(r"(?:^|[ \n])[وب]?كل (?:يوم|ليله|صباح|مساء|فجر)(?![\u0621-\u064a])")
_WORD = re.compile(r"[\u0621-\u064a]+")
_ENDS_LINE = re.compile(r" ?[):]{0,2} ?(?:\n|$)")
_HEADS = re.compile(r" ?(?::|\n|$)")
#: Hours (in minutes) between which midnight lies: late in the evening, and early after it.
_LATE, _EVENING, _EARLY, _NOON, _DAY = 20 * 60, 17 * 60, 4 * 60, 12 * 60, 24 * 60
#: A heading without a number between two entries, those of another league.
_SECTION = re.compile(r"\n\s*\n[^\n0-9]{1,40}\n")


class Entries(NamedTuple):
    """The entries of a text: where the clock of each stands, how many midnights lie between the first entry and it.

    `reported` where one of them tells what has happened.
    """

    starts: tuple[int, ...]
    midnights: tuple[int, ...]
    reported: bool


def begins_line(text: str, start: int) -> bool:
    """Does no word stand before an offset on its line?"""
    line = text.rfind("\n", max(0, start - 20), start)
    return (line >= 0 or start < 20) and _BEGUN.fullmatch(text, line + 1, start) is not None


def is_heading(text: str, start: int, end: int) -> bool:
    """Does what stands at these offsets stand on a short line that is neither a sentence nor an entry?"""
    first = text.rfind("\n", max(0, start - _HEADING), start)
    last = text.find("\n", end, end + _HEADING)
    first, last = max(first, 0 if start < _HEADING else first), len(text) if last < 0 else last
    if first < 0 or last - first > _HEADING or text[last - 1 : last] in (".", "؟"):
        return False
    if _REMARK.match(text, first, start):
        return False
    return _ENTRY.match(text, first) is None


def opens_list(text: str, start: int, end: int) -> bool:
    """Does what stands at these offsets stand in a heading, or end its line (`جدول الأطباء من 1 إلى 5 ديسمبر:`)?"""
    return _ENDS_LINE.match(text, end) is not None or is_heading(text, start, end)


def heads_line(text: str, start: int, end: int) -> bool:
    """Does what stands at these offsets stand alone on its line, or before a colon (`الصباح : مصارعة`)?"""
    return begins_line(text, start) and _HEADS.match(text, end) is not None


def is_entry(text: str, start: int) -> bool:
    """Does what stands at an offset stand on a line that begins with the mark of a list or with a clock?"""
    first = text.rfind("\n", max(0, start - _LONGEST_ENTRY), start) + 1
    return (first > 0 or start < _LONGEST_ENTRY) and _LISTED.match(text, first) is not None


def is_introduced(text: str, end: int, start: int) -> bool:
    """Is the text's first entry, at `start`, in the line below the one in which a date ends at `end`?"""
    found = entries(text).starts
    if not found or not found[0] <= start or (len(found) > 1 and found[1] <= start):
        return False
    return start - end < 4 * _HEADING and _BELOW.fullmatch(text, end, start) is not None


def is_daily(text: str, since: int, start: int) -> bool:
    """Does the line above the first entry behind `since` say that the entries are those of every day?"""
    found = entries(text).starts
    first = min(found[bisect_left(found, since)] if found and found[-1] >= since else start, start)
    above = text[max(0, first - _HEADING) : first].rstrip().rpartition("\n")[2]
    return _DAILY.search(above) is not None or not words("habit").isdisjoint(_WORD.findall(above))


def days_on(text: str, since: int, start: int, *, published: bool) -> int:
    """How many days after that of the heading at `since` the entry at `start` is.

    `published` says that the heading's day is that of publication, after which nothing can have happened.
    """
    found = entries(text)
    at = bisect_left(found.starts, start + 1) - 1
    if at < 0:
        return 0
    first = min(bisect_left(found.starts, since), at)
    days = found.midnights[at] - found.midnights[first]
    if published and found.reported:
        days -= max(0, found.midnights[-1] - found.midnights[first])
    return days


@lru_cache(maxsize=4)
def entries(text: str) -> Entries:
    """The entries of a text, read once."""
    found = list(_ENTRY.finditer(text))
    clocks = list(map(_minutes, found))
    down = sum((b - a + _DAY // 2) % _DAY < _DAY // 2 for a, b in pairwise(clocks)) > (len(clocks) - 1) / 2
    midnights = [0]
    for k, (one, other) in enumerate(pairwise(clocks)):
        early, late = (one, other) if down else (other, one)
        on = (early < _EARLY and late >= (_LATE if down else _EVENING)) * (-1 if down else 1)
        begun = (
            not down and one < _EARLY and other >= _NOON and _SECTION.search(text, found[k].end(), found[k + 1].end())
        )
        midnights.append(0 if begun else midnights[-1] + on)
    reported = any((word := _FIRST_WORD.match(text, m.end())) and is_cue(word[1], "happened") for m in found)
    return Entries(tuple(match.start(1) for match in found), tuple(midnights), reported)


def _minutes(entry: re.Match[str]) -> int:
    """The minutes of the day of the clock that an entry begins with."""
    return 60 * int(entry[1]) + int(entry[2])
