"""Where a worker stands, in memory that it shares with whoever watches it: telling it costs next to nothing."""

from __future__ import annotations

import time
from multiprocessing.sharedctypes import RawArray
from typing import NamedTuple


class Position(NamedTuple):
    """The documents of a shard that are under way, numbered from 0 as they are read; since when, and how many
    seconds they may be.

    `reading`: they are being read; otherwise spans are being put on them. `end` is 0 where the worker rests.
    """

    begin: int
    end: int
    reading: bool
    since: float
    seconds: float

    @property
    def age(self) -> float:
        """Seconds that they have been under way."""
        return time.monotonic() - self.since


class Pulse:
    """The position of one worker. It can be handed to a process that is being spawned."""

    def __init__(self) -> None:
        self._numbers = RawArray("d", 5)
        self.rest()

    def at(self, begin: int, end: int, *, reading: bool, seconds: float) -> None:
        """Documents `begin` to `end` (exclusive) of the shard are under way from now on, so many seconds at most."""
        self._numbers[4] = time.monotonic()  # first: whoever looks meanwhile must not see an old time beside them
        self._numbers[:4] = [begin, end, reading, seconds]

    def rest(self) -> None:
        """Nothing is under way."""
        self.at(0, 0, reading=False, seconds=0)

    @property
    def position(self) -> Position:
        """Where the worker stands."""
        begin, end, reading, seconds, since = self._numbers
        return Position(int(begin), int(end), bool(reading), since, seconds)
