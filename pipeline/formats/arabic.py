"""Whether a page is in Arabic: by its letters, which needs no model and errs only on pages that mix languages."""

from __future__ import annotations

import re

_SAMPLE = 50_000  # characters that are looked at
_LEAST = 0.5  # share of the letters that are of the Arabic script
_MOST_FOREIGN = 0.015  # share of those that Arabic has not: in Persian 3 of 100, in Urdu 15, in Arabic names hardly any
_SCRIPT = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_FOREIGN = re.compile(r"[پچژگٹڈڑںہھے]")
_LETTER = re.compile(r"[^\W\d_]")


def is_arabic(text: str) -> bool:
    """Whether most letters are Arabic ones, and few of them those of Persian or Urdu alone."""
    sample = text[:_SAMPLE]
    letters, script, foreign = (len(each.findall(sample)) for each in (_LETTER, _SCRIPT, _FOREIGN))
    return script >= max(1, _LEAST * letters) and foreign <= _MOST_FOREIGN * script
