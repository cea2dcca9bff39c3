"""The work on one shard, as every engine does it: read its pieces, put spans on the documents, write the part."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline import config
from pipeline.batch.extracting import Guard, extracted, traceback_of, with_traceback
from pipeline.batch.folder import Folder
from pipeline.batch.ledger import Entry
from pipeline.batch.limits import time_limit
from pipeline.batch.parts import Part
from pipeline.batch.pulse import Pulse
from pipeline.batch.shards import Piece, Shard, at_hand
from pipeline.batch.suspects import NONE, Suspects
from pipeline.errors import JisrError
from pipeline.extractor import Extractor
from pipeline.formats import sources
from pipeline.formats.item import Item, Read, failure
from pipeline.formats.opening import format_of
from pipeline.formats.registry import FORMATS


@dataclass(frozen=True)
class Job:
    """What every worker of a run must know; it is pickled on its way to him.

    `load` makes his extractor; `suffix` is the format of the parts; `log_level` as in the module logging.
    """

    folder: Path
    suffix: str
    load: Callable[[], Extractor]
    names: config.Input
    limits: config.Run
    log_level: int = logging.WARNING


class Attempt(NamedTuple):
    """A shard, and what is known from earlier tries of it."""

    shard: Shard
    suspects: Suspects = NONE


def work(attempt: Attempt, job: Job, extractor: Extractor, pulse: Pulse) -> Entry:
    """Extract from one shard, write its part and say what the ledger shall hold.

    Raises OSError, UsageError where the part cannot be written.
    """
    shard, suspects = attempt
    part = Part(Folder(job.folder), shard, job.suffix)
    with ExitStack() as copies, part:
        files = [_at_hand(piece, copies) for piece in shard.pieces]
        reads = _reads(attempt, job.names, files)
        for read in extracted(reads, extractor, _guard(pulse, job.limits.seconds), suspects):
            part.add(read)
    return part.entry()


def _at_hand(piece: Piece, copies: ExitStack) -> Path | JisrError:
    try:
        return copies.enter_context(at_hand(piece))
    except JisrError as error:
        return error


def _guard(pulse: Pulse, seconds: float) -> Guard:
    @contextmanager
    def guard(begin: int, end: int, reading: bool) -> Iterator[None]:
        pulse.at(begin, end, reading=reading)
        try:
            with time_limit(seconds):
                yield
        finally:
            pulse.rest()

    return guard


def _reads(attempt: Attempt, names: config.Input, files: list[Path | JisrError]) -> Iterator[Read]:
    """All that the shard's pieces hold, but nothing behind a document over which a worker died while reading it."""
    deaths = {number: death for number, death in attempt.suspects.condemned.items() if death.reading}
    number = 0
    for piece, file in zip(attempt.shard.pieces, files, strict=True):
        reads = _piece(piece, file, names)
        while number not in deaths:
            if (read := next(reads, None)) is None:
                break
            yield read
            number += 1
        else:
            error = JisrError(f"{deaths[number].reason} while this was read; nothing behind it in the file was read")
            yield with_traceback(failure(piece.origin, error), deaths[number].traceback)
            number += 1


def _piece(piece: Piece, file: Path | JisrError, names: config.Input) -> Iterator[Read]:
    """What one piece holds. Whatever a reader raises costs the rest of this piece only."""
    if isinstance(file, JisrError):
        yield failure(piece.origin, file)
        return
    left = piece.most
    try:
        for read in FORMATS[format_of(file)].read(file, names, piece.range):
            yield sources.located(read, piece.origin.source)
            if left is not None and isinstance(read, Item):
                left -= 1
                if not left:
                    return
    except Exception as error:
        yield with_traceback(failure(piece.origin, error), traceback_of(error))
