"""What the date grammar finds at one place, and how it looks from one atom to the next."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from pipeline.rules.dates.values import Value
from pipeline.rules.lexer import LINE, SPACE, Text
from pipeline.rules.lexicon import Reading
from pipeline.rules.numbers.grammar import read_number

_TO = frozenset({"الي", "-", "حتي", "وحتي", "الي يوم", "حتي يوم", "الي نهار", "حتي نهار", "الي غايه", "والي", "den"})
#: A stop between digits, as in `9.30`, ends no sentence.
SENTENCE_END = re.compile(r"\n|[.؟!؛](?:[»\"”]? |$)")
CLAUSE_END = re.compile(r"[\n،.؟!؛:]")
Kind: TypeAlias = Literal["date", "time", "period", "duration", "set"]


class Found(NamedTuple):
    """A date expression at view offsets `start` to `end`; `after` is the index of the next atom.

    `rule` names the production that found it. `anchored` says that the value counts from the day last told of
    (that same day), not from the day of publication.
    """

    start: int
    end: int
    after: int
    value: Value | None
    rule: str
    kind: Kind = "date"
    modifier: str | None = None
    calendar: str | None = None
    flag: str | None = None
    anchored: bool = False


def reading(text: Text, i: int, category: str) -> Reading | None:
    """The reading of atom `i` in a category, whatever is attached to it."""
    return text.atoms[i].readings.get(category) if 0 <= i < len(text.atoms) else None


def follows(text: Text, i: int, category: str, links: frozenset[str] = frozenset()) -> Reading | None:
    """The reading of atom `i`, if it follows the atom before at once, or with one of `links` between.

    Nothing may be attached to it.
    """
    if i >= len(text.atoms):
        return None
    found = text.atoms[i].readings.get(category)
    return found if found is not None and not found.particle and adjacent(text, i, links) else None


def adjacent(text: Text, i: int, links: frozenset[str] = frozenset()) -> bool:
    """Does atom `i` stand directly behind atom `i - 1`, on the same line, or with one of `links` between?"""
    if not 0 < i < len(text.atoms):
        return False
    if text.atoms[i].gap <= SPACE:
        return True
    if text.atoms[i].gap == LINE:
        return False
    link = text.between(i - 1).strip(" ")
    return link in links or (link[:1] == ")" and _closes_month(text, i - 1) and link[1:].strip(" ") in ("", *links))


def _closes_month(text: Text, i: int) -> bool:
    """Does atom `i` end a month's second name in brackets, as in `أيار (مايو)`?"""
    return not {"month", "weak_month"}.isdisjoint(text.atoms[i].readings) and i > 0 and text.between(i - 1) == " ("


def start_of(text: Text, i: int, category: str) -> int:
    """Where a span begins that begins with atom `i`: behind an attached particle."""
    atom = text.atoms[i]
    return atom.start + (0 if atom.digits else atom.readings[category].skip)


def whole(text: Text, i: int) -> int:
    """The whole number of a digit run without signs, at most four digits; -1 if atom `i` is none."""
    if i >= len(text.atoms):
        return -1
    digits = text.atoms[i].digits
    return int(digits) if len(digits) <= 4 and digits.isdecimal() else -1


def spelled(text: Text, i: int, kind: Literal["cardinal", "ordinal"]) -> tuple[int, int] | None:
    """A whole number in words at atom `i`, and the index of the next atom."""
    if i >= len(text.atoms) or text.atoms[i].digits:
        return None
    number = read_number(text, i)
    if number is None or number.kind != kind or number.value != int(number.value):
        return None
    return int(number.value), number.after


def numbered(text: Text, i: int) -> tuple[int, int]:
    """The number of a day, month or century at atom `i`, digits or words, and the next index; -1 if there is none."""
    digits = whole(text, i)
    if digits >= 0:
        return digits, i + 1
    return spelled(text, i, "ordinal") or spelled(text, i, "cardinal") or (-1, i + 1)


def end_of(text: Text, after: int) -> int:
    """The end of the atom before index `after`."""
    return text.atoms[after - 1].end


def closing(text: Text, end: int) -> int:
    """The offset behind the closing bracket that stands at `end`, blanks allowed; -1 if none does."""
    at = end + 1 if text.text[end : end + 1] == " " else end
    return at + 1 if text.text[at : at + 1] == ")" else -1


def counts(text: Text, i: int) -> bool:
    """Does the number before atom `i` count something that the lexicons know?"""
    found = (follows(text, i, category) for category in ("unit", "unit_plural", "scale", "scale_plural", "percent"))
    return any(word is not None and not word.definite for word in found)


def word_before(text: Text, start: int) -> str:
    """The word before an offset, with what is attached to it; empty at the beginning of a line."""
    window = text.text[max(0, start - 24) : start].rstrip(" ")
    return window.rpartition(" ")[2].rpartition("\n")[2].lstrip("\"«“'([")


def joined_by_to(text: Text, i: int, end: int) -> bool:
    """Does a word or a dash for "to" stand between what ends at `end` and atom `i`?"""
    if not 0 < i < len(text.atoms) or text.atoms[i].gap == LINE or text.atoms[i].particle:
        return False
    return text.atoms[i].gap > SPACE and text.text[end : text.atoms[i].start].strip(" ") in _TO


def joined_by_and(text: Text, i: int) -> bool:
    """Is atom `i` joined by و?"""
    if not 0 < i < len(text.atoms):
        return False
    atom = text.atoms[i]
    particle = atom.particle if atom.digits else next(iter(atom.readings.values())).particle
    gap = text.between(i - 1).strip(" ") if atom.gap > SPACE else ""
    return atom.gap != LINE and ((particle == "و" and not gap) or (not particle and gap == "و"))


def behind_between(text: Text, start: int) -> bool:
    """Does بين stand before an offset?"""
    return text.text.endswith("بين ", 0, start)
