"""Tokens a second of both backends, one thread, in one run: python tests/benchmarks/tokenizer_speed.py

Reads corpus/ and the training and development gold, as one batch of documents. Best of three rounds, in seconds of
processor time, so that other load on the machine counts little.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pipeline.text.tokenize import Tokenizer, load_tokenizer

ROOT = Path(__file__).parents[2]


def texts() -> list[str]:
    """The texts of corpus/ and of the gold's training and development part."""
    corpus = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    gold = [(ROOT / f"annotations/gold/{part}.jsonl").read_text(encoding="utf-8") for part in ("train", "dev")]
    return corpus + [json.loads(line)["text"] for part in gold for line in part.splitlines()]


def rate(tokenizer: Tokenizer, documents: list[str]) -> float:
    """Tokens of `documents` a second of processor time."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        layouts = tokenizer.layouts(documents)
        best = min(best, time.process_time() - began)
    return sum(len(layout.tokens) for layout in layouts) / best


def main() -> None:
    """Print a line a backend, and the ratio."""
    import torch

    torch.set_num_threads(1)
    documents = texts()
    rates = {name: rate(load_tokenizer(ROOT / "models" / "tokenizer", name), documents) for name in ("stanza", "onnx")}
    for name, tokens in rates.items():
        print(f"{name:8}{tokens:10,.0f} tokens/s")
    print(f"ratio   {rates['onnx'] / rates['stanza']:10.1f}")


if __name__ == "__main__":
    main()
