"""Find every NUM of a text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from pipeline.rules.candidate import Candidate
from pipeline.rules.lexer import Atom, Text
from pipeline.rules.numbers import modifiers
from pipeline.rules.numbers.amount import Amount
from pipeline.rules.numbers.amounts import read_amount
from pipeline.rules.numbers.codes import is_in_code, is_serial
from pipeline.rules.numbers.context import is_list_numeral, is_other_word
from pipeline.rules.numbers.money import SHARED, settle
from pipeline.rules.numbers.parts import joined
from pipeline.rules.numbers.ranges import read_pair

_STARTS = frozenset(
    {"one", "one_of_ten", "zero", "ten", "tens", "hundred", "hundreds", "scale", "scale_dual"}
    | {"ordinal", "ordinal_ten", "ordinal_of_ten", "roman", "fraction", "fraction_dual", "currency_dual", "currency"}
)


_NO_RANGE = (sys.maxsize, sys.maxsize)


#: What makes "one" a share: "واحدة من كل ألف".
_OF_EVERY = (" من كل ", " من بين كل ", " فقط من كل ", " في كل ", " لكل ")


def find(text: Text, dated: Iterable[tuple[int, int]] = ()) -> Iterator[Candidate]:
    """Every number of a text, in text order. Numbers inside dates and codes are among them: the merge drops those.

    What begins inside one of the ranges `dated` (start, end; in text order) is not read.
    """
    currencies: dict[str, str] | None = None
    ranges = iter(dated)
    start, end = next(ranges, _NO_RANGE)
    i = 0
    while i < len(text.atoms):
        while end <= text.atoms[i].start:
            start, end = next(ranges, _NO_RANGE)
        if start <= text.atoms[i].start:
            i += 1
            continue
        amount = read_amount(text, i) if _may_start(text.atoms[i]) else None
        if amount is None:
            i += 1
            continue
        amount = read_pair(text, amount) or amount
        i = amount.after
        if not _is_number(text, amount):
            continue
        if amount.currency in SHARED:
            currencies = currencies or settle(text)
            amount = _in_currency(amount, currencies[amount.currency])
        yield _candidate(text, amount)


def _may_start(atom: Atom) -> bool:
    return bool(atom.digits) or not (_STARTS.isdisjoint(atom.readings) or "no_number" in atom.readings)


def _is_number(text: Text, amount: Amount) -> bool:
    i = amount.first
    if not text.atoms[i].digits:
        if amount.after == i + 1 and amount.kind == "cardinal":
            return not is_other_word(text, i) and (amount.number != 1 or _stands_alone(text, amount))
        return True
    if is_in_code(text, amount.start, amount.end, "money" if amount.currency else amount.kind):
        return False
    return amount.kind != "cardinal" or not (is_list_numeral(text, i, amount.end) or is_serial(text, i, amount.start))


def _stands_alone(text: Text, amount: Amount) -> bool:
    """واحد beside a noun is an article; it counts only where no word stands beside it."""
    before = text.text[max(0, amount.start - 2) : amount.start]
    after = text.text[amount.end : amount.end + 2]
    if text.text.startswith(_OF_EVERY, amount.end):
        return True
    if joined(text, amount.after) and _may_start(text.atoms[amount.after]):
        return True
    return not any(c.isalpha() for c in before + after)


def _in_currency(amount: Amount, code: str) -> Amount:
    value = amount.value
    return amount._replace(value={**value, "currency": code}) if isinstance(value, dict) else amount


def _candidate(text: Text, amount: Amount) -> Candidate:
    modifier = None
    if amount.kind != "ordinal":
        modifier = modifiers.before(text, amount.first) or modifiers.behind(text, amount.after, amount.end)
    strength = 2 if amount.rule == "fraction in digits" else -1
    rule = f"number: {amount.rule}"
    return Candidate(
        amount.start,
        amount.end,
        "NUM",
        amount.kind,
        amount.value,
        rule,
        modifier,
        rows=amount.rows,
        strength=strength,
    )
