"""Ranges of a file of lines, so that one large file becomes work for many."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pipeline.errors import JisrError
from pipeline.formats.opening import opened

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1_000_000
_BUFFER = 131_072


class Range(msgspec.Struct, frozen=True):
    """Plain bytes `begin` to `end` (exclusive; None: all that are left) of a file; in Parquet, row groups.

    `line` is the number of the first line, record or row, from 1.
    """

    begin: int
    end: int | None
    line: int = 1


def line_ranges(stream: BinaryIO, most: int) -> Iterator[tuple[Range, str | None]]:
    """Consecutive ranges of whole lines, each just as long as `most` bytes or longer, with the SHA-256 of its content.

    Where decompression fails, the last range has no end and no hash: whoever reads it meets the fault in its place.
    """
    begin, end, line, lines, digest = 0, 0, 1, 0, sha256()
    try:
        while chunk := stream.read(_CHUNK):
            start = 0
            while start < len(chunk):
                stop = chunk.find(b"\n", start + max(0, begin + most - end - 1)) + 1
                piece = chunk[start : stop or len(chunk)]
                digest.update(piece)
                start, end, lines = start + len(piece), end + len(piece), lines + piece.count(b"\n")
                if stop:
                    yield Range(begin, end, line), digest.hexdigest()
                    begin, line, lines, digest = end, line + lines, 0, sha256()
    except JisrError:
        yield Range(begin, None, line), None
        return
    if end > begin:
        yield Range(begin, end, line), digest.hexdigest()


def begins_wide(path: Path) -> bool:
    """Whether a file begins like UTF-16, whose lines cannot be cut by bytes. Raises JisrError, OSError."""
    with opened(path) as stream:
        head = stream.read(2)
    return head in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head


@contextmanager
def opened_at(path: Path, range: Range) -> Iterator[io.BufferedReader]:
    """The plain bytes of a range of a file. Raises OSError, JisrError where decompression fails."""
    with opened(path) as stream:
        if stream.seekable():
            stream.seek(range.begin)
        else:
            _pass_over(stream, range.begin)
        left = sys.maxsize if range.end is None else range.end - range.begin
        yield io.BufferedReader(_Bounded(stream, left), _BUFFER)


def _pass_over(stream: BinaryIO, size: int) -> None:
    while size and (chunk := stream.read(min(size, _CHUNK))):
        size -= len(chunk)


class _Bounded(io.RawIOBase):
    """The next bytes of a stream, so many of them at most."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read up to the end of the range."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(min(len(view), self._left))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)
