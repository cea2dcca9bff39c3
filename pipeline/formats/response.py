"""A web page out of one record of a web archive, parsed by warcio."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple, cast

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from pipeline.errors import JisrError
from pipeline.formats.content import decompressed
from pipeline.formats.item import readable

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class Response(NamedTuple):
    """A web page as a server sent it: `body` is its content, decompressed; `charset` what the server said."""

    id: str
    url: str | None
    charset: str | None
    body: bytes


def response(data: bytes, most: int) -> Response | str:
    """The page of a record, or in a few words what the record is instead.

    Its id is the page's address, or else the record's id. At most `most` bytes of the page are decompressed, and
    one more. Raises JisrError where the record cannot be parsed.
    """
    try:
        return _response(data, most)
    except JisrError:
        raise
    except Exception as error:  # the parser raises whatever its steps do on data that nobody foresaw
        what = f"a record that cannot be parsed: {type(error).__name__}: {str(error)[:200]}"
        raise JisrError(what, expected="a WARC record, its response in HTTP") from None


def _response(data: bytes, most: int) -> Response | str:
    record = ArcWarcRecordLoader().parse_record_stream(BytesIO(data), known_format="warc", no_record_parse=True)
    if record.rec_type not in ("response", "resource"):
        return f"{_word(record.rec_type)} record"
    http = _http(record)
    kind = (http or record.rec_headers).get_header("Content-Type") or ""
    if (media := kind.partition(";")[0].strip().lower()) not in _HTML:
        return f"{_word(media)} resource"
    if http and not http.get_statuscode().startswith("2"):
        return f"answer with status {_word(http.get_statuscode())}"
    url = record.rec_headers.get_header("WARC-Target-URI")
    if not (id := url or record.rec_headers.get_header("WARC-Record-ID")):
        raise JisrError("a record without address and id", expected="WARC-Target-URI or WARC-Record-ID")
    charset = _CHARSET.search(kind)
    body = _body(record, http, most)
    return Response(readable(id), readable(url) if url else None, charset[1] if charset else None, body)


def _http(record: ArcWarcRecord) -> StatusAndHeaders | None:
    """The head of the HTTP answer; a resource, and a response of another protocol, has none."""
    if not (record.content_type or "").lower().startswith("application/http"):
        return None
    head = StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
    if not head.protocol.upper().startswith("HTTP/"):
        raise JisrError(f"an answer that begins with {head.protocol[:40]!r}", expected="an HTTP response")
    return head


def _body(record: ArcWarcRecord, http: StatusAndHeaders | None, most: int) -> bytes:
    stream, encoding = record.raw_stream, ""
    if http:
        encoding = http.get_header("Content-Encoding") or ""
        if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
            stream = ChunkedDataReader(stream, decomp_type=None)
    return decompressed(cast("bytes", stream.read()), encoding, most)


def _word(name: str | None) -> str:
    """What an archive calls something, short enough for a message."""
    return re.sub(r"[^\w/.+-]", "", name or "")[:40] or "untyped"
