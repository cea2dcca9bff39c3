import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, Span, in_order
from pipeline.formats.inline import parse
from pipeline.view.html import fragment, page

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'x' </style> \u202eهانوي\u202c &lt; {{ 7 * 7 }}"


class Reader(HTMLParser):
    """Collects the text inside `.text`, the marks and every tag."""

    def __init__(self, source: str):
        super().__init__(convert_charrefs=True)
        self.text, self.marks, self.tags, self.depth, self.paragraphs = "", [], [], 0, []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        if self.depth or attributes.get("class") == "text":
            self.depth += tag in ("div", "p", "mark")
        if tag == "mark":
            self.marks.append(attributes)
        if tag == "p" and self.depth:
            self.paragraphs.append(attributes)

    def handle_endtag(self, tag):
        if self.depth and tag in ("div", "p", "mark"):
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.text += data


def span(text: str, start: int, end: int, label: str, **fields) -> Span:
    return Span(start=start, end=end, label=label, text=text[start:end], **fields)


@st.composite
def documents(draw):
    """Random text with disjoint spans in both layers, which may nest and cross."""
    text = draw(st.text(st.sampled_from("abهو<&\"'\n \u202e😀ً"), min_size=1, max_size=40))
    spans = []
    for labels, fields in ((("PER", "LOC"), {}), (("NUM", "DATE"), {"kind": "date", "value": "<1>"})):
        edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        for start, end in zip(edges[::2], edges[1::2], strict=False):
            if text[start:end] == text[start:end].strip():
                spans.append(span(text, start, end, draw(st.sampled_from(labels)), **fields))
    return Document(id=draw(st.text("a<\"'")), text=text, spans=in_order(spans))


@given(documents())
def test_the_page_holds_the_text_and_nothing_else_between_the_tags(document):
    for source in (fragment(document), page([document])):
        assert Reader(source).text == document.text


@given(documents())
def test_each_span_is_noted_once(document):
    marks = Reader(fragment(document)).marks
    noted = [mark["data-note"].split()[0] for mark in marks if "data-note" in mark]
    assert sorted(noted) == sorted(span.label for span in document.spans)


def test_hostile_text_stays_text():
    document = Document(id='"><img src=x>', text=HOSTILE, meta={"source": "<i>"}, spans=(span(HOSTILE, 0, 25, "PER"),))
    tags = Reader(page([document, document])).tags
    assert not {"script", "img", "i"} & set(tags)
    assert Reader(page([document])).text == HOSTILE


def test_nested_spans_are_nested_marks():
    body = fragment(parse("⟦ORG|الفرقة ⟦NUM|316|value=316|kind=cardinal⟧⟧"))
    assert re.search(r"<mark class=\"ORG\"[^>]*>الفرقة <mark class=\"NUM\"[^>]*>316</mark></mark>", body)


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("⟦NUM|408,000|value=408000|kind=cardinal|modifier=more_than⟧", "NUM &gt; 408,000"),
        ("⟦NUM|21|value=21|kind=cardinal⟧", "NUM"),
        ("⟦NUM|21 في المائة|value=21|kind=percent⟧", "NUM 21 %"),
        ("⟦NUM|الثالث عشر|value=13|kind=ordinal⟧", "NUM no. 13"),
        ('⟦NUM|مليون دونغ|value={"amount": 1000000, "currency": "VND"}|kind=money⟧', "NUM 1,000,000 VND"),
        ('⟦NUM|3-5|value={"min": 3, "max": 5}|kind=range⟧', "NUM 3 to 5"),
        ("⟦DATE|أوائل عام 2026|value=2026|kind=date|modifier=start⟧", "DATE start of 2026"),
        ("⟦LAW|القرار رقم 16-QD/TW|value=16-QD/TW⟧", "LAW 16-QD/TW"),
        ("⟦PER|تو لام⟧", "PER"),
    ],
)
def test_the_note_beside_a_span(mark, note):
    assert f'data-note="{note}"' in fragment(parse(mark))


def test_each_paragraph_has_its_direction_and_language():
    text = "VNA - قال هانوي\nNgày 18 tháng 7, Hà Nội\nEvent Calendar\n\n123"
    found = [(each.get("dir"), each.get("lang")) for each in Reader(fragment(Document(id="a", text=text))).paragraphs]
    assert found == [("rtl", "ar"), ("ltr", "vi"), ("ltr", None), ("auto", None), ("auto", None)]


def test_the_page_needs_no_network_and_no_script():
    source = page([parse("⟦PER|تو لام⟧"), parse("⟦LOC|هانوي⟧", id="b")])
    assert not re.search(r"https?://|url\(|@import|<script|<link", source)


def test_legend_counts_and_navigation():
    source = page([parse("⟦PER|تو لام⟧ ⟦PER|لام⟧", id="a"), parse("⟦LOC|هانوي⟧", id="b")])
    assert re.search(r'id="show-PER" checked><b>PER</b> people <span>2</span>', source)
    assert 'href="#document-2"' in source and 'id="document-2"' in source


def test_an_empty_page_and_an_empty_document():
    assert "0 documents" in page([])
    assert Reader(page([Document(id="a", text="")])).text == ""


def test_a_notebook_shows_the_fragment():
    document = parse("⟦PER|تو لام⟧")
    assert document._repr_html_() == fragment(document)
