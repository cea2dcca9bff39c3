"""Digits of a page that are spelled like a date and are none: a copyright notice, a hotline, a player's timer."""

from __future__ import annotations

import re

from pipeline.rules.dates.found import Found
from pipeline.rules.lexer import Text

#: `اتصل ب 1900..`, `رقم الأسر: 1800…`: telephone numbers that companies share.
_HOTLINE = re.compile(r"1[89]00 ?(?:\.\.|…|x)")
#: `00:00 | 04:12`: how far a recording has been played, and how long it is.
_TIMER = re.compile(r"(?<![0-9])0?0:00 ?[|/] ?[0-9]{1,2}:[0-9]{2}(?![0-9:])")
#: The longest timer on either side of one of its clocks.
_TIMER_REACH = 10


def is_furniture(text: Text, found: Found) -> bool:
    """Does what was found belong to the page, not to its story (`© 2025`, `1900..`, `00:00 | 04:12`)?"""
    if found.rule == "bare year":
        return text.text.endswith(("©", "© "), 0, found.start) or _HOTLINE.match(text.text, found.start) is not None
    if found.rule != "clock":
        return False
    return _TIMER.search(text.text, max(0, found.start - _TIMER_REACH), found.end + _TIMER_REACH) is not None
