"""Web archives (WARC, ISO 28500): each page that a server answered with is one document, read by warcio.

Each record is cut out first and parsed for itself, so that a broken one costs no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from pipeline.config import Input
from pipeline.document import Document
from pipeline.errors import JisrError
from pipeline.formats import page
from pipeline.formats.content import decompressed
from pipeline.formats.item import Item, Origin, Read, Skipped, failure, readable
from pipeline.formats.opening import archive
from pipeline.formats.warc_records import Records

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class _Response(NamedTuple):
    """A web page as a server sent it: `body` is its content, decompressed; `charset` what the server said."""

    id: str
    url: str | None
    charset: str | None
    body: bytes


def read(path: Path, names: Input) -> Iterator[Read]:
    """The articles of a `.warc` file, a failure in the place of each record that is broken.

    A document's id is the address of its page, or else the id of its record. Records that hold no page are counted
    by what they are, at the end of the file.
    """
    others: Counter[str] = Counter()
    number = 0
    try:
        with archive(path) as (stream, faults):
            for number, record in enumerate(Records(stream, names.document_bytes), start=1):
                stream.peek(1)  # the checksum behind the record is read now
                origin = Origin.of(path, number, "record")
                if faults:
                    record = JisrError("; ".join(faults), hint="fetch the archive anew")
                    faults.clear()
                yield from _read_record(origin, record, others)
            if faults:
                yield failure(Origin.of(path, number + 1, "record"), JisrError("; ".join(faults)))
    except (OSError, JisrError) as error:
        yield failure(Origin.of(path, number + 1, "record"), error)
    for reason, count in others.most_common():
        yield Skipped(Origin.of(path), reason, count)


def _read_record(origin: Origin, record: bytes | JisrError, others: Counter[str]) -> Iterator[Read]:
    id = None
    try:
        if isinstance(record, JisrError):
            raise record
        response = _response(record)
        if isinstance(response, str):
            others[response] += 1
            return
        id = response.id
        found = page.article(response.body, where=str(origin), charset=response.charset, url=response.url)
    except JisrError as error:
        yield failure(origin, error, id=id)
        return
    if found is None:
        yield Skipped(origin, "page without an article")
    else:
        yield Item(origin, Document(id=id, text=found.text, meta=found.meta))


def _response(data: bytes) -> _Response | str:
    """The page of a record, or what the record is instead. Raises JisrError where it cannot be parsed."""
    try:
        record = ArcWarcRecordLoader().parse_record_stream(BytesIO(data), known_format="warc")
        if record.rec_type not in ("response", "resource"):
            return f"{_word(record.rec_type)} record"
        if record.rec_type == "response" and not record.http_headers:
            return "response that is not of the web"
        kind = _content_type(record)
        media = kind.partition(";")[0].strip().lower()
        if media not in _HTML:
            return f"{_word(media)} resource" if media else "resource of no stated type"
        if record.http_headers and not record.http_headers.get_statuscode().startswith("2"):
            return f"answer with status {_word(record.http_headers.get_statuscode())}"
        body = _body(record)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise JisrError(f"a record that cannot be parsed: {error}", expected="an HTTP response") from None
    url = record.rec_headers.get_header("WARC-Target-URI")
    id = url or record.rec_headers.get_header("WARC-Record-ID")
    if not id:
        raise JisrError("a record without address and id", expected="WARC-Target-URI or WARC-Record-ID")
    charset = _CHARSET.search(kind)
    return _Response(readable(id), readable(url) if url else None, charset[1] if charset else None, body)


def _content_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _body(record: ArcWarcRecord) -> bytes:
    headers = record.http_headers
    if not headers:
        return cast("bytes", record.raw_stream.read())
    chunked = "chunked" in (headers.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream, decomp_type=None) if chunked else record.raw_stream
    return decompressed(stream.read(), headers.get_header("Content-Encoding") or "", page.MOST_BYTES)


def _word(name: str | None) -> str:
    """What an archive calls something, short enough for a message."""
    return re.sub(r"[^\w/.+-]", "", name or "unnamed")[:40] or "unnamed"
