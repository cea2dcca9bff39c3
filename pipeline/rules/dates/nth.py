"""The so-manieth day or week of a month: "آخر خميس من شهر سبتمبر", "ثالث يوم من مايو", "الأسبوع الأخير من يوليو"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.rules.dates.found import Found, adjacent, end_of, reading, spelled, start_of
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.units import OF, read_year_like
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.within import Within
from pipeline.rules.lexer import Text

_MONTH = 9


@dataclass(frozen=True, slots=True)
class Nth:
    """The `number`-th (-1 the last) Monday to Sunday (`weekday` 1 to 7), day (0) or week (8) of a month or year.

    Weeks are those whose Monday lies in the month.
    """

    number: int
    weekday: int
    unit: Value

    def norm(self) -> str | None:
        """2015-10-31 · 2016-07-25/2016-07-31; None where the year is unknown or there is no such day."""
        day = self._day()
        if day is None:
            return None
        return f"{day}/{day + timedelta(days=6)}" if self.weekday == 8 else day.isoformat()

    def resolve(self, reference: date) -> Nth:
        """The same of the unit resolved."""
        return replace(self, unit=self.unit.resolve(reference))

    def exact(self) -> date | None:
        """The day itself, if it is one."""
        return None if self.weekday == 8 else self._day()

    def _day(self) -> date | None:
        if not isinstance(self.unit, Day) or self.unit.year is None or self.unit.day is not None:
            return None
        year, month = self.unit.year, self.unit.month
        first, last = date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
        if self.weekday == 0:
            day = first + timedelta(self.number - 1) if self.number > 0 else last
        elif self.number > 0:
            day = first + timedelta((self._wanted() - first.isoweekday()) % 7 + 7 * (self.number - 1))
        else:
            day = last - timedelta((last.isoweekday() - self._wanted()) % 7)
        return day if first <= day <= last else None

    def _wanted(self) -> int:
        return 1 if self.weekday == 8 else self.weekday


def read_nth(text: Text, i: int) -> Found | None:
    """`آخر خميس من شهر 9`, `ثالث يوم من شهر مايو`, `ثاني أربعاء في أكتوبر`: the number first."""
    number, after = _number(text, i, definite=False)
    what = _what(text, after)
    return None if not number or what is None else _found(text, i, number, what, after + 1)


def read_nth_behind(text: Text, i: int) -> Found | None:
    """`الأسبوع الأخير من يوليو`, `الثلاثاء الأول من شهر مايو`, `اليوم الأخير من الشهر`: the number behind."""
    what = _what(text, i)
    if what is None or not adjacent(text, i + 1):
        return None
    number, after = _number(text, i + 1, definite=True)
    if not number:
        return None
    return _found(text, i, number, what, after) or _of_this_month(text, i, number, what, after)


def _of_this_month(text: Text, i: int, number: int, what: int, after: int) -> Found | None:
    """`الثلاثاء الثالث`, with nothing behind it, is that of this month."""
    end = end_of(text, after)
    weekday = reading(text, i, "weekday")
    if what not in range(1, 8) or not 1 <= number <= 5 or text.text[end : end + 2].strip(" ")[:1].isalpha():
        return None
    if weekday is None or not weekday.definite:
        return None
    value = Nth(number, what, Relative(0, "month"))
    return Found(start_of(text, i, "weekday"), end, after, value, "nth")


def _number(text: Text, i: int, *, definite: bool) -> tuple[int, int]:
    """An ordinal or "last" at atom `i`, 0 if there is none, and the index of the next atom."""
    last = reading(text, i, "relative" if definite else "last")
    if last is not None and (not definite or (last.definite and last.entry.surface.startswith("اخير"))):
        return -1, i + 1
    words = spelled(text, i, "ordinal")
    if words is None or not any(r.definite == definite for r in text.atoms[i].readings.values()):
        return 0, i
    return words


def _what(text: Text, i: int) -> int | None:
    """A weekday (1-7), a day (0) or a week (8) at atom `i`."""
    if (weekday := reading(text, i, "weekday")) is not None:
        return weekday.entry.number
    unit = reading(text, i, "unit")
    return {"D": 0, "W": 8, "MO": _MONTH}.get(unit.entry.value) if unit is not None else None


def _found(text: Text, i: int, number: int, what: int, after: int) -> Found | None:
    if not adjacent(text, after, OF):
        return None
    unit = _unit(text, after)
    if unit is None or unit.value is None or (what == 0 and number > 31) or (what and number > 53):
        return None
    start = start_of(text, i, next(iter(text.atoms[i].readings)))
    if what == _MONTH:
        month = _in_year(unit.value, 12 if number < 0 else number)
        return None if month is None else unit._replace(start=start, value=month, rule="month of a year")
    kind, value = ("period" if what == 8 else "date"), Nth(number, what, unit.value)
    return Found(start, end_of(text, unit.after), unit.after, value, "nth", kind)  # type: ignore[arg-type]


def _in_year(year: Value, number: int) -> Value | None:
    """`الشهر الأول من العام`, `الشهر الأخير من 2023`."""
    if not 1 <= number <= 12:
        return None
    if isinstance(year, Day) and year.month is None:
        return Day(year.year, number)
    whole = isinstance(year, Relative) and year.grain == "year"
    return Within(Day(None, number), year) if whole and isinstance(year, Relative) else None


def _unit(text: Text, i: int) -> Found | None:
    readers: tuple[Callable[[Text, int], Found | None], ...] = (read_month_alone, read_year_like)
    found = [unit for reader in readers if (unit := reader(text, i)) is not None]
    return max(found, key=lambda unit: unit.end, default=None)
