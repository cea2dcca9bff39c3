"""Ages told by their number alone: "في سن 18", "عن عمر ناهز 93", "من سن 15 إلى 49", "في السبعين من عمره"."""

from __future__ import annotations

from pipeline.rules.dates.amounts import Duration, DurationRange
from pipeline.rules.dates.counted import counted
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    end_of,
    follows,
    joined_by_and,
    numbered,
    spelled,
    whole,
)
from pipeline.rules.dates.values import Value
from pipeline.rules.lexer import SPACE, Text

_BETWEEN = frozenset({"بين", "ال"})
_TO = frozenset({"الي", "-", "حتي", "او"})
_OF = frozenset({"من"})
OLDEST = 120


def read_age(text: Text, i: int) -> Found | None:
    """`سن 18`, `سن الثامنة عشرة`, `سن 18-25`: the number behind the word, which stays outside."""
    first = i + 2 if follows(text, i + 1, "comparing_verb") is not None else i + 1
    if not adjacent(text, first, _BETWEEN):
        return None
    number, after = numbered(text, first)
    if text.atoms[i].readings["age"].entry.value == "of" and spelled(text, first, "ordinal") is not None:
        return None  # سنوات عمره الأولى
    if text.atoms[i].readings["age"].definite and not text.atoms[first].digits:
        return None  # السن الثالث is a cog
    if not 1 <= number <= OLDEST or counted(text, after) is not None:
        return None
    start = start_of_number(text, first)
    last = _last(text, after)
    if last is not None and counted(text, last[1]) is not None:
        return None
    if last is None or last[0] <= number:
        return found_age(text, start, after, years(number))
    return found_age(text, start, last[1], DurationRange(years(number), years(last[0])))


def read_age_reached(text: Text, i: int) -> Found | None:
    """`في السبعين من عمره`, `بلغ الـ70 من العمر`."""
    number, after = numbered(text, i)
    age = follows(text, after, "age", _OF) if after < len(text.atoms) and text.atoms[after].gap > SPACE else None
    if not 1 <= number <= OLDEST or age is None or (age.entry.value != "of" and not age.definite):
        return None
    if i and adjacent(text, i) and "unit" in text.atoms[i - 1].readings:  # العام الثالث من عمر المشروع
        return None
    return found_age(text, start_of_number(text, i), after, years(number))


def _last(text: Text, i: int) -> tuple[int, int] | None:
    """The upper age of a range, and the index of the next atom."""
    if not (adjacent(text, i, _TO) or joined_by_and(text, i)) or whole(text, i) < 0:
        return None
    ranged = text.between(i - 1).strip(" ") in _TO
    return (whole(text, i), i + 1) if ranged else None


def start_of_number(text: Text, i: int) -> int:
    """Where a number begins, behind an attached particle."""
    atom = text.atoms[i]
    return atom.start + (0 if atom.digits else next(iter(atom.readings.values())).skip)


def years(number: int) -> Duration:
    """An age."""
    return Duration.of([(number, "Y")])


def found_age(text: Text, start: int, after: int, value: Value) -> Found:
    """What tells an age up to atom `after`."""
    return Found(start, end_of(text, after), after, value, "age", "duration")
