"""What a run promises: everything once, in order, resumed by the same command."""

import gzip
import json
import os
from pathlib import Path

import pytest

from pipeline.batch import manifest
from pipeline.batch.folder import Folder
from pipeline.batch.share import Share
from pipeline.batch.standing import status
from pipeline.errors import UsageError
from pipeline.run import run as run_alone
from tests.batch import stand_ins
from tests.batch.helpers import content, ids, quarantined, records, start, write
from tests.batch.stand_ins import RAISE

TEXTS = [f"بلغ {n} نموذج" * 5 for n in range(100)]


@pytest.fixture
def news(tmp_path):
    return write(tmp_path / "news.jsonl", TEXTS)


def test_a_large_file_becomes_many_shards_whose_parts_are_the_documents_in_order(news, tmp_path):
    standing = start([news], tmp_path / "out")
    assert standing.shards == standing.shards_done > 5
    assert ids(tmp_path / "out") == [str(n) for n in range(100)]
    assert (standing.counts.documents, standing.counts.entities) == (100, {"NUM": 500})


def test_the_last_shards_are_small_so_that_all_workers_end_together(tmp_path):
    news = write(tmp_path / "news.jsonl", TEXTS * 40)
    start([news], tmp_path / "out", settings=("run.shard_bytes=20000",))
    sizes = [shard.size for shard in manifest.shards(tmp_path / "out/manifest")]
    assert 17_000 < sizes[0] <= 20_000 and max(sizes[-4:]) < 2_500
    assert sum(sizes) == news.stat().st_size and len(sizes) < 3 * sum(sizes) / 20_000 + 16 * 3


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_is_cut_too(tmp_path, suffix):
    from pipeline.formats.writers import _compressed

    path = tmp_path / f"news.jsonl{suffix}"
    with path.open("wb") as outer, _compressed(outer, path) as stream:
        stream.write(write(tmp_path / "plain.jsonl", TEXTS).read_bytes())
    assert start([path], tmp_path / "out").shards > 5
    assert ids(tmp_path / "out") == [str(n) for n in range(100)]


def test_archives_and_tables_are_cut_too(tmp_path):
    from pipeline.document import Document
    from pipeline.formats import parquet
    from tests.formats.test_warc import record

    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(record(n)) for n in range(40)))
    with (tmp_path / "b.parquet").open("wb") as stream, parquet.writing(stream) as put:
        for n in range(40):
            put(Document(id=f"row {n}", text=f"{n} " + "نموذج " * 100_000))
    assert start([tmp_path / "a.warc.gz", tmp_path / "b.parquet"], tmp_path / "out").shards > 3
    run_alone([str(tmp_path / "a.warc.gz"), str(tmp_path / "b.parquet")], tmp_path / "whole.jsonl", stand_ins.load())
    parts = sorted((tmp_path / "out/parts").iterdir())
    assert b"".join(part.read_bytes() for part in parts) == (tmp_path / "whole.jsonl").read_bytes()
    assert len(ids(tmp_path / "out")) == 80


def test_the_same_command_again_does_nothing_again(news, tmp_path):
    start([news], tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/parts").iterdir()}
    ledger = (tmp_path / "out/ledger.jsonl").read_bytes()
    standing = start([news], tmp_path / "out")
    assert standing.is_done and standing.new.documents == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out/parts").iterdir()} == before
    assert (tmp_path / "out/ledger.jsonl").read_bytes() == ledger


def test_new_files_add_shards_and_leave_the_others_as_they_are(news, tmp_path):
    out = tmp_path / "out"
    start([news], out)
    before = content(out)
    more = write(tmp_path / "a-first-by-name.jsonl", TEXTS[:10], "new-")
    standing = start([more, news], out)
    assert standing.new.documents == 10 and standing.counts.documents == 110
    assert before.items() <= content(out).items()
    assert sorted(ids(out)) == sorted([*map(str, range(100)), *(f"new-{n}" for n in range(10))])


def test_lines_added_to_a_file_are_all_that_is_done(news, tmp_path):
    out = tmp_path / "out"
    start([news], out)
    with news.open("a") as stream:
        stream.write('{"id": "more", "text": "7"}\n')
    standing = start([news], out)
    assert 0 < standing.new.documents < 20
    assert sorted(ids(out)) == sorted([*map(str, range(100)), "more"])


def test_a_changed_file_is_done_anew_and_its_neighbours_stay(tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(30):
        (tmp_path / f"in/{n:02}.txt").write_text(TEXTS[n] * 3, "utf-8")
    out = tmp_path / "out"
    start([tmp_path / "in"], out)
    (tmp_path / "in/07.txt").write_text("8 9", "utf-8")
    standing = start([tmp_path / "in"], out)
    assert 0 < standing.new.documents < 30 and standing.counts.documents == 30
    found = {record["id"]: record["text"] for record in records(out)}
    assert len(found) == len(ids(out)) == 30 and found["07"] == "8 9"


def test_results_of_inputs_that_are_gone_stay(news, tmp_path):
    out = tmp_path / "out"
    start([news], out)
    other = write(tmp_path / "other.jsonl", ["7"], "other-")
    news.unlink()
    start([other], out)
    assert len(ids(out)) == 101


def test_a_neighbour_of_a_changed_file_that_is_gone_is_named(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("7")
    start([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out")
    (tmp_path / "a.txt").unlink()
    (tmp_path / "b.txt").write_text("8")
    standing = start([tmp_path / "b.txt"], tmp_path / "out")
    assert standing.set_aside == 1 and ids(tmp_path / "out") == ["b"]
    assert "gone" in quarantined(tmp_path / "out")[0]["reason"]


def test_one_file_named_twice_is_done_once(news, tmp_path):
    (tmp_path / "x").mkdir()
    start([news, tmp_path / "x" / ".." / news.name], tmp_path / "out")
    assert len(ids(tmp_path / "out")) == 100


def test_a_part_that_was_lost_is_made_again(news, tmp_path):
    start([news], tmp_path / "out")
    before = content(tmp_path / "out")
    sorted((tmp_path / "out/parts").iterdir())[3].unlink()
    assert start([news], tmp_path / "out").new.documents > 0
    assert content(tmp_path / "out") == before


def test_force_starts_anew(news, tmp_path):
    start([news], tmp_path / "out")
    assert start([news], tmp_path / "out", force=True).new.documents == 100
    assert len(ids(tmp_path / "out")) == 100


@pytest.mark.parametrize("other", [{"suffix": ".conll"}, {"limit": 3}, {"settings": ("input.text=body",)}])
def test_another_kind_of_run_does_not_mix_in(news, tmp_path, other):
    start([news], tmp_path / "out")
    with pytest.raises(UsageError, match="another run"):
        start([news], tmp_path / "out", **other)


def test_the_code_is_part_of_what_a_run_is(news, tmp_path, monkeypatch):
    start([news], tmp_path / "out")
    monkeypatch.setattr("pipeline.batch.identity._hash", lambda folder: "other")
    with pytest.raises(UsageError, match="other code"):
        start([news], tmp_path / "out")


def test_settings_that_decide_no_record_may_change(news, tmp_path):
    start([news], tmp_path / "out")
    assert start([news], tmp_path / "out", settings=("run.seconds=9", "run.shard_bytes=2000")).new.documents == 0


@pytest.mark.parametrize("limit", [1, 37, 100, 1000])
def test_limit_is_exact(news, tmp_path, limit):
    assert start([news], tmp_path / "out", limit=limit).counts.documents == min(limit, 100)
    assert ids(tmp_path / "out") == [str(n) for n in range(min(limit, 100))]


def test_shares_do_everything_once_and_side_by_side(news, tmp_path):
    whole, shared = tmp_path / "whole", tmp_path / "shared"
    start([news], whole)
    for index in range(3):
        standing = start([news], shared, share=Share(index, 3))
        assert standing.shards_done == standing.shards or index < 2
    assert content(shared) == content(whole)
    assert len([*shared.glob("ledger.*-of-3.jsonl")]) == 3


def test_a_second_run_on_the_folder_is_refused_but_another_share_is_not(news, tmp_path):
    from pipeline.batch.folder import Folder

    start([news], tmp_path / "out")
    with Folder(tmp_path / "out").locked(Share(0, 2)):
        assert status(tmp_path / "out").running
        for refused in (Share(), Share(0, 2)):
            with pytest.raises(UsageError, match=f"another run is at work.*{os.getpid()}"):
                start([news], tmp_path / "out", share=refused)
        start([news], tmp_path / "out", share=Share(1, 2))
    assert not status(tmp_path / "out").running


def test_status_says_that_a_run_is_being_planned(tmp_path):
    folder = Folder(tmp_path / "out")
    with folder.locked(Share()), pytest.raises(UsageError, match="still being planned"):
        status(folder.path)


def test_bad_documents_are_set_aside_with_reason_and_traceback(tmp_path, caplog):
    texts = TEXTS[:30]
    texts[7], texts[20] = f"1 {RAISE}", f"2 {RAISE}"
    path = write(tmp_path / "in.jsonl", texts)
    with path.open("ab") as stream:
        stream.write(b"not json\n\xff\n")
    standing = start([path], tmp_path / "out")
    assert ids(tmp_path / "out") == [str(n) for n in range(30) if n not in (7, 20)]
    found = quarantined(tmp_path / "out")
    assert standing.counts.quarantined == 4 and [each["line"] for each in found] == [8, 21, 31, 32]
    assert found[0]["reason"] == "ZeroDivisionError: no such number" and "Harmful" not in found[0]["reason"]
    assert "in __call__" in found[0]["traceback"] and json.loads(found[0]["raw"])["id"] == "7"
    assert "in.jsonl, line 8, document '7'" in caplog.text


def test_missing_inputs_are_named_beside_those_that_are_there(news, tmp_path, caplog):
    standing = start([news, tmp_path / "missing.txt"], tmp_path / "out")
    assert standing.set_aside == 1 and standing.counts.documents == 100
    assert "missing.txt: no such file" in caplog.text
    assert status(tmp_path / "out").missing_inputs == 1


@pytest.mark.parametrize(
    "prepare",
    [
        lambda out: out.write_text("a file"),
        lambda out: (out.mkdir(), (out / "thesis.doc").write_text("x")),
        lambda out: (out.mkdir(), (out / "parts").symlink_to("/tmp")),
        lambda out: (out.mkdir(), (out / "lock").symlink_to(out.parent / "news.jsonl")),
        lambda out: (
            (out / "parts").mkdir(parents=True) or (out / "parts/1.jsonl").symlink_to(out.parent / "news.jsonl")
        ),
    ],
    ids=["a file", "other files", "parts elsewhere", "lock elsewhere", "part elsewhere"],
)
def test_folders_that_are_no_runs_are_left_alone(news, tmp_path, prepare):
    prepare(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError):
        start([news], tmp_path / "out", force=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_links_in_an_input_folder_lead_nowhere(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/secret.txt").write_text("7")
    (tmp_path / "in/x").mkdir(parents=True)
    (tmp_path / "in/a.txt").write_text("8")
    (tmp_path / "in/elsewhere").symlink_to(tmp_path / "secret")
    (tmp_path / "in/x/round").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in/pipe.txt")
    start([tmp_path / "in"], tmp_path / "out")
    assert ids(tmp_path / "out") == ["a"]


def test_ids_lead_out_of_no_folder(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "../../x", "text": "7"}\n{"id": "/etc/passwd", "text": "8"}\n')
    before = set(tmp_path.iterdir())
    start([source], tmp_path / "out")
    assert ids(tmp_path / "out") == ["../../x", "/etc/passwd"]
    assert {*tmp_path.iterdir()} == before | {tmp_path / "out"}


def test_what_a_killed_run_left_behind_is_removed(news, tmp_path):
    start([news], tmp_path / "out")
    before = content(tmp_path / "out")
    part = sorted((tmp_path / "out/parts").iterdir())[0]
    left = [tmp_path / f"out/parts/.{part.name}.123.tmp", tmp_path / "out/manifest/.0002.jsonl.123.tmp"]
    left += [tmp_path / "out/quarantine/.inputs.quarantine.jsonl.123.tmp", tmp_path / "out/input/.123.tmp"]
    for path in left:
        path.write_text("half")
    start([news], tmp_path / "out")
    assert content(tmp_path / "out") == before and not any(path.exists() for path in left)


def test_a_line_of_the_ledger_that_was_cut_off_does_not_count(news, tmp_path):
    start([news], tmp_path / "out")
    before, ledger = content(tmp_path / "out"), tmp_path / "out/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-20])
    assert start([news], tmp_path / "out").new.documents > 0
    assert content(tmp_path / "out") == before
    assert start([news], tmp_path / "out").new.documents == 0


def test_nothing_to_read_leaves_nothing_behind(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        start([tmp_path / "missing"], tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="without"):
        start([tmp_path / "empty"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_names_with_awkward_bytes(tmp_path):
    name = os.fsdecode("خبر ".encode() + b"\xff\n.txt")
    (tmp_path / name).write_text("7")
    start([tmp_path / name], tmp_path / "out")
    standing = start([tmp_path / name], tmp_path / "out")
    assert standing.counts.documents == 1 and standing.new.documents == 0
    assert Path(tmp_path / name).exists()
