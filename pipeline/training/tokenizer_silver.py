"""Plain text labelled by a first tokenizer and the clitic ranker: more sentences to train the tokenizer on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from pipeline.document import MODEL_LABELS, Document
from pipeline.text.layout import Token
from pipeline.text.tokenize import Tokenizer
from pipeline.training.clitics import Ranker, Words, plain, splits
from pipeline.training.tokenizer_data import TreeSentence, TreeToken

#: Where the ranker is less sure than this, the first tokenizer's reading counts, if the ranker finds it likely enough.
_SURE, _LIKELY = 0.9, 0.3
_LONGEST = 300
#: Marks that are a token wherever they stand, and numbers, which are one: the treebank is too poor in both.
_MARK = re.compile(r"[،؛؟!…«»“”„\"()\[\]{}|•–—:]|^-(?=\D)|(?<=\D)-$")
_NUMBER = re.compile(r"\d+(?:[.,٫٬:/]\d+)+")
_LINK = re.compile(r"@|://|www\.")


def label_documents(documents: Sequence[Document], tokenizer: Tokenizer, ranker: Ranker) -> Iterator[TreeSentence]:
    """Sentences of `documents`, at most 300 characters long: the length that the tokenizer is trained on.

    Where documents are annotated, their spans settle splits: a name begins a word, and the parts of persons' and
    places' names are not split, nor are they where they stand in the name of a body.
    """
    names = frozenset(name for document in documents for name in _names(document))
    for document in documents:
        layout = tokenizer.layout(document.text)
        for number, sentence in enumerate(layout.sentences):
            tokens = tuple(_tokens(document, layout.tokens[sentence.first : sentence.last], ranker, names))
            # a token with white space in it is the first tokenizer's mistake
            if sentence.end - sentence.start <= _LONGEST and all(len(token.text.split()) == 1 for token in tokens):
                yield TreeSentence(f"{document.id}-{number}", document.id, tokens)


def _names(document: Document) -> Iterator[str]:
    for span in document.spans:
        if span.label in ("PER", "LOC"):
            yield from (name for name in span.text.split() if len(name) > 2)


def _tokens(document: Document, tokens: Sequence[Token], ranker: Ranker, names: Set[str]) -> Iterator[TreeToken]:
    """The tokens of a sentence, with marks cut off, numbers put together and clitics split."""
    readings = {(token.start, token.end): token.words for token in tokens}
    for start, end in _chunks(tokens):
        ends = sorted({token.end for token in tokens if start <= token.start < end} | {start})
        for piece in pairwise(_cuts(document.text[start:end], start, ends)):
            surface = document.text[slice(*piece)]
            context = readings.get(piece, (surface,))
            words = _words(document, piece[0], surface, context, ranker, names)
            yield TreeToken(words, piece[1] == end)


def _chunks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = tokens[0].start
    for token, following in pairwise(tokens):
        if token.end < following.start:
            yield start, token.end
            start = following.start
    yield start, tokens[-1].end


def _cuts(chunk: str, start: int, ends: Sequence[int]) -> list[int]:
    if _LINK.search(chunk):
        return list(ends)
    marks = {start + edge for mark in _MARK.finditer(chunk) for edge in mark.span()}
    numbers = [number.span() for number in _NUMBER.finditer(chunk)]
    return sorted(cut for cut in marks | set(ends) if not any(a < cut - start < b for a, b in numbers))


def _words(document: Document, start: int, surface: str, context: Words, ranker: Ranker, names: Set[str]) -> Words:
    letters = plain(surface)
    if not splits(letters):
        return context if "".join(context) == surface else (surface,)
    scores = ranker.probabilities(letters)
    settled = [words for words in scores if letters != surface or _agrees(words, document, start, names)]
    options = settled or list(scores)
    best = max(options, key=lambda words: scores[words])
    seen = tuple(map(plain, context))
    doubt = scores[best] < _SURE and seen in options and scores[seen] > _LIKELY
    return _spell(seen if doubt else best, surface)


def _agrees(words: Words, document: Document, start: int, names: Set[str]) -> bool:
    """Whether `words`, written from `start` on, respect the names marked there."""
    begins = [start + sum(map(len, words[:index])) for index in range(len(words) + 1)]
    for span in document.spans:
        if span.label not in MODEL_LABELS or span.start >= begins[-1] or span.end <= start:
            continue
        if span.start > start and span.start not in begins:
            return False
        whole = span.label != "ORG" or "".join(words) in names
        if whole and any(max(span.start, start) < begin < span.end for begin in begins[:-1]):
            return False
    return True


def _spell(words: Words, surface: str) -> Words:
    """`words` of plain letters, each with the vowel signs and tatweel that follow its letters in `surface`."""
    letters = [index for index, character in enumerate(surface) if plain(character)]
    begins = [0, *(letters[sum(map(len, words[:index]))] for index in range(1, len(words))), len(surface)]
    return tuple(surface[begin:end] for begin, end in pairwise(begins))
