"""The word behind a unit that says which one is meant: "الماضي", "قبل الماضي", "نفسه", "هذا"."""

from __future__ import annotations

from pipeline.rules.dates.found import adjacent, end_of, follows
from pipeline.rules.lexer import Text

_TWO_BACK = {"قبل": -1, "اللي قبل": -1, "ما قبل": -1, "بعد": 1, "ما بعد": 1}


def pointer(text: Text, i: int, *, definite: bool) -> tuple[int, int, bool] | None:
    """How far a word at atom `i` points, the index of the next atom, and whether from the day last told of."""
    if i >= len(text.atoms) or not adjacent(text, i, frozenset(_TWO_BACK)):
        return None
    word = follows(text, i, "relative", frozenset(_TWO_BACK))
    if word is not None and word.definite == definite:
        offset = int(word.entry.value)
        further = _TWO_BACK.get(text.between(i - 1).strip(" "), 0)
        if further and further != offset:
            return None
        anchored = word.entry.surface[:4] in ("سابق", "تالي", "لاحق") and not further
        return offset + further, i + 1, anchored
    if text.between(i - 1).strip(" )"):
        return None
    if is_same(text, i):
        return 0, i + 1, True
    this = follows(text, i, "this")
    return None if this is None else (0, i + 1, this.entry.value == "that")


def is_same(text: Text, i: int) -> bool:
    """Does atom `i` say that it is the same as told (`نفسه`) or the like of it in another year (`المماثل`)?"""
    word = follows(text, i, "same")
    return word is not None and (word.entry.value == "same" or word.definite)


def is_last(text: Text, after: int) -> bool:
    """Is the atom before index `after` the last of a run (`اليوم الأخير`), which says nothing about today?"""
    return text.atoms[after - 1].readings.get("relative") is not None and text.text.endswith(
        ("الاخير", "الاخيره"), 0, end_of(text, after)
    )
