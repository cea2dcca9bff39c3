"""Pairs of amounts: ranges ("3-5", "من 3 إلى 5", "بين 20 و30 ألف") and fractions (3/8), but not scores (2-1)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.rules.lexer import Text
from pipeline.rules.numbers.amount import Amount
from pipeline.rules.numbers.amounts import read_amount
from pipeline.rules.numbers.context import in_sentence, is_plural
from pipeline.rules.numbers.parts import exact, particle_of

_DASHES = frozenset({"-", " - ", "- ", " -", "~", " ~ "})
_TO = frozenset({" الي ", " حتي ", " ل"})
_ENDS = frozenset({"cardinal", "percent", "money"})
#: The longest joint has so many characters.
_WIDEST = 6
#: What a fraction in digits is a part of: "9/10 من الأهداف", "3/8 الإدارات".
_WHOLE = re.compile(r" (?:من )?(?:ال|هولاء|عدد|سكان|مساح|هذ)")
#: A counted thing behind a pair, and not a further pair.
_COUNTED = re.compile(r" (?!و ?[0-9])[^\W\d_]|[°º]")
#: No team scores more goals.
_GOALS = 9
_FALLING = re.compile(r"(?<![\d\-/.,:])([0-9]{1,2})-([0-9]{1,2})(?![\d\-/.,:])")


@lru_cache(maxsize=4)
def has_scores(text: str) -> bool:
    """Does the text hold a pair like 2-1 or 3-3, which no range can be? Then its other bare pairs are results too."""
    return any(int(pair[1]) >= int(pair[2]) for pair in _FALLING.finditer(text))


def read_pair(text: Text, first: Amount) -> Amount | None:
    """The range or the fraction in digits that begins with an amount."""
    if first.kind not in _ENDS or first.after >= len(text.atoms):
        return None
    if text.atoms[first.after].start - first.end > _WIDEST:
        return None
    joint = text.text[first.end : text.atoms[first.after].start] + _particle(text, first.after)
    if text.atoms[first.after].digits.startswith("0") and text.atoms[first.after].digits[1:2].isdecimal():
        return None
    if joint == "/":
        return _fraction(text, first)
    opening = text.text[max(0, first.start - 6) : first.start]
    if not (joint in _DASHES or joint in _TO or joint in (" و", " و ")) or not _joins(text, first, joint, opening):
        return None
    if joint in _TO and _is_year(text, first, opening):
        return None
    second = read_amount(text, first.after)
    if second is None or second.kind not in _ENDS or _differ(first, second):
        return None
    if joint in _DASHES and not _is_range(text, first, second, joint):
        return None
    low = _scaled_alike(first, second)
    if low >= second.number:
        return None
    return _range(first, second, low)


def _is_year(text: Text, first: Amount, opening: str) -> bool:
    """`هبط من 1.4 مليار في 2021 إلى 398 مليونًا`: a year between two amounts is no end of a range."""
    digits = text.atoms[first.first].digits
    return len(digits) == 4 and digits[:2] in ("19", "20") and opening.endswith(("في ", "عام ", "سنه "))


def _range(first: Amount, second: Amount, low: int | float) -> Amount:
    value: dict[str, int | float | str] = {"min": low, "max": second.number}
    if second.currency:
        value["currency"] = second.currency
    rule, rows = f"range of {second.kind}", first.rows + second.rows
    return second._replace(start=first.start, first=first.first, kind="range", value=value, rule=rule, rows=rows)


def _joins(text: Text, first: Amount, joint: str, opening: str) -> bool:
    if joint in _DASHES:
        return text.text[max(0, first.start - 1) : first.start] != "-"
    between = opening.endswith(("بين ", "بين ال"))
    if joint in _TO:
        if joint == " ل" and not (between or opening.endswith("من ")):
            return False
        opened = opening.endswith(("من ", "من ال")) or joint == " الي "
        return between or (opened and first.kind == "cardinal" and not _changes(text, first))
    return between


def _changes(text: Text, first: Amount) -> bool:
    """`ارتفع من 42 إلى 67`: a change has two numbers, not a range."""
    return in_sentence(text, first.first, "change") and not in_sentence(text, first.first, "ranging")


def _particle(text: Text, i: int) -> str:
    """The particle attached to a word (that of a digit run is in the text before the atom)."""
    return "" if text.atoms[i].digits else particle_of(text.atoms[i])


def _is_range(text: Text, first: Amount, second: Amount, joint: str) -> bool:
    """A dash between bare numbers: a range where a counted thing follows, a pair of results or prices elsewhere."""
    if second.kind != "cardinal" or second.unit > 1:
        return True
    if text.text[second.end : second.end + 1] == "-":
        return False
    counted = _COUNTED.match(text.text, second.end) is not None
    if in_sentence(text, second.first, "score", reach=4):
        return False
    if first.number == 0 or (second.number <= _GOALS and has_scores(text.text) and not is_plural(text, second.end)):
        return False  # دا نانغ 0-1 هوي
    return counted or (joint == "-" and first.number > 0 and not has_scores(text.text))


def _differ(first: Amount, second: Amount) -> bool:
    """Two ends that cannot be ends of one range: percent and money, or two currencies."""
    if first.kind == "cardinal":
        return False
    return first.kind != second.kind or first.currency != second.currency


def _scaled_alike(first: Amount, second: Amount) -> int | float:
    """The first end, in the scale that it shares with the second: "3.4 و4.1 ملايين"."""
    if first.kind == "cardinal" and first.unit == 1 < second.unit and first.number <= second.number / second.unit:
        return exact(first.number * second.unit)
    return first.number


def _fraction(text: Text, first: Amount) -> Amount | None:
    last = text.atoms[first.after]
    top, bottom = text.atoms[first.first].digits, last.digits
    if not (top.isdecimal() and bottom.isdecimal() and len(bottom) <= 3) or not 0 < int(top) < int(bottom):
        return None
    if text.text[last.end : last.end + 1] == "/" or not _WHOLE.match(text.text, last.end):
        return None
    value = round(int(top) / int(bottom), 4)
    return first._replace(end=last.end, after=first.after + 1, kind="fraction", value=value, rule="fraction in digits")
