"""Extractors for workers: fast, and with documents that do harm. Workers import this file by its name."""

from __future__ import annotations

import ctypes
import os
import re
import time

from pipeline import config
from pipeline.document import Span
from pipeline.extractor import Extractor

HANG, SEGFAULT, SLEEP, RAISE, LAG = "يعلق", "ينهار", "ينام", "يخطئ", "يتباطأ"


class Harmful:
    """Every run of digits is a NUM; some words do what their names say."""

    def __call__(self, text, *, published=None, furniture=()):
        if LAG in text:
            time.sleep(2)
        if HANG in text:  # the alarm interrupts it
            time.sleep(1000)
        if SLEEP in text:  # the alarm is switched off, as inside a library written in C
            import signal

            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(1000)
        if SEGFAULT in text:
            ctypes.string_at(0)
        if RAISE in text:
            raise ZeroDivisionError("no such number")
        found = re.finditer("[0-9]+", text)
        return tuple(
            Span(start=m.start(), end=m.end(), label="NUM", text=m[0], kind="cardinal", value=int(m[0])) for m in found
        )

    def explain(self, text, *, published=None, furniture=()):
        return []


class Slow(Harmful):
    """The same, five milliseconds a document."""

    def __call__(self, text, *, published=None, furniture=()):
        time.sleep(0.005)
        return super().__call__(text, published=published, furniture=furniture)


class Busy(Harmful):
    """The same, with a core busy for so many seconds a document."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __call__(self, text, *, published=None, furniture=()):
        end = time.thread_time() + self.seconds
        while time.thread_time() < end:
            pass
        return super().__call__(text, published=published, furniture=furniture)


def load_busy(seconds: float) -> Extractor:
    return Extractor(config.Batch(documents=32, characters=200_000), rules=Busy(seconds))


def load() -> Extractor:
    return Extractor(config.Batch(documents=8, characters=10_000), rules=Harmful())


def load_slow() -> Extractor:
    return Extractor(config.Batch(documents=8, characters=10_000), rules=Slow())


def load_never() -> Extractor:
    raise MemoryError("no room for a model")


def load_deadly() -> Extractor:
    os._exit(3)


def load_deadly_pages() -> Extractor:
    """Reading a page that says so crashes the process, as a parser written in C would."""
    from pipeline.formats import page

    real = page.document

    def document(origin, id, data, **more):
        if SEGFAULT.encode() in data:
            ctypes.string_at(0)
        return real(origin, id, data, **more)

    page.document = document
    return load()


def load_deadly_answers() -> Extractor:
    """The same before the page is known."""
    from pipeline.formats import warc

    real = warc.response

    def response(record, most):
        if SEGFAULT.encode() in record:
            ctypes.string_at(0)
        return real(record, most)

    warc.response = response
    return load()
