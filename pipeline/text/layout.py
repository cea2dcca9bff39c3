"""Where things stand in a document: furniture, sentences, tokens. Offsets only; the text is never touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A token at code points `start` to `end`; `words` are its syntactic words (clitics split), itself if one.

    Words are spelt without the characters that nobody sees, such as bidi marks, and without vowel signs and tatweel.
    """

    start: int
    end: int
    words: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence at code points `start` to `end`, holding `tokens[first:last]` of its layout."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The reading frame of one document.

    `furniture` are ranges (start, end) of page furniture, sorted and disjoint: no span may touch them.
    Tokens and sentences are in text order and never cross a furniture range.
    """

    furniture: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
