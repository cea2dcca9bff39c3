"""Documents that came before are passed over: the same ones whatever the engine, also when inputs come and go."""

import json
import random

import pytest

from pipeline.batch.duplicates import EXACT, NEAR
from pipeline.batch.share import Share
from pipeline.errors import UsageError
from tests.batch.helpers import content, ids, start, write

WORDS = [f"كلمة{n}" for n in range(500)]


def text(seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=120))


def skipped(output) -> list[tuple[int, str]]:
    files = sorted((output / "skipped").glob("*.jsonl"))
    found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [(each["origin"][1], each["reason"]) for each in found]


def test_exact_duplicates(tmp_path):
    texts = [text(1), text(2), f" {text(1)}\n", text(3), text(2), f"{text(2)} 7"]
    start([write(tmp_path / "in.jsonl", texts)], tmp_path / "out", duplicates="exact")
    assert ids(tmp_path / "out") == ["0", "1", "3", "5"]
    assert skipped(tmp_path / "out") == [(3, EXACT), (5, EXACT)]


def test_near_duplicates(tmp_path):
    pytest.importorskip("rensa")
    wire = text(2).split()
    retold = " ".join([*wire[:60], "هانوي", *wire[60:], "انتهى"])  # wire copy with two words of the paper's own
    half = " ".join([*wire[:60], *text(4).split()[:60]])
    texts = [text(1), " ".join(wire), text(3), retold, half, text(1)]
    start([write(tmp_path / "in.jsonl", texts)], tmp_path / "out", duplicates="near")
    assert ids(tmp_path / "out") == ["0", "1", "2", "4"]
    assert skipped(tmp_path / "out") == [(4, NEAR), (6, EXACT)]


def test_all_engines_pass_over_the_same(tmp_path):
    texts = [text(n % 17) for n in range(60)]
    news = write(tmp_path / "in.jsonl", texts)
    start([news], tmp_path / "one", duplicates="exact")
    start([news], tmp_path / "many", duplicates="exact", engine="process", workers=3)
    assert ids(tmp_path / "one") == [str(n) for n in range(17)]
    assert content(tmp_path / "one") == content(tmp_path / "many")


def test_a_copy_comes_out_when_its_original_changes(tmp_path):
    first, second = (write(tmp_path / f"{name}.jsonl", [text(1)], name) for name in "ab")
    settings = ("run.shard_bytes=1",)
    start([first, second], tmp_path / "out", duplicates="exact", settings=settings)
    assert ids(tmp_path / "out") == ["a0"]
    write(first, [text(2)], "a")
    start([first, second], tmp_path / "out", duplicates="exact", settings=settings)
    assert sorted(ids(tmp_path / "out")) == ["a0", "b0"]


def test_new_inputs_are_compared_with_old_ones(tmp_path):
    start([write(tmp_path / "b.jsonl", [text(1)], "b")], tmp_path / "out", duplicates="exact")
    standing = start([write(tmp_path / "a.jsonl", [text(1), text(2)], "a")], tmp_path / "out", duplicates="exact")
    assert sorted(ids(tmp_path / "out")) == ["a1", "b0"] and standing.counts.skipped == {EXACT: 1}


def test_only_one_run_sees_all_documents(tmp_path):
    with pytest.raises(UsageError, match="shard-count"):
        start([write(tmp_path / "a.jsonl", ["7"])], tmp_path / "out", duplicates="exact", share=Share(0, 2))
