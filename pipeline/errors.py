"""The one exception that jisr raises for bad input: it says what, where, what was expected and what to do."""

from __future__ import annotations

from functools import partial


class JisrError(ValueError):
    """Bad input, said so that the reader can mend it.

    Parts are kept apart so that a program can use them; `str()` joins them for a person.
    """

    def __init__(self, what: str, *, where: str = "", expected: str = "", hint: str = "") -> None:
        self.what, self.where, self.expected, self.hint = what, where, expected, hint
        super().__init__(what, where, expected, hint)

    def __reduce__(self) -> tuple[object, ...]:
        """How it goes from one process to another: its parts have names, which pickle alone would not give back."""
        parts = {"where": self.where, "expected": self.expected, "hint": self.hint}
        return partial(type(self), self.what, **parts), ()

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        tail = [f"expected {self.expected}"] if self.expected else []
        tail += [self.hint] if self.hint else []
        return "; ".join([head, *tail])


class UsageError(JisrError):
    """The call itself was wrong (a missing file, an unknown option value): nothing is written, exit code 2."""
