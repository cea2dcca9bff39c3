"""Make a new document by replacing stretches of an annotated one, with every span moved along."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from pipeline.document import Document


class Edit(NamedTuple):
    """Put `text` in the place of code points `start` to `end`; where they are equal, before what stands there."""

    start: int
    end: int
    text: str


def apply(document: Document, edits: Sequence[Edit]) -> Document:
    """The edited copy. Edits are disjoint and sorted; a span may hold edits or be one, but none may cross its edge."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += [document.text[position : edit.start], edit.text]
        position = edit.end
    text = "".join([*pieces, document.text[position:]])
    ends = [edit.end for edit in edits]
    growth = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]

    def new(offset: int) -> int:
        """Where an offset of the old text lies in the new one."""
        return offset + growth[bisect_right(ends, offset)]

    spans = []
    for span in document.spans:
        start, end = new(span.start), new(span.end)
        spans.append(msgspec.structs.replace(span, start=start, end=end, text=text[start:end]))
    return Document(id=document.id, text=text, meta=document.meta, spans=tuple(spans))
