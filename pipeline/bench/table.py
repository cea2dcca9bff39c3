"""Figures as a Markdown table that is also readable as it stands."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, the others to the right, all cells of a column equally wide."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = [("-" * width) if number == 0 else "-" * (width - 1) + ":" for number, width in enumerate(widths)]
    return "\n".join("| " + " | ".join(_padded(row, widths)) + " |" for row in (head, rule, *rows))


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if number == 0 else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
