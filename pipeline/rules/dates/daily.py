"""Days and parts of days: "صباح يوم 18 يوليو", "الأحد المقبل", "مساء أمس", "اليوم التالي", "تلك الليلة"."""

from __future__ import annotations

from pipeline.rules.dates.day_numbers import date_behind, is_attached, number_behind, numbered_day
from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, spelled
from pipeline.rules.dates.leaning import told
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.pointers import pointer
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.tet import read_lunar
from pipeline.rules.dates.units import OF, read_pointed, read_this, year_of_anniversary
from pipeline.rules.dates.values import Day
from pipeline.rules.dates.within import InWeek
from pipeline.rules.lexer import Text


def read_day(text: Text, i: int) -> Found | None:
    """A day at atom `i`, without a part of the day before it."""
    atom = text.atoms[i]
    if atom.digits:
        return numbered_day(text, i)
    readings = atom.readings
    if "weekday" in readings and (readings["weekday"].definite or week_behind(text, i + 1) is not None):
        return _weekday(text, i)
    if "deictic" in readings:
        return _deictic(text, i)
    if "unit" in readings and readings["unit"].entry.value == "D":
        return _named_day(text, i)
    if "this" in readings:
        found = read_this(text, i)
        return found if found and isinstance(found.value, Relative) and found.value.grain == "day" else None
    return numbered_day(text, i) or read_lunar(text, i)


def _weekday(text: Text, i: int) -> Found | None:
    """A weekday, with the date or the pointing word behind it."""
    name = text.atoms[i].readings["weekday"]
    day = name.entry.number
    start = text.atoms[i].start + name.skip
    found = date_behind(text, start, i + 1, day)
    if found is not None:
        return found
    week = week_behind(text, i + 1)
    if week is not None:
        return Found(start, week.end, week.after, InWeek(day, week.value), "weekday", anchored=week.anchored)  # type: ignore[arg-type]
    number = number_behind(text, i + 1)
    if number is not None:
        return Found(
            start, end_of(text, number[1]), number[1], Day(None, None, number[0]), "day", flag=f"weekday {day}"
        )
    pointed = pointer(text, i + 1, definite=True)
    if pointed is not None and pointed[0]:
        if (found := date_behind(text, start, pointed[1], day)) is not None:
            return found
        value = Weekday(day, 1 if pointed[0] > 0 else -1, skip=abs(pointed[0]) == 2)
        return Found(start, end_of(text, pointed[1]), pointed[1], value, "weekday", anchored=pointed[2])
    return Found(start, end_of(text, i + 1), i + 1, Weekday(day), "weekday")


def week_behind(text: Text, i: int) -> Found | None:
    """`من الأسبوع الماضي`, `هذا الأسبوع`: the week of a weekday."""
    if not adjacent(text, i, OF):
        return None
    week = read_pointed(text, i) or read_this(text, i)
    return week if week is not None and isinstance(week.value, Relative) and week.value.grain == "week" else None


def _deictic(text: Text, i: int) -> Found:
    """`أمس`, `بعد غد`, also with the weekday or the date behind it."""
    word = text.atoms[i].readings["deictic"]
    start, offset = text.atoms[i].start + word.skip, int(word.entry.value)
    return _today(text, start, i + 1, Relative(offset, "day"), "yesterday" if offset < 0 else "tomorrow")


def _today(text: Text, start: int, after: int, value: Relative, rule: str) -> Found:
    """A day told from today, and the weekday or the date that may stand behind it."""
    alone = Found(start, end_of(text, after), after, value, rule)
    if not adjacent(text, after, frozenset({"،", "الموافق"})) or is_attached(text, after):
        return alone
    weekday = follows(text, after, "weekday")
    if weekday is not None and weekday.definite:
        more = date_behind(text, start, after + 1, weekday.entry.number)
        with_day = alone._replace(end=end_of(text, after + 1), after=after + 1, flag=f"weekday {weekday.entry.number}")
        return more or with_day
    if text.atoms[after].digits or "ordinal" in text.atoms[after].readings:
        date = read_numeric(text, after) or read_day_month(text, after, start)
        if date is not None and isinstance(date.value, Day) and date.value.day:
            return date._replace(start=start)
    return alone


def _named_day(text: Text, i: int) -> Found | None:
    """What begins with يوم or اليوم."""
    unit = text.atoms[i].readings["unit"]
    start = text.atoms[i].start + unit.skip
    if unit.definite:
        return _the_day(text, i, start)
    if not adjacent(text, i + 1, frozenset({":", "-"})):
        return None
    if (weekday := follows(text, i + 1, "weekday")) is not None:
        found = _weekday(text, i + 1)
        return None if found is None or not (weekday.definite or found.flag) else found._replace(start=start)
    if reading(text, i + 1, "unit") is not None or reading(text, i + 1, "this") is not None:
        return None
    found = read_day(text, i + 1)
    if found is None and text.atoms[i + 1].digits and (number := number_behind(text, i + 1)) is not None:
        return Found(start, end_of(text, number[1]), number[1], Day(None, None, number[0]), "day")  # ستتزوج يوم 20
    return None if found is None or found.rule == "today" else found._replace(start=start)


def _the_day(text: Text, i: int, start: int) -> Found | None:
    """`اليوم` alone (today), `اليوم التالي`, `اليوم الأول من رأس السنة`, `اليوم الثالث من شهر مايو`, `اليوم 26/11`."""
    pointed = pointer(text, i + 1, definite=True)
    if pointed is not None:
        last = text.atoms[i + 1].readings.get("relative")
        if last is not None and last.entry.surface.startswith("اخير"):
            return None
        same = year_of_anniversary(text, pointed[1], "day") if pointed[2] and not pointed[0] else None
        if same is not None:  # اليوم نفسه من العام الماضي
            return same._replace(start=start, rule="this day of another year", anchored=True)
        value = Relative(pointed[0], "day")
        return Found(start, end_of(text, pointed[1]), pointed[1], value, "pointed day", anchored=pointed[2])
    if (lunar := read_lunar(text, i)) is not None:
        return lunar
    numbered = spelled(text, i + 1, "ordinal") or spelled(text, i + 1, "cardinal") if adjacent(text, i + 1) else None
    if numbered is not None and reading(text, i + 1, "weekday") is None:
        date = told(text, i + 1, read_day_month(text, i + 1, start))
        if date is not None or "ordinal" in text.atoms[i + 1].readings:
            return None if date is None else date._replace(start=start)
    return _today(text, start, i + 1, Relative(0, "day"), "today")
