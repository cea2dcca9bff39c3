"""Web pages: one `.html` or `.htm` file is one document, its id the file's stem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.config import Input
from pipeline.errors import JisrError
from pipeline.formats import page
from pipeline.formats.item import Origin, Read, failure
from pipeline.formats.opening import opened, read_whole, stem


def read(path: Path, names: Input) -> Iterator[Read]:
    """The file's article, a failure that says why it cannot be read, or that there is no text."""
    origin, id = Origin.of(path), stem(path)
    try:
        with opened(path) as stream:
            data = read_whole(stream, names.document_bytes)
        yield page.document(origin, id, data)
    except (OSError, JisrError) as error:
        yield failure(origin, error, id=id)
