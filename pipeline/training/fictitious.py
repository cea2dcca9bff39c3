"""People and places of Viet Nam, drawn by the real frequencies of names, and their Arabic spellings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from pipeline.names.transliterate import render, rows, spellings

_MIDDLES = (0, 1, 2)
_MIDDLE_WEIGHTS = (0.15, 0.7, 0.15)
_LIKE_A_WORD = 0.2  # share of spellings
WORDS = frozenset(
    ("في", "من", "لا", "ما", "هو", "هي", "أن", "كان", "ثاني", "لي")
)  # words of Arabic that look like syllables


def person(draw: random.Random) -> str:
    """A Vietnamese person's full name, in Vietnamese: family name, middle names, given name."""
    middles = draw.choices(_MIDDLES, _MIDDLE_WEIGHTS)[0]
    return " ".join([drawn("family", draw), *(drawn("middle", draw) for _ in range(middles)), drawn("given", draw)])


def called(draw: random.Random) -> str:
    """What a person is called for short, in Vietnamese: the last middle name and the given name."""
    return f"{drawn('middle', draw)} {drawn('given', draw)}"


def place(draw: random.Random) -> str:
    """A province, district or ward of Viet Nam, in Vietnamese."""
    return draw.choice(_place_names())


def is_vietnamese(words: Sequence[str]) -> bool:
    """Whether every word is a Vietnamese syllable as Arabic may write it."""
    return all(word in arabic_syllables() for word in words)


def written(name: str, draw: random.Random) -> str:
    """A Vietnamese name in Arabic, spelt by weight. The name is one of those that are drawn here."""
    spelt = render(name, draw)
    assert spelt, name  # lexicon names that cannot be written are left out below
    return spelt


@cache
def arabic_syllables() -> frozenset[str]:
    """Every spelling of every syllable of the lexicons' names."""
    names = {
        part
        for kind in ("family", "middle", "given", "places")
        for row in rows(f"{kind}.tsv")
        for part in row["name"].split()
    }
    return frozenset(spelt for name in names for spelt in spellings(name))


@cache
def _frequencies(kind: str) -> tuple[list[str], list[int]]:
    usable = _ends_clearly if kind == "given" else spellings
    table = [(row["name"], int(row["count"])) for row in rows(f"{kind}.tsv") if usable(row["name"])]
    return [name for name, _ in table], list(accumulate(count for _, count in table))


def _ends_clearly(name: str) -> bool:
    """Whether a given name can be written, and not mostly like a word of Arabic: Vy (في) blurs where names end."""
    spelt = spellings(name)
    return bool(spelt) and sum(p for arabic, p in spelt.items() if arabic in WORDS) < _LIKE_A_WORD


def drawn(kind: str, draw: random.Random) -> str:
    """One "family", "middle" or "given" name, in Vietnamese, by its frequency."""
    names, weights = _frequencies(kind)
    return draw.choices(names, cum_weights=weights)[0]


@cache
def _place_names() -> list[str]:
    names = [row["name"] for row in rows("places.tsv")]
    return [name for name in names if all(spellings(part) for part in name.split())]
