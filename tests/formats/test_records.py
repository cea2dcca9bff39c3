import base64
import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import config
from pipeline.document import Document, Span
from pipeline.errors import JisrError
from pipeline.formats import records
from pipeline.formats.item import Failure, Item

INPUT = config.load().input
GOOD = b'{"id":"good","text":"text"}'


def read(tmp_path: Path, content: bytes):
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    return list(records.read(path, INPUT))


def one_failure(tmp_path: Path, line: bytes) -> Failure:
    """The failure of the second of three lines, after checking that its neighbours are read."""
    before, failure, after = read(tmp_path, GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    assert isinstance(before, Item) and isinstance(after, Item)
    assert isinstance(failure, Failure)
    assert failure.source.endswith("in.jsonl") and failure.line == 2
    return failure


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id":"a","text":"x"', "not JSON"),
        (b"not json", "not JSON"),
        (b'["a","b"]', "a JSON list where an object should be"),
        (b"17", "a JSON int"),
        (b'{"id":"a"}', "missing required field `text`"),
        (b'{"text":"a"}', "missing required field `id`"),
        (b'{"id":"a","text":null}', "Expected `str`, got `null` - at `$.text`"),
        (b'{"id":7,"text":"a"}', "Expected `str`, got `int` - at `$.id`"),
        (b'{"id":"a","text":"x","meta":[]}', "at `$.meta`"),
        (b'{"id":"a","text":"\\ud800 x"}', "half of a surrogate pair"),
        (b'{"id":"a","text":"x \\udc00"}', "half of a surrogate pair"),
        (b'{"id":"a","text":"a\0b"}', "not JSON"),
        (b'{"a":' * 5000, "nested too deep"),
        (b'{"id":"a","text":"x","source":"one","meta":{"source":"two"}}', "'source' has one value"),
    ],
)
def test_a_bad_line_is_a_failure_with_its_payload(tmp_path, line, reason):
    failure = one_failure(tmp_path, line)
    assert reason in failure.reason
    assert failure.raw == line.decode()
    assert failure.expected


def test_a_line_that_is_not_utf8_keeps_its_bytes(tmp_path):
    line = '{"id":"a","text":"هانوي"}'.encode("cp1256")
    failure = one_failure(tmp_path, line)
    assert "is not UTF-8" in failure.reason and "iconv" in failure.hint
    assert base64.b64decode(failure.raw_base64) == line


def test_a_failure_names_the_document_where_it_can(tmp_path):
    failure = one_failure(tmp_path, b'{"id":"a","text":5}')
    assert failure.id == "a"
    assert "line 2, document 'a'" in str(failure)


def test_escaped_pairs_and_nulls_are_text(tmp_path):
    (item,) = read(tmp_path, b'{"id":"a","text":"\\ud83d\\ude00\\u0000"}')
    assert item.document.text == "😀\0"


def test_unknown_fields_go_into_meta_in_their_order(tmp_path):
    (item,) = read(tmp_path, b'{"url":"u","id":"a","text":"x","meta":{"published":"2024-11-18"},"authors":["b"]}')
    assert list(item.document.meta.items()) == [("published", "2024-11-18"), ("url", "u"), ("authors", ["b"])]


def test_entities_of_the_input_are_left_behind(tmp_path):
    (item,) = read(tmp_path, b'{"id":"a","text":"x","entities":[{"start":90,"end":99,"label":"?"}]}')
    assert item.document.spans == () and item.document.meta == {}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_unicode_encodings_are_read(tmp_path, encoding):
    items = read(tmp_path, '{"id":"a","text":"هانوي"}\n\n{"id":"b","text":"هوي"}\r\n'.encode(encoding))
    assert [item.document.text for item in items] == ["هانوي", "هوي"]
    assert [item.origin.line for item in items] == [1, 3]


def test_blank_lines_are_passed_over_and_counted(tmp_path):
    items = read(tmp_path, b"\n" + GOOD + b"\r\n  \n" + GOOD)
    assert [item.origin.line for item in items] == [2, 4]


def test_line_separators_inside_a_string_do_not_end_the_record(tmp_path):
    text = "a\u2028b\u2029c\x85d"
    (item,) = read(tmp_path, json.dumps({"id": "a", "text": text}, ensure_ascii=False).encode())
    assert item.document.text == text


def test_a_line_of_ten_megabytes(tmp_path):
    text = "هانوي " * 1_000_000
    (item,) = read(tmp_path, json.dumps({"id": "a", "text": text}, ensure_ascii=False).encode())
    assert item.document.text == text


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD)))
    (item,) = records.read(Path("-"), INPUT)
    assert item.origin.source == "-" and item.document.id == "good"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.dictionaries(st.text("abc"), st.integers(-(2**53), 2**53)))
def test_what_is_dumped_is_loaded(tmp_path_factory, text, meta):
    spans = [Span(start=0, end=1, label="PER", text=text[0], score=0.5)] if text[:1].strip() else []
    document = Document(id="ا", text=text, meta=meta, spans=tuple(spans))
    path = tmp_path_factory.mktemp("records") / "r.jsonl"
    path.write_bytes(records.dump(document))
    assert records.load(path) == [document]


def test_load_names_file_and_line_of_a_span_that_does_not_hold(tmp_path):
    path = tmp_path / "r.jsonl"
    bad = b'{"id":"a","text":"x y","entities":[{"start":0,"end":1,"label":"PER","text":"y"}]}'
    path.write_bytes(GOOD + b"\n" + bad)
    with pytest.raises(JisrError, match=r"r\.jsonl, line 2.*has other text than its offsets"):
        records.load(path)


def test_load_of_a_compressed_file(tmp_path):
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD + b"\n"))
    assert [document.id for document in records.load(path)] == ["good"]


@pytest.mark.parametrize(
    ("line", "settings", "meta"),
    [
        (b'{"url":"a","body":"x","date":"2024-11-18"}', ["id=url", "text=body", "published=date"], "2024-11-18"),
        (b'{"id":"a","text":"x","meta":{"published":"2024-11-18"}}', ["published=date"], "2024-11-18"),
    ],
)
def test_fields_may_have_other_names(tmp_path, line, settings, meta):
    (tmp_path / "in.jsonl").write_bytes(line)
    names = config.load(settings=[f"input.{setting}" for setting in settings]).input
    (item,) = records.read(tmp_path / "in.jsonl", names)
    assert (item.document.id, item.document.text, item.document.meta) == ("a", "x", {"published": meta})


def test_a_field_that_is_named_goes_before_one_with_the_usual_name(tmp_path):
    lines = b'{"id":"1","text":"short","body":"x","url":"u"}\n{"id":"2","text":"back"}\n{"id":"3"}'
    (tmp_path / "in.jsonl").write_bytes(lines)
    names = config.load(settings=["input.text=body", "input.id=url"]).input
    both, usual, missing = records.read(tmp_path / "in.jsonl", names)
    assert (both.document.id, both.document.text) == ("u", "x")
    assert both.document.meta == {"id": "1", "text": "short"}
    assert (usual.document.id, usual.document.text, usual.document.meta) == ("2", "back", {})
    assert "missing required field `body`" in missing.reason and "--set input.text=NAME" in missing.hint


def test_load_of_a_missing_file(tmp_path):
    with pytest.raises(JisrError, match="No such file"):
        records.load(tmp_path / "none.jsonl")
