"""`kill -9` at random moments: what comes out in the end is what an undisturbed run gives, to the byte."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.helpers import content, start, write

ROOT = Path(__file__).resolve().parents[2]


def begin(news, output, engine):
    command = [sys.executable, "-m", "tests.batch.killable", str(news), str(output), engine]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def killed_until_done(news, output, engine, chance: random.Random, most: float) -> int:
    """How often the run was killed before it came to its end, each time within so many seconds."""
    kills = 0
    while True:
        process = begin(news, output, engine)
        try:
            _, errors = process.communicate(timeout=chance.uniform(0.1, most))
        except subprocess.TimeoutExpired:
            if chance.random() < 0.5:
                os.kill(process.pid, signal.SIGKILL)  # its workers are left behind, at work
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            kills += 1
            continue
        assert process.returncode == 0, errors.decode()
        return kills


def killed_often(tmp_path, engine, kills):
    news = write(tmp_path / "news.jsonl", [f"بلغ {n} نموذج" * 5 for n in range(250)])
    began = time.monotonic()
    assert begin(news, tmp_path / "undisturbed", engine).wait() == 0
    seconds = time.monotonic() - began
    chance, done, rounds = random.Random(7), 0, 0
    while done < kills:
        rounds += 1
        done += killed_until_done(news, tmp_path / f"out{rounds}", engine, chance, seconds)
        assert content(tmp_path / f"out{rounds}") == content(tmp_path / "undisturbed")


def test_a_few_kills(tmp_path):
    killed_often(tmp_path, "process", 2)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["serial", "process"])
def test_a_hundred_kills(tmp_path, engine):
    killed_often(tmp_path, engine, 100)


def test_orphans_end_with_their_parent(tmp_path):
    news = write(tmp_path / "news.jsonl", ["7 " * 50] * 2000)
    process = begin(news, tmp_path / "out", "process")
    ledger = tmp_path / "out/ledger.jsonl"
    while not (ledger.exists() and ledger.stat().st_size):
        time.sleep(0.05)
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    workers = [child for task in tasks for child in task.read_text().split()]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert workers
    deadline = time.monotonic() + 3
    while alive := [each for each in workers if Path(f"/proc/{each}/stat").exists()]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


@pytest.mark.parametrize("engine", ["serial", "process"])
def test_ctrl_c_stops_within_a_second_and_the_same_command_goes_on(tmp_path, engine):
    news = write(tmp_path / "news.jsonl", ["7 " * 50] * 400)
    process = begin(news, tmp_path / "out", engine)
    ledger = tmp_path / "out/ledger.jsonl"
    while not (ledger.exists() and ledger.stat().st_size):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    began = time.monotonic()
    process.communicate(timeout=5)
    assert time.monotonic() - began < 1 and process.returncode != 0
    assert not list((tmp_path / "out/parts").glob(".*"))
    start([news], tmp_path / "out")
    start([news], tmp_path / "undisturbed")
    assert content(tmp_path / "out") == content(tmp_path / "undisturbed")


def test_ctrl_c_says_how_to_go_on(tmp_path):
    news = write(tmp_path / "news.jsonl", ["بلغ 408,000 نموذج " * 1000] * 200)
    command = [sys.executable, "-m", "pipeline.cli", "run", str(news), "--only", "rules", "-o", str(tmp_path / "out")]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "out/ledger.jsonl").exists():
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=5)
    assert process.returncode == 130 and "the same command goes on" in errors and "Traceback" not in errors


@pytest.mark.parametrize("engine", ["serial", "process"])
def test_a_disk_that_is_full_stops_the_run_and_loses_nothing(tmp_path, engine):
    """Files that may not grow stand in for a disk that is full."""
    news = write(tmp_path / "news.jsonl", ["بلغ 408,000 نموذج"] * 7000)
    command = [sys.executable, "-m", "pipeline.cli", "run", str(news), "--only", "rules", "--engine", engine]
    command += ["-o", str(tmp_path / "out"), "--set", "run.shard_bytes=22000"]
    full = ["bash", "-c", 'ulimit -f 50; exec "$@"', "bash", *command]
    done = subprocess.run(full, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and "File too large" in done.stderr and "the same command goes on" in done.stderr
    assert not list((tmp_path / "out/parts").iterdir())
    assert subprocess.run(command, cwd=ROOT).returncode == 0
    lines = [line for part in (tmp_path / "out/parts").iterdir() for line in part.read_text("utf-8").splitlines()]
    assert len(lines) == 7000


def test_a_disk_that_is_full_before_the_plan_is_written_stops_the_run(tmp_path):
    news = write(tmp_path / "news.jsonl", ["بلغ 408,000 نموذج"] * 300)
    command = [sys.executable, "-m", "pipeline.cli", "run", str(news), "--only", "rules", "-o", str(tmp_path / "out")]
    full = ["bash", "-c", 'ulimit -f 6; exec "$@"', "bash", *command, "--set", "run.shard_bytes=4000"]
    done = subprocess.run(full, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and "the same command goes on" in done.stderr and "Traceback" not in done.stderr
