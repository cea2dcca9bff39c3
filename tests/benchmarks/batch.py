"""What bulk runs cost: `python -m tests.benchmarks.batch [--documents 1000000] [--seconds 20] [--ray]`.

With stand-ins in the place of the model: one keeps a core busy for 5 ms a document (overhead, speed-up), one does next
to nothing (a run of very many small documents, killed in the middle and resumed; memory of the parent).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from pipeline.batch.options import Options
from pipeline.batch.run import run
from pipeline.extractor import configured
from tests.batch import stand_ins
from tests.batch.helpers import write

BUSY = 0.005  # seconds a document
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000, help="of the large run")
    parser.add_argument("--seconds", type=float, default=20, help="of pure work, for overhead and speed-up")
    parser.add_argument("--ray", action="store_true", help="measure the engine ray, too")
    parser.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(*given.child)
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        overhead(Path(folder), round(given.seconds / BUSY), given.ray)
        many(Path(folder), given.documents)


def overhead(folder: Path, documents: int, with_ray: bool) -> None:
    news = write(folder / "busy.jsonl", [f"بلغ {n} نموذج " * 200 for n in range(documents)])
    extractor = stand_ins.load_busy(BUSY)
    from pipeline.formats import sources

    items = [item.document for item in sources.read(sources.find([str(news)]))]
    began = time.perf_counter()
    for first in range(0, len(items), 32):
        extractor.process(items[first : first + 32])
    pure = time.perf_counter() - began
    print(f"pure work: {pure:.1f} s for {documents:,} documents")
    times = {}
    for engine in ["serial", "process", *(["ray"] if with_ray else [])]:
        for workers in (1,) if engine == "serial" else (1, 2):
            found = measured(news, folder / f"{engine}-{workers}", engine, workers, BUSY)
            times[engine, workers] = found["seconds"]
            extra = found["seconds"] * workers / pure - 1
            print(f"{engine}, {workers} workers: {found['seconds']:.1f} s, {extra:+.1%} over the pure work")
    print(f"two workers against one: {times['process', 1] / times['process', 2]:.2f} times as fast")


def many(folder: Path, documents: int) -> None:
    for count in sorted({1000, documents}):
        news = write(folder / f"{count}.jsonl", [f"بلغ {n} نموذج" for n in range(count)])
        last = folder / f"many-{count}"
        found = measured(news, last, "process", 2, 0)
        seconds, memory = found["seconds"], found["megabytes"]
        print(f"{count:,} small documents: {seconds:.1f} s ({count / seconds:,.0f}/s), parent {memory:.0f} MB")
    killed = folder / "killed"
    process = subprocess.Popen(command(news, killed, "process", 2, 0), cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(found["seconds"] / 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    again = measured(news, killed, "process", 2, 0)
    print(f"killed in the middle and resumed: {again['seconds']:.1f} s, {again['new']:,} documents were left")
    nothing = measured(news, killed, "process", 2, 0)
    print(f"called again when all is done: {nothing['seconds']:.1f} s, parent {nothing['megabytes']:.0f} MB")
    whole, resumed = ([part.read_bytes() for part in sorted((each / "parts").iterdir())] for each in (last, killed))
    print(f"the resumed run's parts are those of the other run: {whole == resumed}")


def command(news: Path, output: Path, engine: str, workers: int, busy: float) -> list[str]:
    given = map(str, ["--child", news, output, engine, workers, busy])
    return [sys.executable, "-m", "tests.benchmarks.batch", *given]


def measured(news: Path, output: Path, engine: str, workers: int, busy: float) -> dict[str, float]:
    done = subprocess.run(command(news, output, engine, workers, busy), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def child(news: str, output: str, engine: str, workers: str, busy: str) -> None:
    """One run in this process, and what it cost as JSON: its workers start within the time."""
    load = partial(stand_ins.load_busy, float(busy)) if float(busy) else stand_ins.load
    began = time.perf_counter()
    options = Options(engine=engine, workers=int(workers))
    standing = run([news], Path(output), configured(only="rules"), options, load=load)
    seconds = time.perf_counter() - began
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(json.dumps({"seconds": seconds, "megabytes": int(peak[1]) / 1024, "new": standing.new.documents}))


if __name__ == "__main__":
    main()
