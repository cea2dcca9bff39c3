"""The typed values of dates: their strings, and what they become beside a reference day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules.dates.amounts import Duration, DurationRange, portion
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.foreign import Hijri, Lunar
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Leaning, Relative, Weekday
from pipeline.rules.dates.stretches import Span10, Week, YearPart
from pipeline.rules.dates.values import Day
from pipeline.rules.dates.within import Within

PUBLISHED = date(2024, 11, 18)  # a Monday
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("value", "norm", "resolved"),
    [
        (Day(2023), "2023", "2023"),
        (Day(247), "0247", "0247"),
        (Day(2023, 10), "2023-10", "2023-10"),
        (Day(2023, 7, 18, "MO"), "2023-07-18TMO", "2023-07-18TMO"),
        (Day(None, 11, 18), "XXXX-11-18", "2024-11-18"),
        (Day(None, 1, 5), "XXXX-01-05", "2025-01-05"),
        (Day(None, 6), "XXXX-06", "2024-06"),
        (Day(None, 4), "XXXX-04", "2025-04"),
        (Day(None, 2, 29), "XXXX-02-29", "2024-02-29"),
        (Day(None, None, 30), "XXXX-XX-30", "2024-11-30"),
        (Day(None, None, 2), "XXXX-XX-02", "2024-12-02"),
        (Day(part="EV"), "TEV", "2024-11-18TEV"),
        (YearPart(2024, "Q3"), "2024-Q3", "2024-Q3"),
        (YearPart(None, "Q1"), "XXXX-Q1", "2025-Q1"),
        (YearPart(None, "H1"), "XXXX-H1", "2025-H1"),
        (YearPart(None, "SU"), "XXXX-SU", "2024-SU"),
        (Week.of(PUBLISHED, weekend=True), "2024-W47-WE", "2024-W47-WE"),
        (Span10(2020, 10), "202X", "202X"),
        (Span10(1900, 100), "19XX", "19XX"),
        (Weekday(1), "XXXX-WXX-1", "2024-11-18"),
        (Weekday(1, -1), "XXXX-WXX-1", "2024-11-11"),
        (Weekday(1, 1), "XXXX-WXX-1", "2024-11-25"),
        (Weekday(2, 1, skip=True), "XXXX-WXX-2", "2024-11-26"),
        (Weekday(7, part="NI"), "XXXX-WXX-7TNI", "2024-11-17TNI"),
        (Relative(-1, "day"), None, "2024-11-17"),
        (Relative(0, "day", "MO"), None, "2024-11-18TMO"),
        (Relative(-1, "week"), None, "2024-W46"),
        (Relative(0, "weekend"), None, "2024-W47-WE"),
        (Relative(-1, "month"), None, "2024-10"),
        (Relative(1, "quarter"), None, "2025-Q1"),
        (Relative(1, "half"), None, "2025-H1"),
        (Relative(-1, "year"), None, "2023"),
        (Relative(0, "decade"), None, "202X"),
        (Relative(-1, "century"), None, "19XX"),
        (Within(Day(None, 3, 24), Relative(-1, "year")), "XXXX-03-24", "2023-03-24"),
        (Within(YearPart(None, "Q1"), Relative(1, "year")), "XXXX-Q1", "2025-Q1"),
        (Within(Day(None, None, 31), Relative(0, "month")), "XXXX-XX-31", "XXXX-XX-31"),
        (Leaning(Day(None, 6), -1), "XXXX-06", "2024-06"),
        (Leaning(Day(None, 12), -1), "XXXX-12", "2023-12"),
        (Leaning(Day(None, 11), -1), "XXXX-11", "2024-11"),
        (Leaning(Day(None, 11), 1), "XXXX-11", "2025-11"),
        (Leaning(Day(None, 11), 1, skip=True), "XXXX-11", "2026-11"),
        (Leaning(Day(None, 11, 20), 1), "XXXX-11-20", "2024-11-20"),
        (Leaning(YearPart(None, "SU"), -1), "XXXX-SU", "2024-SU"),
        (Leaning(YearPart(None, "WI"), 1), "XXXX-WI", "2024-WI"),
        (Clock(15, 30), "T15:30", "2024-11-18T15:30"),
        (Clock(15, 30, 5, Day(None, 11, 20)), "XXXX-11-20T15:30:05", "2024-11-20T15:30:05"),
        (Clock(6, 12, None, Day(2025, 6, 25), "+07:00"), "2025-06-25T06:12+07:00", "2025-06-25T06:12+07:00"),
        (Clock(5, 0, None, Day(2025, 6, 25, "MO")), "2025-06-25T05:00", "2025-06-25T05:00"),
        (Duration.of([(2, "Y")]), "P2Y", "P2Y"),
        (Duration.of([(2.5, "MO")]), "P2.5M", "P2.5M"),
        (Duration.of([(1, "H"), (2, "Y"), (10, "MI")]), "P2YT1H10M", "P2YT1H10M"),
        (Duration.of([(3, "E")]), "P30Y", "P30Y"),
        (Duration.of([portion(0.5, "C", False)]), "P50Y", "P50Y"),
        (Duration.of([(2, "H"), portion(0.5, "H", True)]), "PT2H30M", "PT2H30M"),
        (Duration.of([(2, "D"), portion(0.5, "D", True)]), "P2.5D", "P2.5D"),
        (Duration.of([portion(0.5, "D", False)]), "PT12H", "PT12H"),
        (DurationRange(Duration.of([(8, "Y")]), Duration.of([(13, "Y")])), "P8Y/P13Y", "P8Y/P13Y"),
        (Period(Day(2020), Day(2025)), "2020/2025", "2020/2025"),
        (Period(Day(None, 12, 28), Day(None, 1, 2)), "XXXX-12-28/XXXX-01-02", "2024-12-28/2025-01-02"),
        (Period(Day(None, 6, 1), Day(None, 5, 30)), "XXXX-06-01/XXXX-05-30", "2023-06-01/2024-05-30"),
        (Hijri(1428, 8, 20), "2007-09-02", "2007-09-02"),
        (Hijri(1446, 9), "2025-03-01/2025-03-29", "2025-03-01/2025-03-29"),
        (Hijri(1446), "2024-07-07/2025-06-25", "2024-07-07/2025-06-25"),
        (Hijri(None, 9), None, None),
        (Hijri(None, 9, lean=-1), None, "2024-03-11/2024-04-09"),
        (Hijri(None, 9, 15), None, "2025-03-15"),
        (Hijri(1280, 1, 1), None, None),
        (Lunar(2025), "2025-01-29", "2025-01-29"),
        (Lunar(2024, eve=1), "2024-02-09", "2024-02-09"),
        (Lunar(None, 11, 26), None, "2024-12-26"),
        (Lunar(1800), None, None),
        (Lunar(place=40), None, "2024-02-10"),
        (Lunar(place=41), None, "2025-01-29"),
        (Lunar(place=44), None, "1968-01-29"),
    ],
)
def test_norm_and_resolve(value, norm, resolved):
    assert value.norm() == norm
    assert value.resolve(PUBLISHED).norm() == resolved


@pytest.mark.parametrize(
    ("year", "first"),
    [(1968, "1968-01-29"), (1969, "1969-02-16"), (1985, "1985-01-21"), (2007, "2007-02-17"), (2030, "2030-02-02")],
)
def test_tet_is_vietnamese_where_the_chinese_new_year_is_another_day(year, first):
    assert Lunar(year).norm() == first


def test_days_that_no_calendar_has_are_refused():
    for parts in [(2023, 2, 29), (2024, 13, 1), (None, 4, 31), (None, None, 32), (2024, 1, 0)]:
        with pytest.raises(ValueError):
            Day(*parts)
    for clock in [(25, 0), (24, 1), (12, 60)]:
        with pytest.raises(ValueError):
            Clock(*clock)


def test_a_measure_leads_to_a_point_of_its_own_grain():
    assert Duration.of([(2, "Y")]).away(PUBLISHED, -1).norm() == "2022"
    assert Duration.of([(3, "MO")]).away(PUBLISHED, -1).norm() == "2024-08"
    assert Duration.of([(2, "W")]).away(PUBLISHED, 1).norm() == "2024-W49"
    assert Duration.of([(3, "D")]).away(PUBLISHED, 1).norm() == "2024-11-21"
    assert Duration.of([(3, "H")]).away(PUBLISHED, -1) is None
    assert Duration.of([(100_000, "Y")]).away(PUBLISHED, -1) is None


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_never_more_than_half_a_year_away(day, published):
    if (day.month, day.day) != (2, 29):
        found = Day(None, day.month, day.day).resolve(published).exact()
        assert (found.month, found.day) == (day.month, day.day)
        assert abs((found - published).days) <= 183


@given(DAYS, st.integers(1, 7), st.sampled_from([-1, 0, 1, 2]))
def test_a_weekday_is_within_a_week_on_its_side(published, weekday, lean):
    found = Weekday(weekday, lean).resolve(published).exact()
    assert found.isoweekday() == weekday
    gap = (found - published) / timedelta(days=1)
    assert {-1: -7 <= gap < 0, 0: -7 < gap <= 0, 1: 0 < gap <= 7, 2: 0 <= gap < 7}[lean]


@given(DAYS)
def test_resolving_twice_changes_nothing(published):
    for value in (Day(None, 2, 29), Weekday(3), Relative(-2, "week"), Lunar(None, 11, 26), YearPart(None, "WI")):
        once = value.resolve(published)
        assert once.resolve(published + timedelta(days=400)) == once or once.norm() == "XXXX-02-29"
