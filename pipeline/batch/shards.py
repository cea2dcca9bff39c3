"""What a run is cut into: pieces of files, and shards of consecutive pieces. Both are known by their content."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pipeline import config
from pipeline.errors import JisrError
from pipeline.formats import remote
from pipeline.formats.item import Origin
from pipeline.formats.opening import format_of, opened, plain
from pipeline.formats.ranges import Range, begins_wide, line_ranges, opened_at
from pipeline.formats.registry import FORMATS
from pipeline.formats.remote import Remote, is_address

#: Pieces of a shard where a file can be cut anywhere: the last shards of a plan are so much smaller.
FINER = 10
_MOST_RANGES = 20  # of a file that has to be decompressed, or hashed, up to each of its ranges anew
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_ESCAPED = re.compile("\0([0-9a-f]{2})")


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file or a range of one: its absolute path or address, its size in bytes and the SHA-256 of its content.

    `range` is None for a whole file. The hash is that of the range in plain `.jsonl` files, else of the whole file.
    `most`: only so many documents of it. A byte of the path that is not UTF-8 stands as NUL and two hexadecimal digits.
    """

    path: str
    size: int
    sha256: str
    range: Range | None = None
    most: int | None = None

    @property
    def source(self) -> Path | Remote:
        """Where it lies."""
        if is_address(self.path):
            return Remote(self.path)
        return Path(_ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), self.path))

    @property
    def origin(self) -> Origin:
        """The same for a person."""
        source = self.source
        return Origin(source.url) if isinstance(source, Remote) else Origin.of(source)

    @property
    def key(self) -> bytes:
        """Sixteen bytes that tell it from any other piece."""
        return hashlib.sha256(msgspec.json.encode(self)).digest()[:16]


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


def cut(source: Path | Remote, names: config.Input, most: int) -> Iterator[Piece]:
    """The pieces of a file for shards of `most` bytes: ranges where the format has ranges, otherwise the whole file.

    Ranges of plain lines are small, others must be sought out anew for each and are as large as a shard. A file that
    would have to be fetched is one piece. Raises OSError, JisrError where it cannot be read.
    """
    if isinstance(source, Remote):
        yield _remote_piece(source)
        return
    path = _NOT_UTF8.sub(lambda found: f"\0{ord(found[0]) & 0xFF:02x}", os.path.abspath(source))  # noqa: PTH100
    size = source.stat().st_size
    if _is_plain_lines(source) and size and not begins_wide(source):
        with opened(source) as stream:
            for range, digest in line_ranges(stream, max(1, most // FINER)):
                yield Piece(path, (range.end or size) - range.begin, digest or "", range)
        return
    digest = _file_hash(source)
    most = max(most, size // _MOST_RANGES)
    ranges = FORMATS[format_of(source)].cut(source, names, most)
    for range in ranges:
        yield Piece(path, max(most, size // len(ranges)), digest, range)
    if not ranges:
        yield Piece(path, size, digest)


@contextmanager
def at_hand(piece: Piece) -> Iterator[Path]:
    """The file of a piece, fetched if need be. Raises JisrError where it has changed or is gone since it was cut."""
    source = piece.source
    try:
        same = _is_as_planned(piece, source)
    except (OSError, JisrError):
        same = False
    if not same:
        raise JisrError("changed or gone since it was planned", hint="start the same command again")
    if isinstance(source, Remote):
        with remote.fetched(source) as path:
            yield path
    else:
        yield source


def _is_as_planned(piece: Piece, source: Path | Remote) -> bool:
    if isinstance(source, Remote):
        return _remote_piece(source) == msgspec.structs.replace(piece, most=None)
    if piece.range is None or not _is_plain_lines(source):
        return _file_hash(source) == piece.sha256
    with opened_at(source, piece.range) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == piece.sha256


def _remote_piece(source: Remote) -> Piece:
    """Of a file that lies elsewhere, the store's mark of its content is hashed instead of the content."""
    size, mark = remote.version(source)
    return Piece(source.url, size, hashlib.sha256(mark.encode()).hexdigest())


def _is_plain_lines(source: Path) -> bool:
    """Whether a range can be read without what is before it, and is known by its own content."""
    return format_of(source) == ".jsonl" and plain(source) == source


def _file_hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
