import json
import os
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.formats.item import Failure
from pipeline.formats.output import replacing
from pipeline.formats.quarantine import Quarantine, path_for


def test_the_file_appears_when_the_block_ends(tmp_path):
    path = tmp_path / "new" / "out.jsonl"
    with replacing(path) as stream:
        stream.write(b"x")
        assert not path.exists()
    assert path.read_bytes() == b"x"
    assert list(path.parent.iterdir()) == [path]


def test_an_exception_leaves_the_old_file_alone(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.jsonl").write_bytes(b"old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    with replacing(tmp_path / "link.jsonl") as stream:
        stream.write(b"new")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() == b"new"


def test_a_pipe_is_written_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(pipe) as stream:
        stream.write(b"x")
    assert os.read(reader, 10) == b"x" and pipe.is_fifo()
    os.close(reader)


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot write"), replacing(tmp_path / "file" / "out.jsonl"):
        pass


def test_the_new_file_has_the_permissions_of_any_new_file(tmp_path):
    with replacing(tmp_path / "a"):
        pass
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_quarantine_is_made_only_for_failures_and_an_old_one_goes(tmp_path):
    path = path_for(tmp_path / "out.jsonl")
    assert path == tmp_path / "out.quarantine.jsonl"
    with Quarantine(path) as quarantine:
        quarantine.add(Failure(source="a.txt", reason="because"))
    assert json.loads(path.read_text()) == {"source": "a.txt", "reason": "because"}
    with Quarantine(path):
        pass
    assert not path.exists()


def test_quarantine_of_a_stream_stands_in_the_working_folder():
    assert str(path_for(Path("-"))) == "jisr.quarantine.jsonl"
