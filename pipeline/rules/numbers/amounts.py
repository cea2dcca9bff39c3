"""Amounts: a number with its sign, percent, currency or fraction."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Value
from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers import money
from pipeline.rules.numbers.digits import value_of
from pipeline.rules.numbers.fractions import read_fraction, with_fraction
from pipeline.rules.numbers.order import is_counted_word, is_ordinal
from pipeline.rules.numbers.ordinals import read_ordinal
from pipeline.rules.numbers.words import Part, follows, joined, read_cardinal

#: What joins digits to words that stand further off.
_JOINTS = (" و ", " فاصله ")
#: Signs beside digits that change nothing.
_BARE_SIGNS = frozenset(' ،؛:()"«»[]\n') | frozenset(map(chr, range(0x621, 0x64B)))


class Amount(NamedTuple):
    """A number with all that belongs to it. `number` and `unit` are those of the bare number (see words.Part).

    `start`, `end`: view offsets; `first`, `after`: index of its first atom and of the next one.
    """

    start: int
    end: int
    first: int
    after: int
    kind: str
    value: Value
    number: int | float
    unit: int
    rule: str
    rows: tuple[str, ...] = ()
    currency: str = ""


def read_amount(text: Text, i: int) -> Amount | None:
    """The longest amount that begins at atom `i`: ordinal, percent, money, fraction or cardinal."""
    if text.atoms[i].digits:
        if _is_bare(text, i) and (value := value_of(text.atoms[i].digits)) is not None:
            return Amount(*text.atoms[i][:2], i, i + 1, "cardinal", value, value, 1, "digits")
    elif (coin := _coins_alone(text, i)) is not None:
        return coin
    part = read_ordinal(text, i)
    if part is not None:
        return _amount(text, i, part, "ordinal", "ordinal") if is_counted_word(text, i, part) else None
    part = read_fraction(text, i)
    kind = "cardinal" if part is not None and part.unit > 1 else "fraction"
    if part is None:
        part = read_cardinal(text, i)
        if part is None:
            return None
        if is_ordinal(text, i, part):
            return _amount(text, i, part, "ordinal", "ordinal by its article")
        part, kind = with_fraction(text, part), "cardinal"
    amount = _signed(text, _amount(text, i, part, kind, kind))
    return _percent(text, amount) or _money(text, amount) or amount


def _is_bare(text: Text, i: int) -> bool:
    """Digits that nothing around can join. Most are, so the whole grammar need not be asked about them."""
    atoms, body = text.atoms, text.text
    start, end, gap = atoms[i].start, atoms[i].end, atoms[i].gap
    if atoms[i].definite or (i + 1 < len(atoms) and atoms[i + 1].gap <= SPACE) or body.startswith(_JOINTS, end):
        return False
    if gap <= SPACE and not atoms[i - 1].readings.keys() <= {"comparator"}:
        return False
    around = body[end : end + 2] + body[start - 2 : start] if start > 1 else body[end : end + 2] + body[:start]
    return _BARE_SIGNS.issuperset(around)


def _amount(text: Text, i: int, part: Part, kind: str, rule: str) -> Amount:
    atom, end = text.atoms[i], text.atoms[part.after - 1].end
    skip = 0
    if not atom.digits:
        skip = next((r.skip for r in atom.readings.values() if r.entry.row == part.rows[0]), 0)
    start = atom.start + skip
    if atom.digits and part.value and 0 < part.value < 1 and atom.digits.isdecimal():
        start -= 1  # the decimal sign of ".25"
    value = round(part.value, 4) if kind == "fraction" else part.value
    return Amount(start, end, i, part.after, kind, value, part.value, part.unit, rule, part.rows)


def _signed(text: Text, amount: Amount) -> Amount:
    """`-12`, `+2,500`, `سالب مئة`."""
    start, i = amount.start, amount.first
    sign = text.text[start - 1 : start] if start else ""
    if (
        sign in ("-", "+")
        and sign
        and text.atoms[i].digits
        and not text.text[max(0, start - 2) : start - 1].strip("( :\n")
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
    if (reading := follows_any(text, amount.after, "percent")) is not None:
        last = text.atoms[amount.after].end
        rows = (*amount.rows, reading)
        after = amount.after + 1
        return amount._replace(
            end=last, after=after, kind="percent", value=amount.number, rule="percent words", rows=rows
        )
    before = amount.start - 1
    if text.atoms[amount.first].digits and before >= 0 and text.text[before] == "%":
        return amount._replace(start=before, kind="percent", value=amount.number, rule="percent sign before")
    return None


def follows_any(text: Text, i: int, category: str) -> str | None:
    """The row of atom `i` in a category, if it follows at once."""
    if i >= len(text.atoms) or text.atoms[i].gap > SPACE:
        return None
    reading = text.atoms[i].readings.get(category)
    return None if reading is None else reading.entry.row


def _money(text: Text, amount: Amount) -> Amount | None:
    if amount.kind == "fraction":
        return None
    currency = money.read_currency(text, amount.after, amount.end)
    if currency is not None:
        value: Value = {"amount": amount.number, "currency": currency.code}
        found = amount._replace(
            end=currency.end,
            after=currency.after,
            kind="money",
            value=value,
            rule="money",
            rows=amount.rows + currency.rows,
            currency=currency.code,
        )
        return _with_cents(text, found)
    in_front = money.before(text, amount.first) if text.atoms[amount.first].digits else None
    if in_front is None:
        return _cents(text, amount)
    code, start = in_front
    value = {"amount": amount.number, "currency": code}
    return amount._replace(start=start, kind="money", value=value, rule="money sign before", currency=code)


def _coins_alone(text: Text, i: int) -> Amount | None:
    """`دولارين`, and `جنيه وخمسين قرش`, where the noun itself says how many."""
    readings = text.atoms[i].readings
    reading = readings.get("currency_dual") or readings.get("currency")
    if reading is None:
        return None
    code, dual = reading.entry.value, reading.entry.category == "currency_dual"
    part = Part(2 if dual else 1, 1, i + 1, (reading.entry.row,))
    value: Value = {"amount": part.value, "currency": code}
    amount = _amount(text, i, part, "money", "money in a noun")._replace(value=value, currency=code)
    with_cents = _with_cents(text, amount)
    return with_cents if dual or with_cents.after > amount.after else None


def _with_cents(text: Text, amount: Amount) -> Amount:
    """`سبعة دولار وتسعة وتسعون سنت`: the smaller coins belong to the sum."""
    i = amount.after
    if not joined(text, i):
        return amount
    part = read_cardinal(text, i)
    subunit = follows(text, part.after, "subunit") if part is not None else None
    if part is None or subunit is None:
        return amount
    total = round(amount.number + part.value / int(subunit.entry.value.split(" ")[1]), 4)
    after = part.after + 1
    value: Value = {"amount": total, "currency": amount.currency}
    rows = (*amount.rows, *part.rows, subunit.entry.row)
    return amount._replace(end=text.atoms[after - 1].end, after=after, value=value, number=total, rows=rows)


def _cents(text: Text, amount: Amount) -> Amount | None:
    """`خمسين سنتا`, `6.95 سنتات أمريكية`."""
    subunit = follows(text, amount.after, "subunit")
    if subunit is None:
        return None
    name, whole = subunit.entry.value.split(" ")
    after, rows = amount.after + 1, (*amount.rows, subunit.entry.row)
    nationality = follows(text, after, "nationality")
    if nationality is not None and nationality.entry.value in money.SHARED.get(name, ()):
        name, after, rows = nationality.entry.value, after + 1, (*rows, nationality.entry.row)
    number = round(amount.number / int(whole), 4)
    value: Value = {"amount": number, "currency": name}
    coins = amount._replace(end=text.atoms[after - 1].end, after=after, rows=rows, rule="money in small coins")
    return coins._replace(kind="money", value=value, number=number, currency=name)
