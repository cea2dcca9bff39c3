import json
from datetime import date, datetime
from decimal import Decimal

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import config
from pipeline.document import Document, Span
from pipeline.formats import parquet, sources, writers
from pipeline.formats.item import Failure, Item


def read(path, *settings):
    return list(sources.read(sources.find([str(path)]), config.load(settings=settings).input))


def table(tmp_path, rows, **options):
    path = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, **options)
    return path


def load(path) -> list[Document]:
    """The documents of a file as it is described: JSON in `meta` and `value`."""
    rows = pq.read_table(path).to_pylist()
    for row in rows:
        row["meta"] = json.loads(row["meta"])
        row["entities"] = [{k: v for k, v in span.items() if v is not None} for span in row["entities"]]
        for span in row["entities"]:
            span |= {"value": json.loads(span["value"])} if "value" in span else {}
    return msgspec.convert(rows, list[Document])


def write(path, documents):
    with writers.writing(path) as add:
        for document in documents:
            add(document)


def test_columns_become_fields_and_the_others_meta(tmp_path):
    row = {
        "id": 7,
        "text": "وصل\r\n🙂",
        "published": datetime(2024, 11, 18, 9),
        "tags": ["a"],
        "price": Decimal("1.5"),
        "day": date(2024, 1, 2),
        "raw": b"x",
        "none": None,
    }
    (item,) = read(table(tmp_path, [row]))
    assert (item.document.id, item.document.text) == ("7", "وصل\r\n🙂") and str(item.origin).endswith("row 1")
    assert item.document.meta == {
        "published": "2024-11-18T09:00:00",
        "tags": ["a"],
        "price": "1.5",
        "day": "2024-01-02",
        "raw": "eA==",
        "none": None,
    }


def test_other_names_and_rows_in_groups(tmp_path):
    path = table(tmp_path, [{"u": str(n), "b": f"{n}"} for n in range(200)], row_group_size=70)
    items = read(path, "input.id=u", "input.text=b")
    assert [item.document.id for item in items] == [str(n) for n in range(200)]
    assert [item.origin.line for item in items] == [*range(1, 201)]


def test_bad_rows_are_failures_with_their_number(tmp_path):
    rows = [{"id": "1", "text": "a"}, {"id": "2", "text": None}, {"id": None, "text": "c"}, {"id": "4", "text": "d"}]
    one, two, three, four = read(table(tmp_path, rows))
    assert isinstance(one, Item) and isinstance(four, Item)
    assert [(two.line, two.unit, two.id), (three.line, three.unit, three.id)] == [(2, "row", "2"), (3, "row", None)]
    assert json.loads(two.raw) == {"id": "2", "text": None} and "row 2, document '2'" in str(two)


def test_a_missing_column(tmp_path):
    (failure,) = read(table(tmp_path, [{"id": "1", "body": "a"}]))
    assert "no column 'text'" in failure.reason and "body" in failure.expected


def test_text_over_the_limit(tmp_path):
    rows = [{"id": "1", "text": "a" * 1001}, {"id": "2", "text": "b" * 1000}]
    failure, item = read(table(tmp_path, rows), "input.document_bytes=1000")
    assert "longer than 1,000" in failure.reason and item.document.id == "2"


def test_broken_files_and_row_groups(tmp_path):
    rows = [{"id": str(n), "text": f"{n} نص " * 50} for n in range(100)]
    path = table(tmp_path, rows, row_group_size=25, compression="gzip")
    group = pq.ParquetFile(path).metadata.row_group(1).column(1)
    data = bytearray(path.read_bytes())
    start = group.dictionary_page_offset or group.data_page_offset
    data[start : start + group.total_compressed_size] = bytes(group.total_compressed_size)
    path.write_bytes(data)
    reads = read(path)
    (failure,) = (each for each in reads if isinstance(each, Failure))
    ids = [each.document.id for each in reads if isinstance(each, Item)]
    assert ids == [str(n) for n in (*range(25), *range(50, 100))] and failure.line == 26
    for content in (b"", b"PAR1", bytes(data[:-50]), b"PAR1" + bytes(100) + b"PAR1"):
        path.write_bytes(content)
        (failure,) = read(path)
        assert "not Parquet, or broken" in failure.reason


DOCUMENT = Document(
    id="ا/../b",
    text="7 لام 3-5",
    meta={"published": "2024-11-18", "deep": [{"a": 1.5}]},
    spans=(
        Span(start=0, end=1, label="NUM", text="7", kind="cardinal", value=7),
        Span(start=2, end=5, label="PER", text="لام", score=0.1 + 0.2),
        Span(start=6, end=9, label="NUM", text="3-5", kind="range", value={"min": 3, "max": 5}, modifier="approx"),
    ),
)


def test_round_trip(tmp_path):
    others = [Document(id=str(n), text="", meta={}) for n in range(1500)]
    write(tmp_path / "out.parquet", [DOCUMENT, *others])
    assert load(tmp_path / "out.parquet") == [DOCUMENT, *others]
    assert pq.ParquetFile(tmp_path / "out.parquet").num_row_groups == 2


@given(st.lists(st.builds(Document, id=st.text(), text=st.text(), meta=st.dictionaries(st.text(), st.integers(0, 9)))))
def test_any_text_comes_back(tmp_path_factory, documents):
    path = tmp_path_factory.mktemp("parquet") / "out.parquet"
    write(path, documents)
    assert load(path) == documents


def test_the_same_documents_give_the_same_bytes_and_can_be_read_again(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / f"{name}.parquet", [DOCUMENT])
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    (item,) = read(tmp_path / "a.parquet")
    assert item.document == msgspec.structs.replace(DOCUMENT, spans=())


def test_the_columns_are_typed():
    spans = parquet.schema().field("entities").type.value_type
    kinds = {spans.field(n).name: str(spans.field(n).type) for n in range(spans.num_fields)}
    assert kinds["start"] == kinds["end"] == "int32" and kinds["score"] == "double" and kinds["value"] == "string"
    assert [*kinds] == [*Span.__struct_fields__]


@pytest.mark.parametrize("name", ["a.parquet.gz", "a.parquet.zst"])
def test_parquet_is_not_compressed_twice(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(ValueError, match="unknown format"):
        sources.find([str(tmp_path / name)])
    with pytest.raises(ValueError, match="cannot write"):
        writers.check(tmp_path / name)
