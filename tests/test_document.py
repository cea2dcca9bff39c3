import pytest

from pipeline.document import Document, Span, in_order
from pipeline.errors import JisrError

TEXT = "قال تو لام في هانوي"


def span(start, end, label="PER", text=None, **fields):
    return Span(start=start, end=end, label=label, text=TEXT[start:end] if text is None else text, **fields)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([span(0, 99)], "lies outside the text"),
        ([span(-3, 3, text="قال")], "lies outside the text"),
        ([span(4, 4)], "lies outside the text"),
        ([span(4, 10, text="تو لا")], "has other text than its offsets"),
        ([span(3, 10)], "begins or ends in white space"),
        ([span(14, 19), span(4, 10)], "is out of order"),
        ([span(4, 6), span(4, 10)], "is out of order"),
        ([span(4, 10), span(7, 13, "LOC")], "overlaps a span of its own layer"),
        ([span(4, 10, "NUM", kind="cardinal")], "has no value"),
        ([span(4, 10, "NUM", value=3)], "has no kind"),
        ([span(4, 10, "DATE", value="2024")], "has no kind"),
        ([span(4, 10, "LAW")], "has no value"),
    ],
)
def test_a_span_that_does_not_hold_is_refused_with_the_document_named(spans, message):
    with pytest.raises(JisrError, match=f"document 'd'.*{message}"):
        Document(id="d", text=TEXT, spans=tuple(spans))


def test_layers_may_nest_and_a_date_may_lack_its_value():
    inner = span(7, 10, "DATE", kind="date")
    assert Document(id="d", text=TEXT, spans=(span(4, 10), inner)).spans[1] is inner


def test_with_spans_puts_them_in_the_order_of_the_record():
    mixed = [span(14, 19, "LOC"), span(4, 6, "NUM", value=2, kind="cardinal"), span(4, 10)]
    document = Document(id="d", text=TEXT).with_spans(mixed)
    assert [each.label for each in document.spans] == ["PER", "NUM", "LOC"] and document.spans == in_order(mixed)
