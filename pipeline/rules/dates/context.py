"""What the words around a date say about it: its modifier, which of two weekdays is meant, whether it is a date at all."""

from __future__ import annotations

import re

from pipeline.rules.dates.found import Found
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.lexer import Text
from pipeline.rules.numbers import modifiers

_RELATIONS = {"قبل": "before", "بعد": "after", "حوالي": "approx", "نحو": "approx", "قرابه": "approx", "زهاء": "approx"}
_PHASED = frozenset({"start", "mid", "end"})
_WHOLE = ("ما يقرب من ", "ما يقارب ")
#: Words that make a measure of a single unit: "بعد شهر", "لمدة ساعة".
_MEASURING = frozenset(
    ["بعد", "قبل", "منذ", "خلال", "لمده", "مده", "غضون", "طوال", "طيله", "دام", "دامت", "استمر", "استمرت", "استغرق", "استغرقت", "كل", "قرابه", "نحو", "حوالي", "زهاء", "مدي", "مرور", "كامل", "يستغرق", "تستغرق", "يدوم", "تدوم", "امضي", "قضي", "الا", "من", "اقل", "اكثر", "مضي"]
)
_ALONE_AFTER = frozenset(["في", "عند", "منذ", "حتي", "جلسه", "وفي", "وعند", "ومنذ", "وحتي", "ففي", "قبل", "بعد"])
_FUTURE = re.compile(
    r"(?:^|[ \n«\"(])[وف]?(?:س(?:[يتن][\u0621-\u064a]{2,})|سوف|المقرر|المتوقع|يتوقع|المنتظر|المرتقب|قبل|موعدها|القادمه)(?= )"
)
_NOT_FUTURE = re.compile(
    r"سي(?:اس|اد|ار|دن|ده|ناء|ول|طر)[\u0621-\u064a]*|ست(?:ه|ين|ون|اد|ار|ة)?[\u0621-\u064a]?|سن(?:ه|وات|ين|ويا)"
)
_NOWADAYS = frozenset({"اما", "ولكن", "لكن", "حتي", "واليوم"})
_LINE = re.compile(r"[\n\r]")


def word_before(text: Text, start: int) -> str:
    """The word before an offset, with what is attached to it; empty at the beginning of a line."""
    window = text.text[max(0, start - 24) : start].rstrip(" ")
    return window.rpartition(" ")[2].rpartition("\n")[2]


def modifier(text: Text, i: int, found: Found) -> tuple[int, str | None]:
    """Where the span begins after all, and its modifier; `i` is the index of its first atom."""
    if found.modifier is not None:
        return found.start, found.modifier
    if found.kind in ("date", "time", "period"):
        word = word_before(text, found.start)
        relation = _RELATIONS.get(word) or _RELATIONS.get(word[1:])
        return found.start, None if found.rule == "single unit" else relation
    if found.kind == "set":
        return found.start, None
    told = modifiers.before(text, i) or modifiers.behind(text, found.after, found.end)
    for whole in _WHOLE:
        if told == "approx" and text.text.endswith(whole, 0, found.start):
            return found.start - len(whole), told
    return found.start, told


def is_date(text: Text, found: Found) -> bool:
    """Does what was found mean a point or a stretch of time here? Weak forms need a word beside them that says so."""
    rule = found.rule
    if rule == "today":
        return _is_today(text, found)
    if rule == "single unit":
        return _is_measured(text, found)
    if rule == "part alone":
        return word_before(text, found.start) in _ALONE_AFTER and not _adjective_behind(text, found.end)
    if rule == "measure" and text.text[found.start : found.end].endswith(("عقود", "عقدين", "عقدان")):
        return word_before(text, found.start).lstrip("وفل") in _MEASURING or text.text.startswith(
            " من الزمن", found.end
        )
    return True


def _is_measured(text: Text, found: Found) -> bool:
    word = word_before(text, found.start)
    attached = text.text[found.start - 1 : found.start]
    behind = text.text[found.end : found.end + 8]
    if behind.startswith((" واحد", " كامل", " وا")) or behind[:3] == " ون":
        return True
    surface = text.text[found.start : found.end]
    if surface.startswith("عقد"):
        return word.lstrip("وفل") in _MEASURING and not (
            behind[:1] == " " and behind[1:2].isalpha() and behind[1:4] != "من "
        )
    if attached == "ب" and word == "ب":
        return (
            text.text.rfind("بعد", max(0, found.start - 40), found.start) >= 0
            or text.text.rfind("قبل", max(0, found.start - 40), found.start) >= 0
        )
    return word in _MEASURING or word[1:] in _MEASURING


def _is_today(text: Text, found: Found) -> bool:
    """`اليوم` is today's day, unless it opens a sentence that tells how things are nowadays."""
    word = word_before(text, found.start)
    attached = found.start and text.text[found.start - 1]
    if word in _NOWADAYS or attached in ("و", "ل"):
        return False
    return not _adjective_behind(text, found.end)


def _adjective_behind(text: Text, end: int) -> bool:
    """Does a word with the article follow at once (`الليلة الختامية`, `اليوم الوطني`)?"""
    return text.text.startswith(" ال", end) and not text.text.startswith((" الي ", " الساعه"), end)


def settle_weekday(text: Text, found: Found) -> Found:
    """Which weekday is meant: the coming one behind a verb of the future or alone on its line, else the last."""
    value = found.value
    if not isinstance(value, Weekday) or value.lean:
        return found
    line = max(text.text.rfind("\n", 0, found.start), text.text.rfind(". ", 0, found.start), 0, found.start - 160)
    before = text.text[line : found.start]
    alone = not before.strip(" \n.") and (found.end == len(text.text) or text.text[found.end] in "\n\r")
    future = any(not _NOT_FUTURE.match(m[0].strip(' \n«"(وف')) for m in _FUTURE.finditer(before))
    if not (alone or future):
        return found
    lean = 2 if alone else 1
    return found._replace(value=Weekday(value.weekday, lean, value.part))  # type: ignore[arg-type]


def away(text: Text, found: Found) -> int:
    """-1 if a measure counts back from today (`قبل عامين`), 1 if on from it (`بعد شهر`), 0 if from neither."""
    if text.text.startswith(" من ", found.end) or isinstance(found.value, Relative):
        return 0
    word = word_before(text, found.start)
    word = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word
    return {"قبل": -1, "منذ": -1, "بعد": 1}.get(word, 0)
