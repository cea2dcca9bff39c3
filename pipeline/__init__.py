"""jisr: people, bodies, places, numbers, dates and document references out of Arabic news about Viet Nam.

    import pipeline
    nlp = pipeline.load()
    document = nlp("عمل الأمين العام تو لام في هانوي")
    [(span.label, span.text) for span in document.spans]

Importing this package is cheap; what a name needs is imported when the name is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.document import Document, Span
    from pipeline.errors import JisrError, UsageError
    from pipeline.extractor import Extractor, load

_HOMES = {
    "Document": "pipeline.document",
    "Extractor": "pipeline.extractor",
    "JisrError": "pipeline.errors",
    "Span": "pipeline.document",
    "UsageError": "pipeline.errors",
    "load": "pipeline.extractor",
}

__all__ = ["Document", "Extractor", "JisrError", "Span", "UsageError", "load"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
