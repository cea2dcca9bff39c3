"""Find every DATE of a text: one pass over its atoms, the longest reading at each, resolved as the text goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pipeline.rules.candidate import Candidate
from pipeline.rules.dates import context
from pipeline.rules.dates.bare_years import read_bare_year
from pipeline.rules.dates.daily import read_day, read_month_alone, read_part
from pipeline.rules.dates.found import Found, adjacent
from pipeline.rules.dates.hours import join_clock, read_clock, read_midnight
from pipeline.rules.dates.measures import read_definite_measure, read_measure
from pipeline.rules.dates.ranges import (
    extend,
    read_days,
    read_first_months,
    read_hours,
    read_pair,
    read_school_year,
    read_years,
)
from pipeline.rules.dates.seasons import (
    read_part_of_stretch,
    read_phase,
    read_same_period,
    read_season,
    read_week,
    read_weekend,
)
from pipeline.rules.dates.sets import read_monthly, read_set, read_weekdays
from pipeline.rules.dates.story import Story
from pipeline.rules.dates.tet import read_buddhist, read_holiday, read_tet
from pipeline.rules.dates.units import read_century, read_decade, read_pointed, read_this, read_year_part
from pipeline.rules.dates.vietnamese import read_vietnamese, read_vietnamese_count
from pipeline.rules.dates.years import read_year_alone
from pipeline.rules.lexer import Text

Reader = Callable[[Text, int], Found | None]

_SPELLED: tuple[Reader, ...] = (read_day, read_days, read_measure, read_clock)
READERS: dict[str, tuple[Reader, ...]] = {
    "month": (read_month_alone,),
    "hijri_month": (read_month_alone,),
    "weak_month": (read_month_alone,),
    "weak_hijri": (read_month_alone,),
    "weekday": (read_day,),
    "deictic": (read_day,),
    "unit": (
        read_year_alone,
        read_school_year,
        read_day,
        read_month_alone,
        read_pointed,
        read_century,
        read_decade,
        read_clock,
        read_measure,
        read_monthly,
        read_week,
    ),
    "unit_dual": (read_measure,),
    "unit_pair": (read_pair,),
    "unit_plural": (read_first_months, read_definite_measure, read_weekdays),
    "part": (read_part,),
    "this": (read_this,),
    "decade": (read_decade,),
    "fraction": (read_year_part, read_measure),
    "season": (read_season,),
    "phase": (read_phase,),
    "weekend": (read_weekend,),
    "stretch": (read_same_period, read_part_of_stretch),
    "every": (read_set,),
    "midnight": (read_midnight,),
    "tet": (read_tet,),
    "tet_eve": (read_tet,),
    "holiday": (read_holiday,),
    "buddhist": (read_buddhist,),
    "vi_buddhist": (read_buddhist,),
    "vi": (read_vietnamese,),
    **dict.fromkeys(("ordinal", "ordinal_ten", "ordinal_of_ten", "one", "one_of_ten", "ten", "tens"), _SPELLED),
    **dict.fromkeys(("hundred", "hundreds", "scale", "scale_dual"), (read_measure,)),
}


def find(text: Text, published: date | None) -> Iterator[Candidate]:
    """Every date of a text, in text order. `published` is the day that incomplete dates are resolved against."""
    story = Story(published)
    atoms, i = text.atoms, 0
    while i < len(atoms):
        found = read(text, i)
        if found is None or not context.is_date(text, found):
            i += 1
            continue
        yield story.tell(text, i, found)
        i = max(found.after, i + 1)


def read(text: Text, i: int) -> Found | None:
    """The longest date expression that begins at atom `i`, ranges and times of the clock behind a day included."""
    best: Found | None = None
    readers = _numeric_readers(text, i) if text.atoms[i].digits else _readers(text, i)
    for reader in readers:
        found = reader(text, i)
        if found is not None:
            found = _complete(text, found)
            if best is None or found.end > best.end:
                best = found
    return best


def _readers(text: Text, i: int) -> list[Reader]:
    readers: dict[Reader, None] = {}
    for category in text.atoms[i].readings:
        readers |= dict.fromkeys(READERS.get(category, ()))
    return list(readers)


def _numeric_readers(text: Text, i: int) -> tuple[Reader, ...]:
    """What a digit run may begin, by what stands behind it; most digit runs begin nothing."""
    atom = text.atoms[i]
    behind = text.text[atom.end : atom.end + 2]
    following = i + 1 < len(text.atoms)
    if len(atom.digits) == 4 and atom.digits.isdecimal():
        return (read_day, read_years, read_bare_year, read_measure)
    if behind[:1] in ("/", ":", "-", "h") or "." in atom.digits or behind in (" h", " g", " -", " /"):
        return (read_day, read_clock, read_days, read_hours, read_measure, read_vietnamese_count)
    if following and (adjacent(text, i + 1) or text.between(i).strip(" ") in _LINKS):
        return (read_day, read_days, read_measure, read_clock, read_hours, read_vietnamese_count)
    return ()


_LINKS = frozenset(
    {"الي", "-", "حتي", "وحتي", "من", "من شهر", "في", "/", "او", "و", "الا", "حتي يوم", "الي يوم", "ل", "ب"}
)


def _complete(text: Text, found: Found) -> Found:
    """A day with the clock behind it, a point with the rest of its range."""
    if found.kind == "date" and found.rule in _WITH_CLOCK:
        found = join_clock(text, found)
    if found.rule == "single unit" or found.kind not in ("date", "time"):
        return found
    return extend(text, found) or found


_WITH_CLOCK = frozenset({"numeric date", "numeric day", "day month", "today", "tomorrow", "yesterday", "weekday"})
