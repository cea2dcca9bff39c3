"""Digits and words that look like numbers and are none, or are of another kind: what stands around them says so."""

from __future__ import annotations

import re

from pipeline.rules.lexer import FAR, LINE, SPACE, Text

#: `1.`, `2/`, `3-`, `4)`, `(5)`, `6⃣` in front of a line's text.
_LIST_MARK = re.compile(r"[.)/\-:]+ |[.)]+(?=[^\d\s])|\) |\.?\n|\u20e3| - ")
_LIST_START = re.compile(r"(?:^|[\n\r])[ (\[#*•]*$")
#: Plural nouns of the commonest patterns: endings, and the broken plural أفعال with a possessive suffix or none.
_PLURAL = re.compile(
    r"[\u0621-\u064a]+(?:ات|ين|ون)|[وفبلك]{0,2}(?:ال)?ا[\u0621-\u064a]{2}ا[\u0621-\u064a](?:ي|ه|ها|هم|نا)?"
)
_SHADDA = "\u0651"
_LAST_WORD = re.compile(r"([\u0621-\u064a]+) $")
_NEXT_WORD = re.compile(r" ([\u0621-\u064a]+)")
_WORDS = re.compile(r" ?(?:[^\W\d_]+ ){0,3}[وفبلك]{0,2}(?:ال)?")
_NO_SENTENCE_END = re.compile(r"[^.؟!؛\n]*")


def near(text: Text, i: int, category: str, *, words: int) -> bool:
    """Does a word of a category stand before atom `i`, with at most `words` (0 to 3) words between?"""
    start = text.atoms[i].start
    for atom in reversed(text.atoms[max(0, i - 4) : i]):
        between = text.text[atom.end : start]
        if between.count(" ") > words + 1 or not _WORDS.fullmatch(between):
            return False
        if category in atom.readings:
            return True
    return False


def in_sentence(text: Text, i: int, category: str, *, reach: int = 6) -> bool:
    """Does a word of a category stand before atom `i` in its sentence, among the nearest `reach` atoms?"""
    start = text.atoms[i].start
    for atom in reversed(text.atoms[max(0, i - reach) : i]):
        if start - atom.end > 160 or not _NO_SENTENCE_END.fullmatch(text.text, atom.end, start):
            return False
        if category in atom.readings:
            return True
    return False


def last_word(text: Text, start: int) -> str:
    """The folded word right before a view offset, with one blank between; "" if there is none."""
    found = _LAST_WORD.search(text.text, max(0, start - 24), start)
    return found[1] if found else ""


def after_plural(text: Text, i: int, start: int) -> bool:
    """Is the noun before atom `i` a plural, which is counted and not put in order?"""
    if i and text.atoms[i].gap == SPACE and "plural" in text.atoms[i - 1].readings:
        return True
    return _PLURAL.fullmatch(last_word(text, start)) is not None


def is_plural(text: Text, end: int) -> bool:
    """Is the word behind a view offset a plural, as counted things are?"""
    found = _NEXT_WORD.match(text.text, end)
    return found is not None and _PLURAL.fullmatch(found[1]) is not None


def is_other_word(text: Text, i: int) -> bool:
    """A word that only the view spells like a number: ألّف (he wrote), ميتا (dead), كالفي (a name).

    Asked where the word is the whole number; within a longer one it is what it seems.
    """
    atom = text.atoms[i]
    raw = text.view.raw[text.view.raw_start(atom.start) : text.view.raw_end(atom.end)]
    word = text.text[atom.start : atom.end]
    if word.endswith(("ميه", "ميتا", "ميتي")):
        return "ئ" not in raw
    if word.endswith("الفي"):
        return "أ" not in raw
    return word.endswith("الف") and _SHADDA in raw


def is_list_numeral(text: Text, i: int, end: int) -> bool:
    """A numeral of up to two digits that only counts the lines."""
    atom = text.atoms[i]
    if len(atom.digits) > 2 or atom.end != end or atom.gap not in (FAR, LINE):
        return False
    head = text.text[max(0, atom.start - 6) : atom.start]
    return _LIST_START.search(head) is not None and _LIST_MARK.match(text.text, end) is not None
