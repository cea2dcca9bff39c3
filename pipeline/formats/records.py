"""Records: JSON Lines, one document a line, as annotations/GUIDELINES.md describes them."""

from __future__ import annotations

import base64
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from pipeline.config import Input
from pipeline.document import Document
from pipeline.errors import JisrError, UsageError
from pipeline.formats.fields import document
from pipeline.formats.item import QUARANTINE, Failure, Item, Origin, Read, failure
from pipeline.formats.lines import lines
from pipeline.formats.opening import opened
from pipeline.formats.ranges import Range, begins_wide, line_ranges, opened_at

_log = logging.getLogger(__name__)
_EXPECTED = '{"id": "…", "text": "…", "meta": {…}}, one object a line, in UTF-8'


def read(path: Path, names: Input, range: Range | None = None) -> Iterator[Read]:
    """The documents of a `.jsonl` file (`-`: standard input), a failure in the place of each line that is none.

    With `range`, those of the lines in it. Fields that the record does not have are moved into `meta`. `entities`
    are left behind: whoever extracts makes his own. A line of a quarantine file stands for its payload.
    """
    first = range.line if range else 1
    number, empty = first - 1, True
    try:
        with opened_at(path, range) if range else opened(path) as stream:
            for number, line in _lines(stream, names.document_bytes, first):
                empty = False
                origin = Origin.of(path, number)
                yield failure(origin, line) if isinstance(line, JisrError) else _read_line(origin, line, names)
    except (OSError, JisrError) as error:
        yield failure(Origin.of(path, number + 1 if number else None), error)
        return
    if empty:
        _log.warning("%s: the file holds no record", Origin.of(path))


def cut(path: Path, _names: Input, most: int) -> list[Range]:
    """Ranges of whole lines. Raises OSError."""
    try:
        if begins_wide(path):
            return []
        with opened(path) as stream:
            return [range for range, _ in line_ranges(stream, most)]
    except JisrError:  # broken from its beginning
        return []


def load(path: Path) -> list[Document]:
    """All records of a file with their entities. Raises JisrError, naming file and line, at the first bad one."""
    documents = []
    try:
        with opened(path) as stream:
            for number, line in _lines(stream, sys.maxsize - 1):
                documents.append(_load_line(Origin.of(path, number), line))
    except OSError as error:
        raise UsageError(str(error), expected="a readable .jsonl file") from None
    return documents


def dump(record: Document) -> bytes:
    """The document as one line, with its line end."""
    return msgspec.json.encode(record) + b"\n"


@contextmanager
def writing(stream: BinaryIO) -> Iterator[Callable[[Document], object]]:
    """What writes one document a line."""
    yield lambda record: stream.write(dump(record))


def decode_object(line: bytes) -> dict[str, Any]:
    """One JSON object. Raises JisrError with what is wrong with the line."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _broken_line(line, error) from None
    if not isinstance(found, dict):
        raise JisrError(f"a JSON {type(found).__name__} where an object should be", expected=_EXPECTED)
    return cast("dict[str, Any]", found)


def _read_line(origin: Origin, line: bytes, names: Input) -> Read:
    id = None
    try:
        if origin.source.endswith(QUARANTINE):
            line = _payload(line)
        fields = decode_object(line)
        id = found if isinstance(found := fields.get(names.id), str) else None
        return Item(origin, document(fields, names))
    except JisrError as error:
        return failure(origin, error, id=id, raw=line)


def _payload(line: bytes) -> bytes:
    """What was set aside, as it was received or mended since."""
    try:
        found = msgspec.json.decode(line, type=Failure)
    except msgspec.DecodeError as error:
        raise JisrError(f"not a line of a quarantine file: {error}") from None
    if found.raw is not None:
        return found.raw.encode("utf-8")
    if found.raw_base64 is not None:
        return base64.b64decode(found.raw_base64)
    raise JisrError("only its place was kept", expected="a payload", hint=f"read {found.source} itself again")


def _load_line(origin: Origin, line: bytes | JisrError) -> Document:
    try:
        if isinstance(line, JisrError):
            raise line
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


def _lines(stream: BinaryIO, most: int, first: int = 1) -> Iterator[tuple[int, bytes | JisrError]]:
    """Lines, numbered from `first`, without their ends, blank ones left out."""
    for number, line in enumerate(lines(stream, most, begins=first == 1), start=first):
        bare = line if isinstance(line, JisrError) else line.strip(b" \t\r\n")
        if bare:
            yield number, bare
