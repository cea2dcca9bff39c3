import gzip
import json

import pytest
from backports import zstd

from pipeline import config
from pipeline.formats import decompress, sources
from pipeline.formats.item import Failure, Item
from pipeline.run import run
from tests.stand_ins import extractor

COMPRESS = {".gz": gzip.compress, ".zst": zstd.compress}
TEXT = "وصل تو لام إلى هانوي\r\n🙂\u202b7\u202c\n"


def read(path, **limits):
    names = config.load(settings=[f"input.{key}={value}" for key, value in limits.items()]).input
    return list(sources.read(sources.find([str(path)]), names))


def record(id: str, text: str = TEXT) -> bytes:
    return json.dumps({"id": id, "text": text}, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_compressed_text_is_the_text(tmp_path, suffix):
    (tmp_path / f"a.b.TXT{suffix}").write_bytes(COMPRESS[suffix](TEXT.encode()))
    (item,) = read(tmp_path)
    assert (item.document.id, item.document.text) == ("a.b", TEXT)


@pytest.mark.parametrize("suffix", COMPRESS)
def test_parts_follow_one_another(tmp_path, suffix):
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(b"".join(COMPRESS[suffix](part) for part in (record("1")[:9], record("1")[9:], b"", record("2"))))
    assert [item.document.id for item in read(path)] == ["1", "2"]


def test_padding_after_a_member_is_no_fault(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(record("1")) + bytes(700) + gzip.compress(record("2")) + bytes(3))
    assert [item.document.id for item in read(path)] == ["1", "2"]


@pytest.mark.parametrize("suffix", COMPRESS)
@pytest.mark.parametrize("cut", [1, 9])
def test_a_file_that_is_cut_off_keeps_its_whole_records(tmp_path, suffix, cut):
    parts = [COMPRESS[suffix](record("1")), COMPRESS[suffix](record("2"))[:-cut]]
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(b"".join(parts))
    reads = read(path)
    assert reads[0].document.id == "1" and isinstance(reads[-1], Failure)
    assert "cut off" in reads[-1].reason and reads[-1].line in (2, 3)


@pytest.mark.parametrize("suffix", COMPRESS)
@pytest.mark.parametrize(
    "content", [b"not compressed", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x1f", bytes(range(256))]
)
def test_other_bytes_are_a_failure(tmp_path, suffix, content):
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(content)
    (failure,) = read(path)
    assert "broken compressed file" in failure.reason


@pytest.mark.parametrize("suffix", COMPRESS)
def test_an_empty_file_holds_no_record(tmp_path, suffix, caplog):
    (tmp_path / f"a.jsonl{suffix}").touch()
    assert read(tmp_path / f"a.jsonl{suffix}") == [] and "no record" in caplog.text


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_bomb_is_set_aside_and_its_neighbours_are_read(tmp_path, suffix):
    (tmp_path / f"1.txt{suffix}").write_bytes(COMPRESS[suffix](bytes(40_000_000)))
    (tmp_path / "2.txt").write_text("7", "utf-8")
    failure, item = read(tmp_path)
    assert "compressed bytes became more than" in failure.reason and "bomb" in failure.hint
    assert item.document.text == "7"


def test_a_bomb_of_many_short_lines(tmp_path):
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstd.compress(record("1", "x" * 3000) * 10_000))
    *items, failure = read(path)
    assert items and all(isinstance(item, Item) for item in items) and "became more than" in failure.reason


def test_a_bomb_is_never_whole_in_memory(tmp_path):
    class Counting(decompress.GzipPart):
        most = 0

        def decompress(self, data, max_length):
            Counting.most = max(Counting.most, max_length)
            return super().decompress(data, max_length)

    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(bytes(8_000_000)))
    with path.open("rb") as raw:
        stream = decompress.Decompressed(raw, ".gz")
        stream._new_part = Counting
        buffer = bytearray(1000)
        while stream.readinto(buffer):
            pass
    assert Counting.most == 1000


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_over_the_limit_is_set_aside_and_the_next_are_read(tmp_path, name):
    lines = record("1") + record("2", "x" * 3_000_000) + record("3") + b'{"id":"4","text":"' + b"y" * 2_000_000
    (tmp_path / name).write_bytes(gzip.compress(lines) if name.endswith("gz") else lines)
    one, long, three, last = read(tmp_path / name, document_bytes=1_000_000)
    assert (one.document.id, three.document.id) == ("1", "3")
    assert [long.line, last.line] == [2, 4] and "longer than 1,000,000 bytes" in long.reason


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_a_document_over_the_limit(tmp_path, name):
    data = b"7 " * 1000
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (failure,) = read(tmp_path, document_bytes=1999)
    assert failure.id == "a" and "longer than 1,999 bytes" in failure.reason and "input.document_bytes" in failure.hint
    assert isinstance(read(tmp_path, document_bytes=2000)[0], Item)


def test_a_broken_member_is_passed_by_where_the_reader_asks_for_it(tmp_path):
    broken = bytearray(gzip.compress(record("2", "".join(map(str, range(9000))))))
    broken[200:260] = b"\xff" * 60
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(record("1")) + bytes(broken) + gzip.compress(record("3")))
    with path.open("rb") as raw:
        stream = decompress.Decompressed(raw, ".gz", mend=True)
        data = b"".join(iter(lambda: stream.read(100), b""))
    assert data.startswith(record("1")) and data.endswith(record("3")) and len(stream.faults) == 1


def test_zlib_streams_that_lie_about_their_length_are_refused(tmp_path):
    packed = bytearray(gzip.compress(TEXT.encode()))
    packed[-4:] = (5).to_bytes(4, "little")
    (tmp_path / "a.txt.gz").write_bytes(packed)
    (failure,) = read(tmp_path)
    assert "incorrect length check" in failure.reason


@pytest.mark.parametrize("suffix", COMPRESS)
def test_compressed_output_holds_the_same_bytes_each_time(tmp_path, suffix):
    source = tmp_path / "in.jsonl"
    source.write_bytes(record("1", "7 لام") + record("crash", "crash"))
    outputs = [tmp_path / "out.jsonl", tmp_path / f"a.jsonl{suffix}", tmp_path / f"b.jsonl{suffix}"]
    for output in outputs:
        run([str(source)], output, extractor())
    plain, first, second = (output.read_bytes() for output in outputs)
    opened = gzip.decompress if suffix == ".gz" else zstd.decompress
    assert opened(first) == plain and first == second and plain
    assert (tmp_path / "a.quarantine.jsonl").exists()
