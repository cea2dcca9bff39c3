"""E-mail addresses and links, which stanza keeps whole: its rule, over the stretches of text that can hold one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pipeline.text.units import Ints

#: A longer stretch without a space is no address. The bound keeps the search linear in the text's length.
_LONGEST = 1000
_HINT = re.compile(r"@|http|www\.|\.(?:gov|org|edu|net|com|co)\.")

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_QUOTED = r'"(?:[\x01-\x08\v\f\x0e-\x1f!#-\[\]-\x7f]|\\[\x01-\t\v\f\x0e-\x7f])*"'
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_TAGGED = r"[a-z0-9-]*[a-z0-9]:(?:[\x01-\x08\v\f\x0e-\x1f!-ZS-\x7f]|\\[\x01-\t\v\f\x0e-\x7f])+"
_EMAIL = rf"(?:{_ATOM}(?:\.{_ATOM})*|{_QUOTED})@(?:(?:{_LABEL}\.)+{_LABEL}|\[(?:{_BYTE}\.){{3}}(?:{_BYTE}|{_TAGGED})\])"
_HOST = r"(?:[a-zA-Z0-9][a-zA-Z0-9-]+[a-zA-Z0-9]|[a-zA-Z0-9]+)"
_REST = r'\.[^\s"]{2,}'
_URL = rf"(?:https?://(?:www\.|(?!www))|www\.){_HOST}{_REST}|[a-zA-Z0-9]+\.(?:gov|org|edu|net|com|co){_REST}"
_LINK = re.compile(f"{_EMAIL}|{_URL}")


def find_links(text: str, bounds: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of addresses in `text`, in order; none crosses one of the sorted `bounds` of paragraphs."""
    done = 0
    for hint in _HINT.finditer(text):
        if hint.start() < done:
            continue
        paragraph = int(np.searchsorted(bounds, hint.start(), side="right"))
        low, high = int(bounds[paragraph - 1]), int(bounds[paragraph])
        start = max(text.rfind(" ", low, hint.start()) + 1, low)
        space = text.find(" ", hint.start(), high)
        done = space if space >= 0 else high
        if done - start <= _LONGEST:
            yield from (match.span() for match in _LINK.finditer(text, start, done))
