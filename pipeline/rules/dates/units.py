"""Units of the calendar: "العام الماضي", "هذا الأسبوع", "الشهر نفسه", "القرن العشرين", "الثمانينيات"."""

from __future__ import annotations

from pipeline.rules.dates.days import read_named_month
from pipeline.rules.dates.found import Found, adjacent, end_of, follows, reading, spelled, start_of, whole
from pipeline.rules.dates.pointing import Relative, Within
from pipeline.rules.dates.values import Day, Grain, Span10, Value, YearPart
from pipeline.rules.dates.years import read_year, read_year_alone
from pipeline.rules.lexer import Text

GRAINS: dict[str, Grain] = {"D": "day", "W": "week", "MO": "month", "Y": "year", "E": "decade", "C": "century"}
OF = frozenset({"من", "في", "من شهر", "ب", "ل"})
_TWO_BACK = {"قبل": -1, "اللي قبل": -1, "ما قبل": -1, "بعد": 1, "ما بعد": 1}
_WHOLE = (" باكمله", " باكملها", " كله", " كلها")
_ORDER = {"1": "start", "2": "end"}


def read_pointed(text: Text, i: int) -> Found | None:
    """`العام الماضي`, `الأسبوع قبل الماضي`, `السنة الحالية`, `الشهر نفسه`, `العام هذا`."""
    unit = reading(text, i, "unit")
    if unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) is None:
        return None
    start = start_of(text, i, "unit")
    pointed = pointer(text, i + 1, definite=True)
    if pointed is None:
        end = next((text.atoms[i].end + len(w) for w in _WHOLE if text.text.startswith(w, text.atoms[i].end)), 0)
        return Found(start, end, i + 1, Relative(0, grain), "whole unit") if end and grain != "day" else None
    offset, after, anchored = pointed
    if grain == "year" and adjacent(text, after) and whole(text, after) in range(1800, 2200):
        return Found(start, end_of(text, after + 1), after + 1, Day(whole(text, after)), "year")
    return Found(start, end_of(text, after), after, Relative(offset, grain), "pointed unit", anchored=anchored)


def pointer(text: Text, i: int, *, definite: bool) -> tuple[int, int, bool] | None:
    """How far a word at atom `i` points, the index of the next atom, and whether from the day last told of."""
    if i >= len(text.atoms) or not adjacent(text, i, frozenset(_TWO_BACK)):
        return None
    word = follows(text, i, "relative", frozenset(_TWO_BACK))
    if word is not None and word.definite == definite:
        offset = int(word.entry.value)
        further = _TWO_BACK.get(text.between(i - 1).strip(" "), 0)
        if further and further != offset:
            return None
        anchored = word.entry.surface[:4] in ("سابق", "تالي", "لاحق") and not further
        return offset + further, i + 1, anchored
    if text.between(i - 1).strip(" )"):
        return None
    if follows(text, i, "same") is not None:
        return 0, i + 1, True
    this = follows(text, i, "this")
    return None if this is None else (0, i + 1, this.entry.value == "that")


def read_this(text: Text, i: int) -> Found | None:
    """`هذا العام`, `تلك السنة`, `هذا المساء`, `هذا اليوم`."""
    this = reading(text, i, "this")
    if this is None:
        return None
    start, anchored = start_of(text, i, "this"), this.entry.value == "that"
    part = follows(text, i + 1, "part")
    if part is not None and part.definite:
        value = Relative(0, "day", part.entry.value)  # type: ignore[arg-type]
        return Found(start, end_of(text, i + 2), i + 2, value, "this part of the day", anchored=anchored)
    unit = follows(text, i + 1, "unit")
    if unit is None or not unit.definite or (grain := GRAINS.get(unit.entry.value)) is None or grain == "century":
        return None
    if grain == "day" and not anchored and (year := _year_of_anniversary(text, i + 2)) is not None:
        start = start - 4 if text.text.endswith("مثل ", 0, start) else start
        return year._replace(start=start, rule="this day of another year")
    if pointer(text, i + 2, definite=True) is not None:
        return None
    return Found(start, end_of(text, i + 2), i + 2, Relative(0, grain), "this unit", anchored=anchored)


def _year_of_anniversary(text: Text, i: int) -> Found | None:
    """`هذا اليوم من العام الماضي`."""
    year = read_pointed(text, i) if adjacent(text, i, OF) else None
    if year is None or not isinstance(year.value, Relative) or year.value.grain != "year":
        return None
    return year._replace(value=Relative(year.value.offset, "year", to_the_day=True))


def read_year_like(text: Text, i: int) -> Found | None:
    """What may stand behind من and is a year: `عام 2024`, `2024`, `العام الماضي`, `هذا العام`, `العام`."""
    found = read_year_alone(text, i) or read_pointed(text, i) or read_this(text, i)
    if found is not None:
        return found
    year = read_year(text, i)
    if year is not None:
        return Found(text.atoms[i].start, year.end, year.after, Day(year.number), "year")
    unit = reading(text, i, "unit")
    if unit is not None and unit.definite and unit.entry.value in ("Y", "MO", "E"):
        return Found(
            start_of(text, i, "unit"), end_of(text, i + 1), i + 1, Relative(0, GRAINS[unit.entry.value]), "unit"
        )
    return None


def read_century(text: Text, i: int) -> Found | None:
    """`القرن العشرين`, `القرن الـ19`, `القرن الماضي`."""
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "C" or not adjacent(text, i + 1):
        return None
    number, after = whole(text, i + 1), i + 2
    if number < 0 and (words := spelled(text, i + 1, "ordinal") or spelled(text, i + 1, "cardinal")) is not None:
        number, after = words
    if not 1 <= number <= 30 or not unit.definite:
        return None
    start, value = start_of(text, i, "unit"), Span10(100 * (number - 1), 100)
    era = follows(text, after, "era")
    if era is None:
        return Found(start, end_of(text, after), after, value, "century")
    if era.entry.value == "hijri":
        return Found(start, end_of(text, after + 1), after + 1, None, "century", calendar="hijri")
    return Found(start, end_of(text, after + 1), after + 1, value, "century")


def read_decade(text: Text, i: int) -> Found | None:
    """`ثمانينيات القرن الماضي`, `الخمسينيات`, `العقد الأول من القرن العشرين`."""
    name = reading(text, i, "decade")
    if name is not None:
        century = _century_behind(text, i + 1)
        first = 1900 if century is None else century[0]
        after = i + 1 if century is None else century[1]
        value = Span10(first + name.entry.number, 10)
        return Found(start_of(text, i, "decade"), end_of(text, after), after, value, "decade")
    unit = reading(text, i, "unit")
    if unit is None or unit.entry.value != "E" or not unit.definite or not adjacent(text, i + 1):
        return None
    ordinal = spelled(text, i + 1, "ordinal")
    century = None if ordinal is None else _century_behind(text, ordinal[1])
    if ordinal is None or century is None or not 1 <= ordinal[0] <= 10:
        return None
    value = Span10(century[0] + 10 * (ordinal[0] - 1), 10)
    return Found(start_of(text, i, "unit"), end_of(text, century[1]), century[1], value, "decade")


def _century_behind(text: Text, i: int) -> tuple[int, int] | None:
    """The first year of the century named behind a decade, and the index of the next atom."""
    if not adjacent(text, i, OF):
        return None
    century = read_century(text, i)
    if century is not None and isinstance(century.value, Span10):
        return century.value.first, century.after
    pointed = read_pointed(text, i)
    if pointed is None or not isinstance(pointed.value, Relative) or pointed.value.grain != "century":
        return None
    return 2000 + 100 * pointed.value.offset, pointed.after


def read_year_part(text: Text, i: int) -> Found | None:
    """`الربع الثالث من عام 2024`, `النصف الأول`, `النصف الثاني من سبتمبر`."""
    fraction = reading(text, i, "fraction")
    if (
        fraction is None
        or not fraction.definite
        or fraction.entry.value not in ("1/4", "1/2")
        or not adjacent(text, i + 1)
    ):
        return None
    ordinal = spelled(text, i + 1, "ordinal")
    quarter = fraction.entry.value == "1/4"
    if ordinal is None:
        last = follows(text, i + 1, "relative")
        if last is None or not last.definite or last.entry.surface[:4] != "اخير":
            return None
        ordinal = (4 if quarter else 2), i + 2
    if ordinal[0] > (4 if quarter else 2):
        return None
    code = f"{'Q' if quarter else 'H'}{ordinal[0]}"
    return _in_year(text, start_of(text, i, "fraction"), ordinal[1], code, _ORDER.get(str(ordinal[0])))


def _in_year(text: Text, start: int, after: int, code: str, order: str | None) -> Found | None:
    """A quarter or half, with the year behind it; the half of a month is the month's start or end."""
    end = end_of(text, after)
    behind = text.text[end : end + 4] == " من "
    if not adjacent(text, after, OF):
        return None if behind else Found(start, end, after, YearPart(None, code), "part of a year")
    month = read_named_month(text, after)
    if month is not None and code[0] == "H":
        return month._replace(start=start, modifier=order, rule="half of a month")
    year = read_year_like(text, after)
    if year is None:
        return None if behind else Found(start, end, after, YearPart(None, code), "part of a year")
    value: Value | None = None
    if isinstance(year.value, Day) and year.value.month is None:
        value = YearPart(year.value.year, code)
    elif isinstance(year.value, Relative) and year.value.grain == "year":
        value = Within(YearPart(None, code), year.value)
    elif isinstance(year.value, Relative) and year.value.grain == "month":
        return year._replace(start=start, modifier=order, rule="half of a month")
    return None if value is None else Found(start, year.end, year.after, value, "part of a year")
