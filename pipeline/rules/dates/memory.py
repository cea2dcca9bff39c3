"""What a text has told of so far: the days, years and stretches that later expressions lean on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import MAXYEAR, date

from pipeline.rules.dates import asides, programme
from pipeline.rules.dates.clocks import Clock
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.hour_days import is_full
from pipeline.rules.dates.periods import Period
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.dates.stretches import Week, YearPart
from pipeline.rules.dates.tale import Tale, begun
from pipeline.rules.dates.told import day_of, is_late, is_stretch, months_done
from pipeline.rules.dates.values import Day, Value
from pipeline.rules.lexer import Text

#: So many days before the publication a text tells of former times.
LONG_AGO = 60
_WEEK = 7


@dataclass(slots=True)
class Memory:
    """`day` is the day last told of, `past` the last that was over by the day of publication, `near` those within
    a week of it.

    `pointed` says that the day was told by a word like "yesterday", `part` which part of it; `at` is the offset behind
    it, `source_at` that behind the date of the source line. `heading` is the day that the last heading told, `stretch`
    the last unit between a day and a year (up to `stretch_at`), `reached` where a measure led to (`بعد شهرين`), `run`
    the first and the last day of a programme, told in its heading, `through` the last day of the last run of days.
    `beside` is the last day, also where it is none that is told of, up to `beside_at`. `event` is the last on which
    something happened, `spoken` says that on the last day somebody only said something. `below` is the first day and
    its part under a title that tells a time of the clock.
    `year` is the year last told, `year_at` the offset behind it where it stood alone (`سنة 1972`), else -1. `clock` is
    the time last told, `tale` the year that the line tells of. `due` says that the day is that of a deadline, `told`
    is the last that was none.
    """

    published: date | None
    day: date | None = None
    at: int = 0
    part: str | None = None
    pointed: bool = False
    past: date | None = None
    due: bool = False
    told: date | None = None
    near: set[date] = field(default_factory=set)
    heading: date | None = None
    heading_at: int = 0
    source_at: int = -1
    year: int | None = None
    year_at: int = -1
    tale: Tale | None = None
    stretch: Value | None = None
    stretch_at: int = 0
    week: Week | None = None
    week_at: int = 0
    reached: date | None = None
    reached_at: int = 0
    run: tuple[date, date] | None = None
    through: date | None = None
    through_at: int = -1
    clock: Clock | None = None
    clock_at: int = 0
    event: date | None = None
    event_part: str | None = None
    spoken: bool = False
    below: tuple[date, str | None] | None = None
    beside: date | None = None
    beside_at: int = 0

    def keep(self, text: Text, value: Value | None, found: Found) -> None:
        """Remember a resolved value. Where something began (منذ), or "tomorrow" in a quotation, is no day told of."""
        if isinstance(value, Period) and programme.opens_list(text.text, found.start, found.end):
            self.run = _run(value) or self.run
        if isinstance(value, Period) and isinstance(value.end, Day):
            self.through, self.through_at = value.end.exact() or self.through, found.end
        late = is_late(value)
        last = value.end if isinstance(value, Period) else value
        if isinstance(last, Clock):
            self.clock, self.clock_at = last, found.end
        value = day_of(value)
        self.tale = begun(text, value, found) or self.tale
        if isinstance(value, Day) and 1 <= (value.year or 0) <= MAXYEAR:
            self.year = value.year
            self.year_at = found.end if value.month is None else -1
        if isinstance(value, Day) and (day := value.exact()) is not None:
            pointed = isinstance(found.value, Relative) and not found.anchored
            aside = asides.is_background(text, found.start) or (pointed and asides.is_quoted(text, found.start))
            aside = aside or found.rule == "this unit" or (_is_aside(found) and not asides.opens(text, found.start))
            self.beside, self.beside_at = day, found.end
            if self.day is None or not aside:
                self._keep_day(text, day, found)
                word, ahead = word_before(text, found.start), day > (self.published or day)
                self.due = is_cue(word, "deadline") or (word in ("حتي", "وحتي") and ahead)
                self.told = self.told if self.due else day
                self.part, self.pointed = "EV" if late else value.part, pointed
                self.spoken = asides.is_spoken(text, found.start)
                if not (self.spoken or pointed):
                    self.event, self.event_part = day, self.part
        elif is_stretch(value) and not _is_aside(found):
            self.stretch, self.stretch_at = value, found.end
            self.year = value.year or self.year if isinstance(value, YearPart) else self.year
        elif (done := months_done(text, found, value, self.published)) is not None:
            self.stretch, self.stretch_at = done, found.end
        elif isinstance(value, Week):
            self.week, self.week_at = value, found.end

    def _keep_day(self, text: Text, day: date, found: Found) -> None:
        self.day, self.at = day, found.end
        if day == self.published and is_full(found):
            self.source_at = found.end
        if self.published is None or day <= self.published:
            self.past = day
        if (self.distance() or 0) <= _WEEK:
            self.near.add(day)
        if programme.is_heading(text.text, found.start, found.end) and not self._goes_on(text, day, found):
            self.heading, self.heading_at = day, found.end

    def tells_of_old(self, text: Text, start: int) -> bool:
        """Does the line, or a text that has told no day, tell of former years, and of no day in them?"""
        if self.tale is None or self.published is None or self.at >= self.tale.at:
            return False
        told = self.day is not None and "\n" in text.text[self.tale.at : start]
        return self.tale.year < self.published.year and not told

    def _goes_on(self, text: Text, day: date, found: Found) -> bool:
        """`مباريات الليلة وفجر الغد`: a heading that tells the day of its first entries and the next."""
        told = self.heading is not None and "\n" not in text.text[self.heading_at : found.start]
        return told and self.heading is not None and (day - self.heading).days == 1

    def story_day(self) -> date | None:
        """The one day that is told of near the publication; the publication itself where several or none are."""
        return next(iter(self.near)) if len(self.near) == 1 else self.published

    def is_old_tale(self, text: Text, start: int) -> bool:
        """Does the line at an offset tell of a day long before the publication?"""
        return (self.distance() or 0) > LONG_AGO and "\n" not in text.text[self.at : start]

    def distance(self) -> int | None:
        """Days between the day last told of and the publication; None if one of them is unknown."""
        return None if self.day is None or self.published is None else abs((self.day - self.published).days)


def _is_aside(found: Found) -> bool:
    """`الربع السابق`, `الربع نفسه من العام الماضي`, `عددهم في اليوم السابق`: what the one told of is compared with."""
    before = isinstance(found.value, Relative) and found.anchored and found.value.offset < 0
    return before or found.rule == "same period"


def _run(value: Period) -> tuple[date, date] | None:
    """Both ends, where they are days and each weekday comes once between them."""
    ends = [end.exact() if isinstance(end, Day) else None for end in (value.start, value.end)]
    first, last = ends
    return (first, last) if first and last and 0 < (last - first).days < _WEEK else None
