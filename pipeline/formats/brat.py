"""brat standoff: a folder with a `.txt` and an `.ann` file for each document, and what brat needs to show them.

Files are called by a number and what of the id may stand in a file's name, so no id can lead out of the folder;
`documents.jsonl` tells the id and meta behind each. A span's value, kind and so on stand in a note, as JSON.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from pipeline.document import LABELS, Document, Span
from pipeline.errors import UsageError
from pipeline.formats.output import one_line

CONFIGURATION = f"[entities]\n{chr(10).join(LABELS)}\n\n[relations]\n\n[events]\n\n[attributes]\n"
_MOST_NAME = 40  # characters of an id in a file's name: 160 bytes at most


@contextmanager
def writing(folder: Path) -> Iterator[Callable[[Document], object]]:
    """What writes one document after another; the folder stands under its name when the block ends well.

    A folder that is there already is never replaced: somebody may have annotated in it.
    """
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        temporary.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror}", where=str(folder)) from None
    try:
        with (temporary / "documents.jsonl").open("wb") as index:

            def put(name: str, content: str) -> None:
                """Write a new file into the folder."""
                with (temporary / name).open("x", encoding="utf-8", newline="") as stream:
                    stream.write(content)

            yield Writer(put, index.write).add
        (temporary / "annotation.conf").write_text(CONFIGURATION, "utf-8")
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


class Writer:
    """Makes the files of each document: `put` takes a file's name and content, `index` a line of `documents.jsonl`."""

    def __init__(self, put: Callable[[str, str], object], index: Callable[[bytes], object]) -> None:
        self._put, self._index, self._count = put, index, 0

    def add(self, document: Document) -> None:
        """Write the two files of a document, and its line of the index."""
        self._count += 1
        name = f"{self._count:06}-{_safe(document.id)}"
        self._put(f"{name}.txt", document.text)
        self._put(f"{name}.ann", "".join(_lines(document)))
        self._index(msgspec.json.encode({"name": name, "id": document.id, "meta": document.meta}) + b"\n")


def _safe(id: str) -> str:
    """Letters and digits of the id; everything else becomes a hyphen."""
    return "".join(character if character.isalnum() else "-" for character in id[:_MOST_NAME])


def _lines(document: Document) -> Iterator[str]:
    notes = 0
    for number, span in enumerate(document.spans, start=1):
        pieces = _pieces(document.text, span)
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        text = " ".join(document.text[start:end] for start, end in pieces)
        yield f"T{number}\t{span.label} {offsets}\t{text}\n"
        if fields := _fields(span):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{one_line(fields)}\n"


def _pieces(text: str, span: Span) -> list[tuple[int, int]]:
    """The span's pieces on the lines of the text: brat reads a span that goes over a line end as several."""
    pieces, start = [], span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        bare = line.rstrip()
        lead = len(bare) - len(bare.lstrip())
        if bare:
            pieces.append((start + lead, start + len(bare)))
        start += len(line)
    return pieces


def _fields(span: Span) -> dict[str, Any]:
    return {
        name: value
        for name in Span.__struct_fields__
        if name not in ("start", "end", "label", "text") and (value := getattr(span, name)) is not None
    }
