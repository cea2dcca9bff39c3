"""What a word or a number may begin: the readers of each lexicon category, of each unit of time, of digits."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.rules.dates.ages import read_age, read_age_reached
from pipeline.rules.dates.ages_alone import read_age_alone
from pipeline.rules.dates.bare_hours import read_bare_hour
from pipeline.rules.dates.centuries import read_centuries, read_century, read_decade
from pipeline.rules.dates.daily import read_day
from pipeline.rules.dates.day_runs import read_days, read_named_days, read_pair
from pipeline.rules.dates.days import read_first_day
from pipeline.rules.dates.definite_measures import read_definite_dual, read_definite_measure
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.hour_ranges import read_hours
from pipeline.rules.dates.hours import read_clock, read_midnight
from pipeline.rules.dates.leaning import read_month_alone
from pipeline.rules.dates.measures import read_measure
from pipeline.rules.dates.month_parts import (
    read_counted_first,
    read_first_months,
    read_first_of,
    read_first_two,
    read_month_days,
)
from pipeline.rules.dates.nth import read_nth, read_nth_behind
from pipeline.rules.dates.parts import read_adverb, read_part, read_same_part
from pipeline.rules.dates.seasons import (
    read_part_of_stretch,
    read_phase,
    read_same_period,
    read_season,
)
from pipeline.rules.dates.sets import read_monthly, read_set, read_weekdays
from pipeline.rules.dates.tet import read_buddhist, read_holiday, read_tet
from pipeline.rules.dates.units import read_pointed, read_same, read_this, read_unit
from pipeline.rules.dates.vietnamese import read_vietnamese, read_vietnamese_count, read_vietnamese_weekday
from pipeline.rules.dates.weeks import read_rest, read_week, read_weekend
from pipeline.rules.dates.year_parts import read_year_part
from pipeline.rules.dates.year_ranges import read_school_year
from pipeline.rules.dates.years import read_year_alone
from pipeline.rules.lexer import Text

Reader = Callable[[Text, int], Found | None]


_SMALL = ("ordinal", "ordinal_ten", "ordinal_of_ten", "one", "one_of_ten", "ten", "tens")
_LARGE = ("hundred", "hundreds", "scale", "scale_dual")
#: Categories of numbers in words.
NUMBERS = frozenset(_SMALL + _LARGE)


_READERS: dict[str, tuple[Reader, ...]] = {
    "month": (read_month_alone, read_month_days),
    "hijri_month": (read_month_alone,),
    "weak_month": (read_month_alone,),
    "weak_hijri": (read_month_alone,),
    "weekday": (read_day, read_nth_behind),
    "deictic": (read_day,),
    "unit_dual": (read_measure,),
    "unit_dual_the": (read_definite_dual, read_first_two, read_centuries, read_pair),
    "unit_pair": (read_pair,),
    "unit_plural": (read_first_months, read_definite_measure, read_weekdays),
    "same_as": (read_same, read_same_part),
    "part": (read_part,),
    "adverb": (read_adverb,),
    "this": (read_this,),
    "decade": (read_decade,),
    "fraction": (read_year_part, read_measure),
    "season": (read_season,),
    "phase": (read_phase,),
    "weekend": (read_weekend,),
    "rest": (read_rest,),
    "last": (read_nth, read_first_of),
    "stretch": (read_same_period, read_part_of_stretch),
    "moment": (read_same_period,),
    "every": (read_set,),
    "midnight": (read_midnight,),
    "tet": (read_tet,),
    "tet_eve": (read_tet,),
    "holiday": (read_holiday,),
    "buddhist": (read_buddhist,),
    "vi_buddhist": (read_buddhist,),
    "vi": (read_vietnamese,),
    "vi_weekday": (read_vietnamese_weekday,),
    "year_part": (read_year_part,),
    "first_day": (read_first_day,),
    "age": (read_age,),
    **dict.fromkeys(
        _SMALL,
        (
            read_day,
            read_days,
            read_measure,
            read_clock,
            read_age_alone,
            read_bare_hour,
            read_hours,
            read_nth,
            read_first_of,
            read_counted_first,
        ),
    ),
    **dict.fromkeys(_LARGE, (read_measure,)),
}
#: What a unit of time may begin, by the unit.
UNITS: dict[str, tuple[Reader, ...]] = {
    "S": (read_measure,),
    "MI": (read_measure,),
    "H": (read_clock, read_measure),
    "NI": (read_measure,),
    "D": (read_day, read_pointed, read_measure, read_monthly, read_nth_behind, read_named_days),
    "W": (read_unit, read_pointed, read_measure, read_week, read_nth_behind),
    "MO": (read_unit, read_month_alone, read_month_days, read_pointed, read_measure, read_nth_behind),
    "Y": (read_unit, read_year_alone, read_school_year, read_pointed, read_measure),
    "E": (read_unit, read_pointed, read_decade, read_measure),
    "C": (read_unit, read_pointed, read_century, read_measure),
}
#: What a number may begin only before a word of these categories.
BEFORE: dict[str, Reader] = {"every": read_monthly, "age": read_age_reached}
#: The same as dicts, so that those of several categories are joined without doubles.
READERS = {category: dict.fromkeys(readers) for category, readers in _READERS.items()}
#: What digits may begin before a word, a sign or other digits.
COUNTED_OR_DATED: tuple[Reader, ...] = (
    read_day,
    read_days,
    read_measure,
    read_clock,
    read_hours,
    read_vietnamese_count,
    read_counted_first,
)
