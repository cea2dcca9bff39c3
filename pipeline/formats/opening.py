"""Files as streams of bytes, decompressed where their last suffix says so."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.errors import JisrError
from pipeline.formats.item import readable

if TYPE_CHECKING:
    from pipeline.formats.decompress import Fault

STDIN = Path("-")
COMPRESSED = (".gz", ".zst")
_BUFFER = 131_072


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The plain bytes of a file; `-` is standard input. Raises OSError, JisrError where decompression fails."""
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with path.open("rb", buffering=_BUFFER) as stream:
        if (suffix := path.suffix.lower()) in COMPRESSED:
            from pipeline.formats.decompress import Decompressed

            yield io.BufferedReader(Decompressed(stream, suffix), _BUFFER)
        else:
            yield stream


@contextmanager
def archive(path: Path) -> Iterator[tuple[io.BufferedReader, list[Fault]]]:
    """The plain bytes of a file that goes on behind a broken part of it, and the faults that were met so far."""
    with path.open("rb") as stream:
        if (suffix := path.suffix.lower()) in COMPRESSED:
            from pipeline.formats.decompress import Decompressed

            plain_bytes = Decompressed(stream, suffix, mend=True)
            yield io.BufferedReader(plain_bytes, _BUFFER), plain_bytes.faults
        else:
            yield stream, []


def read_whole(stream: BinaryIO, most: int) -> bytes:
    """All bytes. Raises JisrError where there are more than `most`."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise too_long("document", most)
    return data


def too_long(what: str, most: int) -> JisrError:
    """The error of a document, line or page that is longer than the configuration lets pass."""
    return JisrError(
        f"the {what} is longer than {most:,} bytes",
        expected="at most so many bytes a document",
        hint="split it, or raise the limit with --set input.document_bytes=N",
    )


def format_of(path: Path) -> str:
    """The suffix that tells the format, in lower case: `.jsonl` of `a.JSONL.gz`; standard input is `.jsonl`."""
    if path == STDIN:
        return ".jsonl"
    return plain(path).suffix.lower()


def stem(path: Path) -> str:
    """The file's name without the suffixes of compression and format, as UTF-8 text."""
    return readable(plain(path).stem)


def plain(path: Path) -> Path:
    """The path without the suffix of compression."""
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path
