"""A document as paragraphs of nested pieces, so that HTML, which cannot cross elements, can show crossing spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.document import Document, Span

_VIETNAMESE = re.compile("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")


class Piece(NamedTuple):
    """A stretch of text; with a span if one covers it. `first`: the span begins here (it may be cut in two)."""

    text: str
    span: Span | None
    first: bool
    inner: tuple[Piece, ...]


class Paragraph(NamedTuple):
    """One line of the text with the direction and, where it is sure, the language that it is set in."""

    direction: str
    language: str
    pieces: tuple[Piece, ...]


class _Stretch(NamedTuple):
    start: int
    end: int
    span: Span


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The document's lines, empty ones too; joined by line feeds their pieces give back the text."""
    spans = list(document.spans)
    start = 0
    for line in document.text.split("\n"):
        end = start + len(line)
        inside = [_Stretch(max(s.start, start), min(s.end, end), s) for s in spans if s.start < end and s.end > start]
        spans = [span for span in spans if span.end > end]
        yield Paragraph(*_setting(line), tuple(_pieces(document.text, start, end, _uncrossed(inside))))
        start = end + 1


def _uncrossed(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """The same cover with no two stretches crossing: one that leaves its outer stretch is cut at that edge."""
    waiting = sorted(stretches, key=_order, reverse=True)
    done: list[_Stretch] = []
    open_ends: list[int] = []
    while waiting:
        stretch = waiting.pop()
        while open_ends and open_ends[-1] <= stretch.start:
            open_ends.pop()
        if open_ends and stretch.end > open_ends[-1]:
            waiting.append(stretch._replace(start=open_ends[-1]))
            waiting.append(stretch._replace(end=open_ends[-1]))
            waiting.sort(key=_order, reverse=True)
            continue
        open_ends.append(stretch.end)
        done.append(stretch)
    return done


def _order(stretch: _Stretch) -> tuple[int, int, str]:
    return stretch.start, -stretch.end, stretch.span.label


def _pieces(text: str, start: int, end: int, stretches: list[_Stretch]) -> Iterator[Piece]:
    """Pieces of `text[start:end]`; `stretches` lie inside it, in order, and do not cross."""
    position = start
    for place, stretch in enumerate(stretches):
        if stretch.start < position:
            continue  # inside the one before, which has taken it in
        if position < stretch.start:
            yield Piece(text[position : stretch.start], None, False, ())
        inside = [each for each in stretches[place + 1 :] if each.start < stretch.end]
        inner = tuple(_pieces(text, stretch.start, stretch.end, inside))
        yield Piece(text[stretch.start : stretch.end], stretch.span, stretch.start == stretch.span.start, inner)
        position = stretch.end
    if position < end:
        yield Piece(text[position:end], None, False, ())


def _setting(line: str) -> tuple[str, str]:
    """Direction and language by the letters that are in the majority, not by the first: "VNA - هانوي" is Arabic."""
    kinds = [unicodedata.bidirectional(character) for character in line]
    right, left = sum(kind in ("R", "AL") for kind in kinds), kinds.count("L")
    if right == left == 0:
        return "auto", ""
    if right >= left:
        return "rtl", "ar"
    return "ltr", "vi" if _VIETNAMESE.search(line) else ""
