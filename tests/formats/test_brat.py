import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, Span, in_order
from pipeline.errors import UsageError
from pipeline.formats import writers
from pipeline.run import run
from tests.stand_ins import extractor

TEXT = "قال تو\r\n لام 3-5 🙂"
DOCUMENT = Document(
    id="a",
    text=TEXT,
    meta={"published": "2024-11-18"},
    spans=(
        Span(start=4, end=12, label="PER", text=TEXT[4:12], score=0.5),
        Span(start=13, end=16, label="NUM", text="3-5", kind="range", value={"min": 3, "max": 5}, modifier="approx"),
        Span(start=17, end=18, label="LOC", text="🙂"),
    ),
)


def write(folder: Path, *documents: Document) -> None:
    with writers.writing(folder) as add:
        for document in documents:
            add(document)


def load(folder: Path) -> list[Document]:
    """The documents of a folder, by the rules of brat: notes hang on spans, pieces of a span make one."""
    documents = []
    for line in (folder / "documents.jsonl").read_bytes().rstrip().split(b"\n"):
        entry = json.loads(line)
        text = (folder / f"{entry['name']}.txt").read_bytes().decode()
        spans = {}
        for row in (folder / f"{entry['name']}.ann").read_bytes().decode().splitlines():
            key, what, tail = row.split("\t", 2)
            if key.startswith("#"):
                spans[what.removeprefix("AnnotatorNotes ")] |= json.loads(tail)
                continue
            label, offsets = what.split(" ", 1)
            pieces = [[*map(int, piece.split())] for piece in offsets.split(";")]
            assert tail == " ".join(text[start:end] for start, end in pieces)
            start, end = pieces[0][0], pieces[-1][1]
            spans[key] = {"start": start, "end": end, "label": label, "text": text[start:end]}
        found = tuple(Span(**fields) for fields in spans.values())
        documents.append(Document(id=entry["id"], text=text, meta=entry["meta"], spans=found))
    return documents


def test_round_trip(tmp_path):
    others = [Document(id="a", text=""), Document(id="../../b", text="لام")]
    write(tmp_path / "new" / "out.brat", DOCUMENT, *others)
    assert load(tmp_path / "new" / "out.brat") == [DOCUMENT, *others]


def test_the_same_in_one_compressed_file(tmp_path):
    import zipfile

    write(tmp_path / "out.brat", DOCUMENT)
    for name in ("one.brat.zip", "two.brat.zip"):
        write(tmp_path / name, DOCUMENT)
    zipfile.ZipFile(tmp_path / "one.brat.zip").extractall(tmp_path / "unpacked")
    files = {path.name: path.read_bytes() for path in (tmp_path / "out.brat").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "unpacked").iterdir()} == files
    assert load(tmp_path / "unpacked") == [DOCUMENT]
    assert (tmp_path / "one.brat.zip").read_bytes() == (tmp_path / "two.brat.zip").read_bytes()


def test_a_span_over_a_line_end_is_written_in_pieces(tmp_path):
    write(tmp_path / "out.brat", DOCUMENT)
    first = (tmp_path / "out.brat" / "000001-a.ann").read_text("utf-8").splitlines()[0]
    assert first == "T1\tPER 4 6;9 12\tتو لام"


@pytest.mark.parametrize(
    "id", ["../../evil", "/etc/passwd", "a\0b", "", ".", "..", "~", "ا" * 999, "a\nb", "C:\\x", "%2e%2e"]
)
def test_no_id_leads_out_of_the_folder(tmp_path, id):
    write(tmp_path / "out.brat", Document(id=id, text="x"), Document(id=id, text="y"))
    assert [path.name for path in tmp_path.iterdir()] == ["out.brat"]
    assert len([*(tmp_path / "out.brat").iterdir()]) == 6 and all(
        path.is_file() for path in (tmp_path / "out.brat").iterdir()
    )
    assert [document.text for document in load(tmp_path / "out.brat")] == ["x", "y"]


def test_a_folder_that_is_there_stays_as_it_is(tmp_path):
    (tmp_path / "out.brat").mkdir()
    (tmp_path / "out.brat" / "mine.ann").touch()
    (tmp_path / "link.brat").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in.txt").write_text("7")
    for name in ("out.brat", "link.brat"):
        with pytest.raises(UsageError, match="it is there already"):
            run([str(tmp_path / "in.txt")], tmp_path / name, extractor())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt", "link.brat", "out.brat"]


def test_an_exception_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), writers.writing(tmp_path / "out.brat") as add:
        add(DOCUMENT)
        raise KeyboardInterrupt
    assert [*tmp_path.iterdir()] == []


def test_a_run_writes_a_folder_and_its_quarantine_beside_it(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id":"1","text":"7 لام"}\n{"id":"2","text":"crash"}\n', "utf-8")
    run([str(tmp_path / "in.jsonl")], tmp_path / "out.brat", extractor())
    (document,) = load(tmp_path / "out.brat")
    assert [(span.label, span.value) for span in document.spans] == [("NUM", 7), ("PER", None)]
    assert (tmp_path / "out.quarantine.jsonl").exists()


@given(st.data())
def test_spans_of_any_text_come_back(tmp_path_factory, data):
    text = data.draw(
        st.text(st.one_of(st.sampled_from("لا \n\r\t\u2028\x85\u200c7"), st.characters(exclude_categories=["Cs"])))
    )
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    surfaces = ((start, end, text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=False))
    spans = [Span(start=a, end=b, label="LAW", text=t, value=t) for a, b, t in surfaces if t.strip() and t == t.strip()]
    document = Document(id=data.draw(st.text()), text=text, spans=in_order(spans))
    folder = tmp_path_factory.mktemp("brat") / "out.brat"
    write(folder, document)
    assert load(folder) == [document]
