import gzip
import io
import zlib
from pathlib import Path

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import config
from pipeline.formats import sources
from pipeline.formats.item import Failure, Item, Skipped

SENTENCE = "عمل الأمين العام تو لام في هانوي مع اللجنة المركزية يوم 18 نوفمبر. "
PAGE = "<html lang=ar><title>خبر {n}</title><body><article>" + "".join(
    f"<p>{part} {SENTENCE * 4}</p>" for part in range(3)
)


def page(n: int) -> bytes:
    return PAGE.replace("{n}", str(n)).encode()


def record(
    n, body=None, *, kind="text/html; charset=utf-8", type="response", length=None, status="200 OK", more="", url=True
):
    body = page(n) if body is None else body
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
        + (f"WARC-Target-URI: http://x/{n}\r\n" if url else "")
        + f"WARC-Date: 2024-11-18T00:00:00Z\r\nContent-Type: application/http; msgtype={type}\r\n"
        + f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(tmp_path, content: bytes, name="a.warc", **limits):
    (tmp_path / name).write_bytes(content)
    names = config.load(settings=[f"input.{key}={value}" for key, value in limits.items()]).input
    return list(sources.read(sources.find([str(tmp_path / name)]), names))


def ids(reads):
    return [each.document.id for each in reads if isinstance(each, Item)]


def failures(reads):
    return [each for each in reads if isinstance(each, Failure)]


def test_each_page_is_a_document(tmp_path):
    one, two = read(tmp_path, record(1) + record(2, url=False))
    assert one.document.text.startswith("خبر 1\n\n0 عمل الأمين") and str(one.origin).endswith("a.warc, record 1")
    assert one.document.meta == {"url": "http://x/1", "title": "خبر 1", "language": "ar"}
    assert (two.document.id, two.document.meta["title"]) == ("<urn:uuid:2>", "خبر 2") and "url" not in two.document.meta


def test_what_another_writer_makes_is_read(tmp_path):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for n in (1, 2):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        found = writer.create_warc_record(
            f"http://x/{n}", "response", payload=io.BytesIO(page(n)), http_headers=headers
        )
        writer.write_record(found)
    reads = read(tmp_path, stream.getvalue(), "a.warc.gz")
    assert ids(reads) == ["http://x/1", "http://x/2"]
    assert [(each.reason, each.count) for each in reads[2:]] == [("warcinfo record", 1)]


def test_what_is_no_page_is_counted_by_what_it_is(tmp_path):
    content = (
        record(1, type="request") * 3 + record(2, b"\x89PNG", kind="image/png") + record(3, status="404 Not Found")
    )
    content += record(4, b"<html></html>") + record(5)
    reads = read(tmp_path, content)
    assert ids(reads) == ["http://x/5"]
    assert {(each.reason, each.count) for each in reads if isinstance(each, Skipped)} == {
        ("request record", 3),
        ("image/png resource", 1),
        ("answer with status 404", 1),
        ("page without an article", 1),
    }


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.warc", b"".join),
        ("a.warc.gz", lambda records: b"".join(map(gzip.compress, records))),
        ("a.warc.gz", lambda records: gzip.compress(b"".join(records))),
        ("a.warc.zst", lambda records: b"".join(map(zstd.compress, records))),
    ],
)
def test_compression_by_record_or_as_a_whole(tmp_path, name, pack):
    reads = read(tmp_path, pack([record(n) for n in range(5)]), name)
    assert ids(reads) == [f"http://x/{n}" for n in range(5)] and len(reads) == 5


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (record(2, length=150), "does not end where its Content-Length says"),
        (record(2, length=10**12), "a record of 1,000,000,000,"),
        (record(2, length=4_000), "does not end where"),
        (record(2, length=-5), "without one Content-Length"),
        (record(2, length="1\r\nContent-Length: 2"), "without one Content-Length"),
        (record(2)[:600], "does not end where"),
        (b"garbage \0\xff\r\n" * 30, "no record where one should begin"),
        (b"WARC/1.1\r\nA: " + b"x" * 70_000, "the head of a record does not end"),
        (record(2).replace(b"HTTP/1.1 200 OK", b"\0" * 15), "an answer that begins with"),
    ],
)
def test_a_broken_record_costs_no_other(tmp_path, broken, reason):
    reads = read(tmp_path, record(1) + broken + record(3) + record(4))
    assert ids(reads) == ["http://x/1", "http://x/3", "http://x/4"]
    (failure,) = failures(reads)
    assert reason in failure.reason and (failure.unit, failure.line) == ("record", 2)


def test_a_broken_member_costs_no_other(tmp_path):
    members = [gzip.compress(record(n)) for n in range(4)]
    broken = bytearray(members[1])
    broken[150:170] = b"\xff" * 20
    reads = read(tmp_path, members[0] + bytes(broken) + members[2] + members[3], "a.warc.gz")
    assert ids(reads) == ["http://x/0", "http://x/2", "http://x/3"]
    assert any("broken compressed data" in failure.reason for failure in failures(reads))


def test_a_wrong_checksum_sets_the_record_aside(tmp_path):
    members = [bytearray(gzip.compress(record(n))) for n in range(3)]
    members[1][-6] ^= 255
    reads = read(tmp_path, b"".join(members), "a.warc.gz")
    assert ids(reads) == ["http://x/0", "http://x/2"]
    (failure,) = failures(reads)
    assert "incorrect data check" in failure.reason and failure.line == 2


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
def test_a_file_that_is_cut_off_keeps_its_whole_records(tmp_path, name):
    pack = {"a.warc": bytes, "a.warc.gz": gzip.compress, "a.warc.zst": zstd.compress}[name]
    reads = read(tmp_path, pack(record(1)) + pack(record(2))[:-100], name)
    assert ids(reads) == ["http://x/1"] and len(failures(reads)) == 1
    assert "cut off" in failures(reads)[0].reason


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n"])
def test_an_empty_archive(tmp_path, content):
    assert read(tmp_path, content) == []


def test_a_file_that_is_no_archive(tmp_path):
    (failure,) = read(tmp_path, b"hello\n" * 100)
    assert "no record" in failure.reason


@pytest.mark.parametrize(
    ("name", "compress"),
    [
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("zstd", zstd.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("gzip", bytes),
    ],
)
def test_compressed_answers(tmp_path, name, compress):
    reads = read(tmp_path, record(1, compress(page(1)), more=f"Content-Encoding: {name}\r\n"))
    assert ids(reads) == ["http://x/1"]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("gzip", gzip.compress(b"<p>" + bytes(40_000_000)), "more than 16,000,000 bytes"),
        ("br", brotli.compress(b"<p>" + bytes(100_000_000)), "more than 16,000,000 bytes"),
        ("deflate", zlib.compress(b"<p>" + bytes(40_000_000)), "more than 16,000,000 bytes"),
        ("gzip", gzip.compress(page(1))[:-9], "cut off"),
        ("br", brotli.compress(page(1))[:-9], "cut off"),
        ("deflate", zlib.compress(page(1))[:-9], "cut off"),
        ("br", b"\xff\xff", "content that is not br"),
        ("lzma", b"\xff\xff", "compressed by 'lzma'"),
        ("gzip, gzip, gzip, gzip", b"\xff\xff", "more than three times"),
    ],
    ids=[f"answer{n}" for n in range(9)],
)
def test_hostile_answers_are_set_aside(tmp_path, name, body, reason):
    reads = read(tmp_path, record(1, body, more=f"Content-Encoding: {name}\r\n") + record(2))
    assert ids(reads) == ["http://x/2"]
    (failure,) = failures(reads)
    assert reason in failure.reason and failure.line == 1


def test_chunked_answers(tmp_path):
    data = page(1)
    chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (data[:99], data[99:])) + b"0\r\n\r\n"
    (item,) = read(tmp_path, record(1, chunks, more="Transfer-Encoding: chunked\r\n"))
    assert item.document.text.count("هانوي") == 12


def test_the_charset_of_the_server_is_used(tmp_path):
    body = PAGE.encode("cp1256")
    (item,) = read(tmp_path, record(1, body, kind="text/html; charset=windows-1256"))
    assert item.document.text.count("هانوي") == 12


def test_a_record_over_the_limit(tmp_path):
    reads = read(tmp_path, record(1) + record(2, page(2) + b" " * 20_000) + record(3), document_bytes=10_000)
    assert ids(reads) == ["http://x/1", "http://x/3"] and "at most 10,000 bytes" in failures(reads)[0].expected


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_to_one_record_leaves_the_others(tmp_path_factory, data):
    folder: Path = tmp_path_factory.mktemp("warc")
    victim = bytearray(record(2))
    for place in data.draw(st.lists(st.integers(0, len(victim) - 1), min_size=1, max_size=8)):
        victim[place] = data.draw(st.integers(0, 255))
    name = data.draw(st.sampled_from(["a.warc", "a.warc.gz"]))
    pack = gzip.compress if name.endswith("gz") else bytes
    found = ids(read(folder, pack(record(1)) + pack(bytes(victim)) + pack(record(3)) + pack(record(4)), name))
    assert found[0] == "http://x/1" and found[-2:] == ["http://x/3", "http://x/4"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**16), st.binary(max_size=5)), min_size=1, max_size=6))
def test_no_damage_to_a_compressed_archive_ends_the_run(tmp_path_factory, damages):
    content = bytearray(b"".join(gzip.compress(record(n)) for n in range(4)))
    for place, put in damages:
        place %= len(content)
        content[place : place + len(put)] = put
    for each in read(tmp_path_factory.mktemp("warc"), bytes(content), "a.warc.gz"):
        assert isinstance(each, Item | Failure | Skipped)
