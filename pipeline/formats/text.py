"""Plain text: one `.txt` file is one document, its id the file's stem. Line ends are kept as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.formats.encoding import decode
from pipeline.formats.item import Item, Origin, Read, failure

_log = logging.getLogger(__name__)


def read(path: Path) -> Iterator[Read]:
    """The file's one document, or the failure that says why it cannot be read."""
    origin = Origin(str(path))
    try:
        text, encoding = decode(path.read_bytes())
    except (OSError, JisrError) as error:
        yield failure(origin, error, id=path.stem)
        return
    if not text:
        _log.warning("%s: the file is empty; its record has no entities", path)
    if encoding not in ("utf-8", "utf-8-sig"):
        _log.warning("%s: not UTF-8; read as %s", path, encoding)
    if "\0" in text:
        _log.warning("%s: %d null characters, kept as they are", path, text.count("\0"))
    yield Item(origin, Document(id=path.stem, text=text))
