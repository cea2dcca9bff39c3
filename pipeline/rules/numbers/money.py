"""Currencies: the word, code or sign beside an amount, as ISO 4217 codes.

A shared name (دينار) is settled by the adjective behind it (دينار كويتي), else by the countries that the document
names, else by the commonest bearer of the name; a dinar or crown of no country keeps its English name.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.lexicon import table
from pipeline.rules.numbers.context import near
from pipeline.rules.numbers.parts import follows

#: The bearers of a shared name, the default first ("" where none is).
SHARED: dict[str, tuple[str, ...]] = {
    "dollar": ("USD", "SGD", "AUD", "CAD", "HKD", "TWD", "NZD"),
    "riyal": ("SAR", "QAR", "OMR", "YER", "IRR", "BRL"),
    "dirham": ("AED", "MAD"),
    "dinar": ("", "KWD", "BHD", "JOD", "IQD", "DZD", "TND", "LYD", "RSD"),
    "pound": ("EGP", "GBP", "SDG", "SYP", "LBP"),
    "lira": ("TRY", "LBP", "SYP"),
    "rupee": ("INR", "PKR", "IDR"),
    "krone": ("", "CZK", "SEK", "NOK", "DKK"),
    "peso": ("PHP", "MXN"),
    "toman": ("IRR",),
    "cent": ("USD", "EUR"),
    "fils": ("KWD", "AED", "JOD"),
}
#: A plain dollar or pound is the default however many countries the document names.
_BY_COUNTRY = frozenset({"riyal", "dirham", "dinar", "lira", "rupee", "krone", "peso"})


class Currency(NamedTuple):
    """A currency beside an amount: its code or shared name, the end of its words, the index of the next atom."""

    code: str
    end: int
    after: int
    rows: tuple[str, ...]


def read_currency(text: Text, i: int, end: int) -> Currency | None:
    """The currency that stands at atom `i` or as a sign at view offset `end`, right behind an amount."""
    reading = follows(text, i, "currency")
    if reading is None:
        return _sign(text, i, end)
    atom, rows = text.atoms[i], (reading.entry.row,)
    nationality = follows(text, i + 1, "nationality")
    if nationality is not None and nationality.entry.value in SHARED.get(reading.entry.value, (reading.entry.value,)):
        return Currency(nationality.entry.value, text.atoms[i + 1].end, i + 2, (*rows, nationality.entry.row))
    return Currency(reading.entry.value, atom.end, i + 1, rows)


def before(text: Text, i: int) -> tuple[str, int] | None:
    """The currency sign or code in front of a digit run, and where it starts."""
    start = text.atoms[i].start
    if i and text.atoms[i].gap <= SPACE and (reading := text.atoms[i - 1].readings.get("currency")) is not None:
        code = reading.entry.surface
        if code == "SAR" and i > 1 and "serial" in text.atoms[i - 2].readings:
            return None  # السفينة SAR 412: search and rescue
        if (
            code.isascii()
            and code.isupper()
            and not (i > 1 and text.atoms[i - 2].digits and text.atoms[i - 1].gap <= SPACE)
            and not near(text, i - 1, "serial", words=0)  # السفينة SAR 412
        ):
            return reading.entry.value, text.atoms[i - 1].start
    at = start - 2 if text.text[start - 1 : start] == " " else start - 1
    if (
        at < 0
        or (sign := table().words.get(text.text[at])) is None
        or "currency" not in sign
        or text.text[at].isalnum()
    ):
        return None
    return sign["currency"].entry.value, at - 2 if text.text[max(0, at - 2) : at] == "US" else at


def settle(text: Text) -> dict[str, str]:
    """What each shared name means in this document: name → ISO 4217 code, or the name itself."""
    named = Counter(
        reading.entry.value
        for atom in text.atoms
        for category in ("nationality", "country")
        if (reading := atom.readings.get(category)) is not None
    )
    settled = {name: bearers[0] or name for name, bearers in SHARED.items()}
    for name in _BY_COUNTRY:
        best = max(SHARED[name], key=lambda code: named[code])
        settled[name] = best if named[best] else settled[name]
    return settled


def _sign(text: Text, i: int, end: int) -> Currency | None:
    at = end + 1 if text.text[end : end + 1] == " " else end
    sign = text.text[at : at + 1]
    if not sign or sign.isalnum() or (readings := table().words.get(sign)) is None or "currency" not in readings:
        return None
    if text.text[at + 1 : at + 2].isdecimal():
        return None
    entry = readings["currency"].entry
    return Currency(entry.value, at + 1, i, (entry.row,))
