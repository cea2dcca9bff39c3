"""Which files to read, and with which reader: the registry of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline import config
from pipeline.errors import JisrError, UsageError
from pipeline.formats.extras import require
from pipeline.formats.item import Failure, Origin, Read, failure
from pipeline.formats.opening import COMPRESSED, STDIN, format_of

Reader: TypeAlias = Callable[[Path, config.Input], Iterator[Read]]
Source: TypeAlias = Path | Failure


class Format(NamedTuple):
    """A format's module, which has `read`; the library that it needs and the extra that brings it.

    `in_folders`: whether files of this format are taken out of a folder. Those that jisr writes are not: results
    often lie beside what they were made from.
    """

    module: str
    library: str = ""
    extra: str = ""
    in_folders: bool = False
    compressed: bool = True

    def read(self, path: Path, names: config.Input) -> Iterator[Read]:
        """The documents of one file. The module is imported only now: formats may need large libraries."""
        reader: Reader = import_module(f"pipeline.formats.{self.module}").read
        return reader(path, names)


FORMATS: dict[str, Format] = {
    ".txt": Format("text", in_folders=True),
    ".html": Format("html", "trafilatura", "html", in_folders=True),
    ".htm": Format("html", "trafilatura", "html", in_folders=True),
    ".warc": Format("warc", "warcio", "warc", in_folders=True),
    ".jsonl": Format("records"),
    ".csv": Format("csv"),
    ".parquet": Format("parquet", "pyarrow", "parquet", compressed=False),
}

_EXPECTED = (
    f"a file that ends in {', '.join(FORMATS)}, with {' or '.join(COMPRESSED)} behind it or not, a folder of them, "
    "or - for JSONL on standard input"
)


def find(inputs: Sequence[str]) -> list[Source]:
    """The files behind the inputs, in their order; a folder's documents at any depth, sorted by path.

    Hidden files and folders are left out. An input that is not there becomes a failure. Raises UsageError where
    no input is, and where a format needs a library that is not installed.
    """
    if inputs.count("-") > 1:
        raise UsageError("standard input (-) is named twice", expected="it once")
    sources = [source for name in inputs for source in _find_one(Path(name))]
    if all(isinstance(source, Failure) for source in sources):
        if not sources:
            raise UsageError("no input", expected=_EXPECTED)
        raise UsageError("\n".join(str(source) for source in sources))
    for source in sources:
        if isinstance(source, Path) and (library := FORMATS[format_of(source)].library):
            require(library, FORMATS[format_of(source)].extra, where=str(source), what=f"reading {format_of(source)}")
    return sources


def read(sources: Iterable[Source], names: config.Input | None = None) -> Iterator[Read]:
    """The documents of all sources, one after another, and the failures in the places of those that cannot be read.

    `names` is the section [input] of the configuration, by default the shipped one.
    """
    names = names or config.load().input
    for source in sources:
        if isinstance(source, Failure):
            yield source
        else:
            yield from FORMATS[format_of(source)].read(source, names)


def _find_one(path: Path) -> list[Source]:
    if path == STDIN:
        return [path]
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if _is_document(file.relative_to(path)) and file.is_file())
        kinds = ", ".join(suffix for suffix, each in FORMATS.items() if each.in_folders)
        return [*found] or [_missing(path, f"a folder without {kinds} files")]
    if not path.exists():
        return [_missing(path, "no such file or folder")]
    if not _is_known(path):
        return [_missing(path, f"unknown format {''.join(path.suffixes[-2:])!r}")]
    return [path]


def _is_document(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and _is_known(path) and FORMATS[format_of(path)].in_folders


def _is_known(path: Path) -> bool:
    found = FORMATS.get(format_of(path))
    return found is not None and (found.compressed or path.suffix.lower() not in COMPRESSED)


def _missing(path: Path, what: str) -> Failure:
    return failure(Origin.of(path), JisrError(what, expected=_EXPECTED))
