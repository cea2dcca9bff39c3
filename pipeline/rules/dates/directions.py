"""Which way a measure of time counts: back from today ("قبل عامين", "آخر 3 سنوات"), or on from it ("بعد شهر")."""

from __future__ import annotations

from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.pointing import Relative
from pipeline.rules.lexer import Text

_THIS_DAY = tuple(f"هذا {noun} {word} " for noun in ("الوقت", "اليوم") for word in ("قبل", "بعد"))


def away(text: Text, found: Found) -> int:
    """-1 if a measure counts back from today (`قبل عامين`), 1 if on from it (`بعد شهر`), 0 if from neither."""
    if text.text.startswith(" من ", found.end) or isinstance(found.value, Relative):
        return 0
    word = word_before(text, found.start)
    word = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word
    return {"قبل": -1, "منذ": -1, "بعد": 1}.get(word, 0)


def is_to_the_day(text: Text, start: int) -> bool:
    """`هذا الوقت بعد أسبوعين`: does the measure at an offset count from this day to a day?"""
    return text.text.endswith(_THIS_DAY, 0, start)


def from_now(text: Text, found: Found) -> int:
    """-1 for the last so many units (`السنوات العشر الماضية`, `آخر 3 سنوات`), 1 for the next, 0 for other measures."""
    if word_before(text, found.start) in ("اخر", "واخر"):
        return -1
    if found.rule != "measure from now":
        return 0
    word = text.text[found.start : found.end].rsplit(" ", 1)[-1]
    return 1 if word.startswith(("القادم", "المقبل", "التالي", "الاتي", "اللاحق")) else -1
