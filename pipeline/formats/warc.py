"""Web archives (WARC, ISO 28500): each page that a server answered with is one document.

Each record is cut out first and parsed for itself, so that a broken one costs no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from pipeline.config import Input
from pipeline.errors import JisrError
from pipeline.formats import page
from pipeline.formats.decompress import Fault
from pipeline.formats.item import Origin, Read, Skipped, failure
from pipeline.formats.opening import archive
from pipeline.formats.ranges import Range, opened_at
from pipeline.formats.response import response
from pipeline.formats.warc_records import Record, Records


def read(path: Path, names: Input, range: Range | None = None, without: frozenset[int] = frozenset()) -> Iterator[Read]:
    """The articles of a `.warc` file, or of a range of it; a failure in the place of each record that is broken.

    A document's id is the address of its page, or else the id of its record. Records that hold no page are counted
    by what they are, at the end of the file. `without`: numbers (from 0) of reads whose pages are not parsed.
    """
    others: Counter[str] = Counter()
    first = range.line if range else 1
    number, count = first - 1, 0
    try:
        with archive(path) if range is None else _archive_at(path, range) as (stream, faults):
            for number, record in enumerate(Records(stream, names.document_bytes), start=first):
                origin = Origin.of(path, number, "record")
                between, within = _faults_of(record, faults)
                yield from (failure(origin, JisrError(fault.what)) for fault in between)
                count += len(between)
                found = _read_record(origin, _damaged(within, record.content), others, parse=count not in without)
                if found is not None:
                    yield found
                    count += 1
            yield from (failure(Origin.of(path, number + 1, "record"), JisrError(fault.what)) for fault in faults)
    except (OSError, JisrError) as error:
        yield failure(Origin.of(path, number + 1, "record"), error)
    for reason, times in others.most_common():
        yield Skipped(Origin.of(path), reason, times)


def cut(path: Path, names: Input, most: int) -> list[Range]:
    """Ranges of whole records; none where the file is broken, so that its faults are met in their places."""
    ranges: list[Range] = []
    begin, line, end = 0, 1, 0
    try:
        with archive(path) as (stream, faults):
            for number, record in enumerate(Records(stream, names.document_bytes), start=1):
                end = record.end
                if end - begin >= most:
                    ranges.append(Range(begin, end, line))
                    begin, line = end, number + 1
            return [] if faults else [*ranges, *([Range(begin, None, line)] if end > begin else [])]
    except JisrError:
        return []


@contextmanager
def _archive_at(path: Path, range: Range) -> Iterator[tuple[BufferedReader, list[Fault]]]:
    with opened_at(path, range) as stream:
        yield stream, []


def _faults_of(record: Record, faults: list[Fault]) -> tuple[list[Fault], list[Fault]]:
    """Take away the faults up to the record's end: those before it, and those of the bytes that it was made from."""
    due = [fault for fault in faults if fault.begin < record.end]
    faults[:] = [fault for fault in faults if fault.begin >= record.end]
    return (
        [fault for fault in due if fault.end <= record.begin],
        [fault for fault in due if fault.end > record.begin],
    )


def _damaged(faults: list[Fault], content: bytes | JisrError) -> bytes | JisrError:
    if not faults:
        return content
    return JisrError("; ".join(fault.what for fault in faults), hint="fetch the archive anew")


def _read_record(origin: Origin, record: bytes | JisrError, others: Counter[str], *, parse: bool) -> Read | None:
    """What one record holds; None where that is no page, which is then counted in `others`."""
    id = None
    try:
        if isinstance(record, JisrError):
            raise record
        answer = response(record, page.MOST_BYTES)
        if isinstance(answer, str):
            others[answer] += 1
            return None
        id = answer.id
        if not parse:
            raise JisrError("passed over")
        return page.document(origin, id, answer.body, charset=answer.charset, url=answer.url)
    except JisrError as error:
        return failure(origin, error, id=id)
