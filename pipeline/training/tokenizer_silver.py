"""Plain text labelled by a first tokenizer and the clitic ranker: more sentences to train the tokenizer on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.document import MODEL_LABELS, Document
from pipeline.text.layout import Layout, Sentence
from pipeline.text.tokenize import Tokenizer
from pipeline.training.clitics import Ranker, Words, plain, splits
from pipeline.training.tokenizer_data import TreeSentence, TreeToken

#: Below this probability the ranker is in doubt, and the first tokenizer, which sees the context, decides.
_SURE = 0.9
_LONGEST = 300
#: Marks that are a token wherever they stand; the treebank is too poor in them to teach it.
_ALONE = re.compile("([،؛؟!…«»“”„()\\[\\]{}|•])")


def label_documents(documents: Iterable[Document], tokenizer: Tokenizer, ranker: Ranker) -> Iterator[TreeSentence]:
    """Sentences of `documents`, at most 300 characters long: the length that the tokenizer is trained on.

    Where a document is annotated, its spans settle splits: a name begins a word, and a person's name is not split.
    """
    for document in documents:
        layout = tokenizer.layout(document.text)
        for number, sentence in enumerate(layout.sentences):
            tokens = tuple(_tokens(document, layout, sentence, ranker))
            # a token with white space in it is the first tokenizer's mistake
            if sentence.end - sentence.start <= _LONGEST and all(len(token.text.split()) == 1 for token in tokens):
                yield TreeSentence(f"{document.id}-{number}", document.id, tokens)


def _tokens(document: Document, layout: Layout, sentence: Sentence, ranker: Ranker) -> Iterator[TreeToken]:
    text = document.text
    for token in layout.tokens[sentence.first : sentence.last]:
        pieces = [piece for piece in _ALONE.split(text[token.start : token.end]) if piece]
        start = token.start
        for piece in pieces:
            end = start + len(piece)
            context = token.words if len(pieces) == 1 else (piece,)
            spaced = end == sentence.end or text[end].isspace()
            yield TreeToken(_words(document, start, piece, context, ranker), spaced)
            start = end


def _words(document: Document, start: int, surface: str, context: Words, ranker: Ranker) -> Words:
    letters = plain(surface)
    if len(splits(letters)) < 2:
        return context if "".join(context) == surface else (surface,)
    scores = ranker.probabilities(letters)
    settled = [words for words in scores if letters != surface or _agrees(words, document, start)]
    options = settled or list(scores)
    best = max(options, key=lambda words: scores[words])
    seen = tuple(map(plain, context))
    return _spell(seen if scores[best] < _SURE and seen in options else best, surface)


def _agrees(words: Words, document: Document, start: int) -> bool:
    """Whether `words`, written from `start` on, respect the names marked there."""
    begins = [start + sum(map(len, words[:index])) for index in range(len(words) + 1)]
    for span in document.spans:
        if span.label not in MODEL_LABELS or span.start >= begins[-1] or span.end <= start:
            continue
        if span.start > start and span.start not in begins:
            return False
        named = span.label == "PER" or (span.label == "LOC" and span.start >= start)
        if named and any(max(span.start, start) < begin < span.end for begin in begins[:-1]):
            return False
    return True


def _spell(words: Words, surface: str) -> Words:
    """`words` of plain letters, each with the vowel signs and tatweel that follow its letters in `surface`."""
    letters = [index for index, character in enumerate(surface) if plain(character)]
    begins = [0, *(letters[sum(map(len, words[:index]))] for index in range(1, len(words))), len(surface)]
    return tuple(surface[begin:end] for begin, end in pairwise(begins))
