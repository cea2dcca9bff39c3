"""Contenders on the same articles, text in to JSON Lines out, with one process and with two."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import NamedTuple

from pipeline.bench import articles
from pipeline.bench.machine import machine
from pipeline.bench.peers import others, ours
from pipeline.bench.peers.contender import Contender, Job
from pipeline.bench.table import table

WORDS = 400
PROCESSES = (1, 2)
_WAIT = 600  # seconds that a process waits for another that is still loading; then something is wrong


class Speed(NamedTuple):
    """Words a second of a contender with each of PROCESSES."""

    name: str
    words: tuple[float, ...]


def race(inputs: Sequence[str], seconds: float) -> Iterator[str]:
    """The parts of a Markdown text: the machine, who is passed over and why, the table.

    Every contender works about so many seconds with each number of processes.
    Raises UsageError where an input is missing.
    """
    texts = [document.text for document in articles.documents(inputs)]
    yield f"{machine()}. Articles of {WORDS} words, text in, JSON Lines out.\n"
    own = [_measured(contender, texts, seconds) for contender in ours()]
    rivals = []
    for contender in others():
        if missing := contender.missing():
            yield f"Passed over: {contender.name}; {missing} is not installed (pip install 'jisr[bench]').\n"
        else:
            rivals.append(_measured(contender, texts, seconds))
    yield standings(own, rivals)


def standings(own: Sequence[Speed], rivals: Sequence[Speed]) -> str:
    """The table: words a second, and how many times as fast as each contender ours are with most processes."""
    head = ["words/s", *("1 process" if n == 1 else f"{n} processes" for n in PROCESSES)]
    head += [f"{speed.name} is" for speed in own]
    rows = []
    for speed in (*own, *rivals):
        ratios = [f"{each.words[-1] / speed.words[-1]:.3g} x" for each in own]
        rows.append([speed.name, *(f"{words:,.0f}" for words in speed.words), *ratios])
    return table(head, rows)


def _measured(contender: Contender, texts: Sequence[str], seconds: float) -> Speed:
    with tempfile.TemporaryDirectory() as folder:
        contender.prepare(texts, Path(folder))
        return Speed(contender.name, tuple(_words(contender, texts, seconds, n, Path(folder)) for n in PROCESSES))


def _words(contender: Contender, texts: Sequence[str], seconds: float, processes: int, folder: Path) -> float:
    """Words a second of all processes together; they begin at the same moment, each with articles of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(processes, context, initializer=_one_thread) as pool:
        work = partial(_work, contender, folder, seconds, manager.Barrier(processes, timeout=_WAIT))
        firsts = [len(texts) * n // processes for n in range(processes)]
        return sum(pool.map(work, [[*texts[first:], *texts[:first]] for first in firsts]))


def _one_thread() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"  # before a library of the contender asks for it


def _work(contender: Contender, folder: Path, seconds: float, begin: Barrier, texts: Sequence[str]) -> float:
    """In a process of its own: load, find out how many articles fill the time, wait for the others, do them."""
    job = contender.load(folder)
    _timed(job, texts, 1)  # what is loaded at first use is loaded
    number, spent = 1, _timed(job, texts, 1)
    while spent < min(1, seconds / 4):
        number *= 2
        spent = _timed(job, texts, number)
    number = max(1, round(number * seconds / spent))
    begin.wait()
    return number * WORDS / _timed(job, texts, number)


def _timed(job: Job, texts: Sequence[str], number: int) -> float:
    """Seconds that the job takes over so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        news, output = Path(folder) / "news.jsonl", Path(folder) / "out.jsonl"
        articles.write(articles.repeated(texts, WORDS, number), news)
        began = time.perf_counter()
        job(news, output)
        return time.perf_counter() - began
