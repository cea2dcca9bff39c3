"""Lexicon phrases of several words: where one may begin, and which one stands there."""

from __future__ import annotations

from functools import cache

from pipeline.rules.lexicon import Readings, table

#: So many characters behind the first word of a phrase are looked at before the rest.
_HEAD = 3


@cache
def heads_of() -> dict[str, tuple[str, ...]]:
    """How the phrases that begin with a word go on, in up to `_HEAD` characters: most places need no longer look."""
    return {
        first: tuple({surface[len(first) : len(first) + _HEAD]: None for surface, _ in choices})
        for first, choices in table().phrases.items()
    }


def phrase_at(text: str, start: int, choices: list[tuple[str, Readings]]) -> tuple[int, Readings] | None:
    """The longest phrase that stands at `start` and ends at a word's end."""
    for surface, readings in choices:
        stop = start + len(surface)
        if text.startswith(surface, start) and not text[stop : stop + 1].isalnum():
            return stop, readings
    return None
