"""The gold files: where they are, their sums and counts, and what today's extraction scores on them."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pipeline
from pipeline.document import MODEL_LABELS
from pipeline.evaluation.match import align
from pipeline.evaluation.metrics import evaluate
from pipeline.formats import records

ROOT = Path(__file__).resolve().parents[2]
ANNOTATIONS = ROOT / "annotations"
SPLITS = ("train", "dev", "test")


def path(split: str) -> Path:
    return ANNOTATIONS / "gold" / f"{split}.jsonl"


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def manifest() -> dict[str, Any]:
    """Sum, documents, words (between white space) and marks by label of each split."""
    return {f"gold/{split}.jsonl": _counts(path(split)) for split in SPLITS}


def measure(split: str, *, only: str) -> dict[str, dict[str, float]]:
    """Figures by label: strict precision, recall and F1, and for the rules' labels the F1 of span and value."""
    gold = records.load(path(split))
    nlp = pipeline.load(only=only)
    evaluation = evaluate(align(gold, list(nlp.pipe(gold))))
    figures = {}
    for label, score in evaluation.strict.by_label.items():
        if only == "rules" and label in MODEL_LABELS:
            continue
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
