from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.formats import sources
from pipeline.formats.item import Failure, Item


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"text of {name}", "utf-8")


def test_a_folder_is_read_deep_and_sorted_and_hidden_files_are_not(tmp_path):
    make(tmp_path, "b.txt", "a/z.TXT", "a/ا.txt", "a.txt", ".git/x.txt", "a/.y.txt", "c.md", "d.jsonl")
    found = [path.relative_to(tmp_path).as_posix() for path in sources.find([str(tmp_path)])]
    assert found == ["a/z.TXT", "a/ا.txt", "a.txt", "b.txt"]


def test_a_hidden_parent_of_the_folder_does_not_matter(tmp_path):
    make(tmp_path, ".cache/in/a.txt")
    assert len(sources.find([str(tmp_path / ".cache" / "in")])) == 1


def test_inputs_keep_their_order(tmp_path):
    make(tmp_path, "b.txt", "a.txt")
    reads = list(sources.read(sources.find([str(tmp_path / "b.txt"), str(tmp_path / "a.txt")])))
    assert [read.document.id for read in reads] == ["b", "a"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.txt", "no such file"), ("page.odt", "unknown format '.odt'"), ("empty", "a folder without .txt")],
)
def test_an_input_that_cannot_be_read_is_a_failure_beside_the_others(tmp_path, name, reason):
    make(tmp_path, "a.txt", "page.odt")
    (tmp_path / "empty").mkdir()
    failure, item = sources.read(sources.find([str(tmp_path / name), str(tmp_path / "a.txt")]))
    assert isinstance(failure, Failure) and isinstance(item, Item)
    assert reason in failure.reason and failure.source.endswith(name) and ".jsonl" in failure.expected


@pytest.mark.parametrize("inputs", [[], ["none.txt"], ["none.txt", "nowhere"], ["-", "-"]])
def test_a_call_without_any_input_is_a_wrong_call(inputs):
    with pytest.raises(UsageError):
        sources.find(inputs)


def test_a_text_file_keeps_its_line_ends_and_loses_only_the_mark(tmp_path):
    (tmp_path / "a.b.txt").write_bytes("\ufeffهانوي\r\n\rب\n".encode())
    (item,) = sources.read(sources.find([str(tmp_path / "a.b.txt")]))
    assert (item.document.id, item.document.text) == ("a.b", "هانوي\r\n\rب\n")


def test_an_empty_file_is_a_document_with_a_warning(tmp_path, caplog):
    (tmp_path / "a.txt").touch()
    (item,) = sources.read(sources.find([str(tmp_path)]))
    assert item.document.text == "" and "empty" in caplog.text


def test_the_encoding_used_is_said(tmp_path, caplog):
    (tmp_path / "a.txt").write_bytes("عمل الأمين العام تو لام في هانوي".encode("cp1256"))
    (item,) = sources.read(sources.find([str(tmp_path)]))
    assert item.document.text.endswith("هانوي") and "read as cp1256" in caplog.text


def test_a_binary_file_is_a_failure(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 8)
    (failure,) = sources.read(sources.find([str(tmp_path)]))
    assert failure.id == "a" and "binary" in failure.reason and failure.raw is None
