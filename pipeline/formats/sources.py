"""Which files to read, and with which reader: the registry of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import JisrError, UsageError
from pipeline.formats import records, text
from pipeline.formats.item import Failure, Origin, Read, failure

READERS: dict[str, Callable[[Path], Iterator[Read]]] = {".txt": text.read, ".jsonl": records.read}
STDIN = Path("-")
Source: TypeAlias = Path | Failure

_EXPECTED = "a .txt file, a folder of them, a .jsonl file, or - for JSONL on standard input"


def find(inputs: Sequence[str]) -> list[Source]:
    """The files behind the inputs, in their order; a folder's `.txt` files at any depth, sorted by path.

    Hidden files and folders are left out. An input that is not there becomes a failure. Raises UsageError where
    no input is.
    """
    if inputs.count("-") > 1:
        raise UsageError("standard input (-) is named twice", expected="it once")
    sources = [source for name in inputs for source in _find_one(Path(name))]
    if all(isinstance(source, Failure) for source in sources):
        raise UsageError("\n".join(str(source) for source in sources) or "no input", expected=_EXPECTED)
    return sources


def read(sources: Iterable[Source]) -> Iterator[Read]:
    """The documents of all sources, one after another, and the failures in the places of those that cannot be read."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
        else:
            yield from READERS[_suffix(source)](source)


def _find_one(path: Path) -> list[Source]:
    if path == STDIN:
        return [path]
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if _is_text(file.relative_to(path)) and file.is_file())
        return [*found] or [_missing(path, "a folder without .txt files")]
    if not path.exists():
        return [_missing(path, "no such file or folder")]
    if _suffix(path) not in READERS:
        return [_missing(path, f"unknown format {path.suffix!r}")]
    return [path]


def _is_text(path: Path) -> bool:
    return path.suffix.lower() == ".txt" and not any(part.startswith(".") for part in path.parts)


def _suffix(path: Path) -> str:
    return ".jsonl" if path == STDIN else path.suffix.lower()


def _missing(path: Path, what: str) -> Failure:
    return failure(Origin.of(path), JisrError(what, expected=_EXPECTED))
