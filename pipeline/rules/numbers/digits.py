"""The value of a digit run: thousands and decimal signs of every tradition.

408,000 · 408.000 · 408،000 · ٤٠٨٬٠٠٠ are whole; 3,5 · 3.5 · ٣٫٥ · 0.770 · 1,234.56 · 1.234,56 · 1.234.56 are decimal.
One sign before exactly three digits separates thousands, as Vietnamese and English papers print it, unless zero or
more than three digits stand before it.
"""

from __future__ import annotations

import re

#: Longer runs are account numbers or noise, and int() of a huge run is slow.
MAX_DIGITS = 18

_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,٬،])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"([0-9]+|[0-9]{1,3}(?:([.,٬،])[0-9]{3})+)([.,٫،])([0-9]+)")


def value_of(digits: str) -> int | float | None:
    """The number that a digit run (folded, as in `Atom.digits`) stands for; None if it is none ("18.11.2024")."""
    if len(digits) <= MAX_DIGITS and digits.isdecimal():
        return int(digits)
    if len(digits) > MAX_DIGITS * 2:
        return None
    if _GROUPS.fullmatch(digits) and (digits[0] != "0"):
        return _whole(digits)
    decimal = _DECIMAL.fullmatch(digits)
    if decimal is None or (decimal[2] == decimal[3] and len(decimal[4]) > 2):
        return None
    number = float(f"{_whole(decimal[1])}.{decimal[4]}")
    return int(number) if number.is_integer() else number


def _whole(digits: str) -> int:
    return int(digits.replace(",", "").replace(".", "").replace("٬", "").replace("،", ""))
