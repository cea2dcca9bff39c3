"""Where documents go: the format by the suffix of the output, the registry of what can be written."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, cast

from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.formats.extras import require
from pipeline.formats.opening import COMPRESSED, plain
from pipeline.formats.output import is_stream, replacing

Write: TypeAlias = Callable[[Document], object]


class Format(NamedTuple):
    """A format's module, which has `writing`; the library that it needs and the extra that brings it.

    `writing` takes the stream of a file, or the path where the format is a `folder` of files.
    """

    module: str
    library: str = ""
    extra: str = ""
    compressed: bool = True
    folder: bool = False


FORMATS: dict[str, Format] = {
    ".jsonl": Format("records"),
    ".parquet": Format("parquet", "pyarrow", "parquet", compressed=False),
    ".conll": Format("conll"),
    ".brat": Format("brat", compressed=False, folder=True),
    ".zip": Format("brat_zip", compressed=False),
}
_LEVEL = 6  # of gzip; more costs twice the time for one part in a hundred


def check(output: Path) -> None:
    """Raises UsageError where the output's format is not known or needs a library that is not installed."""
    found = FORMATS.get(plain(output).suffix.lower())
    if is_stream(output) and not (found and found.folder):
        return
    if found is None or (output != plain(output) and not found.compressed):
        endings = ", ".join(
            suffix + (f" ({', '.join(suffix + each for each in COMPRESSED)})" if each.compressed else "")
            for suffix, each in FORMATS.items()
        )
        raise UsageError(f"cannot write {str(output)!r}", expected=f"a name that ends in {endings}, or -")
    if found.folder and (output.exists() or output.is_symlink()):
        raise UsageError("it is there already", where=str(output), expected="a new folder", hint="remove it first")
    if found.library:
        require(found.library, found.extra, where=str(output), what=f"writing {output.suffix}")


@contextmanager
def writing(output: Path) -> Iterator[Write]:
    """What takes one document after another; the output stands under its name when the block ends well.

    `-`, a device or a pipe takes JSON Lines. Raises UsageError where the output cannot be written.
    """
    found = FORMATS[".jsonl" if is_stream(output) else plain(output).suffix.lower()]
    writer = import_module(f"pipeline.formats.{found.module}").writing
    if found.folder:
        with writer(output) as write:
            yield cast("Write", write)
        return
    with replacing(output) as stream, _compressed(stream, output) as inner, writer(inner) as write:
        yield cast("Write", write)


def _compressed(stream: BinaryIO, output: Path) -> AbstractContextManager[BinaryIO]:
    """The stream, compressing as the suffix says; no name and no time are stored, so equal content is equal bytes."""
    suffix = "" if is_stream(output) else output.suffix.lower()
    if suffix == ".gz":
        return cast("BinaryIO", gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0))
    if suffix == ".zst":
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        return cast("BinaryIO", zstd.ZstdFile(stream, "wb"))
    return nullcontext(stream)
