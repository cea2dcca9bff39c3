"""The engine `ray` on a real cluster of this machine."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.batch import stand_ins
from tests.batch.helpers import content, ids, quarantined, start, write
from tests.batch.stand_ins import RAISE, SEGFAULT

ray = pytest.importorskip("ray")
ROOT = str(Path(__file__).resolve().parents[2])
TEXTS = [f"بلغ {n} نموذج" * 5 for n in range(120)]


@pytest.fixture(scope="module")
def cluster():
    """A head without workers, and two nodes that tests may kill."""
    from ray.cluster_utils import Cluster

    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": ROOT}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    ray.init(address=cluster.address, log_to_driver=False)
    yield cluster, nodes
    ray.shutdown()
    cluster.shutdown()


def without_tracebacks(output: Path) -> dict[str, bytes]:
    """A crash is told with the numbers of the threads that died."""
    return {name: data for name, data in content(output).items() if "quarantine" not in name}


def kill_one_actor():
    """As the system does when memory runs out."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (folder / "cmdline").read_bytes().startswith(b"ray::Supervisor"):
                os.kill(int(folder.name), signal.SIGKILL)
                return
    raise AssertionError("no actor is at work")


def test_it_gives_what_one_process_gives(cluster, tmp_path):
    texts = [*TEXTS[:7], RAISE, *TEXTS[7:40], SEGFAULT, *TEXTS[40:]]
    news = write(tmp_path / "news.jsonl", texts)
    start([news], tmp_path / "rayed", engine="ray")
    assert [each["id"] for each in quarantined(tmp_path / "rayed")] == ["7", "41"]
    assert ids(tmp_path / "rayed") == [str(n) for n in range(122) if n not in (7, 41)]
    start([news], tmp_path / "processes", engine="process")
    assert content(tmp_path / "rayed").keys() == content(tmp_path / "processes").keys()
    assert without_tracebacks(tmp_path / "rayed") == without_tracebacks(tmp_path / "processes")


def test_killed_actors_and_a_killed_node_cost_no_document(cluster, tmp_path):
    cluster, nodes = cluster
    news = write(tmp_path / "news.jsonl", TEXTS * 10)
    start([news], tmp_path / "undisturbed")
    done = []

    def work():
        done.append(start([news], tmp_path / "out", engine="ray", load=stand_ins.load_slow))

    run = threading.Thread(target=work)
    run.start()
    ledger = tmp_path / "out/ledger.jsonl"
    while not (ledger.exists() and ledger.stat().st_size):
        time.sleep(0.05)
    kill_one_actor()
    cluster.remove_node(nodes.pop())
    cluster.add_node(num_cpus=1)
    run.join(timeout=100)
    assert done and done[0].is_done
    assert content(tmp_path / "out") == content(tmp_path / "undisturbed")
