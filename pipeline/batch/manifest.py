"""The manifests of a run: immutable files, each with the shards that were planned at one time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import msgspec

from pipeline.batch.shards import Shard
from pipeline.formats.output import replacing


class Replaced(msgspec.Struct, frozen=True, tag="replaced"):
    """An earlier shard, no longer valid because a file in it has changed."""

    id: str
    name: str


Line: TypeAlias = Shard | Replaced


def write(folder: Path, lines: Iterable[Line]) -> None:
    """Write the next manifest. It stands there whole or not at all."""
    with replacing(folder / f"{len(_files(folder)) + 1:04}.jsonl") as stream:
        for line in lines:
            stream.write(msgspec.json.encode(line) + b"\n")


def next_number(folder: Path) -> int:
    """The number of the manifest that would be written next."""
    return len(_files(folder)) + 1


def read(folder: Path) -> Iterator[Line]:
    """All lines of all manifests, in order."""
    decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
    for path in _files(folder):
        with path.open("rb") as stream:
            yield from map(decoder.decode, stream)


def shards(folder: Path) -> Iterator[Shard]:
    """The shards that are valid, in the order in which they were planned."""
    gone = replaced(folder)
    return (line for line in read(folder) if isinstance(line, Shard) and line.id not in gone)


def replaced(folder: Path) -> set[str]:
    """The ids of the shards that are no longer valid."""
    return {line.id for line in read(folder) if isinstance(line, Replaced)}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))
