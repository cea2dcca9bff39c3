"""The rules, ready to use: numbers, dates and references to documents in a text.

rules = Rules()
rules("بلغ 408,000 نموذج")              # spans
rules.explain("بلغ 408,000 نموذج")      # the rule and the lexicon rows behind each span
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.document import Span
from pipeline.rules import dates, laws
from pipeline.rules.candidate import Candidate
from pipeline.rules.lexer import lex
from pipeline.rules.lexicon import table
from pipeline.rules.merge import merge
from pipeline.rules.numbers.find import find as find_numbers
from pipeline.rules.view import View

#: The digits of these have no other meaning, and nothing that begins in them goes on behind them.
_FULL = frozenset({"date: numeric date", "date: day month", "date: range"})


class Explanation(NamedTuple):
    """Why a span is there: the rule that found it and the lexicon rows ("file:line") that it used."""

    span: Span
    rule: str
    rows: tuple[str, ...]


class Rules:
    """NUM, DATE and LAW by grammar. Making one loads the lexicons; it has no state and may be shared by threads."""

    def __init__(self) -> None:
        table()

    def __call__(
        self, text: str, *, published: date | None = None, furniture: Sequence[tuple[int, int]] = ()
    ) -> tuple[Span, ...]:
        """The spans of a text, sorted and disjoint.

        `published` is the day that incomplete dates are resolved against. `furniture` are raw ranges
        (start, end) that no span may touch.
        """
        return tuple(explanation.span for explanation in self.explain(text, published=published, furniture=furniture))

    def explain(
        self, text: str, *, published: date | None = None, furniture: Sequence[tuple[int, int]] = ()
    ) -> list[Explanation]:
        """The same spans, each with its rule and lexicon rows."""
        seen = lex(text)
        dated = list(dates.find(seen, published))
        full = ((date.start, date.end) for date in dated if date.rule in _FULL)
        candidates = [*find_numbers(seen, full), *laws.find(seen), *dated]
        taken = [(seen.view.offset_of(start), seen.view.offset_of(end)) for start, end in furniture]
        return [Explanation(_span(seen.view, c), c.rule, c.rows) for c in merge(candidates, taken)]


def _span(view: View, found: Candidate) -> Span:
    start, end = view.raw_start(found.start), view.raw_end(found.end)
    return Span(
        start=start,
        end=end,
        label=found.label,
        text=view.raw[start:end],
        kind=found.kind,
        value=found.value,
        modifier=found.modifier,
        resolved=found.resolved,
        calendar=found.calendar,
        flag=found.flag,
    )
