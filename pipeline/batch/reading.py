"""Reading the documents of a shard, whatever is wrong with its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import msgspec

from pipeline import config
from pipeline.batch.extracting import Guard, traceback_of, with_traceback
from pipeline.batch.limits import Alarm
from pipeline.batch.pulse import Pulse
from pipeline.batch.shards import Piece, at_hand
from pipeline.batch.suspects import Death
from pipeline.batch.task import Attempt
from pipeline.errors import JisrError
from pipeline.formats import sources
from pipeline.formats.item import Failure, Item, Read, Skipped, failure
from pipeline.formats.opening import format_of
from pipeline.formats.registry import FORMATS


@contextmanager
def reads_of(attempt: Attempt, names: config.Input) -> Iterator[Iterator[Read]]:
    """All that the shard holds, in order; documents that the task drops are passed over with their reason."""
    with ExitStack() as copies:
        files = [_at_hand(piece, copies) for piece in attempt.task.shard.pieces]
        yield _dropped(_reads(attempt, names, files), attempt.task.drop)


@contextmanager
def watched(pulse: Pulse, seconds: float) -> Iterator[Guard]:
    """A guard that tells the pulse where the work stands, and limits the time of each step to `seconds` a batch."""
    alarm = Alarm()

    @contextmanager
    def guard(begin: int, end: int, reading: bool, size: float = 1) -> Iterator[None]:
        """Around one step; see Guard."""
        pulse.at(begin, end, reading=reading, seconds=seconds * size)
        alarm.set(seconds * size)
        try:
            yield
        finally:
            alarm.clear()
            pulse.rest()

    with alarm.ready():
        yield guard


def _at_hand(piece: Piece, copies: ExitStack) -> Path | JisrError:
    try:
        return copies.enter_context(at_hand(piece))
    except JisrError as error:
        return error


def _dropped(reads: Iterator[Read], drop: dict[int, str]) -> Iterator[Read]:
    for number, read in enumerate(reads):
        yield Skipped(read.origin, drop[number]) if isinstance(read, Item) and number in drop else read


def _reads(attempt: Attempt, names: config.Input, files: list[Path | JisrError]) -> Iterator[Read]:
    """All that the shard's pieces hold, with a failure in the place of what a worker died over while reading it."""
    deaths = {number: death for number, death in attempt.suspects.condemned.items() if death.reading}
    first = 0
    for piece, file in zip(attempt.task.shard.pieces, files, strict=True):
        own = {number - first: death for number, death in deaths.items() if number >= first}
        for read in _survived(piece, file, names, own):
            yield read
            first += 1


def _survived(piece: Piece, file: Path | JisrError, names: config.Input, deaths: Mapping[int, Death]) -> Iterator[Read]:
    """What one piece holds. Where its format cannot pass over what a worker died over, nothing behind that is read."""
    parses = isinstance(file, Path) and FORMATS[format_of(file)].parses
    without = frozenset(number for number, death in deaths.items() if parses and not death.again)
    reads = _piece(piece, file, names, without)
    for number in count():
        death = deaths.get(number)
        if death and number not in without:
            error = JisrError(f"{death.reason} while this was read; nothing behind it in the file was read")
            yield with_traceback(failure(piece.origin, error), death.traceback)
            return
        if (read := next(reads, None)) is None:
            return
        if death and isinstance(read, Failure):
            reason = f"{death.reason} while this was read"
            read = with_traceback(msgspec.structs.replace(read, reason=reason), death.traceback)
        yield read


def _piece(piece: Piece, file: Path | JisrError, names: config.Input, without: frozenset[int]) -> Iterator[Read]:
    """What one piece holds. Whatever a reader raises costs the rest of this piece only."""
    if isinstance(file, JisrError):
        yield failure(piece.origin, file)
        return
    left = piece.most
    try:
        for read in FORMATS[format_of(file)].read(file, names, piece.range, without):
            yield sources.located(read, piece.origin.source)
            if left is not None and isinstance(read, Item):
                left -= 1
                if not left:
                    return
    except Exception as error:
        yield with_traceback(failure(piece.origin, error), traceback_of(error))
