"""Bytes to text without guessing in silence: BOM, UTF-16 by its shape, strict UTF-8, then the old code pages.

UTF-16 comes before UTF-8 because Arabic in UTF-16 is mostly bytes below 0x80 and so passes for UTF-8.
"""

from __future__ import annotations

import codecs
import unicodedata

from pipeline.errors import JisrError

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ["cp1256", "iso8859_6", "cp1258", "cp1252"]  # Arabic, Vietnamese, Western
_SAMPLE = 65_536
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85")
_EXPECTED = "text in UTF-8 (or UTF-16, windows-1256, ISO-8859-6)"


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises JisrError where it is no text."""
    encoding = _by_mark(data) or _by_shape(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _not_text(f"broken {encoding} at byte {error.start}") from None
        text, encoding = _by_statistics(data, error)
    if _is_binary(text):
        raise _not_text("a binary file")
    return text, encoding


def _by_mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)


def _by_shape(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is the high byte of ASCII (00) or of Arabic (06)."""
    sample = data[: _SAMPLE // 16]
    if len(data) % 2 or len(data) < 4:
        return None
    even, odd = (sum(byte in (0x00, 0x06) for byte in sample[first::2]) for first in (0, 1))
    if max(even, odd) * 2 < 0.7 * len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _by_statistics(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """One of the old code pages, unless the file is UTF-8 with a few broken bytes or no text at all."""
    import charset_normalizer

    sample = data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE]
    if _is_mostly_utf8(sample):
        line = data.count(b"\n", 0, error.start) + 1
        raise JisrError(
            f"byte {data[error.start]:#04x} at offset {error.start} (line {line}) is not UTF-8",
            expected="UTF-8 from end to end",
            hint="mend the line; `iconv -f utf-8 -t utf-8` finds the broken place",
        )
    best = None if b"\0" in sample else charset_normalizer.from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    if best is None:
        raise _not_text("a binary file, or text in an unknown encoding")
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError as broken:
        raise _not_text(f"looks like {best.encoding}, but byte {broken.start} does not fit") from None


def _is_mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    foreign = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") < 0.2 * foreign


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in _TEXT_CONTROLS for c in sample)
    return odd > 0.1 * len(sample)


def _not_text(what: str) -> JisrError:
    return JisrError(what, expected=_EXPECTED, hint="convert it with iconv, or leave it out")
