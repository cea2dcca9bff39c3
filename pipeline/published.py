"""The day of publication: from the metadata, or from the page's own source line, and then the record says so."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from pipeline.document import Document
from pipeline.errors import JisrError

GIVEN, INFERRED = "published", "published_inferred"


def dated(document: Document) -> Document:
    """The document, with `published_inferred` where its metadata lack `published` and its source line tells the day."""
    from pipeline.rules.dates.published import infer_published

    if document.meta.get(GIVEN) is not None:
        return document
    day = infer_published(document.text)
    if day is None:
        return document
    return msgspec.structs.replace(document, meta=document.meta | {INFERRED: day.isoformat()})


def published_on(document: Document) -> date | None:
    """The day in the metadata, given or inferred: an ISO date, or an ISO date and time. Raises JisrError otherwise."""
    key = GIVEN if document.meta.get(GIVEN) is not None else INFERRED
    published = document.meta.get(key)
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published).date()
    except (TypeError, ValueError):
        raise JisrError(f"meta.{key} is {published!r}", expected="an ISO date, YYYY-MM-DD") from None
