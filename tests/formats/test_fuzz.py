"""Damaged files of every format, each between two good ones: nothing raises, no neighbour is lost."""

import gzip
import random
from pathlib import Path

import pytest
from backports import zstd

from pipeline.document import Document
from pipeline.formats import sources, writers
from pipeline.formats.item import Failure, Item, Skipped
from tests.formats.test_warc import page, record

TEXT = "وصل تو لام إلى هانوي\r\n🙂 7.5٪ \u202b(2024)\u202c"
PIECES = [
    b"\0",
    b"\xff",
    b'"',
    b"\n",
    b"<",
    b">",
    b"&#xD800;",
    b"\\ud800",
    b"{",
    b"[" * 3000,
    b"<b>" * 400,
    b"\x1f\x8b\x08",
]
PIECES += [
    b"WARC/1.1\r\n",
    b"Content-Length: 99999999\r\n",
    b",",
    "\u202e\u200f".encode(),
    b"a" * 5000,
    b"<!ENTITY a 'b'>",
    b"",
]


def good(suffix: str, folder: Path) -> bytes:
    if suffix == ".txt":
        return TEXT.encode()
    if suffix == ".html":
        return page(1)
    if suffix == ".warc":
        return record(1) + record(2, type="request") + record(3)
    if suffix == ".csv":
        return f'id,text,url\n1,"{TEXT}",u\n2,{TEXT[:9]},u\n'.encode()
    with writers.writing(folder / f"good{suffix}") as write:
        for id in "12":
            write(Document(id=id, text=TEXT))
    return (folder / f"good{suffix}").read_bytes()


def mutated(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(found) + 1)
        end = min(len(found), start + chance.choice([0, 1, 2, 50, 500]))
        found[start:end] = chance.choice([*PIECES, bytes([chance.randrange(256)]), bytes(found[end : end + 40]) * 9])
    return bytes(found[: chance.randrange(len(found) + 1)] if chance.random() < 0.1 else found)


def feed(folder: Path, suffix: str, times: int, seed: int) -> int:
    """How many documents came out of so many damaged files of a format."""
    chance, whole, documents = random.Random(seed), good(suffix, folder), 0
    first, middle, last = folder / "1.txt", folder / f"2{suffix}", folder / "3.txt"
    first.write_text("first")
    last.write_text("last")
    for _ in range(times):
        packed = chance.choice(["", "", ".gz", ".zst"]) if suffix != ".parquet" else ""
        pack = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}[packed]
        inside = chance.random() < 0.5
        path = middle.with_name(middle.name + packed)
        path.write_bytes(pack(mutated(whole, chance)) if inside else mutated(pack(whole), chance))
        one, *between, three = sources.read(sources.find([str(first), str(path), str(last)]))
        assert (one.document.text, three.document.text) == ("first", "last")
        assert all(isinstance(each, Item | Failure | Skipped) for each in between)
        for each in between:
            if isinstance(each, Item):
                each.document.text.encode()
                documents += 1
    return documents


@pytest.mark.parametrize("suffix", sources.FORMATS)
def test_damaged_files(tmp_path, suffix):
    assert feed(tmp_path, ".html" if suffix == ".htm" else suffix, 40, seed=1) > 0
