"""Workers that crash, hang, are killed or never start: every other document comes out as if nothing had been."""

import threading
import time

import pytest

from pipeline.batch import worker
from pipeline.batch.supervisor import RunStopped, Supervisor
from tests.batch import stand_ins
from tests.batch.helpers import content, ids, quarantined, records, start, write
from tests.batch.stand_ins import HANG, LAG, RAISE, SEGFAULT, SLEEP

TEXTS = [f"بلغ {n} نموذج" * 5 for n in range(60)]


def with_harm(tmp_path, harm: dict[int, str]):
    texts = [harm.get(n, text) for n, text in enumerate(TEXTS)]
    return write(tmp_path / "news.jsonl", texts)


def test_processes_give_what_one_process_gives(tmp_path):
    news = with_harm(tmp_path, {7: RAISE, 30: RAISE})
    start([news], tmp_path / "one")
    start([news], tmp_path / "many", engine="process", workers=3)
    assert content(tmp_path / "one") == content(tmp_path / "many")


@pytest.mark.parametrize(
    ("harm", "reason", "trace"),
    [
        (SEGFAULT, "signal 11", "Segmentation fault"),
        (HANG, "more than 1 seconds", "in __call__"),
        (SLEEP, "could not be interrupted", "in __call__"),
    ],
)
def test_harmful_documents_are_set_aside_and_cost_no_neighbour(tmp_path, monkeypatch, harm, reason, trace):
    monkeypatch.setattr(worker, "_GRACE", 0.3)
    start([with_harm(tmp_path, {})], tmp_path / "undisturbed")
    news = with_harm(tmp_path, {11: harm, 40: harm})
    standing = start([news], tmp_path / "out", engine="process")
    assert records(tmp_path / "out") == [r for r in records(tmp_path / "undisturbed") if r["id"] not in ("11", "40")]
    first, second = quarantined(tmp_path / "out")
    assert (first["id"], first["line"], second["id"]) == ("11", 12, "40")
    assert reason in first["reason"] and trace in first["traceback"]
    assert standing.counts.quarantined == 2


@pytest.mark.parametrize("engine", ["serial", "process"])
def test_a_document_that_is_merely_long_has_more_time(tmp_path, monkeypatch, engine):
    monkeypatch.setattr(worker, "_GRACE", 0.3)
    batch = stand_ins.load().batch.characters
    news = write(tmp_path / "news.jsonl", [*TEXTS[:20], LAG, LAG + "7 " * 2 * batch, *TEXTS[20:]])
    start([news], tmp_path / "out", engine=engine, settings=("run.seconds=1",))
    (left,) = quarantined(tmp_path / "out")
    assert left["id"] == "20" and "more than 1 seconds" in left["reason"]
    assert len(ids(tmp_path / "out")) == len(TEXTS) + 1


def test_workers_that_are_killed_from_outside_cost_no_document(tmp_path):
    news = write(tmp_path / "news.jsonl", TEXTS * 8)
    start([news], tmp_path / "undisturbed", load=stand_ins.load_slow)
    kills = [0]
    stop = threading.Event()
    killing = threading.Thread(target=_keep_killing, args=(stop, kills))
    killing.start()
    try:
        start([news], tmp_path / "out", engine="process", load=stand_ins.load_slow)
    finally:
        stop.set()
        killing.join()
    assert kills[0]
    assert content(tmp_path / "out") == content(tmp_path / "undisturbed")


def _keep_killing(stop, kills):
    import multiprocessing
    import random

    while not stop.wait(random.uniform(0.5, 1.0)) and kills[0] < 5:
        random.choice(multiprocessing.active_children()).kill()
        kills[0] += 1


def test_a_worker_that_grows_is_replaced(tmp_path):
    news = with_harm(tmp_path, {})
    seen = set()
    real = Supervisor._ready

    def ready(self):
        found = real(self)
        seen.add(found)
        return found

    Supervisor._ready = ready
    try:
        settings = ("run.worker_bytes=1", "run.shard_bytes=5000")
        standing = start([news], tmp_path / "out", engine="process", workers=1, settings=settings)
    finally:
        Supervisor._ready = real
    assert len(seen) == standing.shards > 1


@pytest.mark.parametrize(
    ("load", "reason"), [(stand_ins.load_never, "no room for a model"), (stand_ins.load_deadly, "exit code 3")]
)
def test_a_model_that_cannot_be_loaded_ends_the_run(tmp_path, monkeypatch, load, reason):
    monkeypatch.setattr("pipeline.batch.supervisor._MOST_IDLE_DEATHS", 1)
    with pytest.raises(RunStopped, match=reason):
        start([with_harm(tmp_path, {})], tmp_path / "out", engine="process", load=load)
    start([tmp_path / "news.jsonl"], tmp_path / "out")
    assert len(ids(tmp_path / "out")) == len(TEXTS)


def test_stopping_takes_less_than_a_second(tmp_path):
    from pipeline.batch.processes import Processes

    engines = []
    real = Processes.__init__

    def remember(self, *given):
        real(self, *given)
        engines.append(self)

    Processes.__init__ = remember
    try:
        threading.Timer(1.5, lambda: engines[0].close()).start()
        with pytest.raises(RunStopped):
            start([with_harm(tmp_path, {0: SLEEP})], tmp_path / "out", engine="process", settings=("run.seconds=100",))
    finally:
        Processes.__init__ = real
    began = time.monotonic()
    engines[0].close()
    assert time.monotonic() - began < 1


def test_a_run_that_is_stopped_while_its_threads_start_says_no_more_than_that(tmp_path, monkeypatch):
    def interrupted(_thread):
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):
        start([with_harm(tmp_path, {})], tmp_path / "out", engine="process")


def archive(tmp_path, harmful):
    from tests.formats.test_warc import page, record

    pages = [page(n).replace("خبر".encode(), SEGFAULT.encode()) if n in harmful else page(n) for n in range(6)]
    between = record(9, type="request")
    content = b"".join(between + record(n, body) for n, body in enumerate(pages))
    (tmp_path / "news.warc").write_bytes(content)
    return tmp_path / "news.warc"


def test_a_page_over_which_a_worker_dies_costs_no_other_page(tmp_path):
    settings = ("run.shard_bytes=100000000",)
    news, out = archive(tmp_path, {1, 4}), tmp_path / "out"
    start([news], out, engine="process", load=stand_ins.load_deadly_pages, settings=settings)
    assert ids(out) == [f"http://x/{n}" for n in (0, 2, 3, 5)]
    assert [(r["id"], r["line"], r["unit"]) for r in quarantined(out)] == [
        ("http://x/1", 4, "record"),
        ("http://x/4", 10, "record"),
    ]
    assert all("signal 11" in r["reason"] and "Segmentation fault" in r["traceback"] for r in quarantined(out))


def test_an_archive_that_cannot_be_read_past_a_death_keeps_what_is_before_it(tmp_path):
    settings = ("run.shard_bytes=100000000",)
    news, out = archive(tmp_path, {4}), tmp_path / "out"
    start([news], out, engine="process", load=stand_ins.load_deadly_answers, settings=settings)
    assert ids(out) == [f"http://x/{n}" for n in range(4)]
    (left,) = quarantined(out)
    assert "nothing behind it" in left["reason"] and "signal 11" in left["reason"]
