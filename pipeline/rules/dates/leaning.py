"""Days and months with what says which year is meant: "يونيو الماضي", "24 مارس من العام الماضي"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.days import read_named_month
from pipeline.rules.dates.foreign import Hijri
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, numbered, word_before
from pipeline.rules.dates.pointers import pointer
from pipeline.rules.dates.pointing import Leaning, Relative
from pipeline.rules.dates.units import OF, read_pointed, read_this, read_unit, read_year_like
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import Within
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.lexicon import Reading

#: `اليوم الثالث الشهر المقبل`.
_DAY_WORDS = frozenset({"يوم", "اليوم"})


def told(text: Text, i: int, found: Found | None) -> Found | None:
    """A day and month, with what may say which year it means; or a day of a month that is pointed at."""
    if found is not None:
        return lean(text, found)
    number, after = numbered(text, i)
    if "one" in text.atoms[i].readings and text.text.endswith("ه", 0, text.atoms[i].end):
        return None  # مرة واحدة في الشهر: days are masculine
    if 1 <= number <= 31 and follows(text, after, "of_it") is not None:
        return _of_it(text, i, number, after)
    if not 1 <= number <= 31 or not adjacent(text, after, OF):
        return None
    if (pointed := follows(text, after, "relative")) is not None and text.atoms[i].digits:
        return _of_pointed_month(text, i, number, pointed)
    month = read_pointed(text, after) or read_this(text, after) or read_unit(text, after)
    if month is None or not isinstance(month.value, Relative) or month.value.grain != "month":
        return None
    start = _start(text, i)
    if not text.atoms[i].digits and text.atoms[after].gap <= SPACE and word_before(text, start) not in _DAY_WORDS:
        return None  # عامه الثالث الشهر المقبل
    value = Within(Day(None, None, number), month.value)
    return Found(start, month.end, month.after, value, "day of a month", anchored=month.anchored)


def _start(text: Text, i: int) -> int:
    atom = text.atoms[i]
    return atom.start + (0 if atom.digits else next(iter(atom.readings.values())).skip)


def _of_it(text: Text, i: int, number: int, after: int) -> Found | None:
    """`30 منه`: that day of the month last told of."""
    start = _start(text, i)
    word = word_before(text, start)
    if word in ("ال", "الـ"):
        word = word_before(text, start - len(word) - 1)
    if not is_cue(word, "day"):
        return None
    value = Within(Day(None, None, number), Relative(0, "month"))
    return Found(start, end_of(text, after + 1), after + 1, value, "day of that month", anchored=True)


def _of_pointed_month(text: Text, i: int, number: int, pointed: Reading) -> Found | None:
    """`20 الجاري`, `5 المقبل`: a day of this month, the last or the next."""
    if not pointed.definite or pointed.entry.surface not in ("جاري", "حالي", "منصرم", "ماضي", "مقبل", "قادم"):
        return None
    value = Within(Day(None, None, number), Relative(int(pointed.entry.value), "month"))
    return Found(text.atoms[i].start, end_of(text, i + 2), i + 2, value, "day of a month")


def lean(text: Text, found: Found) -> Found:
    """`يونيو الماضي`, `ديسمبر القادم`, `24 مارس من العام الماضي`, `مارس من هذا العام`."""
    value = found.value
    pointed = pointer(text, found.after, definite=True)
    if pointed is not None and not pointed[0] and not pointed[2] and isinstance(value, Hijri) and value.year is None:
        return found._replace(end=end_of(text, pointed[1]), after=pointed[1])
    if pointed is not None and not pointed[0] and not pointed[2] and isinstance(value, Day) and value.year is None:
        within = Within(value, Relative(0, "year"))
        return found._replace(end=end_of(text, pointed[1]), after=pointed[1], value=within)
    if pointed is not None and pointed[0] and not pointed[2]:
        direction, skip = (1 if pointed[0] > 0 else -1), abs(pointed[0]) == 2
        leaned: Value | None = None
        if isinstance(value, Day) and value.year is None:
            leaned = Leaning(value, direction, skip)  # type: ignore[arg-type]
        elif isinstance(value, Hijri) and value.year is None:
            leaned = replace(value, lean=direction)  # type: ignore[arg-type]
        if leaned is not None:
            return found._replace(end=end_of(text, pointed[1]), after=pointed[1], value=leaned)
    if not (isinstance(value, Day) and value.year is None and adjacent(text, found.after, OF)):
        return found
    year = read_year_like(text, found.after)
    if year is None or not isinstance(year.value, Relative) or year.value.grain != "year" or year.rule == "unit":
        return found
    return found._replace(end=year.end, after=year.after, value=Within(value, year.value), anchored=year.anchored)


def read_month_alone(text: Text, i: int) -> Found | None:
    """A month, with its year or what points at it."""
    found = read_named_month(text, i)
    return None if found is None else lean(text, found)
