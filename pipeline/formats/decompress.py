"""Compressed bytes as a stream of plain ones, bounded: a few kilobytes cannot become a full disk or memory.

The formats concatenate: gzip has members (RFC 1952), Zstandard has frames (RFC 8878). Both are called parts here.
"""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from pipeline.errors import JisrError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 65_536
_KEPT = 1_000_000  # compressed bytes of a part that are kept to look for the next part's beginning
_RATIO = 1000  # plain bytes for one compressed; articles stay under 30, thousands of copies of a few under 800
_GRACE = 16_000_000  # plain bytes that are let through whatever the ratio
_WINDOW_LOG = 27  # 128 MiB of history at most, the limit of the zstd command too


class Part(Protocol):
    """The decompressor of one part, with the interface that the standard library gives to bz2, lzma and zstd."""

    @property
    def eof(self) -> bool:
        """Whether the part is at its end, its checksum right."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without input."""

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the part."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many plain bytes. Raises `zlib.error` or another exception on broken data."""


class GzipPart:
    """zlib's decompressor with the interface of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        """Whether the member is at its end, its checksum right."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether all input was used."""
        return not self._inner.unconsumed_tail and not self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the member."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many plain bytes. Raises `zlib.error` on broken data."""
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def zstd_part() -> Part:
    """A Zstandard decompressor, its memory bounded."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG})


KINDS: dict[str, tuple[bytes, Callable[[], Part]]] = {
    ".gz": (b"\x1f\x8b\x08", GzipPart),
    ".zst": (b"\x28\xb5\x2f\xfd", zstd_part),
}


class Fault(NamedTuple):
    """What was wrong with a part, and which plain bytes it gave before that was seen."""

    begin: int
    end: int
    what: str


class Decompressed(io.RawIOBase):
    """The plain bytes of a compressed file. Raises JisrError where it is broken, cut off, or expands too far.

    With `mend`, a broken part is left at its broken place and reading goes on with the next one; `faults` then
    lists what was wrong.
    """

    def __init__(self, stream: BinaryIO, suffix: str, *, mend: bool = False) -> None:
        self._stream, self._mend = stream, mend
        self._magic, self._new_part = KINDS[suffix]
        self._part: Part | None = None
        self._given = bytearray()  # to the part, the last of it
        self._input = stream.read(_CHUNK)
        self._read, self._written = len(self._input), 0
        self._begin = 0  # of the present part, in plain bytes
        self.faults: list[Fault] = []

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as one step goes; 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = b""
        while not data and self._begin_part():
            data = self._step(len(view))
        self._written += len(data)
        if self._written > _GRACE and self._written > _RATIO * self._read:
            raise JisrError(
                f"{self._read:,} compressed bytes became more than {self._written:,}",
                expected=f"at most {_RATIO} times as many, as in text",
                hint="a decompression bomb; if it is none, decompress the file first",
            )
        view[: len(data)] = data
        return len(data)

    def _begin_part(self) -> bool:
        """Whether there is a part to read from, the present one or a new one."""
        while self._part is None:
            self._input = self._input.lstrip(b"\0")  # padding is allowed between parts
            while len(self._input) < len(self._magic) and self._more():
                self._input = self._input.lstrip(b"\0")
            if not self._input:
                return False
            if self._input.startswith(self._magic):
                self._part, self._begin, self._given = self._new_part(), self._written, bytearray()
            else:
                self._fault("not compressed data of this kind")
        return True

    def _step(self, most: int) -> bytes:
        part = self._part
        assert part is not None
        if part.needs_input and not self._input and not self._more():
            self._fault("cut off before its end")
            return b""
        given, self._input = (self._input, b"") if part.needs_input else (b"", self._input)
        self._keep(given)
        try:
            data = part.decompress(given, most)
        except Exception as error:  # zlib.error, ZstdError, EOFError: each library has its own
            self._fault(str(error))
            return b""
        if part.eof:
            self._input, self._part = part.unused_data + self._input, None
        return data

    def _keep(self, given: bytes) -> None:
        if self._mend:
            self._given += given
            if len(self._given) > 2 * _KEPT:
                del self._given[:-_KEPT]

    def _fault(self, what: str) -> None:
        if not self._mend:
            raise JisrError(f"broken compressed file: {what}", hint="fetch it anew; what was read before is kept")
        begin = self._written if self._part is None else self._begin
        self.faults.append(Fault(begin, self._written, f"broken compressed data: {what}"))
        self._part, self._input = None, bytes(self._given + self._input)[1:]
        while (found := self._input.find(self._magic)) < 0:
            self._input = self._input[-len(self._magic) + 1 :]
            if not self._more():
                self._input = b""
                return
        self._input = self._input[found:]

    def _more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._read += len(chunk)
        self._input += chunk
        return bool(chunk)
