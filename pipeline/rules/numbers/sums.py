"""Sums of money: an amount with its currency, and coins that need no number (دولارين)."""

from __future__ import annotations

from pipeline.document import Value
from pipeline.rules.lexer import Text
from pipeline.rules.numbers import money
from pipeline.rules.numbers.amount import Amount, amount_of
from pipeline.rules.numbers.parts import Part, follows, joined
from pipeline.rules.numbers.words import read_cardinal


def with_currency(text: Text, amount: Amount) -> Amount | None:
    """The amount with the currency behind or before it; None if there is none."""
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


def coins_alone(text: Text, i: int) -> Amount | None:
    """`دولارين`, and `جنيه وخمسين قرش`, where the noun itself says how many."""
    readings = text.atoms[i].readings
    reading = readings.get("currency_dual") or readings.get("currency")
    if reading is None:
        return None
    code, dual = reading.entry.value, reading.entry.category == "currency_dual"
    part = Part(2 if dual else 1, 1, i + 1, (reading.entry.row,))
    value: Value = {"amount": part.value, "currency": code}
    amount = amount_of(text, i, part, "money", "money in a noun")._replace(value=value, currency=code)
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
