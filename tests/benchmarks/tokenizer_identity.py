"""Compare both backends: python tests/benchmarks/tokenizer_identity.py FILE... [--megabytes N]

A file holds a text a line, or a record (.jsonl). Reads the first N megabytes of each, then counts the texts whose
layouts differ in any offset, word or sentence, and shows them. Exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pipeline.text.tokenize import load_tokenizer

ROOT = Path(__file__).parents[2]
_LINES = 200


def lines(path: Path, size: int) -> Iterator[str]:
    """Texts of a file up to `size` bytes of it."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            size -= len(line.encode("utf-8", "surrogatepass"))
            if size < 0:
                return
            yield json.loads(line)["text"] if path.suffix == ".jsonl" else line.rstrip("\n")


def main() -> int:
    """Print a line a file and each difference; 1 when there is any."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--megabytes", type=float, default=10)
    options = parser.parse_args()
    stanza, onnx = (load_tokenizer(ROOT / "models" / "tokenizer", name) for name in ("stanza", "onnx"))
    wrong = 0
    for path in options.files:
        tokens = count = differing = 0
        texts = lines(path, int(options.megabytes * 1_000_000))
        while batch := list(islice(texts, _LINES)):
            for text, expected, found in zip(batch, stanza.layouts(batch), onnx.layouts(batch), strict=True):
                count, tokens, differing = count + 1, tokens + len(expected.tokens), differing + (found != expected)
                if found != expected:
                    odd = sorted({*expected.tokens} ^ {*found.tokens})
                    print(f"{path}: {text[:80]!r}: {odd[:6]} {[*{*expected.sentences} ^ {*found.sentences}][:6]}")
        print(f"{path}: {differing} of {count:,} lines differ ({tokens:,} tokens)", flush=True)
        wrong += differing
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
