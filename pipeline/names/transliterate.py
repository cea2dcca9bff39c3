"""How Vietnamese syllables are written in Arabic letters, with weights.

A syllable is an onset and a rime; tones leave no trace in Arabic. The weights are counts over pairs of names seen on
real pages (lexicon/README.md), pages that were machine-translated counting in full and others a little: there are two
traditions (نغ and نج for ng, آن and ان for an), and one page may mix them.
"""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OTHER_WEIGHT = 0.1  # a spelling from elsewhere, beside one on a machine-translated page
_SYLLABLE_TRUST = 6.0  # pairs after which a whole syllable's own counts outweigh onset x rime
_NO_ONSET = "∅"

Weighted = dict[str, float]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a lexicon file of this package, by column name."""
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def toneless(text: str) -> str:
    """Lower-case Vietnamese without tone marks; the marks that make another letter (â ơ đ) stay."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c not in _TONES)
    return unicodedata.normalize("NFC", bare)


@cache
def spellings(syllable: str) -> Weighted:
    """Arabic spellings of one Vietnamese syllable and their probabilities; empty if a part of it is unknown."""
    combined = _normalised(_by_parts(toneless(syllable)))
    whole = _table("syllable").get(syllable.lower(), {})
    trust = sum(whole.values()) / (sum(whole.values()) + _SYLLABLE_TRUST)
    mixed = {ar: (1 - trust) * p for ar, p in combined.items()}
    for ar, p in _normalised(whole).items():
        mixed[ar] = mixed.get(ar, 0.0) + (trust if combined else 1.0) * p
    return _normalised(mixed)


def render(name: str, draw: random.Random) -> str | None:
    """One Arabic spelling of a Vietnamese name, drawn by weight syllable by syllable; None if a part is unknown."""
    written = []
    for syllable in name.split():
        choices = spellings(syllable)
        if not choices:
            return None
        written.append(draw.choices(list(choices), list(choices.values()))[0])
    return " ".join(written)


@cache
def _table(part: str) -> dict[str, Weighted]:
    table: dict[str, Weighted] = {}
    for row in rows(f"{part}.tsv"):
        weight = int(row["translated"]) + _OTHER_WEIGHT * int(row["other"])
        table.setdefault(row[part], {})[row["ar"].replace(_NO_ONSET, "")] = weight
    return table


def _by_parts(syllable: str) -> Weighted:
    onsets, rimes = _table("onset"), _table("rime")
    for length in (3, 2, 1, 0):
        onset, rime = syllable[:length] or _NO_ONSET, syllable[length:]
        if onset in onsets and rime in rimes:
            pairs = ((a, b) for a in onsets[onset] for b in rimes[rime])
            return {_join(a, b): onsets[onset][a] * rimes[rime][b] for a, b in pairs}
    return {}


def _join(onset: str, rime: str) -> str:
    """A vowel letter at the very beginning needs an alif to stand on; a lone alif is written as a long one."""
    if onset:
        return onset + rime
    if rime == "ا":
        return "آ"
    return f"إ{rime}" if rime[:1] in ("ي", "و") else rime


def _normalised(weights: Weighted) -> Weighted:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()} if total else {}
