"""Amounts: a number with its sign, percent, currency or fraction."""

from __future__ import annotations

from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers.amount import Amount, amount_of
from pipeline.rules.numbers.digits import value_of
from pipeline.rules.numbers.fractions import read_fraction, with_fraction
from pipeline.rules.numbers.order import is_counted_word, is_ordinal
from pipeline.rules.numbers.ordinals import read_ordinal
from pipeline.rules.numbers.sums import coins_alone, with_currency
from pipeline.rules.numbers.words import read_cardinal

#: What joins digits to words that stand further off.
_JOINTS = (" و ", " فاصله ")
#: Signs beside digits that change nothing.
_BARE_SIGNS = frozenset(' ،؛:()"«»[]\n0123456789') | frozenset(map(chr, range(0x621, 0x64B)))


def read_amount(text: Text, i: int) -> Amount | None:
    """The longest amount that begins at atom `i`: ordinal, percent, money, fraction or cardinal."""
    if text.atoms[i].digits:
        if _is_bare(text, i) and (value := value_of(text.atoms[i].digits)) is not None:
            return Amount(*text.atoms[i][:2], i, i + 1, "cardinal", value, value, 1, "digits")
    elif (coin := coins_alone(text, i)) is not None:
        return coin
    part = read_ordinal(text, i)
    if part is not None:
        return amount_of(text, i, part, "ordinal", "ordinal") if is_counted_word(text, i, part) else None
    part = read_fraction(text, i)
    kind = "cardinal" if part is not None and part.unit > 1 else "fraction"
    if part is None:
        part = read_cardinal(text, i)
        if part is None:
            return None
        if is_ordinal(text, i, part):
            return amount_of(text, i, part, "ordinal", "ordinal by its article")
        part, kind = with_fraction(text, part), "cardinal"
    amount = _signed(text, amount_of(text, i, part, kind, kind))
    return _percent(text, amount) or with_currency(text, amount) or amount


def _is_bare(text: Text, i: int) -> bool:
    """Digits that nothing around can join. Most are, so the whole grammar need not be asked about them."""
    atoms, body = text.atoms, text.text
    start, end, gap = atoms[i].start, atoms[i].end, atoms[i].gap
    if atoms[i].definite or body.startswith(_JOINTS, end) or body.endswith("lan thu ", 0, start):
        return False
    if i + 1 < len(atoms) and atoms[i + 1].gap <= SPACE and len(atoms[i + 1].digits) in (0, 3):
        return False
    if gap <= SPACE and not atoms[i - 1].readings.keys() <= {"comparator"}:
        return False
    around = body[end : end + 2] + body[start - 2 : start] if start > 1 else body[end : end + 2] + body[:start]
    return _BARE_SIGNS.issuperset(around)


def _signed(text: Text, amount: Amount) -> Amount:
    """`-12`, `+2,500`, `سالب مئة`."""
    start, i = amount.start, amount.first
    sign = text.text[start - 1 : start] if start else ""
    before = text.text[max(0, start - 3) : max(0, start - 1)]
    if (
        sign in ("-", "+")
        and text.atoms[i].digits
        and (not before[-1:].strip("( :\n") or before == " و")
        and not (before[-1:] == " " and before[:1].isdecimal())
    ):
        return _negated(amount, start - 1) if sign == "-" else amount._replace(start=start - 1)
    if i and text.atoms[i].gap == SPACE and (minus := text.atoms[i - 1].readings.get("minus")) is not None:
        return _negated(amount, text.atoms[i - 1].start + minus.skip)
    return amount


def _negated(amount: Amount, start: int) -> Amount:
    return amount._replace(start=start, value=-amount.number, number=-amount.number)


def _percent(text: Text, amount: Amount) -> Amount | None:
    end = amount.end + 1 if text.text[amount.end : amount.end + 1] == " " else amount.end
    if text.text[end : end + 1] == "%":
        return amount._replace(end=end + 1, kind="percent", value=amount.number, rule="percent sign")
    if (reading := _row(text, amount.after, "percent")) is not None:
        last = text.atoms[amount.after].end
        rows = (*amount.rows, reading)
        after = amount.after + 1
        return amount._replace(
            end=last, after=after, kind="percent", value=amount.number, rule="percent words", rows=rows
        )
    before = amount.start - (2 if text.text[max(0, amount.start - 2) : amount.start] == "% " else 1)
    taken = text.text[max(0, before - 2) : max(0, before)].rstrip(" ")[-1:].isdecimal()  # `5% 355`: that of another
    if text.atoms[amount.first].digits and before >= 0 and text.text[before] == "%" and not taken:
        return amount._replace(start=before, kind="percent", value=amount.number, rule="percent sign before")
    return None


def _row(text: Text, i: int, category: str) -> str | None:
    """The row of atom `i` in a category, if it follows at once."""
    if i >= len(text.atoms) or text.atoms[i].gap > SPACE:
        return None
    reading = text.atoms[i].readings.get(category)
    return None if reading is None else reading.entry.row
