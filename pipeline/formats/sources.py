"""Which files to read, and with which reader: the registry of formats."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline import config
from pipeline.errors import JisrError, UsageError
from pipeline.formats.extras import require
from pipeline.formats.item import Failure, Origin, Read, failure
from pipeline.formats.opening import COMPRESSED, STDIN, format_of
from pipeline.formats.ranges import Range

Reader: TypeAlias = Callable[..., Iterator[Read]]
Source: TypeAlias = Path | Failure


class Format(NamedTuple):
    """A format's module, which has `read`; the library that it needs and the extra that brings it.

    `in_folders`: whether files of this format are taken out of a folder. Those that jisr writes are not: results
    often lie beside what they were made from. `lines`: a document is a line, so a range of lines can be read alone.
    """

    module: str
    library: str = ""
    extra: str = ""
    in_folders: bool = False
    compressed: bool = True
    lines: bool = False

    def read(self, path: Path, names: config.Input, range: Range | None = None) -> Iterator[Read]:
        """The documents of one file, or of a range of it. The module is imported only now: it may be large."""
        reader: Reader = import_module(f"pipeline.formats.{self.module}").read
        return reader(path, names) if range is None else reader(path, names, range)


FORMATS: dict[str, Format] = {
    ".txt": Format("text", in_folders=True),
    ".html": Format("html", "trafilatura", "html", in_folders=True),
    ".htm": Format("html", "trafilatura", "html", in_folders=True),
    ".warc": Format("warc", "warcio", "warc", in_folders=True),
    ".jsonl": Format("records", lines=True),
    ".csv": Format("csv"),
    ".parquet": Format("parquet", "pyarrow", "parquet", compressed=False),
}

_EXPECTED = (
    f"a file that ends in {', '.join(FORMATS)}, with {' or '.join(COMPRESSED)} behind it or not, a folder of them, "
    "or - for JSONL on standard input"
)


def find(inputs: Sequence[str]) -> list[Source]:
    """The files behind the inputs, in their order, as `walk` yields them.

    Raises UsageError where no input is, and where a format needs a library that is not installed.
    """
    check(inputs)
    return list(walk(inputs))


def check(inputs: Sequence[str]) -> None:
    """Raises UsageError where there is nothing to read, or standard input is named twice."""
    if inputs.count("-") > 1:
        raise UsageError("standard input (-) is named twice", expected="it once")
    failures = []
    for source in walk(inputs):
        if isinstance(source, Path):
            return
        failures.append(str(source))
    if not failures:
        raise UsageError("no input", expected=_EXPECTED)
    raise UsageError("\n".join(failures))


def walk(inputs: Iterable[str]) -> Iterator[Source]:
    """The files behind the inputs, lazily; a folder's documents at any depth, sorted by path, and so those of a glob.

    Hidden files and folders are left out, links to folders are not followed. An input that is not there becomes a
    failure. Raises UsageError where a format needs a library that is not installed.
    """
    for name in inputs:
        for source in _find_one(name):
            if isinstance(source, Path) and (library := FORMATS[format_of(source)].library):
                extra = FORMATS[format_of(source)].extra
                require(library, extra, where=str(source), what=f"reading {format_of(source)}")
            yield source


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


def _find_one(name: str) -> Iterator[Source]:
    path = Path(name)
    if path == STDIN:
        yield path
    elif path.is_dir():
        yield from _documents_in(path)
    elif path.exists():
        yield path if _is_known(path) else _missing(path, f"unknown format {''.join(path.suffixes[-2:])!r}")
    elif glob.has_magic(name):
        found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  Path.glob knows no absolute patterns
        yield from chain.from_iterable(map(_find_one, found)) if found else [_missing(path, "nothing has such a name")]
    else:
        yield _missing(path, "no such file or folder")


def _documents_in(folder: Path) -> Iterator[Source]:
    """Sorted by path; only one folder's names are held at a time for each level."""
    empty = True
    levels = [_names_in(folder)]
    while levels:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, Failure):
            empty = False
            yield entry
        elif entry.is_dir(follow_symlinks=False):
            levels.append(_names_in(Path(entry.path)))
        elif _is_document(path := Path(entry.path)) and entry.is_file():
            empty = False
            yield path
    if empty:
        kinds = ", ".join(suffix for suffix, each in FORMATS.items() if each.in_folders)
        yield _missing(folder, f"a folder without {kinds} files")


def _names_in(folder: Path) -> Iterator[os.DirEntry[str] | Failure]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        yield failure(Origin.of(folder), error)
        return
    yield from sorted(found, key=lambda entry: entry.name)


def _is_document(path: Path) -> bool:
    return _is_known(path) and FORMATS[format_of(path)].in_folders


def _is_known(path: Path) -> bool:
    found = FORMATS.get(format_of(path))
    return found is not None and (found.compressed or path.suffix.lower() not in COMPRESSED)


def _missing(path: Path, what: str) -> Failure:
    return failure(Origin.of(path), JisrError(what, expected=_EXPECTED))
