"""The registry of the formats that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline import config
from pipeline.formats.extras import require
from pipeline.formats.item import Read
from pipeline.formats.opening import COMPRESSED, format_of
from pipeline.formats.ranges import Range

Reader: TypeAlias = Callable[..., Iterator[Read]]


class Format(NamedTuple):
    """A format's module, which has `read`; the library that it needs and the extra that brings it.

    `in_folders`: whether files of this format are taken out of a folder. Those that jisr writes are not: results
    often lie beside what they were made from. `ranges`: the module has `cut`, too, and its `read` takes a range.
    `parses`: reading a document may crash its process; `read` takes the numbers of those to be passed over.
    """

    module: str
    library: str = ""
    extra: str = ""
    in_folders: bool = False
    compressed: bool = True
    ranges: bool = False
    parses: bool = False

    def read(
        self, path: Path, names: config.Input, range: Range | None = None, without: frozenset[int] = frozenset()
    ) -> Iterator[Read]:
        """The documents of one file, or of a range of it. The module is imported only now: it may be large.

        `without`: numbers (from 0) of reads in whose place a failure stands; for formats that parse only.
        """
        reader: Reader = import_module(f"pipeline.formats.{self.module}").read
        if without:
            return reader(path, names, range, without)
        return reader(path, names) if range is None else reader(path, names, range)

    def cut(self, path: Path, names: config.Input, most: int) -> list[Range]:
        """Ranges of a file that can be read alone, of about `most` bytes; none where it is to be read as a whole."""
        if not self.ranges:
            return []
        cutter: Callable[[Path, config.Input, int], list[Range]] = import_module(f"pipeline.formats.{self.module}").cut
        return cutter(path, names, most)


FORMATS: dict[str, Format] = {
    ".txt": Format("text", in_folders=True),
    ".html": Format("html", "trafilatura", "html", in_folders=True),
    ".htm": Format("html", "trafilatura", "html", in_folders=True),
    ".warc": Format("warc", "warcio", "warc", in_folders=True, ranges=True, parses=True),
    ".jsonl": Format("records", ranges=True),
    ".csv": Format("csv"),
    ".parquet": Format("parquet", "pyarrow", "parquet", compressed=False, ranges=True),
}

EXPECTED = (
    f"a file that ends in {', '.join(FORMATS)}, with {' or '.join(COMPRESSED)} behind it or not, a folder of them, "
    "or - for JSONL on standard input"
)


def is_known(path: Path) -> bool:
    """Whether the name is that of a format that can be read."""
    found = FORMATS.get(format_of(path))
    return found is not None and (found.compressed or path.suffix.lower() not in COMPRESSED)


def is_document(path: Path) -> bool:
    """Whether such a file is taken out of a folder; `path` is relative to it, nothing hidden is."""
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and is_known(path) and FORMATS[format_of(path)].in_folders


def check_library(path: Path) -> None:
    """Raises UsageError where the file's format needs a library that is not installed."""
    kind = FORMATS[format_of(path)]
    if kind.library:
        require(kind.library, kind.extra, where=str(path), what=f"reading {format_of(path)}")
