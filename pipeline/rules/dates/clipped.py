"""Measures with their units clipped: "4 د 17 ث"."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.rules.dates.amounts import Duration
from pipeline.rules.dates.found import Found
from pipeline.rules.lexer import Text

_CLIPPED = re.compile(r"([0-9]{1,3}) ?د ?([0-9]{1,2}) ?ث(?![\u0621-\u064a])")


def read_clipped(text: Text, i: int) -> Found | None:
    """`4 د 17 ث`."""
    match = _CLIPPED.match(text.text, text.atoms[i].start)
    if match is None:
        return None
    after = bisect_left(text.atoms, match.end(), lo=i, key=lambda atom: atom.start)
    value = Duration.of([(int(match[1]), "MI"), (int(match[2]), "S")])
    return Found(match.start(), match.end(), after, value, "measure", "duration")
