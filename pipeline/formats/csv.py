"""Comma-separated values (RFC 4180): a heading, then one document a row; a quoted text may hold line ends."""

from __future__ import annotations

import csv
import logging
from collections import deque
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.config import Input
from pipeline.errors import JisrError
from pipeline.formats.encoding import decode
from pipeline.formats.fields import document
from pipeline.formats.item import Item, Origin, Read, failure
from pipeline.formats.lines import lines
from pipeline.formats.opening import opened, too_long

_QUOTES = "as many cells as the heading has; perhaps a quotation mark is never closed"
_log = logging.getLogger(__name__)


class _Row(NamedTuple):
    """A row that begins in line `line`: its cells, or the error that says why there are none."""

    line: int
    cells: list[str] | JisrError
    raw: bytes


def read(path: Path, names: Input) -> Iterator[Read]:
    """The documents of a `.csv` file, a failure in the place of each row that is none.

    The columns that `names` does not name go into `meta`.
    """
    line = 0
    try:
        with opened(path) as stream:
            rows = _Rows(stream, names.document_bytes, str(Origin.of(path)))
            heading = next(rows, None)
            if heading is None:
                _log.warning("%s: the file holds no row", Origin.of(path))
                return
            columns = _columns(heading, names)
            for row in rows:
                line = row.line
                yield _read_row(Origin.of(path, row.line), row, columns, names)
    except (OSError, JisrError) as error:
        yield failure(Origin.of(path, line + 1 if line else None), error)


def _columns(heading: _Row, names: Input) -> list[str]:
    if isinstance(heading.cells, JisrError):
        raise heading.cells
    columns = [cell.strip() for cell in heading.cells]
    if len({*columns}) < len(columns):
        raise JisrError("two columns have one name", expected="a heading of different names")
    for key, name in (("id", names.id), ("text", names.text)):
        if name not in columns:
            raise JisrError(
                f"no column {name!r} among {', '.join(map(repr, columns[:20]))}",
                expected="a first line with the names of the columns, separated by commas",
                hint=f"name it with --set input.{key}=COLUMN",
            )
    return columns


def _read_row(origin: Origin, row: _Row, columns: list[str], names: Input) -> Read:
    id = None
    try:
        if isinstance(row.cells, JisrError):
            raise row.cells
        if len(row.cells) != len(columns):
            raise JisrError(f"the row has {len(row.cells)} cells", expected=f"{len(columns)}, as many as the heading")
        fields = dict(zip(columns, row.cells, strict=True))
        id = fields[names.id]
        if not fields.get(names.published, "?"):
            del fields[names.published]
        return Item(origin, document(fields, names))
    except JisrError as error:
        return failure(origin, error, id=id, raw=row.raw.rstrip(b"\r\n"))


class _Rows(Iterator[_Row]):
    """Rows, blank lines left out. A row that cannot be read costs its first line only: the next is tried anew.

    So a quotation mark that is never closed does not swallow the rest of the file.
    """

    def __init__(self, stream: BinaryIO, most: int, where: str) -> None:
        csv.field_size_limit(most)
        self._most = most
        self._encoding = _encoding(stream, where)
        self._lines = lines(stream, most)
        self._waiting: deque[bytes | JisrError] = deque()  # lines that were taken and given back
        self._taken: list[bytes] = []  # the lines of the present row
        self._line = 0
        self._width = 0

    def __next__(self) -> _Row:
        while True:
            first, self._taken = self._line + 1, []
            try:
                cells = next(csv.reader(self._row_lines(), strict=True), None)
            except (csv.Error, JisrError) as error:
                return self._bad(first, error if isinstance(error, JisrError) else JisrError(f"not CSV: {error}"))
            if cells is None:
                raise StopIteration
            self._width = self._width or len(cells)
            if len(cells) not in (0, self._width) and len(self._taken) > 1:
                return self._bad(first, JisrError(f"a row of {len(cells)} cells over several lines", expected=_QUOTES))
            if cells:
                return _Row(first, cells, b"".join(self._taken))

    def _bad(self, first: int, error: JisrError) -> _Row:
        self._waiting.extendleft(reversed(self._taken[1:]))
        self._line = first
        return _Row(first, error, b"".join(self._taken[:1]))

    def _row_lines(self) -> Iterator[str]:
        size = 0
        while (line := self._next_line()) is not None:
            if isinstance(line, JisrError):
                raise line
            self._taken.append(line)
            if (size := size + len(line)) > self._most:
                raise too_long("row", self._most)
            try:
                yield line.decode(self._encoding)
            except UnicodeDecodeError as error:
                raise JisrError(f"byte {line[error.start]:#04x} is not {self._encoding}") from None

    def _next_line(self) -> bytes | JisrError | None:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        self._line += line is not None
        return line


def _encoding(stream: BinaryIO, where: str) -> str:
    """UTF-8, unless the first lines are plainly text of an old code page; UTF-16 is turned into UTF-8 by the lines."""
    sample = stream.peek(1) if isinstance(stream, BufferedReader) else b""
    head = sample[: sample.rfind(b"\n") + 1] or sample
    try:
        encoding = decode(head)[1]
    except JisrError:
        return "utf-8"
    if encoding.startswith("utf"):
        return "utf-8"
    _log.warning("%s: not UTF-8; read as %s", where, encoding)
    return encoding
