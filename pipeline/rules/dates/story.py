"""The days that a text has told of so far, and what each date is beside them and beside the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from pipeline.rules.candidate import Candidate
from pipeline.rules.dates import clock_days, context, programme, tenses
from pipeline.rules.dates.amounts import Duration, Period, stretch
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.hours import day_beside
from pipeline.rules.dates.pointing import Leaning, Relative, Weekday
from pipeline.rules.dates.stretches import Week, YearPart
from pipeline.rules.dates.told import day_of, hourly, in_week, is_stretch, rows
from pipeline.rules.dates.told import flag as flag_of
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

#: A time of the clock belongs to the day last told of, if that is within so many days of the publication.
_NEAR = 60
#: A part of the day alone ("in the evening") only if it is within a week.
_THIS_WEEK = 7
_NOON = 12
#: From so many days on the nearest year is not sure.
_FAR, _FAR_MONTH = 120, 85
#: A weekday belongs to a week told of so few characters before ("next week, on Tuesday").
_SAME_SENTENCE = 20


class Story:
    """State of one pass over one text: `told` is the day last told of, `stretch` the last unit longer than a day."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.told: date | None = None
        self.told_at = 0
        self.told_part: str | None = None
        self.heading: date | None = None
        self.heading_at = 0
        self.year: int | None = None
        self.pointed = False
        self.stretch: Value | None = None
        self.week: Week | None = None
        self.told_week = 0
        self.reached: tuple[int, date] | None = None

    def tell(self, text: Text, i: int, found: Found) -> Candidate:
        """The candidate that a found expression (its first atom is `i`) makes here."""
        found = tenses.settle(text, found)
        value = found.value if found.kind == "set" else self._resolved(text, found)
        start, modifier = context.modifier(text, i, found)
        norm = None if value is None else value.norm()
        flag = flag_of(found.flag, value)
        self._remember(text, value, found)
        return Candidate(
            start,
            found.end,
            "DATE",
            "period" if found.rule == "same period" and isinstance(value, Period) else found.kind,
            norm,
            f"date: {found.rule}",
            modifier,
            self._away(text, found, norm),
            found.calendar,
            flag,
            rows(text, i, found.after),
        )

    def _resolved(self, text: Text, found: Found) -> Value | None:
        value = found.value
        if found.rule == "same period":
            return self._same_period(value)
        if value is None:
            return value
        if found.rule == "bare hour" and isinstance(value, Clock) and self.told_part in ("AF", "EV"):
            value = replace(value, hour=value.hour % 12 + 12)
            found = found._replace(value=value)
        if found.kind in ("time", "period") and hourly(value):
            reference = self._day_of_clock(text, found)
        else:
            reference = self._reference(found)
        if reference is None:
            return value
        if isinstance(value, Weekday) and self.reached is not None and self.reached[0] + 1 == found.start:
            return in_week(value, Week.of(self.reached[1]))  # بعد شهرين يوم الخميس
        if isinstance(value, Weekday) and self.week is not None and found.start - self.told_week <= _SAME_SENTENCE:
            return in_week(value, self.week)
        if self.week is not None and isinstance(value, Period) and found.start - self.told_week <= _SAME_SENTENCE:
            ends = (value.start, value.end)
            if isinstance(ends[0], Weekday) and isinstance(ends[1], Weekday):
                return Period(in_week(ends[0], self.week), in_week(ends[1], self.week))
        if isinstance(value, Day) and value.month and value.year is None:
            value = self._leaning(text, found, value, reference)
        try:
            return value.resolve(reference)
        except (ValueError, OverflowError):
            return value

    def _reference(self, found: Found) -> date | None:
        """The day that a value counts from: that of publication, or the one last told of."""
        near = self._distance()
        if found.anchored:
            month = self.stretch.exact_first() if isinstance(self.stretch, Day) else None
            if isinstance(found.value, Relative) and found.value.grain == "month" and month is not None:
                return month
            if isinstance(found.value, Relative) and found.value.grain == "year" and self.year is not None:
                return date(self.year, 1, 1)
            if found.rule == "part alone" and near is not None and near > _THIS_WEEK:
                return self.published
            return self.told or self.published
        return self.published

    def _day_of_clock(self, text: Text, found: Found) -> date | None:
        """The day of a clock that tells none; see clock_days and programme."""
        if (beside := day_beside(text, found)) is not None:
            return self._exact(beside)
        if programme.begins_line(text.text, found.start):
            return self._day_of_entry(text.text, found.start)
        tense = clock_days.tense(text, found.start, found.end)
        if tense == "habit":
            return None
        near = self._distance()
        if self.published is None or self.told is None or near is None:
            return self.told or self.published
        if self.told == self.heading and programme.is_heading(text.text, found.start, found.end):
            return self.heading
        same_line = not self.pointed or "\n" not in text.text[self.told_at : found.start]
        if not same_line or (near > _NEAR and not clock_days.in_sentence(text, self.told_at, found.start)):
            return self.published
        if (tense == "to come" and self.told < self.published) or (tense == "past" and self.told > self.published):
            return self.published
        return self.told + timedelta(self._after_evening(found))

    def _day_of_entry(self, text: str, start: int) -> date | None:
        if programme.is_daily(text, self.heading_at, start):
            return None
        if self.told is not None and programme.is_introduced(text, self.told_at, start):
            self.heading, self.heading_at = self.told, self.told_at
        day = self.heading or self.published
        if day is None:
            return self.told
        return day + timedelta(programme.days_on(text, self.heading_at, start, published=day == self.published))

    def _exact(self, day: Value) -> date | None:
        """The day itself, resolved against that of publication."""
        known = day if self.published is None else day.resolve(self.published)
        return known.exact() if isinstance(known, Day) else None

    def _after_evening(self, found: Found) -> int:
        """1 where the clock is that of the morning after the evening last told of, else 0."""
        value = found.value.start if isinstance(found.value, Period) else found.value
        late = self.told_part in ("EV", "NI") and self.told != self.published
        return int(late and isinstance(value, Clock) and value.hour < _NOON)

    def _distance(self) -> int | None:
        """Days between the day last told of and the publication; None if one of them is unknown."""
        return None if self.told is None or self.published is None else abs((self.told - self.published).days)

    def _leaning(self, text: Text, found: Found, value: Day, reference: date) -> Value:
        """Where the nearest year is months away, the sentence says whether the date is over or to come."""
        nearest = value.resolve(reference)
        first = nearest.exact() or nearest.exact_first()
        if first is None or abs((first - reference).days) < (_FAR if value.day else _FAR_MONTH):
            return nearest
        deadline = is_cue(word_before(text, found.start), "deadline")
        to_come = deadline or tenses.is_to_come(text, found.start)
        if to_come and first < reference:
            return Leaning(value, 1)
        if not to_come and first > reference and value.day is None:
            return Leaning(value, -1)
        return nearest

    def _same_period(self, year: Value | None) -> Value | None:
        """The months last told of, in another year."""
        if year is None:
            return self.stretch
        told = year.resolve(self.published) if self.published else year
        number = told.year if isinstance(told, Day) and told.month is None else None
        if number is None:
            return None
        if isinstance(self.stretch, YearPart | Day):
            return replace(self.stretch, year=number)
        if isinstance(self.stretch, Period):
            ends = (self.stretch.start, self.stretch.end)
            first, last = (replace(end, year=number) if isinstance(end, Day) else end for end in ends)
            return Period(first, last)
        return told

    def _remember(self, text: Text, value: Value | None, found: Found) -> None:
        value = day_of(value)
        if isinstance(value, Day) and 1 <= (value.year or 0) <= MAXYEAR:
            self.year = value.year
        if isinstance(value, Day) and (day := value.exact()) is not None:
            self.told, self.told_at, self.told_part = day, found.end, value.part
            if programme.is_heading(text.text, found.start, found.end):
                self.heading, self.heading_at = day, found.end
            self.pointed = isinstance(found.value, Relative) and not found.anchored
        elif is_stretch(value):
            self.stretch = value
        elif isinstance(value, Week):
            self.week, self.told_week = value, found.end

    def _away(self, text: Text, found: Found, norm: str | None) -> str | None:
        """Where a measure from today leads to, "first/last" for the last or next so many; "date/.." behind منذ."""
        if found.kind == "date" and norm is not None and "X" not in norm and tenses.is_since(text, found.start):
            return f"{norm}/.."
        if not isinstance(found.value, Duration) or self.published is None:
            return None
        past = tenses.from_now(text, found)
        if past:
            return stretch(found.value, self.published, -1 if past < 0 else 1)
        direction = tenses.away(text, found)
        day = None if direction == 0 else found.value.moved(self.published, 1 if direction > 0 else -1)
        if day is None:
            return None
        self.reached = found.end, day
        if tenses.is_to_the_day(text, found.start):
            return day.isoformat()
        point = found.value.away(self.published, 1 if direction > 0 else -1)
        return None if point is None else point.norm()
