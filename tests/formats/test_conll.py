import gzip
import json

from hypothesis import given
from hypothesis import strategies as st
from seqeval.scheme import IOB2, Entities

from pipeline.document import Document, Span, in_order
from pipeline.formats import conll, writers

TEXT = "وصل لتو لام (7.5%)\n🙂 إلى هَانُوي"


def span(start, end, label="PER", text=TEXT, **fields):
    if label in ("NUM", "DATE", "LAW"):
        fields = {"kind": "cardinal", "value": 1} | fields
    return Span(start=start, end=end, label=label, text=text[start:end], **fields)


def parse(text: str):
    """id → (label, start, end) of each span, read from the columns alone."""
    found = {}
    for line in text.split("\n"):
        if line.startswith("# newdoc id = "):
            spans = found[json.loads(line.removeprefix("# newdoc id = "))] = []
            last = [None, None]
        elif line:
            _, start, end, *tags = line.split("\t")
            for layer, tag in enumerate(tags):
                if tag.startswith("B-"):
                    last[layer] = len(spans)
                    spans.append((tag[2:], int(start), int(end)))
                elif tag.startswith("I-"):
                    label, begin, _ = spans[last[layer]]
                    assert label == tag[2:]
                    spans[last[layer]] = (label, begin, int(end))
    return found


def test_two_columns_of_labels_and_tokens_cut_at_spans():
    document = Document(id='a"b', text=TEXT, spans=(span(5, 11), span(13, 16, "NUM"), span(25, 32, "LOC")))
    assert conll.dump(document).split("\n") == [
        '# newdoc id = "a\\"b"',
        "وصل\t0\t3\tO\tO",
        "ل\t4\t5\tO\tO",
        "تو\t5\t7\tB-PER\tO",
        "لام\t8\t11\tI-PER\tO",
        "(\t12\t13\tO\tO",
        "7\t13\t14\tO\tB-NUM",
        ".\t14\t15\tO\tI-NUM",
        "5\t15\t16\tO\tI-NUM",
        "%\t16\t17\tO\tO",
        ")\t17\t18\tO\tO",
        "",
        "🙂\t19\t20\tO\tO",
        "إلى\t21\t24\tO\tO",
        "هَانُوي\t25\t32\tB-LOC\tO",
        "",
        "",
    ]


def test_neighbours_of_one_label_stay_two_and_layers_nest():
    text = "لامتو 7"
    spans = in_order([span(0, 3, text=text), span(3, 5, text=text), span(0, 5, "NUM", text)])
    assert parse(conll.dump(Document(id="a", text=text, spans=spans))) == {
        "a": [("PER", 0, 3), ("NUM", 0, 5), ("PER", 3, 5)]
    }


def test_the_tags_are_iob2():
    document = Document(id="a", text=TEXT, spans=(span(5, 11), span(13, 16, "NUM"), span(25, 32, "LOC")))
    rows = [line.split("\t") for line in conll.dump(document).split("\n")[1:] if line]
    assert len(Entities([[row[3] for row in rows]], IOB2).entities[0]) == 2
    assert len(Entities([[row[4] for row in rows]], IOB2).entities[0]) == 1


@given(st.data())
def test_spans_of_any_text_come_back(data):
    text = data.draw(
        st.text(
            st.one_of(st.sampled_from("لام تو7.\n\r\t\u2028\u200c\u0651#"), st.characters(exclude_categories=["Cs"])),
            max_size=40,
        )
    )
    spans = []
    for label in ("PER", "NUM"):
        edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
        for start, end in zip(edges[::2], edges[1::2], strict=False):
            surface = text[start:end]
            if surface.strip() and surface == surface.strip():
                spans.append(span(start, end, label, text))
    document = Document(id=data.draw(st.text()), text=text, spans=in_order(spans))
    lines = conll.dump(document)
    assert (
        len(lines.split("\n")) == len(lines.splitlines()) + 1 or "\0" in lines or any(c in text for c in "\x1c\x1d\x1e")
    )
    assert [*parse(lines)] == [document.id]
    assert sorted(parse(lines)[document.id]) == sorted((each.label, each.start, each.end) for each in spans)


def test_compressed_and_several_documents(tmp_path):
    with writers.writing(tmp_path / "a.conll.gz") as add:
        for id in ("1", "2\n# newdoc id = 3", "", "\u2028"):
            add(Document(id=id, text="لام"))
    text = gzip.decompress((tmp_path / "a.conll.gz").read_bytes()).decode()
    assert [*parse(text)] == ["1", "2\n# newdoc id = 3", "", "\u2028"]
    assert text.count("\n\n") == 4
