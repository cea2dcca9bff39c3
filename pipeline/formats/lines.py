"""Lines of a stream, bounded in length; UTF-16 is turned into UTF-8."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.errors import JisrError
from pipeline.formats.encoding import decode
from pipeline.formats.opening import read_whole, too_long

_log = logging.getLogger(__name__)
_BOM = b"\xef\xbb\xbf"


def lines(stream: BinaryIO, most: int, *, begins: bool = True) -> Iterator[bytes | JisrError]:
    """Lines with their ends; in the place of one with more than `most` bytes, the error that says so.

    A mark at the beginning is left out. A stream in UTF-16 is read whole, so it may not be longer than `most`.
    `begins`: the stream is at the beginning of its file, where a mark can stand.
    """
    first = begins
    while line := stream.readline(most + 1):
        if first:
            first = False
            if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in line[:2]:
                yield from _recoded(stream, line, most)
                return
            line = line.removeprefix(_BOM)
        if len(line) > most and not line.endswith(b"\n"):
            _skip_line(stream)
            yield too_long("line", most)
        elif line:
            yield line


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(1_000_000)) and not rest.endswith(b"\n"):
        pass


def _recoded(stream: BinaryIO, first: bytes, most: int) -> Iterator[bytes]:
    text, encoding = decode(first + read_whole(stream, most))
    _log.warning("%s: not UTF-8; read as %s", getattr(stream, "name", "-"), encoding)
    data, start = text.encode("utf-8"), 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end
