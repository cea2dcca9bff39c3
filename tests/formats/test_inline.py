import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, Span, in_order
from pipeline.errors import JisrError
from pipeline.formats.inline import dump, parse, parse_file


def test_marks_become_spans_over_the_plain_text():
    document = parse("بلغ ⟦NUM|408,000|value=408000|kind=cardinal⟧ نموذج")
    assert document.text == "بلغ 408,000 نموذج"
    assert document.spans == (Span(start=4, end=11, label="NUM", text="408,000", value=408000, kind="cardinal"),)


def test_marks_nest():
    document = parse("⟦ORG|الفرقة ⟦NUM|316|value=316|kind=cardinal⟧⟧.")
    assert [(span.label, span.text) for span in document.spans] == [("ORG", "الفرقة 316"), ("NUM", "316")]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a⟧", "⟧ without ⟦"),
        ("⟦PER|لام", "never closed"),
        ("⟦PER| لام⟧", "white space"),
        ("⟦NUM|3|kind=cardinal⟧", "no value"),
        ("⟦PER|تو ⟦LOC|لام⟧⟧", "overlaps a span of its own layer"),
    ],
)
def test_a_broken_mark_is_refused(body, message):
    with pytest.raises(JisrError, match=message):
        parse(body)


def test_a_file_has_a_head():
    document = parse_file("# id: d1\n# published: 2024-11-18\n\n⟦PER|لام⟧\n\nب", name="f")
    assert (document.id, document.meta, document.text) == ("d1", {"published": "2024-11-18"}, "لام\n\nب")


@pytest.mark.parametrize("content", ["no head", "# id: x", "# id: x\nno key\n\ntext"])
def test_a_file_without_its_head_is_refused(content):
    with pytest.raises(JisrError, match="f"):
        parse_file(content, name="f")


@st.composite
def nested(draw):
    """A text with disjoint names, some of which hold a number."""
    words = draw(st.lists(st.sampled_from(["تو", "ل​ام", "😀", "3", "a\r\nb", "مُـد"]), min_size=1, max_size=8))
    text, spans, start = " ".join(words), [], 0
    for word in words:
        end = start + len(word)
        if draw(st.booleans()):
            spans.append(Span(start=start, end=end, label="PER", text=word))
        if draw(st.booleans()):
            value = draw(st.sampled_from([3, 7.5, {"amount": 10, "currency": "VND"}]))
            spans.append(Span(start=start, end=end, label="NUM", text=word, kind="money", value=value))
        start = end + 1
    return Document(id="inline", text=text, spans=in_order(spans))


@given(nested())
def test_what_is_dumped_is_parsed(document):
    assert parse(dump(document)).spans == document.spans
    assert parse(dump(document)).text == document.text
