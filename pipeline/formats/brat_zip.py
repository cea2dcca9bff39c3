"""brat standoff in one compressed file: the folder that `brat` writes, as a `.zip`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.document import Document
from pipeline.formats.brat import CONFIGURATION, Writer


@contextmanager
def writing(stream: BinaryIO) -> Iterator[Callable[[Document], object]]:
    """What writes one document after another. No times are stored, so equal content is equal bytes."""
    with ZipFile(stream, "w") as archive, TemporaryFile() as index:

        def put(name: str, content: str | bytes) -> None:
            """Write a file into the archive."""
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)

        yield Writer(put, index.write).add
        index.seek(0)
        put("documents.jsonl", index.read())
        put("annotation.conf", CONFIGURATION)
