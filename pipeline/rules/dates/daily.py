"""Days and parts of days: "صباح يوم 18 يوليو", "الأحد المقبل", "مساء أمس", "اليوم التالي", "تلك الليلة"."""

from __future__ import annotations

from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, spelled, start_of, whole
from pipeline.rules.dates.leaning import told
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.pointing import InWeek, Relative, Weekday
from pipeline.rules.dates.tet import read_lunar
from pipeline.rules.dates.units import OF, pointer, read_pointed, read_this
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text

_DATE_LINKS = frozenset({"الموافق", "،", ",", "في", "الموافق ل", "الموافق لـ", "بتاريخ", "- ", "-", "الواقع في"})
_NUMBERS = ("ordinal", "ordinal_ten", "ordinal_of_ten", "one", "one_of_ten", "tens", "ten")


def read_day(text: Text, i: int) -> Found | None:
    """A day at atom `i`, without a part of the day before it."""
    atom = text.atoms[i]
    if atom.digits:
        return _numbered_day(text, i)
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
    return _numbered_day(text, i) or read_lunar(text, i)


def _weekday(text: Text, i: int) -> Found | None:
    """A weekday, with the date or the pointing word behind it."""
    name = text.atoms[i].readings["weekday"]
    day = name.entry.number
    start = text.atoms[i].start + name.skip
    found = _date_behind(text, start, i + 1, day)
    if found is not None:
        return found
    week = week_behind(text, i + 1)
    if week is not None:
        return Found(start, week.end, week.after, InWeek(day, week.value), "weekday", anchored=week.anchored)  # type: ignore[arg-type]
    number = _number_behind(text, i + 1)
    if number is not None:
        return Found(
            start, end_of(text, number[1]), number[1], Day(None, None, number[0]), "day", flag=f"weekday {day}"
        )
    pointed = pointer(text, i + 1, definite=True)
    if pointed is not None and pointed[0]:
        if (found := _date_behind(text, start, pointed[1], day)) is not None:
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


def _number_behind(text: Text, i: int) -> tuple[int, int] | None:
    """`الجمعة 15`: the day's number alone, with nothing behind it that it could count."""
    if not adjacent(text, i, frozenset({"في"})):
        return None
    number = (whole(text, i), i + 1) if text.atoms[i].digits else spelled(text, i, "cardinal")
    if number is None or not 1 <= number[0] <= 31 or len(text.atoms[i].digits) > 2 or text.atoms[i].particle:
        return None
    behind = text.text[end_of(text, number[1]) : end_of(text, number[1]) + 2]
    told = behind[:1] == ":" and not behind[1:].isdigit()  # الجمعة 5: محاكمة الجراد
    return None if behind.strip(" ")[:1].isalnum() or (behind[:1] in "/-:%" and behind and not told) else number


def is_attached(text: Text, i: int) -> bool:
    """Does a particle join atom `i` to what is before it?"""
    atom = text.atoms[i]
    return bool(atom.particle if atom.digits else next(iter(atom.readings.values())).particle)


def _date_behind(text: Text, start: int, i: int, weekday: int) -> Found | None:
    """The date that tells the same day once more; `start` is that of the whole."""
    if i >= len(text.atoms) or not adjacent(text, i, _DATE_LINKS) or is_attached(text, i):
        return None
    unit = reading(text, i, "unit")
    if unit is not None and unit.entry.value == "D" and not unit.definite and adjacent(text, i + 1):
        i += 1
    date = _numbered_day(text, i)
    return None if date is None else date._replace(start=start, flag=f"weekday {weekday}")


def _numbered_day(text: Text, i: int) -> Found | None:
    """A day that begins with its number."""
    atom = text.atoms[i]
    if atom.digits:
        return read_numeric(text, i) or told(text, i, read_day_month(text, i, atom.start)) or read_lunar(text, i)
    category = next((c for c in _NUMBERS if c in atom.readings), None)
    if category is None or ("weekday" in atom.readings and category == "one"):
        return None
    return told(text, i, read_day_month(text, i, start_of(text, i, category))) or read_lunar(text, i)


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
        more = _date_behind(text, start, after + 1, weekday.entry.number)
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
    if found is None and text.atoms[i + 1].digits and (number := _number_behind(text, i + 1)) is not None:
        return Found(start, end_of(text, number[1]), number[1], Day(None, None, number[0]), "day")  # ستتزوج يوم 20
    return None if found is None or found.rule == "today" else found._replace(start=start)


def _the_day(text: Text, i: int, start: int) -> Found | None:
    """`اليوم` alone (today), `اليوم التالي`, `اليوم الأول من رأس السنة`, `اليوم الثالث من شهر مايو`, `اليوم 26/11`."""
    pointed = pointer(text, i + 1, definite=True)
    if pointed is not None:
        last = text.atoms[i + 1].readings.get("relative")
        if last is not None and last.entry.surface.startswith("اخير"):
            return None
        value = Relative(pointed[0], "day")
        return Found(start, end_of(text, pointed[1]), pointed[1], value, "pointed day", anchored=pointed[2])
    if (lunar := read_lunar(text, i)) is not None:
        return lunar
    numbered = spelled(text, i + 1, "ordinal") or spelled(text, i + 1, "cardinal") if adjacent(text, i + 1) else None
    if numbered is not None and reading(text, i + 1, "weekday") is None:
        date = told(text, i + 1, read_day_month(text, i + 1, start))
        return None if date is None else date._replace(start=start)
    return _today(text, start, i + 1, Relative(0, "day"), "today")
