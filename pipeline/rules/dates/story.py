"""What each date of a text is beside the dates before it and beside the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.rules.candidate import Candidate
from pipeline.rules.dates import away, context, programme, tenses, verbs
from pipeline.rules.dates.clock_reference import day_of_clock
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.dateline import is_dateline, told_on
from pipeline.rules.dates.foreign import Lunar
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.half_told import in_half
from pipeline.rules.dates.hour_days import told_again
from pipeline.rules.dates.memory import Memory
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.same_period import same_period
from pipeline.rules.dates.stretches import Week, YearPart
from pipeline.rules.dates.told import flag as flag_of
from pipeline.rules.dates.told import hourly, in_run, in_week, points_back, rows
from pipeline.rules.dates.undated import lunar_reference, month_told, undated
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.dates.weekdays import is_listed, is_weekly
from pipeline.rules.dates.which_part import in_its_year
from pipeline.rules.dates.which_year import with_year, year_over
from pipeline.rules.dates.within import Within
from pipeline.rules.lexer import Text

#: A part of the day alone ("in the evening") is that of the day last told of only if that is within a week.
_THIS_WEEK = 7
#: A weekday belongs to a week told of so few characters before ("next week, on Tuesday").
_SAME_SENTENCE = 20


class Story:
    """One pass over one text: what it has told of so far is in `memory`."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.memory = Memory(published)

    def is_untold(self) -> bool:
        """Was no day told of yet?"""
        return self.memory.day is None

    def tell(self, text: Text, i: int, found: Found) -> Candidate:
        """The candidate that a found expression (its first atom is `i`) makes here."""
        found = tenses.settle(text, found)
        value = found.value if found.kind == "set" else self._resolved(text, found)
        start, modifier = context.modifier(text, i, found)
        norm = None if value is None else value.norm()
        flag = flag_of(found.flag, value)
        self.memory.keep(text, value, found)
        if isinstance(value, Day) and is_dateline(text, found.start, found.end):
            self.published = self.memory.published = told_on(value.exact(), self.published)
        return Candidate(
            start,
            found.end,
            "DATE",
            "period" if found.rule == "same period" and isinstance(value, Period) else found.kind,
            norm,
            f"date: {found.rule}",
            modifier,
            away.resolved(text, found, norm, self.memory),
            found.calendar,
            flag,
            rows(text, i, found.after),
        )

    def _resolved(self, text: Text, found: Found) -> Value | None:
        if found.rule == "same period":
            return same_period(text, found, self.memory)
        found = in_half(text, found, self.memory)
        value = found.value
        if value is None or is_weekly(text, found):
            return value
        if found.rule == "last day":
            return self._last_day(value)
        if found.kind in ("time", "period") and hourly(value):
            reference = day_of_clock(text, found, self.memory)
        else:
            reference = self._reference(text, found)
        if isinstance(value, Weekday) and (on := told_again(text, found, self.published)) is not None:
            return on
        if reference is None:
            return undated(text, found, value, self.memory.tale)
        if (placed := self._in_week_told(text, value, found.start)) is not None:
            return placed
        if isinstance(value, Day) and value.month and value.year is None:
            value = with_year(text, found, value, reference, self.memory)
        value = year_over(text, found, value)
        if isinstance(value, Lunar) and (told := lunar_reference(text, found, self.memory.tale, reference)):
            reference = told
        if isinstance(value, YearPart | Lunar):
            value = in_its_year(text, found, value, reference, self.memory.tale)
        try:
            return value.resolve(reference)
        except (ValueError, OverflowError):
            return value

    def _reference(self, text: Text, found: Found) -> date | None:
        """The day that a value counts from: that of publication, or the one last told of."""
        memory, value = self.memory, found.value
        if not found.anchored:
            return month_told(text, found, self.memory.tale, self.published) or self.published
        if memory.day is None and points_back(found):
            return None
        unit = value.unit if isinstance(value, Within) else value
        told = memory.tale
        this_month = isinstance(unit, Relative) and unit.grain == "month" and unit.offset == 0
        if this_month and told is not None and told.month and told.at > max(memory.at, memory.stretch_at):
            return date(told.year, told.month, 1)  # بين 14 و18 أكتوبر، ثم نهاية الشهر نفسه
        if isinstance(unit, Relative) and unit.grain == "month" and isinstance(memory.stretch, Day):
            if unit.offset == 0 and memory.day is not None and memory.at > memory.stretch_at:
                return memory.day
            return memory.stretch.exact_first()
        if isinstance(unit, Relative) and unit.grain == "quarter" and isinstance(memory.stretch, YearPart):
            return memory.stretch.first() or self.published
        if isinstance(unit, Relative) and unit.grain == "year" and not unit.to_the_day and memory.year is not None:
            return date(memory.year, 1, 1)
        far = (memory.distance() or 0) > _THIS_WEEK
        heads = programme.heads_line(text.text, found.start, found.end)
        if found.rule == "part alone" and far and not heads and not memory.is_old_tale(text, found.start):
            return memory.story_day()
        by_day = isinstance(value, Relative) and value.grain == "day" and found.rule != "part alone"
        if memory.due and by_day and memory.told is not None:
            return memory.told  # قبل 5 نوفمبر … في اليوم التالي
        tonight = text.text[found.start : found.end] == "الليله"
        if tonight and memory.published and (memory.day or memory.published) > memory.published:
            return memory.published
        if isinstance(value, Within) or memory.day is None or memory.past is None:
            return memory.day or self.published
        past = tenses.is_over(text, found.start) or verbs.opens_clause(text, found.end)
        over = memory.day != memory.past and (past or "سابق" in tenses.sentence_before(text, found.start))
        return memory.past if over else memory.day

    def _in_week_told(self, text: Text, value: Value, start: int) -> Value | None:
        """Weekdays in the week told just before: `الأسبوع المقبل، الثلاثاء`, `بعد شهرين يوم الخميس`."""
        memory = self.memory
        if isinstance(value, Clock) and isinstance(value.on, Weekday):
            on = self._in_week_told(text, value.on, start)
            return None if on is None else replace(value, on=on)
        if isinstance(value, Weekday) and memory.run is not None and is_listed(text, start):
            return in_run(value, *memory.run)
        if isinstance(value, Weekday) and memory.reached is not None and memory.reached_at + 1 == start:
            return in_week(value, Week.of(memory.reached))
        if memory.week is None or start - memory.week_at > _SAME_SENTENCE or ". " in text.text[memory.week_at : start]:
            return None
        if isinstance(value, Weekday):
            return in_week(value, memory.week)
        if isinstance(value, Period) and isinstance(value.start, Weekday) and isinstance(value.end, Weekday):
            return Period(in_week(value.start, memory.week), in_week(value.end, memory.week))
        return None

    def _last_day(self, value: Value) -> Value | None:
        """`اليوم الأخير`, `الليلة الأخيرة`: that of the run of days last told of."""
        part = value.part if isinstance(value, Relative) else None
        return None if self.memory.through is None else Day.of(self.memory.through, part)
