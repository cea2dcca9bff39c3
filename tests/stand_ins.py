"""Small stages in the place of the real ones, for tests of what goes on around them."""

from __future__ import annotations

import re

from pipeline import config
from pipeline.document import Span
from pipeline.extractor import Extractor
from pipeline.text.layout import Layout


class DigitRules:
    """Every run of ASCII digits is a NUM; the text "crash" raises."""

    def __init__(self):
        self.seen = []

    def __call__(self, text, *, published=None, furniture=()):
        self.seen.append((text, published, furniture))
        if text == "crash":
            raise ZeroDivisionError("no such number")
        found = re.finditer("[0-9]+", text)
        return tuple(
            Span(start=m.start(), end=m.end(), label="NUM", text=m[0], kind="cardinal", value=int(m[0])) for m in found
        )

    def explain(self, text, *, published=None, furniture=()):
        return [(span, "digits", ("lexicon.tsv:1",)) for span in self(text, published=published, furniture=furniture)]


class WholeTextTokenizer:
    """The whole text is furniture of no one: an empty layout."""

    def __init__(self):
        self.batches = []

    def layouts(self, texts):
        self.batches.append(list(texts))
        return [Layout(furniture=((0, 0),), sentences=(), tokens=()) for _ in texts]


class LamRecognizer:
    """Every لام is a PER."""

    def spans(self, texts, layouts):
        found = [re.finditer("لام", text) for text in texts]
        return [
            tuple(Span(start=m.start(), end=m.end(), label="PER", text=m[0], score=0.9) for m in each) for each in found
        ]


def extractor(*, documents: int = 2, characters: int = 1000, rules=True, model=True) -> Extractor:
    return Extractor(
        config.Batch(documents=documents, characters=characters),
        rules=DigitRules() if rules else None,
        model=(WholeTextTokenizer(), LamRecognizer()) if model else None,
    )
