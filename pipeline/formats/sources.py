"""Which files to read, and their documents, one after another."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

import msgspec

from pipeline import config
from pipeline.errors import JisrError, UsageError
from pipeline.formats import remote
from pipeline.formats.item import Failure, Item, Origin, Read, failure
from pipeline.formats.opening import STDIN, format_of
from pipeline.formats.registry import EXPECTED, FORMATS, check_library, is_document, is_known
from pipeline.formats.remote import Remote

Source: TypeAlias = Path | Remote | Failure


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
        if not isinstance(source, Failure):
            return
        failures.append(str(source))
    if not failures:
        raise UsageError("no input", expected=EXPECTED)
    raise UsageError("\n".join(failures))


def walk(inputs: Iterable[str]) -> Iterator[Source]:
    """The files behind the inputs, lazily; a folder's documents at any depth, sorted by path, and so those of a glob.

    Hidden files and folders are left out, links to folders are not followed. An input that is not there becomes a
    failure. Raises UsageError where a format needs a library that is not installed.
    """
    for name in inputs:
        for source in _find_one(name):
            if not isinstance(source, Failure):
                check_library(source.path if isinstance(source, Remote) else source)
            yield source


def read(sources: Iterable[Source], names: config.Input | None = None) -> Iterator[Read]:
    """The documents of all sources, one after another, and the failures in the places of those that cannot be read.

    `names` is the section [input] of the configuration, by default the shipped one.
    """
    names = names or config.load().input
    for source in sources:
        if isinstance(source, Failure):
            yield source
        elif isinstance(source, Remote):
            yield from _read_remote(source, names)
        else:
            yield from FORMATS[format_of(source)].read(source, names)


def _read_remote(source: Remote, names: config.Input) -> Iterator[Read]:
    try:
        with remote.fetched(source) as path:
            for read in FORMATS[format_of(path)].read(path, names):
                yield located(read, source.url)
    except JisrError as error:
        yield failure(Origin(source.url), error)


def located(read: Read, source: str) -> Read:
    """The same, said to come from another place than the copy that was read."""
    if isinstance(read, Failure):
        return msgspec.structs.replace(read, source=source)
    origin = read.origin._replace(source=source)
    return read._replace(origin=origin) if isinstance(read, Item) else msgspec.structs.replace(read, origin=origin)


def _find_one(name: str) -> Iterator[Source]:
    if remote.is_address(name) and not name.startswith("file:"):
        yield from _find_remote(name)
        return
    path = Path(unquote(urlsplit(name).path) if remote.is_address(name) else name)
    if path == STDIN:
        yield path
    elif path.is_dir():
        yield from _documents_in(path)
    elif path.exists():
        yield path if is_known(path) else _missing(path, f"unknown format {''.join(path.suffixes[-2:])!r}")
    elif glob.has_magic(name):
        found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  Path.glob knows no absolute patterns
        yield from chain.from_iterable(map(_find_one, found)) if found else [_missing(path, "nothing has such a name")]
    else:
        yield _missing(path, "no such file or folder")


def _find_remote(address: str) -> Iterator[Source]:
    try:
        found, is_folder = remote.find(address)
    except UsageError:
        raise
    except JisrError as error:
        yield failure(Origin(address), error)
        return
    known = [each for each in found if is_document(each.path)] if is_folder else found
    for each in known:
        yield each if is_known(each.path) else _missing(each.path, "unknown format")
    if not known:
        yield failure(Origin(address), JisrError("no such file or folder", expected=EXPECTED))


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
        elif is_document(Path(entry.name)) and entry.is_file():
            empty = False
            yield Path(entry.path)
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


def _missing(path: Path, what: str) -> Failure:
    return failure(Origin.of(path), JisrError(what, expected=EXPECTED))
