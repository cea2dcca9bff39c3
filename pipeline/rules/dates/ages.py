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
    word_before,
)
from pipeline.rules.dates.values import Value
from pipeline.rules.lexer import SPACE, Text

_BETWEEN = frozenset({"بين", "ال"})
_TO = frozenset({"الي", "-", "حتي", "او"})
_OF = frozenset({"من"})
_OLDEST = 120
#: `كان في التاسعة`: an age, no hour.
AGED = tuple(f"{word} في " for word in ("كان", "كانت", "كنت", "هو", "هي", "انا"))
_SON = ("ابن", "ابنه")
#: `دون الخامسة عشرة`; a round number may be one of degrees.
_PAST = ("دون", "فوق", "تجاوز", "تجاوزت", "تجاوزوا", "بلغ", "بلغت", "يبلغ", "تبلغ", "ناهز", "ناهزت")
#: What ends a clause, or the text.
_STOPS = ("", "،", ".", "؛", "\n", ")", '"', "»")


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
    if not 1 <= number <= _OLDEST or counted(text, after) is not None:
        return None
    start = _start(text, first)
    last = _last(text, after)
    if last is not None and counted(text, last[1]) is not None:
        return None
    if last is None or last[0] <= number:
        return _found(text, start, after, _years(number))
    return _found(text, start, last[1], DurationRange(_years(number), _years(last[0])))


def read_age_reached(text: Text, i: int) -> Found | None:
    """`في السبعين من عمره`, `بلغ الـ70 من العمر`."""
    number, after = numbered(text, i)
    age = follows(text, after, "age", _OF) if after < len(text.atoms) and text.atoms[after].gap > SPACE else None
    if not 1 <= number <= _OLDEST or age is None or (age.entry.value != "of" and not age.definite):
        return None
    if i and adjacent(text, i) and "unit" in text.atoms[i - 1].readings:  # العام الثالث من عمر المشروع
        return None
    return _found(text, _start(text, i), after, _years(number))


def read_age_alone(text: Text, i: int) -> Found | None:
    """`سيدة في الثامنة والستين،`, `امرأة في الثلاثين`, `كان في التاسعة`, `ابن السابعة`: the number behind في or ابن.

    Behind في a clause ends with it, and the small ones are hours, unless a pronoun or "was" stands before them.
    """
    number, after = numbered(text, i)
    start, end = _start(text, i), end_of(text, after)
    first = text.atoms[i]
    feminine = text.text.endswith(("ه", "ين"), 0, first.end)  # العشرين has but one form
    if not 2 < number <= _OLDEST or not feminine or not text.text.startswith("ال", first.start):
        return None
    word = word_before(text, start)
    if word.lstrip("ول") in _SON:
        return _found(text, start, after, _years(number)) if counted(text, after) is None else None
    decade = number % 10 == 0 and number >= 20 and after == i + 1
    if word.lstrip("و") in _PAST:
        told = number > 12 and not decade and text.text[end : end + 1] in _STOPS
        return _found(text, start, after, _years(number)) if told else None
    if word != "في" or not (decade or (number > 12 and after > i + 1) or text.text.endswith(AGED, 0, start)):
        return None
    ends = text.text[end : end + 1] in _STOPS or text.text.startswith((" حين ", " عندما ", " لما "), end)
    return _found(text, start, after, _years(number)) if ends else None


def _last(text: Text, i: int) -> tuple[int, int] | None:
    """The upper age of a range, and the index of the next atom."""
    if not (adjacent(text, i, _TO) or joined_by_and(text, i)) or whole(text, i) < 0:
        return None
    ranged = text.between(i - 1).strip(" ") in _TO
    return (whole(text, i), i + 1) if ranged else None


def _start(text: Text, i: int) -> int:
    atom = text.atoms[i]
    return atom.start + (0 if atom.digits else next(iter(atom.readings.values())).skip)


def _years(number: int) -> Duration:
    return Duration.of([(number, "Y")])


def _found(text: Text, start: int, after: int, value: Value) -> Found:
    return Found(start, end_of(text, after), after, value, "age", "duration")
