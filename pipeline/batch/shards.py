"""What a run is cut into: pieces of files, and shards of consecutive pieces. Both are known by their content."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.errors import JisrError
from pipeline.formats.opening import format_of, opened
from pipeline.formats.ranges import Range, line_ranges, opened_at
from pipeline.formats.sources import FORMATS

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_ESCAPED = re.compile("\0([0-9a-f]{2})")


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file or a range of one: its absolute path, its size in bytes and the SHA-256 of its content.

    `range` is None for a whole file; a range without an end is hashed with the whole file as it is stored.
    `most`: only so many documents of it. A byte of the path that is not UTF-8 stands as NUL and two hexadecimal digits.
    """

    path: str
    size: int
    sha256: str
    range: Range | None = None
    most: int | None = None

    @property
    def file(self) -> Path:
        """Where it lies."""
        return Path(_ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), self.path))

    @property
    def key(self) -> bytes:
        """Sixteen bytes that tell it from any other piece."""
        return hashlib.sha256(msgspec.json.encode(self)).digest()[:16]

    def is_as_planned(self) -> bool:
        """Whether the file still has the content that was hashed."""
        try:
            if self.range is None or self.range.end is None:
                return _file_hash(self.file) == self.sha256
            with opened_at(self.file, self.range) as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == self.sha256
        except (OSError, JisrError):
            return False


class Shard(msgspec.Struct, frozen=True, tag="shard"):
    """Consecutive pieces that are worked together, and the name of their part of the output, without its suffix.

    Names sort in the order in which the shards were planned; the id alone says which shard it is.
    """

    id: str
    name: str
    pieces: list[Piece]

    @property
    def size(self) -> int:
        """Bytes of all pieces."""
        return sum(piece.size for piece in self.pieces)


def shard_id(run: str, pieces: list[Piece]) -> str:
    """The id of a shard of these pieces in the run of this id."""
    return hashlib.sha256(b"".join([run.encode(), *(piece.key for piece in pieces)])).hexdigest()[:16]


def cut(file: Path, most: int) -> Iterator[Piece]:
    """The pieces of a file: ranges of about `most` bytes where its documents are lines, otherwise the whole file.

    Raises OSError where the file cannot be read.
    """
    path = _NOT_UTF8.sub(lambda found: f"\0{ord(found[0]) & 0xFF:02x}", os.path.abspath(file))  # noqa: PTH100
    size = file.stat().st_size
    if not FORMATS[format_of(file)].lines or size == 0 or _is_wide(file):
        yield Piece(path, size, _file_hash(file))
        return
    with opened(file) as stream:
        for range, digest in line_ranges(stream, most):
            if digest is None or range.end is None:
                yield Piece(path, size, _file_hash(file), range)
            else:
                yield Piece(path, range.end - range.begin, digest, range)


def _is_wide(file: Path) -> bool:
    """Whether the file begins like UTF-16, whose lines cannot be cut by bytes."""
    try:
        with opened(file) as stream:
            head = stream.read(2)
    except JisrError:
        return True
    return head in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head


def _file_hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
