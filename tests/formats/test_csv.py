import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import config
from pipeline.formats import sources
from pipeline.formats.item import Failure


def read(tmp_path, content, *settings):
    path = tmp_path / "in.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(sources.read(sources.find([str(path)]), config.load(settings=settings).input))


def test_columns_become_fields_and_the_others_meta(tmp_path):
    (item,) = read(tmp_path, 'id,url,text,published\r\n1,http://u,"وصل, ""تو لام""\r\nأمس",2024-11-18\r\n')
    assert (item.document.id, item.document.text) == ("1", 'وصل, "تو لام"\r\nأمس')
    assert item.document.meta == {"url": "http://u", "published": "2024-11-18"} and item.origin.line == 2


def test_columns_may_have_other_names(tmp_path):
    settings = ["input.id=url", "input.text=body", "input.published=date"]
    (item,) = read(tmp_path, "url,body,date,id2\nu,7,2024-11-18,x\n", *settings)
    assert (item.document.id, item.document.text) == ("u", "7")
    assert item.document.meta == {"published": "2024-11-18", "id2": "x"}


def test_an_empty_day_of_publication_is_none(tmp_path):
    (item,) = read(tmp_path, "id,text,published,note\n1,7,,\n")
    assert item.document.meta == {"note": ""}


@pytest.mark.parametrize(
    ("row", "reason", "raw"),
    [
        ("2,b,c", "the row has 3 cells", "2,b,c"),
        ("2", "the row has 1 cells", "2"),
        ('2,"b" c', "not CSV", '2,"b" c'),
    ],
)
def test_a_bad_row_is_a_failure_with_its_line(tmp_path, row, reason, raw):
    before, failure, after = read(tmp_path, f'id,text\n1,"a\n\nb"\n{row}\n3,c\n')
    assert [before.document.text, after.document.id, after.origin.line] == ["a\n\nb", "3", 6]
    assert (failure.line, failure.raw) == (5, raw) and reason in failure.reason


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path):
    one, failure, three, four = read(tmp_path, 'id,text\n1,a\n2,"b\n3,c\n4,"d\n\ne"\n')
    assert isinstance(failure, Failure) and (failure.line, failure.raw) == (3, '2,"b')
    assert [each.document.text for each in (one, three, four)] == ["a", "c", "d\n\ne"]
    assert [three.origin.line, four.origin.line] == [4, 5]


def test_a_row_that_is_not_utf8_is_a_failure(tmp_path):
    rows = "".join(f"{n},هانوي\n" for n in range(30)).encode()
    *items, failure, last = read(tmp_path, b"id,text\n" + rows + b"x,\xff\xfe\xfd\n" + "y,لام\n".encode())
    assert len(items) == 30 and last.document.id == "y"
    assert "0xff is not utf-8" in failure.reason and failure.raw_base64


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_other_encodings(tmp_path, encoding, caplog):
    text = "عمل الأمين العام تو لام في هانوي مع اللجنة المركزية"
    (item,) = read(tmp_path, f"id,text\r\n1,{text}\r\n".encode(encoding))
    assert item.document.text == text and ("read as" in caplog.text) == (encoding != "utf-8-sig")


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_without_rows(tmp_path, content, caplog):
    assert read(tmp_path, content) == [] and "no row" in caplog.text


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("id;text", "no column 'id' among 'id;text'"),
        ("id,body", "no column 'text' among 'id', 'body'"),
        ("id,text,id", "two columns have one name"),
        ('id,"text', "not CSV"),
    ],
)
def test_a_wrong_heading_is_one_failure(tmp_path, heading, reason):
    (failure,) = read(tmp_path, f"{heading}\n1,2,3\n")
    assert reason in failure.reason


def test_a_text_of_two_megabytes_and_the_limit(tmp_path):
    text = "لام " * 500_000
    (item,) = read(tmp_path, f'id,text\n1,"{text}"\n')
    assert item.document.text == text
    lines = "x\n" * 1000
    failure, *_, last = read(tmp_path, f'id,text\n1,"{lines}"\n2,a\n', "input.document_bytes=999")
    assert "longer than 999" in failure.reason and last.document.text == "a"


def test_nulls_and_bidi_marks_are_text(tmp_path):
    (item,) = read(tmp_path, "id,text\n1,a\0\u202b7\u202c\u2028b\x85c\n")
    assert item.document.text == "a\0\u202b7\u202c\u2028b\x85c"


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text('ا",\n\r a')), min_size=1))
def test_what_the_standard_library_writes_is_read(tmp_path_factory, rows):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([("text", "id"), *rows])
    reads = read(tmp_path_factory.mktemp("csv"), stream.getvalue().encode())
    assert [(each.document.text, each.document.id) for each in reads] == rows
