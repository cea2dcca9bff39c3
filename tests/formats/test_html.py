import contextlib
import gzip
import json
import time

import pytest

from pipeline import config
from pipeline.errors import JisrError
from pipeline.formats import page, sources
from pipeline.formats.item import Failure, Item, Skipped
from pipeline.run import run
from pipeline.view.html import page as view
from tests.stand_ins import extractor

SENTENCE = "عمل الأمين العام تو لام في هانوي مع اللجنة المركزية يوم 18 نوفمبر. "
PARAGRAPH = f"<p>{SENTENCE * 4}</p>"
BODY = "".join(f"<p>{number} {SENTENCE * 4}</p>" for number in range(5))
HEAD = (
    "<html lang=ar><head><title>لقاء في هانوي</title>"
    '<meta property="article:published_time" content="2024-11-18T10:00:00+07:00">'
    '<link rel="canonical" href="https://example.com/a"></head><body><article>'
)


def read(tmp_path, content, name="a.html"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (read,) = sources.read(sources.find([str(tmp_path / name)]))
    return read


def test_text_and_what_the_page_says_of_it(tmp_path):
    document = read(tmp_path, HEAD + BODY, "خبر.HTM").document
    assert document.id == "خبر" and document.text.count(SENTENCE.strip()) == 20
    assert document.text.startswith(f"لقاء في هانوي\n\n0 {SENTENCE[:20]}")
    assert document.meta == {
        "url": "https://example.com/a",
        "title": "لقاء في هانوي",
        "published": "2024-11-18",
        "language": "ar",
    }


def test_a_headline_is_not_repeated(tmp_path):
    document = read(tmp_path, HEAD + "<h1>لقاء في هانوي</h1>" + BODY).document
    assert document.text.count("لقاء في هانوي") == 1


def test_a_page_in_a_folder_and_compressed(tmp_path):
    for name in ("a.html", "b.htm.gz"):
        data = (HEAD + BODY).encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert [each.document.id for each in sources.read(sources.find([str(tmp_path)]))] == ["a", "b"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-8", '<meta charset="windows-1256">'),
        ("cp1256", '<meta charset="windows-1256">'),
        ("cp1256", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'),
        ("cp1256", ""),
        ("cp1256", '<meta charset="utf-7"><meta charset="none">'),
        ("iso8859-6", "<meta charset=iso-8859-6>"),
    ],
)
def test_encodings(tmp_path, encoding, head):
    document = read(tmp_path, (head + HEAD + BODY).encode(encoding)).document
    assert document.text.count("هانوي") == 21


@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">'])
def test_a_broken_letter_in_a_page_is_shown_as_such(tmp_path, caplog, declared):
    data = (declared + HEAD + BODY).encode().replace("تو".encode(), b"\xd8", 1)
    assert read(tmp_path, data).document.text.count("\ufffd") == 1
    assert "1 characters are not utf-8" in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        "<html></html>",
        "<html><body><script>document.write('text')</script></body></html>",
        "<!-- a -->",
    ],
)
def test_a_page_without_text_is_passed_over(tmp_path, content):
    found = read(tmp_path, content)
    assert isinstance(found, Skipped) and found.reason == "page without an article"


def test_what_is_passed_over_is_counted_and_said(tmp_path, caplog):
    caplog.set_level("INFO")
    (tmp_path / "a.html").write_text(HEAD + BODY)
    (tmp_path / "b.html").write_text("<html></html>")
    report = run([str(tmp_path)], tmp_path / "out.jsonl", extractor())
    assert (report.counts.documents, report.counts.quarantined, report.counts.skipped) == (
        1,
        0,
        {"page without an article": 1},
    )
    assert "passed over: 1 × page without an article" in str(report) and "b.html: passed over" in caplog.text


def test_a_binary_file_is_a_failure(tmp_path):
    assert "binary" in read(tmp_path, bytes(range(256)) * 40).reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<div>" * 300 + BODY, "nested deeper"),
        ("<b>" * 100_000 + BODY, "nested deeper"),
        ("<i title='" + "x" * 11_000_000 + "'>" + BODY, "attribute or text of more than 10 MB"),
        ("<p>" + "a " * 6_000_000, "attribute or text of more than 10 MB"),
        ("<i>a</i>" * 20_000, "more than 20,000 elements"),
        ("<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">" + BODY, "too many attributes"),
        ("<p " + " ".join(f"a{n}" for n in range(30_000)) + " b='>' c=\"<\">" + BODY, "too many attributes"),
        ("<p " + "".join(f"a{n}='<'" for n in range(30_000)) + ">" + BODY, "too many attributes"),
        (" " * 17_000_000, "more than 16,000,000 bytes"),
    ],
    ids=lambda value: value if len(value) < 50 else "page",
)
def test_hostile_pages_are_set_aside(tmp_path, content, reason):
    failure = read(tmp_path, HEAD + content)
    assert isinstance(failure, Failure) and reason in failure.reason


@pytest.mark.parametrize("content", ["<" * 10**6, "<a '" * 300_000, "<a \"'" * 200_000, "&" * 10**6, "<!--" * 200_000])
def test_broken_markup_costs_little(content):
    began = time.process_time()
    with contextlib.suppress(JisrError):
        page.article(content.encode(), where="a")
    assert time.process_time() - began < 3


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path):
    (tmp_path / "secret").write_text("secret")
    doctype = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        f'<!ENTITY c SYSTEM "file://{tmp_path}/secret">]>'
    )
    text = read(tmp_path, doctype + HEAD + BODY + "<p>&b; &c; &lt;</p>" + PARAGRAPH).document.text
    assert "aaaaa" not in text and "secret" not in text and "&b;" in text


def test_scripts_do_not_reach_the_page_that_shows_the_result(tmp_path):
    evil = '<script>alert(1)</script>&lt;img src=x onerror="alert(2)"&gt; &#xD800; '
    link = '<link rel="canonical" href="javascript:alert(3)">'
    item = read(
        tmp_path,
        "<html><head>" + link + "<title>&lt;script&gt;</title></head><body>" + BODY + f"<p>{evil}{SENTENCE}</p>",
    )
    assert "url" not in item.document.meta and "alert(1)" not in item.document.text
    shown = view([item.document])
    assert "<img src=x" not in shown and "<script>alert" not in shown
    json.dumps(item.document.text, ensure_ascii=False).encode()


def test_nulls_bidi_marks_and_line_ends(tmp_path):
    found = read(tmp_path, HEAD + BODY + f"<p>{SENTENCE}\0\u202b7\u202c\r\n🙂</p>")
    assert isinstance(found, Item) and "🙂" in found.document.text


def test_the_same_page_gives_the_same_document_each_time(tmp_path):
    assert read(tmp_path, HEAD + BODY) == read(tmp_path, HEAD + BODY)


def test_limits_come_from_the_configuration(tmp_path):
    (tmp_path / "a.html").write_text(HEAD + BODY)
    names = config.load(settings=["input.document_bytes=100"]).input
    (failure,) = sources.read(sources.find([str(tmp_path)]), names)
    assert "longer than 100 bytes" in failure.reason
