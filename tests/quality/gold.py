"""The gold files: where they are, their sums and counts, and what today's extraction scores on them."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pipeline
from pipeline.document import MODEL_LABELS, RULE_LABELS
from pipeline.evaluation.match import align
from pipeline.evaluation.metrics import evaluate
from pipeline.formats import records

ROOT = Path(__file__).resolve().parents[2]
ANNOTATIONS = ROOT / "annotations"
SPLITS = ("train", "dev", "test")
RULES = "rules"
#: Figures of the rules on documents composed for them: no gold, but many times more dates.
DATES = "composed dates"
COMPOSED, HELD_OUT, COMPOSED_DATES = (
    ANNOTATIONS / "composed" / f"{name}.jsonl" for name in ("names", "held_out", "dates")
)
#: The labels of the sections that need no model.
BY_RULES: dict[str, tuple[str, ...]] = {RULES: tuple(RULE_LABELS), DATES: ("DATE",)}


def path(split: str) -> Path:
    return ANNOTATIONS / "gold" / f"{split}.jsonl"


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def manifest() -> dict[str, Any]:
    """Sum, documents, words (between white space) and marks by label of each file of annotations."""
    files = [*map(path, SPLITS), COMPOSED, HELD_OUT, COMPOSED_DATES]
    return {file.relative_to(ANNOTATIONS).as_posix(): _counts(file) for file in files}


def measure(split: str, section: str) -> dict[str, dict[str, float]]:
    """Figures by label of one section: strict precision, recall and F1, for the rules also the F1 of span and value.

    A section is `rules`, `composed dates` (whatever the split), or the name of a model, whose figures are those of the
    names that extraction as a whole gives.
    """
    documents = records.load(COMPOSED_DATES if section == DATES else path(split))
    nlp = pipeline.load(only="rules") if section in BY_RULES else pipeline.load(model=section)
    evaluation = evaluate(align(documents, list(nlp.pipe(documents))))
    figures = {}
    for label in BY_RULES.get(section, MODEL_LABELS):
        score = evaluation.strict.by_label[label]
        figures[label] = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
        if label in evaluation.value:
            figures[label]["value_f1"] = evaluation.value[label].span_and_value.f1
    return figures


def _counts(file: Path) -> dict[str, Any]:
    documents = records.load(file)
    marks = Counter(span.label for document in documents for span in document.spans)
    return {
        "sha256": sha256(file),
        "documents": len(documents),
        "words": sum(len(document.text.split()) for document in documents),
        "marks": dict(sorted(marks.items())),
    }
