"""A document's most frequent mentions, for a terminal."""

from __future__ import annotations

from pipeline.document import LABELS, Document
from pipeline.view.html import mentions
from pipeline.view.notes import NAMES


def summary(document: Document, top: int) -> str:
    """Up to `top` mentions of each label with count and value, one a line: so right-to-left text stays readable."""
    published = f", published {document.meta['published']}" if "published" in document.meta else ""
    rows = [f"{document.id}: {len(document.text.split())} words, {len(document.spans)} mentions{published}"]
    for label in LABELS:
        found = mentions(document, label)
        for place, mention in enumerate(found[:top]):
            name = NAMES[label] if place == 0 else ""
            value = f"  = {mention.value}" if mention.value else ""
            rows.append(f"  {name:10}{mention.times:3} × {' '.join(mention.text.split())}{value}")
        if len(found) > top:
            rows.append(f"  {'':10}    … and {len(found) - top} more")
    return "\n".join(rows)
