"""What a span means, in few words for the margin and in full for the pointer."""

from __future__ import annotations

from pipeline.document import Label, Span, Value

#: Labels as people say them.
NAMES: dict[Label, str] = {
    "PER": "people",
    "ORG": "bodies",
    "LOC": "places",
    "NUM": "numbers",
    "DATE": "dates",
    "LAW": "references",
}
_MODIFIERS = {
    "more_than": "> ",
    "less_than": "< ",
    "at_least": "≥ ",
    "at_most": "≤ ",
    "approx": "≈ ",
    "start": "start of ",
    "mid": "middle of ",
    "end": "end of ",
    "before": "before ",
    "after": "after ",
}
_FORMS = {"ordinal": "no. {}", "percent": "{} %"}


def short(span: Span) -> str:
    """The value with its modifier, such as "> 408,000", "21 %" or "start of 2026"; empty for a name."""
    if span.value is None:
        return ""
    value = _FORMS.get(span.kind or "", "{}").format(_show(span.value))
    return f"{_MODIFIERS.get(span.modifier or '', '')}{value}"


def full(span: Span) -> str:
    """Every field of the span that is set."""
    fields = {
        "": span.kind,
        "value": short(span) or None,
        "resolved": span.resolved,
        "calendar": span.calendar,
        "flag": span.flag,
        "score": None if span.score is None else f"{span.score:.2f}",
    }
    return " · ".join([span.label, *(f"{name} {field}".strip() for name, field in fields.items() if field is not None)])


def _show(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return f"{value:,}"
    if "amount" in value:
        return f"{_show(value['amount'])} {value.get('currency', '')}".strip()
    return f"{_show(value.get('min', ''))} to {_show(value.get('max', ''))} {value.get('currency', '')}".strip()
