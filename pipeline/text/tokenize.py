"""Sentences, tokens and clitic words with exact offsets, over stanza's trained models.

A text is cut at line breaks and page furniture into paragraphs; a tagger labels their characters; labels become tokens
and sentences. Two taggers give the same labels: `onnx` (the default, no torch) and `stanza` (the reference).

Words are worked out with the tokens, not on demand: they follow from a token's letters alone and are cached, so that
over news they cost less than a tenth of the time, and a Layout stays plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import UsageError
from pipeline.text.furniture import find_furniture
from pipeline.text.layout import Layout, Sentence, Token
from pipeline.text.units import SPACE, Ints, Mask, Units, read_units

#: Tokens of the longest sentence; a longer one is a scrape without stops and is cut.
LONGEST_SENTENCE = 100
#: Where to cut, best first: after these marks, before a word that begins with "and", else after any token.
_STOPS = (frozenset(".!?؟…"), frozenset("؛;:|•"), frozenset("،,-–—"))
_AND = "و"
_DIGITS = [ord(digit) for digit in "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"]
_STOP = ord(".")
_LETTERS = [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x620, 0x64B), *range(0x1E00, 0x1F00)]
_POINTS = [ord(point) for point in ".,٫٬"]
#: Characters that are read at once; bounds the memory of a batch.
_BATCH = 500_000


class Tokenizer(Protocol):
    """What cuts texts into sentences, tokens and words."""

    def layout(self, text: str) -> Layout:
        """The layout of one text."""
        ...

    def layouts(self, texts: Sequence[str]) -> list[Layout]:
        """The layouts of several texts, in order; each is the same as the text's alone, and sooner had."""
        ...


class Tagger(Protocol):
    """What labels units and splits tokens: one of the two backends."""

    def labels(self, units: Units) -> NDArray[np.int8]:
        """Each unit's label: 0 inside, 1 end of a token, 2 of a sentence, 3 and 4 the same for several words."""
        ...

    def split(self, tokens: Sequence[str]) -> list[tuple[str, ...]]:
        """The words of tokens that were labelled 3 or 4."""
        ...


def load_tokenizer(folder: Path, backend: str = "onnx") -> Tokenizer:
    """The tokenizer whose models lie in `folder`. `backend` is "onnx", or "stanza", which needs the extra `train`.

    Raises UsageError for another backend, JisrError where a model or stanza is missing.
    """
    if backend == "onnx":
        from pipeline.text.onnx_tagger import OnnxTagger

        return _Tokenizer(OnnxTagger(folder))
    if backend == "stanza":
        from pipeline.text.stanza_tagger import StanzaTagger

        return _Tokenizer(StanzaTagger(folder))
    raise UsageError(f"no backend {backend!r}", where="tokenizer.backend", expected="onnx or stanza")


class _Tokenizer:
    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def layout(self, text: str) -> Layout:
        """See Tokenizer."""
        return self.layouts([text])[0]

    def layouts(self, texts: Sequence[str]) -> list[Layout]:
        """See Tokenizer."""
        return [layout for batch in _batches(texts) for layout in self._read(batch)]

    def _read(self, texts: Sequence[str]) -> Iterator[Layout]:
        furniture = [find_furniture(text) for text in texts]
        units = read_units(texts, furniture)
        labels = self._tagger.labels(units)
        _whole_numbers(units, labels)
        _initials(units, labels)
        starts, ends, marks = _tokens(units, labels)
        surfaces = [units.text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        words: list[tuple[str, ...]] = [(surface,) for surface in surfaces]
        several = np.flatnonzero(marks > 2).tolist()
        for index, split in zip(several, self._tagger.split([surfaces[index] for index in several]), strict=True):
            words[index] = split
        bases = np.cumsum([0, *(len(text) + 1 for text in texts)])
        first = units.positions[starts]
        last = units.ends[ends - 1]
        borders = np.searchsorted(first, bases).tolist()
        for number, ranges in enumerate(furniture):
            span = slice(borders[number], borders[number + 1])
            begins, finishes = (first[span] - bases[number]).tolist(), (last[span] - bases[number]).tolist()
            tokens = tuple(map(Token, begins, finishes, words[span]))
            stops = (np.flatnonzero(marks[span] % 2 == 0) + 1).tolist()
            yield Layout(ranges, tuple(_sentences(tokens, stops)), tokens)


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for index, text in enumerate(texts):
        if size and size + len(text) > _BATCH:
            yield texts[first:index]
            first, size = index, 0
        size += len(text)
    if texts:
        yield texts[first:]


def _whole_numbers(units: Units, labels: NDArray[np.int8]) -> None:
    """Leave no end inside a number. The treebank writes 3,5 and hardly ever 3.5, where a model would stop."""
    digit = np.isin(units.codes, _DIGITS)
    points = _within(units, digit, np.isin(units.codes, _POINTS), digit)
    labels[points] = labels[points - 1] = 0


def _initials(units: Units, labels: NDArray[np.int8]) -> None:
    """Leave no end of a sentence behind a lone letter's point (ن.ت.ك, T.Q.H)."""
    letter = np.isin(units.codes, _LETTERS)
    lone = letter.copy()
    lone[1:] &= ~letter[:-1]
    lone[units.bounds[:-1]] = letter[units.bounds[:-1]]
    points = _within(units, lone, units.codes == _STOP, letter)
    labels[points] -= (labels[points] > 0) & (labels[points] % 2 == 0)


def _within(units: Units, left: Mask, sign: Mask, right: Mask) -> Ints:
    """Where a `sign` stands between `left` and `right` in one paragraph."""
    inside = np.ones(len(units.codes), dtype=np.bool_)
    inside[units.bounds[:-1]] = False
    found = left[:-2] & sign[1:-1] & right[2:] & inside[1:-1] & inside[2:]
    return np.flatnonzero(found) + 1


def _tokens(units: Units, labels: NDArray[np.int8]) -> tuple[Ints, Ints, NDArray[np.int8]]:
    """Start and end (exclusive) of each token in units, without the spaces at its sides, and its label."""
    last = np.flatnonzero(labels)
    starts = np.concatenate([np.zeros(min(len(last), 1), dtype=np.int64), last[:-1] + 1])
    starts = starts + (units.codes[starts] == SPACE)
    kept = starts <= last
    starts, last = starts[kept], last[kept]
    ends = last + 1 - ((units.codes[last] == SPACE) & (starts < last))
    return starts, ends, labels[last]


def _sentences(tokens: tuple[Token, ...], stops: list[int]) -> Iterator[Sentence]:
    first = 0
    for stop in stops:
        while stop - first > LONGEST_SENTENCE:
            cut = _best_cut(tokens, first)
            yield Sentence(tokens[first].start, tokens[cut - 1].end, first, cut)
            first = cut
        yield Sentence(tokens[first].start, tokens[stop - 1].end, first, stop)
        first = stop


def _best_cut(tokens: tuple[Token, ...], first: int) -> int:
    """The index that the next sentence begins at: the last good place in the second half of what is allowed."""
    end = first + LONGEST_SENTENCE
    places = range(end, first + LONGEST_SENTENCE // 2, -1)
    for marks in _STOPS:
        for place in places:
            if tokens[place - 1].words[0][-1] in marks:
                return place
    return next((place for place in places if tokens[place].words[0] == _AND and len(tokens[place].words) > 1), end)
