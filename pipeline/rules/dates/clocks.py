"""Times of the clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pipeline.rules.dates.values import Day, Value


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the clock, on a day where one is told; 24:00 ends its day. `zone` is as ISO 8601 writes it (+07:00)."""

    hour: int
    minute: int = 0
    second: int | None = None
    on: Value | None = None
    zone: str = ""

    def __post_init__(self) -> None:
        if not (0 <= self.hour <= 24 and 0 <= self.minute < 60 and 0 <= (self.second or 0) < 60):
            raise ValueError(f"{self.hour}:{self.minute}:{self.second} is no time of the clock")
        if self.hour == 24 and (self.minute or self.second):
            raise ValueError("24:00 has no minutes")

    def norm(self) -> str:
        """2024-11-18T15:30 · T05:00 · XXXX-11-18T15:30 · 2025-06-25T06:12+07:00."""
        day = None if self.on is None else self.on.norm()
        seconds = "" if self.second is None else f":{self.second:02d}"
        return f"{(day or '').split('T')[0]}T{self.hour:02d}:{self.minute:02d}{seconds}{self.zone}"

    def resolve(self, reference: date) -> Clock:
        """Its day resolved; without one, on the reference day."""
        return replace(self, on=Day.of(reference) if self.on is None else self.on.resolve(reference))
