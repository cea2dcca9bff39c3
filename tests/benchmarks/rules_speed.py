"""Characters a second of the rules, by stage, on one core: `python tests/benchmarks/rules_speed.py [FILE.txt ...]`.

Without files it reads corpus/ and the texts of the gold, over and over, as documents of their own length. Where
dateparser is installed, the same run prints the ratio to it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHARACTERS = 3_000_000


def documents(paths: list[str]) -> list[str]:
    """The texts to read, repeated up to CHARACTERS characters."""
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    if not texts:
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
        gold = (ROOT / "annotations" / "gold" / "train.jsonl").read_text(encoding="utf-8")
        texts += [json.loads(line)["text"] for line in gold.splitlines()]
    total = sum(map(len, texts))
    return texts * max(1, CHARACTERS // total)


def timed(name: str, read: Callable[[Any], Any], things: Iterable[Any], characters: int) -> list[Any]:
    """Run one stage over all documents, print its speed, and give back what it made."""
    begun = time.process_time()
    made = [read(thing) for thing in things]
    seconds = time.process_time() - begun
    print(f"{name:12}{characters / seconds:14,.0f} characters/s{1e9 * seconds / characters:10.0f} ns/character")
    return made


def peers(texts: list[str], ours: float) -> None:
    """The ratio to each installed peer, on the first hundred thousand characters."""
    sample = "".join(texts)[:100_000]
    if find_spec("dateparser"):
        from dateparser.search import search_dates

        begun = time.process_time()
        search_dates(sample, languages=["ar"])
        print(f"dateparser: ours is {ours / (len(sample) / (time.process_time() - begun)):.0f} times as fast")


def main() -> None:
    """Print start-up time and the speed of each stage."""
    begun = time.process_time()
    from pipeline.rules import dates, laws
    from pipeline.rules.engine import Rules
    from pipeline.rules.lexer import lex
    from pipeline.rules.numbers.find import find
    from pipeline.rules.view import view

    rules = Rules()
    print(f"start-up    {time.process_time() - begun:14.3f} s")
    texts = documents(sys.argv[1:])
    characters = sum(map(len, texts))
    timed("view", view, texts, characters)
    lexed = timed("view, lexer", lex, texts, characters)
    timed("numbers", lambda text: list(find(text)), lexed, characters)
    timed("laws", lambda text: list(laws.find(text)), lexed, characters)
    timed("dates", lambda text: list(dates.find(text, None)), lexed, characters)
    begun = time.process_time()
    timed("all", rules, texts, characters)
    peers(texts, characters / (time.process_time() - begun))


if __name__ == "__main__":
    main()
