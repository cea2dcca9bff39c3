"""What a grammar proposes: a span with its typed value, and the reasons for it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Label, Value


class Candidate(NamedTuple):
    """A proposed span. `start` and `end` are offsets of the view (see lexer.py); the merge turns them into raw ones.

    Where two candidates overlap the longer one wins, then the one of greater `strength`, then the earlier one.
    A `veto` gives no span: it keeps shorter candidates out of its range (a telephone number, a plate).
    `rule` and `rows` (of lexicon entries, "file:line") are what `explain` shows.
    """

    start: int
    end: int
    label: Label
    kind: str | None
    value: Value | None
    rule: str
    modifier: str | None = None
    resolved: str | None = None
    calendar: str | None = None
    flag: str | None = None
    rows: tuple[str, ...] = ()
    strength: int = 0
    veto: bool = False
