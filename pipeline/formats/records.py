"""Records: JSON Lines, one document a line, as annotations/GUIDELINES.md describes them."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from pipeline.document import Document
from pipeline.errors import JisrError, UsageError
from pipeline.formats.encoding import decode
from pipeline.formats.item import Item, Origin, Read, failure

_log = logging.getLogger(__name__)
_EXPECTED = '{"id": "…", "text": "…", "meta": {…}}, one object a line, in UTF-8'
_OWN = frozenset({"id", "text", "meta", "entities"})


class _Received(msgspec.Struct):
    """The fields of an incoming record that jisr knows; others go into `meta`, old entities are not trusted."""

    id: str
    text: str
    meta: dict[str, Any] = {}


def read(path: Path) -> Iterator[Read]:
    """The documents of a `.jsonl` file (`-`: standard input), a failure in the place of each line that is none.

    Fields that the record does not have are moved into `meta`. `entities` are left behind: whoever extracts
    makes his own.
    """
    try:
        with _open(path) as stream:
            empty = True
            for number, line in _lines(stream):
                empty = False
                yield _read_line(Origin.of(path, number), line)
    except (OSError, JisrError) as error:
        yield failure(Origin.of(path), error)
        return
    if empty:
        _log.warning("%s: the file holds no record", Origin.of(path))


def load(path: Path) -> list[Document]:
    """All records of a file with their entities. Raises JisrError, naming file and line, at the first bad one."""
    documents = []
    try:
        with _open(path) as stream:
            for number, line in _lines(stream):
                documents.append(_load_line(Origin.of(path, number), line))
    except OSError as error:
        raise UsageError(str(error), expected="a readable .jsonl file") from None
    return documents


def dump(document: Document) -> bytes:
    """The document as one line, with its line end."""
    return msgspec.json.encode(document) + b"\n"


def decode_object(line: bytes) -> dict[str, Any]:
    """One JSON object. Raises JisrError with what is wrong with the line."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _broken_line(line, error) from None
    if not isinstance(found, dict):
        raise JisrError(f"a JSON {type(found).__name__} where an object should be", expected=_EXPECTED)
    return cast("dict[str, Any]", found)


def _read_line(origin: Origin, line: bytes) -> Read:
    id = None
    try:
        fields = decode_object(line)
        id = fields["id"] if isinstance(fields.get("id"), str) else None
        return Item(origin, _received(fields))
    except JisrError as error:
        return failure(origin, error, id=id, raw=line)


def _received(fields: dict[str, Any]) -> Document:
    try:
        known = msgspec.convert(fields, _Received)
    except msgspec.ValidationError as error:
        raise JisrError(str(error), expected=_EXPECTED, hint="mend the record") from None
    meta = dict(known.meta)
    for key in (key for key in fields if key not in _OWN):
        if key in meta and meta[key] != fields[key]:
            raise JisrError(f"{key!r} has one value in the record and another in its meta", expected="one of them")
        meta[key] = fields[key]
    return Document(id=known.id, text=known.text, meta=meta)


def _load_line(origin: Origin, line: bytes) -> Document:
    try:
        return msgspec.convert(decode_object(line), Document)
    except (msgspec.ValidationError, JisrError) as error:
        what = error if isinstance(error, JisrError) else JisrError(str(error), expected=_EXPECTED)
        raise JisrError(what.what, where=str(origin), expected=what.expected, hint=what.hint) from None


def _broken_line(line: bytes, error: Exception) -> JisrError:
    if isinstance(error, UnicodeDecodeError):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as broken:
            what = f"byte {line[broken.start]:#04x} at offset {broken.start} of the line is not UTF-8"
            return JisrError(what, expected=_EXPECTED, hint="convert the file, e.g. `iconv -f windows-1256 -t utf-8`")
    if _has_lone_surrogate(line):
        return JisrError("half of a surrogate pair (\\ud800 to \\udfff)", expected="Unicode text", hint="remove it")
    what = "nested too deep" if isinstance(error, RecursionError) else str(error)
    return JisrError(f"not JSON: {what}", expected=_EXPECTED, hint="mend the line")


def _has_lone_surrogate(line: bytes) -> bool:
    """Whether the standard library's decoder, which lets such escapes pass, finds one."""
    try:
        json.dumps(json.loads(line), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False


def _open(path: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines (from 1) without their ends, blank ones left out; UTF-16 is turned into UTF-8."""
    first = stream.readline()
    lines: Iterable[bytes] = chain([first], stream)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in first[:2]:
        text, encoding = decode(first + stream.read())
        _log.warning("%s: not UTF-8; read as %s", getattr(stream, "name", "-"), encoding)
        lines = text.encode("utf-8").split(b"\n")
    for number, line in enumerate(lines, start=1):
        bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if bare := bare.strip(b" \t\r\n"):
            yield number, bare
