"""From raw texts to what the tokenizer reads: paragraphs of units, each unit a code point of the raw text.

A paragraph lies between line breaks, furniture and the ends of its text. Its units are its characters, with each
run of white space inside it taken as one space, the reading that stanza trains on, without the characters that nobody
sees (bidi marks, joiners, byte order marks), and without vowel signs and tatweel, which hardly occur in what the models
were trained on and say nothing about where a word ends. Arrays over all texts of a batch at once, so that the work is
NumPy's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Longest paragraph that is read as one, in units. It bounds the memory and time of a line without end; no sentence
#: comes near it, so that a cut here ends at most one sentence in 20,000 characters too early.
LONGEST_PARAGRAPH = 20_000
SPACE = 0x20
_SOLID, _BLANK, _BREAK, _HIDDEN, _SIGN = 0, 1, 2, 3, 4
_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SIGNS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_WHITE = re.compile(r"[\s\u0080-\u009f]")

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Units(NamedTuple):
    """Units of all paragraphs of a batch of texts.

    `text` holds one character a unit; `codes` (n,) are their code points; `positions` (n,) the index of each
    unit in the texts joined by one character, `ends` (n,) the index behind it and the vowel signs and tatweel on it;
    `bounds` (p + 1,) where each paragraph begins, and the end.
    """

    text: str
    codes: NDArray[np.uint32]
    positions: Ints
    ends: Ints
    bounds: Ints


def read_units(texts: Sequence[str], excluded: Sequence[Sequence[tuple[int, int]]]) -> Units:
    """Paragraphs of `texts` without the `excluded` ranges (start, end) of each, which also end a paragraph."""
    codes = _code_points("\n".join(texts))
    kinds = _kinds()[codes]
    base = 0
    for text, ranges in zip(texts, excluded, strict=True):
        for start, end in ranges:
            kinds[base + start : base + end] = _BREAK
        base += len(text) + 1
    solid = np.flatnonzero(kinds == _SOLID)
    crossing, spaced = (np.diff(np.cumsum(kinds == kind, dtype=np.int32)[solid]) > 0 for kind in (_BREAK, _BLANK))
    spaced &= ~crossing
    return _join(codes, kinds == _SIGN, solid, crossing, spaced)


def _join(codes: NDArray[np.uint32], signs: Mask, solid: Ints, crossing: Mask, spaced: Mask) -> Units:
    at = np.arange(len(solid))
    at[1:] += np.cumsum(spaced)
    size = len(solid) + int(spaced.sum())
    units = np.full(size, SPACE, dtype=np.uint32)
    units[at] = codes[solid]
    positions = np.zeros(size, dtype=np.int64)
    positions[at] = solid
    positions[at[:-1][spaced] + 1] = solid[:-1][spaced] + 1
    firsts = at[np.flatnonzero(np.concatenate([np.ones(min(size, 1), dtype=bool), crossing]))]
    bounds = _cut_long(np.append(firsts, size), units)
    text = units.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Units(text, units, positions, _behind(positions + 1, signs), bounds)


def _behind(places: Ints, signs: Mask) -> Ints:
    """Each place moved behind the signs that stand there."""
    run = np.append(signs, False)  # behind the last character stands no sign
    here = np.arange(len(run))
    next_free = np.minimum.accumulate(np.where(run, len(run), here)[::-1])[::-1]
    moved: Ints = next_free[places]
    return moved


def _cut_long(bounds: Ints, units: NDArray[np.uint32]) -> Ints:
    """Cut paragraphs that are too long before the last space that fits, or hard where there is none."""
    cuts: list[int] = []
    for index in np.flatnonzero(np.diff(bounds) > LONGEST_PARAGRAPH):
        start, end = int(bounds[index]), int(bounds[index + 1])
        while end - start > LONGEST_PARAGRAPH:
            spaces = np.flatnonzero(units[start + 1 : start + LONGEST_PARAGRAPH] == SPACE)
            start += int(spaces[-1]) + 1 if len(spaces) else LONGEST_PARAGRAPH
            cuts.append(start)
    return np.sort(np.concatenate([bounds, np.array(cuts, dtype=np.int64)])) if cuts else bounds


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@cache
def _kinds() -> NDArray[np.uint8]:
    kinds = np.full(0x110000, _SOLID, dtype=np.uint8)
    for code in (*range(0x3001), 0xFEFF):
        if _WHITE.match(chr(code)):
            kinds[code] = _BLANK
        elif _INVISIBLE.match(chr(code)):
            kinds[code] = _HIDDEN
        elif _SIGNS.match(chr(code)):
            kinds[code] = _SIGN
    kinds[[ord(character) for character in _LINE_BREAKS]] = _BREAK
    return kinds
