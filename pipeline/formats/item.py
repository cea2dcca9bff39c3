"""What a reader yields: a document and its place, a failure that says why there is none, or what was passed over."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from pipeline.document import Document
from pipeline.errors import JisrError


def readable(name: str) -> str:
    """A file's name as UTF-8 text, whatever the locale; bytes that are none are shown as U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


class Origin(NamedTuple):
    """A file (`-` for standard input) and, where it has records, the line (from 1), or whatever `unit` counts."""

    source: str
    line: int | None = None
    unit: str = "line"

    @classmethod
    def of(cls, path: Path, line: int | None = None, unit: str = "line") -> Origin:
        """The origin of a path, whatever bytes its name has."""
        return cls(readable(str(path)), line, unit)

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}, {self.unit} {self.line}"


class Item(NamedTuple):
    """A document and where it came from."""

    origin: Origin
    document: Document


QUARANTINE = ".quarantine.jsonl"  # the end of the name of a file of failures


class Failure(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A document that could not be processed: one line of the quarantine file.

    `raw` is the line as it was received, to be mended and fed back; `raw_base64` stands in its place where
    the line is not UTF-8. A whole file that cannot be read has neither: `source` is its path. `line` counts
    what `unit` says. `traceback` is there where the fault is jisr's, not the document's.
    """

    source: str
    line: int | None = None
    unit: str = "line"
    id: str | None = None
    reason: str
    expected: str | None = None
    hint: str | None = None
    raw: str | None = None
    raw_base64: str | None = None
    traceback: str | None = None

    def __str__(self) -> str:
        where = str(Origin(self.source, self.line, self.unit))
        if self.id is not None:
            where += f", document {self.id!r}"
        return str(JisrError(self.reason, where=where, expected=self.expected or "", hint=self.hint or ""))


class Skipped(msgspec.Struct, frozen=True):
    """What holds no document, and was not meant to: `count` records or pages, passed over for one reason."""

    origin: Origin
    reason: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.origin}: passed over {self.count:,} × {self.reason}"


Read: TypeAlias = Item | Failure | Skipped


def failure(origin: Origin, error: Exception, *, id: str | None = None, raw: bytes | None = None) -> Failure:
    """The failure that `error` causes at `origin`; `raw` is the payload as it was received."""
    if not isinstance(error, JisrError):
        error = JisrError(f"{type(error).__name__}: {error}")
    text, encoded = _payload(raw)
    return Failure(
        source=origin.source,
        line=origin.line,
        unit=origin.unit,
        id=id,
        reason=f"{error.where}: {error.what}" if error.where else error.what,
        expected=error.expected or None,
        hint=error.hint or None,
        raw=text,
        raw_base64=encoded,
    )


def _payload(raw: bytes | None) -> tuple[str | None, str | None]:
    if raw is None:
        return None, None
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return None, base64.b64encode(raw).decode("ascii")
