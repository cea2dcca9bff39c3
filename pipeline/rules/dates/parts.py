"""Parts of a day: "صباح يوم 18 يوليو", "ليلة الثلاثاء", "مساء أمس", "المساء"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.rules.dates import programme
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.day_numbers import is_attached
from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.foreign import Hijri, Lunar
from pipeline.rules.dates.found import (
    Found,
    adjacent,
    end_of,
    follows,
    joined_by_and,
    joined_by_to,
    reading,
    start_of,
    whole,
)
from pipeline.rules.dates.pointers import is_last, pointer
from pipeline.rules.dates.pointing import Leaning, Relative, Weekday
from pipeline.rules.dates.sets import read_monthly, read_set
from pipeline.rules.dates.units import read_pointed
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import InWeek, Within
from pipeline.rules.lexer import Text

#: The adverbs of two letters and less stand for words, behind a clock.
_WORD = 3
#: Days that every month may have.
_SURE = 29
_PART_LINKS = frozenset({"من", "في", "الباكر", "الباكر من"})


def read_part(text: Text, i: int) -> Found | None:
    """A part of the day with its day: `صباح يوم 18 يوليو`, `ليلة الثلاثاء`, `الليلة الماضية`; or `المساء` alone."""
    word = reading(text, i, "part")
    if word is None:
        return None
    start, part = start_of(text, i, "part"), word.entry.value
    after = i + 1
    if part == "NI" and (night := _night_between(text, after)) is not None:
        return night._replace(start=start)
    if (
        adjacent(text, after, _PART_LINKS)
        and not is_attached(text, after)
        and (found := _day_behind(text, after)) is not None
    ):
        value = in_part(found.value, part)
        if value is not None or (found.value is None and found.calendar is not None):
            found = _to_next_day(text, found) if part == "NI" else found
            rule = found.rule if found.rule == "last day" else f"part of {found.rule}"
            return found._replace(start=start, value=value, rule=rule)
    if not word.definite and (every := read_set(text, after) if adjacent(text, after) else None) is not None:
        return every._replace(start=start)  # مساء كل سبت
    if not word.definite and "الظهر" not in word.entry.surface:
        return None
    pointed = pointer(text, after, definite=True)
    if pointed is not None:
        last = is_last(text, pointed[1])
        rule, value = ("last day" if last else "pointed part"), Relative(0 if last else pointed[0], "day", part)  # type: ignore[arg-type]
        return Found(start, end_of(text, pointed[1]), pointed[1], value, rule, anchored=last or pointed[2])
    return Found(start, end_of(text, after), after, Relative(0, "day", part), "part alone", anchored=True)  # type: ignore[arg-type]


def read_adverb(text: Text, i: int) -> Found | None:
    """`مساءً: حفل عشاء`: a part of the day that heads a line of a programme."""
    adverb = reading(text, i, "adverb")
    if adverb is None or len(adverb.entry.surface) < _WORD or adverb.entry.value not in ("MO", "AF", "EV", "NI"):
        return None
    start, end = text.atoms[i].start, text.atoms[i].end
    if not programme.heads_line(text.text, start, end):
        return None
    return Found(start, end, i + 1, Relative(0, "day", adverb.entry.value), "part alone", anchored=True)  # type: ignore[arg-type]


def _to_next_day(text: Text, night: Found) -> Found:
    """`ليل الجمعة السبت`: the night of a weekday is told by the next one too."""
    behind = follows(text, night.after, "weekday")
    if behind is None or not behind.definite or not isinstance(night.value, Weekday):
        return night
    if behind.entry.number != night.value.weekday % 7 + 1:
        return night
    return night._replace(end=end_of(text, night.after + 1), after=night.after + 1)


def read_same_part(text: Text, i: int) -> Found | None:
    """`نفس المساء`: that of the day last told of."""
    part = follows(text, i + 1, "part")
    if part is None or not part.definite:
        return None
    value = Relative(0, "day", part.entry.value)  # type: ignore[arg-type]
    return Found(start_of(text, i, "same_as"), end_of(text, i + 2), i + 2, value, "same part", anchored=True)


def _night_between(text: Text, i: int) -> Found | None:
    """`ليلة 23/24 نوفمبر`: the night between two days is that of the first."""
    number = whole(text, i)
    if number < 1 or not adjacent(text, i + 1, frozenset({"/", "-"})) or whole(text, i + 1) != number + 1:
        return None
    last = read_day_month(text, i + 1, text.atoms[i].start)
    if last is None or not isinstance(last.value, Day):
        return None
    return last._replace(value=replace(last.value, day=number, part="NI"), rule="part of day month")


def _day_behind(text: Text, i: int) -> Found | None:
    """The day of a part of the day; a weekday may go without its article."""
    weekday = reading(text, i, "weekday")
    if weekday is not None and not weekday.particle:
        found = read_day(text, i)
        return found if found is not None and (weekday.definite or found.flag) else None
    found = read_day(text, i) or read_monthly(text, i) or _last_day(text, i)
    if found is not None and found.kind in ("date", "set") and found.rule not in ("month",):
        return found
    number = whole(text, i)
    if found is None and (day := _hyphened(text, i)) is not None:
        return day
    part_behind = joined_by_and(text, i + 1) and reading(text, i + 1, "part") is not None  # ليلة 9 وفجر 10 أكتوبر
    if found is None and 1 <= number <= 31 and (part_behind or joined_by_to(text, i + 1, text.atoms[i].end)):
        return Found(text.atoms[i].start, text.atoms[i].end, i + 1, Day(None, None, number), "day")  # 25 إلى 27 يونيو
    return None


def _hyphened(text: Text, i: int) -> Found | None:
    """`صباح 2-11 ،`: a day and its month, as some papers write them."""
    end, day, month = text.atoms[i].end, whole(text, i), whole(text, i + 1)
    written = text.text[end : end + 1] == "-" and i + 1 < len(text.atoms) and text.atoms[i + 1].start == end + 1
    if not written or not 1 <= month <= 12 or not 1 <= day <= _SURE:
        return None
    after = text.atoms[i + 1].end
    if not text.text.startswith((" ،", "،", ",", " ,", ".", ")", "\n"), after):
        return None
    return Found(text.atoms[i].start, after, i + 2, Day(None, month, day), "numeric day")


def _last_day(text: Text, i: int) -> Found | None:
    """`صباح اليوم الأخير`."""
    pointed = read_pointed(text, i)
    return pointed if pointed is not None and pointed.rule == "last day" else None


def in_part(value: Value | None, part: str) -> Value | None:
    """The same day, only a part of it; None where the value is no single day."""
    if isinstance(value, Day | Hijri | Lunar) and value.day:
        return replace(value, part=part)  # type: ignore[arg-type]
    if isinstance(value, Weekday | InWeek) or (isinstance(value, Relative) and value.grain == "day"):
        return replace(value, part=part)  # type: ignore[arg-type]
    if isinstance(value, Within) and isinstance(value.part, Day):
        return replace(value, part=replace(value.part, part=part))  # type: ignore[arg-type]
    if isinstance(value, Leaning) and isinstance(value.point, Day):
        return replace(value, point=replace(value.point, part=part))  # type: ignore[arg-type]
    return None
