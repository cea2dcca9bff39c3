"""Codes, telephone numbers and plates: digits that are no numbers."""

from __future__ import annotations

import re

from pipeline.rules.lexer import SPACE, Text
from pipeline.rules.numbers.context import last_word, near
from pipeline.rules.numbers.digits import MAX_DIGITS

_LATIN_TAIL = re.compile(r"[A-Za-z]+")
_LATIN_UNITS = frozenset(
    ("km", "kg", "m", "cm", "mm", "ha", "g", "mg", "ml", "l", "kW", "MW", "GW", "kWh", "MWh", "GWh", "kV", "Hz", "GB")
)
#: A ship's or unit's sign before its number: "QNg 95417".
_LATIN_SIGN = re.compile(r"(?:^|[^A-Za-z])[A-Z][A-Za-z]{1,2} $")
#: `59X1-`, `v1.`: what ties digits to the letters of a code.
_LATIN_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*[-/.]$")
#: The beginning of an address on the web, without a blank up to the digits.
_ADDRESS = re.compile(r"(?:://|www\.)[^\s]{0,200}$")
_LONGEST_ADDRESS = 210
#: `81-02D`: the plate of a vehicle or of a station that tests them.
_PLATE = re.compile(r"-[0-9]{2}[A-Z](?![A-Za-z])")
_FILE_NAME = re.compile(r"\.(?!com)[A-Za-z]{2,4}(?![A-Za-z])")
#: `كم2`, `م3`, `متر2`: square and cubic units.
_SQUARE = re.compile(r"(?:^|[^\u0621-\u064a])(?:[كسم]?م|كلم|متر|كيلومتر)$")
#: What stands before or behind the code of a country: `+84 912`.
_ABROAD = re.compile(r"\+[0-9]{1,3}\)? ?(?:[0-9] ?){8}")
_ABROAD_BEGUN = re.compile(r"\+[0-9]{1,3}\)? (?:[0-9]+ )*$")
#: A telephone number has no more groups behind its first.
_GROUPS = 4


def is_in_code(text: Text, start: int, end: int, kind: str) -> bool:
    """Digits that letters, - / . : _ tie to letters."""
    body = text.text
    before = body[start - 1 : start] if start else ""
    earlier = body[start - 2 : start - 1] if start > 1 else ""
    if before and before in "-/." and _LATIN_CODE.search(body, max(0, start - 12), start):
        return True
    if before and before in "-/.=_" and _ADDRESS.search(body, max(0, start - _LONGEST_ADDRESS), start):
        return True
    if _FILE_NAME.match(body, end) or (before == "[" and body[end : end + 1] == "]"):
        return True
    if before in ("م", "ر") and body[start:end] in ("2", "3") and _SQUARE.search(body, max(0, start - 9), start):
        return True
    if before and (before in "_@=&#" or (before.isascii() and before.isalnum())):
        return before != "#"
    if kind in ("percent", "money"):
        return False
    if (
        before
        and before in "-/:."
        and ((earlier.isalpha() and not body.endswith("صفر", 0, start - 1)) or (before == "." and earlier.isalnum()))
    ):
        return True
    word = _LATIN_TAIL.match(body, end)
    if word is not None:
        return word[0] not in _LATIN_UNITS
    if _PLATE.match(body, end):
        return True
    tail = body[end + 1 : end + 2]
    return body[end : end + 1] in ("-", "/", "_") and tail.isascii() and tail.isalpha()


def is_serial(text: Text, i: int, start: int) -> bool:
    """A telephone, account, ship or plate number."""
    digits, body = text.atoms[i].digits, text.text
    if len(digits) > MAX_DIGITS - 3 or _is_dialled(text, i):
        return True
    if len(digits) > 1 and digits[0] == "0" and digits[1] not in ".,٫" and start == text.atoms[i].start:
        return not (len(digits) <= 3 and last_word(text, start) in ("رقم", "الرقم"))
    if not digits.isdecimal():
        return False
    sign = _LATIN_SIGN.search(body, max(0, start - 5), start)
    if sign is not None and (len(digits) >= 4 or (len(digits) == 3 and sign[0].strip().isupper())):
        return True
    followed = body[start + len(digits) : start + len(digits) + 2]
    return len(digits) >= (4 if followed[1:].isalpha() else 3) and near(text, i, "serial", words=1)


def _is_dialled(text: Text, i: int) -> bool:
    """A telephone number in groups: `0912 345 678`, `1900 6067`, `(+84) 912345678`."""
    start = text.atoms[i].start
    begun = _ABROAD_BEGUN.search(text.text, max(0, start - 16), start)
    if _ABROAD.match(text.text, begun.start() if begun is not None else max(0, start - 1)):
        return True
    first = i
    while i - first < _GROUPS and first > 0 and _follows_digits(text, first):
        first -= 1
    if first == i:
        return False
    digits = text.atoms[first].digits
    return (digits[0] == "0" and len(digits) > 2) or near(text, first, "serial", words=1)


def _follows_digits(text: Text, i: int) -> bool:
    return text.atoms[i].gap == SPACE and bool(text.atoms[i - 1].digits) and not text.atoms[i].particle
