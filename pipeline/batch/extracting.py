"""From what a reader yields to documents with spans; what fails in a batch is tried alone, then set aside."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import NamedTuple, Protocol

import msgspec

from pipeline.batch.suspects import NONE, Suspects
from pipeline.errors import JisrError
from pipeline.extractor import Extractor, batches
from pipeline.formats import records
from pipeline.formats.item import Failure, Item, Read, failure

_log = logging.getLogger(__name__)


class Guard(Protocol):
    """Watches over each step of the work."""

    def __call__(self, begin: int, end: int, reading: bool, size: float = 1) -> AbstractContextManager[None]:
        """For the reads of these numbers, which are about to be read or processed; `size`: full batches that they are.

        It is at least 1, and more for one long document only.
        """


def unguarded(begin: int, end: int, reading: bool, size: float = 1) -> AbstractContextManager[None]:
    """A guard that does nothing."""
    return nullcontext()


class _Numbered(NamedTuple):
    number: int
    read: Read


def extracted(
    reads: Iterable[Read], extractor: Extractor, guard: Guard = unguarded, suspects: Suspects = NONE
) -> Iterator[Read]:
    """The same with spans on the documents, and a failure in the place of each that cannot be processed.

    Documents keep their order. Every step is taken under the guard; `suspects` are processed alone or not at all.
    """

    def size(each: _Numbered) -> int:
        """Characters of a read, for the batches."""
        if each.number in suspects.alone:
            return extractor.batch.characters + 1  # fills a batch
        return len(each.read.document.text) if isinstance(each.read, Item) else 0

    for batch in batches(_numbered(reads, guard, suspects), extractor.batch, size):
        yield from (each.read for each in batch if not isinstance(each.read, Item))
        yield from _process([(number, read) for number, read in batch if isinstance(read, Item)], extractor, guard)


def _numbered(reads: Iterable[Read], guard: Guard, suspects: Suspects) -> Iterator[_Numbered]:
    waiting = iter(reads)
    for number in count():
        with guard(number, number + 1, True):
            read = next(waiting, None)
        if read is None:
            return
        if isinstance(read, Item) and (death := suspects.condemned.get(number)):
            read = set_aside(read, JisrError(death.reason), death.traceback)
        yield _Numbered(number, read)


def _process(items: list[tuple[int, Item]], extractor: Extractor, guard: Guard) -> Iterator[Read]:
    """The items with their spans; where a batch fails, each of its documents is tried alone."""
    if not items:
        return
    try:
        given = [item.document for _, item in items]
        size = sum(len(document.text) for document in given) / extractor.batch.characters
        with guard(items[0][0], items[-1][0] + 1, False, max(1, size)):
            documents = extractor.process(given)
    except Exception as error:
        if len(items) > 1:
            for each in items:
                yield from _process([each], extractor, guard)
            return
        _log.debug("processing failed", exc_info=error)
        ((_, item),) = items
        yield set_aside(item, error, traceback_of(error))
        return
    for (_, item), document in zip(items, documents, strict=True):
        yield Item(item.origin, document)


def set_aside(item: Item, error: Exception, trace: str | None) -> Failure:
    """The failure of a document that was read well: a record goes with its payload, a file by its path."""
    origin, document = item
    raw = None if origin.line is None else records.dump(document).rstrip()
    return with_traceback(failure(origin, error, id=document.id, raw=raw), trace)


def with_traceback(found: Failure, trace: str | None) -> Failure:
    """The failure with what Python was doing."""
    return msgspec.structs.replace(found, traceback=trace)


def traceback_of(error: Exception) -> str | None:
    """The traceback of an error that is not the document's fault alone; None where jisr itself found the fault."""
    return None if type(error) is JisrError else "".join(traceback.format_exception(error))
