"""Documents as HTML: self-contained, offline, right to left, everything escaped by the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import jinja2

from pipeline.document import LABELS, Document, Span
from pipeline.view import notes
from pipeline.view.pieces import paragraphs


class Mention(NamedTuple):
    """A surface with its value (empty where it says nothing more), and how often it occurs in a document."""

    text: str
    value: str
    times: int


def fragment(document: Document) -> str:
    """One document with its style, to be set into another page (a notebook's cell)."""
    return _template("fragment.html.jinja").render(document=document)


def page(documents: Iterable[Document]) -> str:
    """A whole page: legend with counts and filter, list of documents, and each document's text and mentions."""
    shown = list(documents)
    counts = Counter(span.label for document in shown for span in document.spans)
    return _template("page.html.jinja").render(documents=shown, counts=counts)


def mentions(document: Document, label: str) -> list[Mention]:
    """The distinct mentions of a label, most frequent first, then in text order."""
    counts = Counter((span.text, _added(span)) for span in document.spans if span.label == label)
    return [Mention(text, value, times) for (text, value), times in counts.most_common()]


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.view", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(
        labels=LABELS, names=notes.NAMES, paragraphs=paragraphs, mentions=mentions, note=_note, full=notes.full
    )
    return environment.get_template(name)


def _note(span: Span) -> str:
    return f"{span.label} {_added(span)}".rstrip()


def _added(span: Span) -> str:
    value = notes.short(span)
    return "" if value == span.text else value
