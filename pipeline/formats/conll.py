"""CoNLL: one token a line, its labels in IOB2 (Ramshaw and Marcus 1995, as in CoNLL 2003).

    # newdoc id = "a"
    تو	4	6	B-PER	O
    لام	7	10	I-PER	O

Columns: token, its start and end in the text (code points), label of the model, label of the rules; tabs between
them. A token is a run of letters, digits, marks and joiners, or one other character, and it is cut where a span
begins or ends; so the spans can be read back exactly. An empty line stands where the text has a line end, and
between documents. Values are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import BinaryIO

from pipeline.document import MODEL_LABELS, Document, Span
from pipeline.formats.output import one_line

_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Marks and joiners of a word: tashkeel, Latin accents, ZWNJ and ZWJ. Tatweel is a letter already.
_TOKEN = re.compile(
    r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d]+|\S"
)


@contextmanager
def writing(stream: BinaryIO) -> Iterator[Callable[[Document], object]]:
    """What writes one document after another."""
    yield lambda document: stream.write(dump(document).encode("utf-8"))


def dump(document: Document) -> str:
    """The document's lines, an empty one at their end."""
    layers = ([span for span in document.spans if (span.label in MODEL_LABELS) is model] for model in (True, False))
    columns = [_tags(layer) for layer in layers]
    rows = [f"# newdoc id = {one_line(document.id)}"]
    previous = 0
    for start, end in _tokens(document):
        if previous and _LINE_END.search(document.text, previous, start):
            rows.append("")
        tags = "\t".join(tag(start) for tag in columns)
        rows.append(f"{document.text[start:end]}\t{start}\t{end}\t{tags}")
        previous = end
    return "\n".join([*rows, "", ""])


def _tokens(document: Document) -> Iterator[tuple[int, int]]:
    edges = sorted({0, len(document.text), *(edge for span in document.spans for edge in (span.start, span.end))})
    for start, end in pairwise(edges):
        yield from (found.span() for found in _TOKEN.finditer(document.text, start, end))


def _tags(spans: list[Span]) -> Callable[[int], str]:
    """The tag of the token at a place; to be asked from left to right."""
    waiting = iter(spans)
    current = next(waiting, None)

    def tag(start: int) -> str:
        """The tag of the token that begins there; asked in text order."""
        nonlocal current
        while current and current.end <= start:
            current = next(waiting, None)
        if current is None or start < current.start:
            return "O"
        return f"{'B' if start == current.start else 'I'}-{current.label}"

    return tag
