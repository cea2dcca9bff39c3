"""Days that are told by their number, alone or behind a weekday: "18 يوليو", "26/11", "الجمعة 15"."""

from __future__ import annotations

from pipeline.rules.dates.days import read_day_month
from pipeline.rules.dates.found import Found, adjacent, end_of, reading, spelled, start_of, whole
from pipeline.rules.dates.leaning import told
from pipeline.rules.dates.numeric import read_numeric
from pipeline.rules.dates.tet import read_lunar
from pipeline.rules.lexer import Text

_DATE_LINKS = frozenset({"الموافق", "،", ",", "في", "الموافق ل", "الموافق لـ", "بتاريخ", "- ", "-", "الواقع في"})
_NUMBERS = ("ordinal", "ordinal_ten", "ordinal_of_ten", "one", "one_of_ten", "tens", "ten")


def numbered_day(text: Text, i: int) -> Found | None:
    """A day that begins with its number."""
    atom = text.atoms[i]
    if atom.digits:
        return read_numeric(text, i) or told(text, i, read_day_month(text, i, atom.start)) or read_lunar(text, i)
    category = next((c for c in _NUMBERS if c in atom.readings), None)
    if category is None or ("weekday" in atom.readings and category == "one"):
        return None
    return told(text, i, read_day_month(text, i, start_of(text, i, category))) or read_lunar(text, i)


def date_behind(text: Text, start: int, i: int, weekday: int) -> Found | None:
    """The date that tells the same day once more; `start` is that of the whole."""
    if i >= len(text.atoms) or not adjacent(text, i, _DATE_LINKS) or is_attached(text, i):
        return None
    unit = reading(text, i, "unit")
    if unit is not None and unit.entry.value == "D" and not unit.definite and adjacent(text, i + 1):
        i += 1
    date = numbered_day(text, i)
    return None if date is None else date._replace(start=start, flag=f"weekday {weekday}")


def number_behind(text: Text, i: int) -> tuple[int, int] | None:
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
