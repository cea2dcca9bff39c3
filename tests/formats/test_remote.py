"""Inputs that are named by an address, on fsspec's store in memory."""

import json

import pytest

from pipeline.errors import UsageError
from pipeline.formats import sources
from pipeline.formats.item import Failure, Item
from tests.batch.helpers import ids, quarantined, start

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def store():
    store = fsspec.filesystem("memory")
    store.pipe("/bucket/b.jsonl", b'{"id": "b1", "text": "1"}\n{"id": "b2", "text": "2"}\n')
    store.pipe("/bucket/news/x/a.txt", b"7")
    store.pipe("/bucket/news/c.txt", b"8")
    store.pipe("/bucket/news/notes.doc", b"9")
    yield store
    store.rm("/bucket", recursive=True)


def texts(*inputs):
    return [read.document.text for read in sources.read(sources.find(inputs)) if isinstance(read, Item)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("memory://bucket/b.jsonl", ["1", "2"]),
        ("memory://bucket/news", ["8", "7"]),
        ("memory://bucket/*.jsonl", ["1", "2"]),
        ("memory://bucket/news/**/*.txt", ["8", "7"]),
    ],
)
def test_files_folders_and_patterns(store, address, expected):
    assert texts(address) == expected


def test_ids_and_origins_are_those_of_the_address(store):
    (read,) = sources.read(sources.find(["memory://bucket/news/c.txt"]))
    assert read.document.id == "c" and read.origin.source == "memory:///bucket/news/c.txt"


def test_a_file_address_needs_no_library(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    (tmp_path / "خبر 1.txt").write_text("7")
    assert texts((tmp_path / "خبر 1.txt").as_uri()) == ["7"]


def test_what_is_not_there_is_named(store, tmp_path):
    (tmp_path / "a.txt").write_text("7")
    found = sources.find([str(tmp_path), "memory://bucket/missing.txt", "memory://bucket/news/notes.doc"])
    assert [isinstance(each, Failure) for each in found] == [False, True, True]
    with pytest.raises(UsageError, match="no such file"):
        sources.find(["memory://bucket/missing.txt"])
    with pytest.raises(UsageError, match="jisr\\[s3\\]"):
        sources.find(["nosuchstore://bucket"])


def test_a_run_over_addresses_does_changed_files_anew(store, tmp_path):
    start(["memory://bucket"], tmp_path / "out")
    assert ids(tmp_path / "out") == ["c", "a"]
    assert start(["memory://bucket"], tmp_path / "out").new.documents == 0
    store.pipe("/bucket/news/c.txt", b"{}")
    store.pipe("/bucket/new.txt", b"9")
    assert start(["memory://bucket", "memory://bucket/b.jsonl"], tmp_path / "out").new.documents == 5
    assert sorted(ids(tmp_path / "out")) == ["a", "b1", "b2", "c", "new"]


def test_a_file_that_goes_while_a_run_is_under_way_is_named(store, tmp_path, monkeypatch):
    from pipeline.batch import run

    real = run.manifest.write

    def write(*given):
        real(*given)
        store.rm("/bucket/news/c.txt")

    monkeypatch.setattr(run.manifest, "write", write)
    standing = start(["memory://bucket/news", "memory://bucket/b.jsonl"], tmp_path / "out")
    assert ids(tmp_path / "out") == ["a", "b1", "b2"] and standing.set_aside == 1
    (found,) = quarantined(tmp_path / "out")
    assert found["source"] == "memory:///bucket/news/c.txt" and "gone" in json.dumps(found)
