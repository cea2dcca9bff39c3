"""Strict F1 on damaged copies of annotated documents: `python -m tests.benchmarks.robustness [GOLD.jsonl] [MODEL]`.

Every kind of damage is put on all documents, with the marks moved along; the loss against the clean copies is printed.
GOLD is by default the test split; only figures are printed, no text. MODEL is a name from the configuration, or a
folder.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline import resources
from pipeline.document import Document
from pipeline.evaluation.match import Pair
from pipeline.evaluation.metrics import Strict, evaluate
from pipeline.extractor import load
from pipeline.formats import records
from pipeline.training.edit import Edit, apply
from pipeline.training.fictitious import person

_TEST = resources.folder("models").parent / "annotations" / "gold" / "test.jsonl"
_LETTER = r"[\u0621-\u063a\u0641-\u064a]"
_VOWELS = "\u064e\u064f\u0650\u0652\u0651"
_SEED = 1

Damage = Callable[[Document, random.Random], Iterator[Edit]]


def replacing(pattern: str, instead: str, share: float = 1.0) -> Damage:
    """Put `instead` in the place of a share of the matches."""

    def damage(document: Document, draw: random.Random) -> Iterator[Edit]:
        for found in re.finditer(pattern, document.text):
            if draw.random() < share:
                yield Edit(*found.span(), found.expand(instead))

    return damage


def _tashkeel(document: Document, draw: random.Random) -> Iterator[Edit]:
    for found in re.finditer(_LETTER, document.text):
        if draw.random() < 0.4:
            yield Edit(found.end(), found.end(), draw.choice(_VOWELS))


def _latin_people(document: Document, draw: random.Random) -> Iterator[Edit]:
    for span in document.spans:
        if span.label == "PER" and " " in span.text:
            yield Edit(span.start, span.end, person(draw))


DAMAGES: dict[str, Damage] = {
    "clean": replacing("(?!)", ""),
    "tashkeel": _tashkeel,
    "tatweel": replacing(f"(?<={_LETTER})(?={_LETTER})", "ـ", 0.1),
    "bidi marks": replacing(r"\b(?=\w)(?<!\w)", "\u200f", 0.2),
    "alef without hamza": replacing("[أإآ]", "ا"),
    "alef maqsura to ya": replacing(r"ى\b", "ي"),
    "ya to alef maqsura": replacing(r"ي\b", "ى"),
    "doubled spaces": replacing(r"(?<=\S) (?=\S)", "  ", 0.3),
    "no space after signs": replacing(r"(?<=[^\d\s][،.؛:]) (?=[^\d\s])", ""),
    "space before signs": replacing(r"(?<=[^\W\d])[،.؛:](?=\s)", r" \g<0>"),
    "people in Latin letters": _latin_people,
    "headlines only": replacing(r"(?<=[^\W\d])[.] ", "\n"),
}


def main() -> None:
    """Extract from each copy and print strict micro F1 of the model's labels and of all."""
    gold = records.load(Path(sys.argv[1]) if len(sys.argv) > 1 else _TEST)
    extractor = load(model=sys.argv[2] if len(sys.argv) > 2 else None)
    print(f"{len(gold)} documents; strict: same start, end and label\n{'':26}    PER     ORG     LOC   micro    loss")
    clean = None
    for name, damage in DAMAGES.items():
        copies = [apply(document, list(damage(document, random.Random(_SEED)))) for document in gold]
        found = extractor.pipe([document.with_spans(()) for document in copies])
        strict = evaluate([Pair(copy, each) for copy, each in zip(copies, found, strict=True)]).strict
        clean = clean or strict
        labels = "".join(f"{100 * strict.by_label[label].f1:8.2f}" for label in ("PER", "ORG", "LOC"))
        print(f"{name:24}{labels}{100 * strict.micro.f1:8.2f}{_loss(clean, strict):8.2f}")


def _loss(clean: Strict, damaged: Strict) -> float:
    return 100 * (clean.micro.f1 - damaged.micro.f1)


if __name__ == "__main__":
    main()
