"""Where the records of a web archive begin and end (WARC 1.1, section 4), so that a broken one costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import NamedTuple

from pipeline.errors import JisrError

_BEGIN = re.compile(rb"WARC/\d\.\d\r?\n(?=[A-Za-z-]+:)")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MOST_HEAD = 65_536
_CHUNK = 65_536
_EXPECTED = "WARC/1.0 or 1.1 records"


class Record(NamedTuple):
    """A record, or the error that says why it is none, and the plain bytes of the file that it stands on."""

    begin: int
    end: int
    content: bytes | JisrError


class Records(Iterator[Record]):
    """The records as they stand, head and block, and those that are broken.

    After a broken record reading goes on where the next one begins. Nothing longer than `most` is kept.
    """

    def __init__(self, stream: BufferedReader, most: int) -> None:
        self._stream, self._most = stream, most
        self._waiting = bytearray()  # cheap to shorten at its front, whatever its length
        self._at = 0  # bytes before those that wait

    def __next__(self) -> Record:
        while self._fill(1) and self._waiting[0] in b"\r\n":
            self._drop(1)
        if not self._waiting:
            raise StopIteration
        begin = self._at
        content: bytes | JisrError
        try:
            content = self._record()
        except JisrError as error:
            self._seek()
            content = error
        return Record(begin, self._at, content)

    def _record(self) -> bytes:
        self._fill(_MOST_HEAD)
        begin, end = _BEGIN.match(self._waiting), _HEAD_END.search(self._waiting, 0, _MOST_HEAD)
        if not begin:
            raise JisrError("no record where one should begin", expected=_EXPECTED)
        if not end:
            raise JisrError("the head of a record does not end", expected=_EXPECTED)
        lengths = _LENGTH.findall(self._waiting[: end.end()])
        if len(lengths) != 1:
            raise JisrError("a record without one Content-Length", expected=_EXPECTED)
        size = end.end() + int(lengths[0])
        if size > self._most:
            raise JisrError(f"a record of {size:,} bytes", expected=f"at most {self._most:,} bytes")
        self._fill(size + 5)  # one more byte, so that a checksum behind the record has been read
        if len(self._waiting) < size:
            raise JisrError("a record is cut off", expected=f"{size:,} bytes by its Content-Length")
        if self._waiting[size : size + 4].strip(b"\r\n"):
            raise JisrError("a record does not end where its Content-Length says", expected=_EXPECTED)
        record = bytes(self._waiting[:size])
        self._drop(size)
        return record

    def _seek(self) -> None:
        """Leave out everything before the next beginning of a record, the present one aside."""
        self._drop(1)
        while not (found := _BEGIN.search(self._waiting)):
            self._drop(max(0, len(self._waiting) - 100))  # a beginning may stand over the edge
            if not (more := self._stream.read(_CHUNK)):
                self._drop(len(self._waiting))
                return
            self._waiting += more
        self._drop(found.start())

    def _drop(self, size: int) -> None:
        del self._waiting[:size]
        self._at += size

    def _fill(self, size: int) -> bool:
        """Have so many bytes waiting, or all that are left; whether there are any."""
        if len(self._waiting) < size:
            self._waiting += self._stream.read(size - len(self._waiting))
        return bool(self._waiting)
