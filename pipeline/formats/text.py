"""Plain text: one `.txt` file is one document, its id the file's stem. Line ends are kept as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from pipeline.config import Input
from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.formats.encoding import decode
from pipeline.formats.item import Item, Origin, Read, failure
from pipeline.formats.opening import opened, read_whole, stem

_log = logging.getLogger(__name__)


def read(path: Path, names: Input) -> Iterator[Read]:
    """The file's one document, or the failure that says why it cannot be read."""
    origin, id = Origin.of(path), stem(path)
    try:
        with opened(path) as stream:
            text, encoding = decode(read_whole(stream, names.document_bytes))
    except (OSError, JisrError) as error:
        yield failure(origin, error, id=id)
        return
    if not text:
        _log.warning("%s: the file is empty; its record has no entities", origin)
    if encoding not in ("utf-8", "utf-8-sig"):
        _log.warning("%s: not UTF-8; read as %s", origin, encoding)
    if "\0" in text:
        _log.warning("%s: %d null characters, kept as they are", origin, text.count("\0"))
    yield Item(origin, Document(id=id, text=text))
