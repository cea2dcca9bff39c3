"""Are two numbers with a sign between a day and a month, a fraction, a score or a part of a whole?"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import word_before
from pipeline.rules.lexer import Text
from pipeline.rules.numbers.context import in_sentence

_TO_ANOTHER = re.compile(r" ?- ?[0-9]{1,2}/[0-9]{1,2}(?![0-9])")
#: `04/12 (16:00) فيتنام - لاوس`, `21/6 الساعة 20:00`, `18/8 ق)`: the clock of a day, or its calendar.
_DAY_BEHIND = re.compile(r" ?[(،,|–-]? ?(?:الساعه |[0-2]?[0-9][:h][0-5][0-9](?![0-9]))| (?:ق ?\)|قمري)")


def is_day_and_month(text: Text, start: int, end: int, sign: str) -> bool:
    """Two numbers with a sign between are a day and a month, a fraction, a score or a part of a whole."""
    word = word_before(text, start)
    if word == "و" and in_sentence(text, bisect_left(text.atoms, start, key=lambda atom: atom.start), "score"):
        return False
    if _weekday_before(text, start) or ((is_cue(word, "day") or is_cue(word, "year")) and (sign == "/" or word != "و")):
        return True
    if is_cue(word, "named_day"):
        return sign == "/"
    if is_cue(word, "no_day") or text.text[start:end] == "24/7":
        return False
    if sign == "/" and _DAY_BEHIND.match(text.text, end):
        return True
    if text.text.startswith((" من ", " ال"), end):
        return False
    if text.text[start - 1 : start] in ("", "\n") and not text.text[end : end + 1].isalnum():
        return True
    first, _, second = text.text[start:end].partition(sign)
    if sign == "/" and (int(first) > 12 or (first[0] == "0" and second[0] == "0")):
        return True
    if sign == "/" and _TO_ANOTHER.match(text.text, end):
        return True
    return sign == "/" and text.text[end : end + 2].strip(" ")[:1] in ("", ":", ")", "\n", "\r")


def _weekday_before(text: Text, start: int) -> bool:
    """Does a weekday stand directly before an offset?"""
    at = bisect_left(text.atoms, start, key=lambda atom: atom.start) - 1
    return at >= 0 and "weekday" in text.atoms[at].readings and not text.text[text.atoms[at].end : start].strip(" ،,")
