"""Words a CPU-second of each stage, on one thread: `python -m tests.benchmarks.stages [RECORDS.jsonl]`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline import config, resources
from pipeline.formats import records
from pipeline.ner import load_recognizer
from pipeline.rules.engine import Rules
from pipeline.text.furniture import find_furniture
from pipeline.text.tokenize import load_tokenizer

_GOLD = resources.folder("models").parent / "annotations" / "gold" / "dev.jsonl"


def main() -> None:
    """Time furniture, tokenizer, recognizer and rules over the same texts."""
    documents = records.load(Path(sys.argv[1]) if len(sys.argv) > 1 else _GOLD)
    texts = [document.text for document in documents]
    words = sum(len(text.split()) for text in texts)
    settings = config.load()
    tokenizer = load_tokenizer(config.tokenizer_folder(settings), settings.tokenizer.backend)
    recognizer, rules = load_recognizer(config.model_folder(settings)), Rules()
    layouts = tokenizer.layouts(texts)
    stages: dict[str, Callable[[], object]] = {
        "furniture": lambda: [find_furniture(text) for text in texts],
        "tokenizer": lambda: tokenizer.layouts(texts),
        "recognizer": lambda: recognizer.spans(texts, layouts),
        "rules": lambda: [rules(text) for text in texts],
    }
    spent = {name: _seconds(stage) for name, stage in stages.items()}
    total = sum(spent.values())
    print(f"{len(texts)} documents, {words:,} words; words a CPU-second, and share of the time")
    for name, seconds in [*spent.items(), ("all", total)]:
        print(f"{name:12}{words / seconds:>12,.0f}{100 * seconds / total:>8.1f} %")


def _seconds(stage: Callable[[], object]) -> float:
    stage()
    begun = time.process_time()
    stage()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
