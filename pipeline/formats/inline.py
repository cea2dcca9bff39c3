"""Marked-up text: annotation that a person can write and read in any editor.

    عمل الأمين العام ⟦PER|تو لام⟧ في ⟦DATE|صباح يوم 18 نوفمبر|value=2024-11-18TMO|kind=date⟧

A mark is ⟦LABEL|surface|key=value|…⟧; marks nest. The value of a NUM is JSON, every other value is a string
(quotes around it are dropped). A file may open with a head of `# key: value` lines, ended by one blank line;
`id` names the document, the other keys become its metadata.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline.document import Document, Span, Value, in_order
from pipeline.errors import JisrError

_MARK = re.compile(r"⟦([A-Z]+)\||((?:\|[a-z]+=[^|⟦⟧]*)*)⟧")
_HEAD = re.compile(r"#\s*(\w+):\s*(.*)")
_EXPECTED = "⟦LABEL|surface|key=value⟧"


def parse(body: str, *, id: str = "inline", meta: dict[str, Any] | None = None) -> Document:
    """Read marked-up text into a document. Raises JisrError on a broken mark."""
    plain: list[str] = []
    spans: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    position = length = 0
    for match in _MARK.finditer(body):
        plain.append(body[position : match.start()])
        length += match.start() - position
        position = match.end()
        if match[1] is not None:
            open_marks.append((match[1], length))
            continue
        if not open_marks:
            raise JisrError("⟧ without ⟦", where=f"{id}: character {match.start()}", expected=_EXPECTED)
        label, start = open_marks.pop()
        spans.append(_span(label, start, "".join(plain)[start:], match[2]))
    if open_marks:
        raise JisrError(f"⟦{open_marks[-1][0]}| is never closed", where=id, expected=_EXPECTED)
    plain.append(body[position:])
    return Document(id=id, text="".join(plain), meta=meta or {}, spans=in_order(spans))


def parse_file(content: str, *, name: str) -> Document:
    """Read one annotated file: the head, a blank line, the marked-up body."""
    head, separator, body = content.partition("\n\n")
    if not separator or not head.startswith("#"):
        raise JisrError("no head", where=name, expected="lines `# key: value`, then a blank line, then the text")
    meta: dict[str, Any] = {}
    for line in head.splitlines():
        match = _HEAD.match(line)
        if not match:
            raise JisrError(f"head line {line!r} cannot be read", where=name, expected="`# key: value`")
        meta[match[1]] = match[2]
    return parse(body, id=meta.pop("id", name), meta=meta)


def dump(document: Document) -> str:
    """Write a document's body as marked-up text; `parse` of it gives the same spans."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for span in document.spans:
        opens.setdefault(span.start, []).append(f"⟦{span.label}|")
        closes.setdefault(span.end, []).insert(0, f"{_attributes(span)}⟧")
    pieces: list[str] = []
    position = 0
    for point in sorted({*opens, *closes}):
        pieces.append(document.text[position:point])
        pieces += [*closes.get(point, ()), *opens.get(point, ())]
        position = point
    return "".join([*pieces, document.text[position:]])


def _span(label: str, start: int, surface: str, attributes: str) -> Span:
    fields: dict[str, Value] = {}
    for attribute in attributes.split("|")[1:]:
        key, _, raw = attribute.partition("=")
        fields[key] = json.loads(raw) if label == "NUM" and key == "value" else raw.strip('"')
    return Span(start=start, end=start + len(surface), label=label, text=surface, **fields)  # type: ignore[arg-type]


def _attributes(span: Span) -> str:
    fields = {key: getattr(span, key) for key in ("value", "kind", "modifier", "resolved", "calendar", "flag")}
    if span.label == "NUM":
        fields["value"] = json.dumps(span.value)
    return "".join(f"|{key}={value}" for key, value in fields.items() if value is not None)
