"""A normalised view of raw text, with the way back to raw offsets.

The rules read the view and never the raw text, so that each word has one spelling:

* dropped: tashkeel and every other combining mark, tatweel (one that touches no letter becomes a dash), bidi marks,
  zero-width characters, BOM;
* letters: أ إ آ ٱ → ا, ى ئ ی → ي, ؤ → و, ة ہ ھ → ه, ک → ك, presentation forms and ligatures → their letters;
* Latin letters lose their accents and keep their case (Vietnamese "triệu" → "trieu", "Đ" → "D");
* Arabic-Indic, Persian and full-width digits → 0-9; ٪ ％ → %; hyphens, en dash and minus → -; every blank
  that is no line break → a plain space. The signs ٫ and ٬ stay.

Offsets of the view are turned into raw offsets by `View.raw_start` and `View.raw_end`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from typing import NamedTuple

_LETTERS = dict(zip("أإآٱىئیؤةہھەکڪ", "اااايييوههههكك", strict=True))
_SIGNS = dict.fromkeys("‐‑‒–−﹣－", "-") | dict.fromkeys("٪﹪％", "%")
_BLANKS = dict.fromkeys(("\t", "\u00a0", "\u1680", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000"), " ")
_DIGITS = {chr(zero + n): str(n) for zero in (0x660, 0x6F0, 0xFF10) for n in range(10)}
# Letters and signs that a compatibility decomposition would change for the worse.
_KEEP = frozenset("﷼")
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_INVISIBLE = "\u0640\u061c\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f"
_PRESENTATION = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))
_ACCENTED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def _plain_latin(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))[0]
    return base if base.isascii() else letter


def _spelled_out(form: str) -> str:
    letters = unicodedata.normalize("NFKC", form)
    kept = "".join(c for c in letters if unicodedata.category(c) == "Lo")
    return "".join(_LETTERS.get(c, c) for c in kept) or form


def _tables() -> tuple[dict[int, str | None], str]:
    """The table for `str.translate`, and the ligatures that become more than one letter."""
    table: dict[int, str | None] = {ord(k): v for d in (_LETTERS, _SIGNS, _BLANKS, _DIGITS) for k, v in d.items()}
    table |= {code: _plain_latin(chr(code)) for code in _ACCENTED if _plain_latin(chr(code)) != chr(code)}
    table |= {code: _spelled_out(chr(code)) for code in _PRESENTATION if chr(code) not in _KEEP}
    table |= dict.fromkeys(map(ord, re.findall(f"[{_MARKS}{_INVISIBLE}]", "".join(map(chr, range(0x10000))))))
    return table, "".join(chr(code) for code, letters in table.items() if letters and len(letters) > 1)


_TABLE, _LIGATURES = _tables()
_RESIZED = re.compile(f"[{_MARKS}{_INVISIBLE}{_LIGATURES}]")
#: Characters that show nothing (tatweel, bidi marks, zero-width characters).
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
#: A tatweel that touches no letter is a dash ("2011ـ 2016", "2 ـــ 0"): a lookbehind sees one character, so a run
#: is taken whole.
_DASH = re.compile(f"(?<![\u0621-\u064a\u0640{_MARKS}])\u0640(\u0640*)(?![\u0621-\u064a\u0640])")
_MARK = re.compile(f"[{_MARKS}]*")
_MARK_OR_TATWEEL = re.compile(f"[{_MARKS}]*(?:\u0640[{_MARKS}\u0640]*(?![\u0621-\u064a{_MARKS}]))?")


class View(NamedTuple):
    """Normalised `text` of `raw`. `breaks` and `shifts` say how far raw offsets run ahead from which view offset on."""

    raw: str
    text: str
    breaks: list[int]
    shifts: list[int]

    def raw_start(self, offset: int) -> int:
        """The raw offset of the view's character `offset` (dropped characters before it stay outside)."""
        return offset + self.shifts[bisect_right(self.breaks, offset)] if self.breaks else offset

    def raw_end(self, offset: int) -> int:
        """The raw end (exclusive) of a span whose view end is `offset` > 0: the tashkeel and the tatweel of its last
        letter (the abbreviation هـ) are inside."""
        if not self.breaks:
            return offset
        end = self.raw_start(offset - 1) + 1
        mark = (_MARK_OR_TATWEEL if self.raw[end - 1].isalpha() else _MARK).match(self.raw, end)
        return mark.end() if mark else end

    def offset_of(self, raw_offset: int) -> int:
        """The view's first offset that stands at `raw_offset` or behind it."""
        if not self.breaks:
            return raw_offset
        return bisect_left(range(len(self.text)), raw_offset, key=self.raw_start)


def fold(text: str) -> str:
    """The normalised spelling of a text, without a map: what a lexicon row must look like."""
    return text.translate(_TABLE)


def view(raw: str) -> View:
    """Make the view of a raw text, in linear time."""
    breaks: list[int] = []
    shifts = [0]
    shift = 0
    read = _DASH.sub(r"-\1", raw) if "\u0640" in raw else raw
    for match in _RESIZED.finditer(read):
        at = match.start() - shift
        letters = _TABLE[ord(match[0])]
        if letters is None:
            shift += 1
            breaks.append(at)
            shifts.append(shift)
        else:
            for extra in range(1, len(letters)):
                shift -= 1
                breaks.append(at + extra)
                shifts.append(shift)
    return View(raw, read.translate(_TABLE), breaks, shifts)
