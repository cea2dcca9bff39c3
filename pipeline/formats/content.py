"""The compressed content of an HTTP answer, decompressed within a bound."""

from __future__ import annotations

import io
import zlib

import brotli

from pipeline.errors import JisrError
from pipeline.formats.decompress import Decompressed


def decompressed(data: bytes, encoding: str, most: int) -> bytes:
    """What was compressed by the encodings of a Content-Encoding header, at most `most` bytes and one more.

    Archives often keep the header beside content that is plain already. Raises JisrError on broken content and on
    an encoding that is not known.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if len(names) > 3:
        raise JisrError("content that is compressed more than three times")
    for name in reversed(names):
        if data.lstrip()[:1] == b"<" or name == "identity":
            continue
        data = _step(data, name, most + 1)
    return data


def _step(data: bytes, name: str, most: int) -> bytes:
    if name in ("gzip", "x-gzip", "zstd"):
        return _read(Decompressed(io.BytesIO(data), ".zst" if name == "zstd" else ".gz"), most)
    try:
        if name == "deflate":  # zlib's format by the standard, bare in practice
            inflater = zlib.decompressobj(15 if data[:1] == b"\x78" else -15)
            return _whole(inflater.decompress(data, most), inflater.eof, most)
        if name == "br":
            decoder = brotli.Decompressor()
            return _whole(decoder.process(data, output_buffer_limit=most), decoder.is_finished(), most)
    except (zlib.error, brotli.error) as error:
        raise JisrError(f"content that is not {name}: {error}") from None
    raise JisrError(f"content compressed by {name[:20]!r}", expected="gzip, deflate, br or zstd")


def _whole(data: bytes, finished: bool, most: int) -> bytes:
    if not finished and len(data) < most:
        raise JisrError("compressed content that is cut off")
    return data


def _read(stream: Decompressed, most: int) -> bytes:
    return io.BufferedReader(stream).read(most)
