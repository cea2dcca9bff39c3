"""Words beside a date that say how it is to be read. They are no atoms: the grammar looks for them where it needs them.

`words.tsv` has the columns word (as `view.fold` spells it), cue and source; lines that begin with `#` say what a
cue is for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def words(cue: str) -> frozenset[str]:
    """The words of a cue. Raises KeyError if there is none of that name."""
    return _table()[cue]


@cache
def _table() -> dict[str, frozenset[str]]:
    rows: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("words.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            word, cue, _ = line.split("\t")
            rows.setdefault(cue, set()).add(word)
    return {cue: frozenset(found) for cue, found in rows.items()}


def is_cue(word: str, cue: str) -> bool:
    """Is `word`, perhaps with و or ف attached, among the words of a cue?"""
    table = words(cue)
    return word in table or (word[:1] in ("و", "ف") and word[1:] in table)
