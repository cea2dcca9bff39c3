"""The contenders: jisr's models, and what a user might pick instead.

The others' weights are random, in the published shape: how long a network takes does not hang on its weights.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pipeline import config
from pipeline.bench.peers import bert, slovnet, spacy, stanza
from pipeline.bench.peers.contender import Contender, Job


def ours() -> list[Contender]:
    """Each model that the configuration names, in the whole pipeline: names, numbers, dates and references."""
    return [Contender(name, partial(_load, name)) for name in config.load().models]


def others() -> list[Contender]:
    """Those that find names alone, the slowest kind first."""
    return [bert.TRANSFORMERS, bert.ONNX, stanza.STANZA, spacy.SPACY, slovnet.SLOVNET]


def _load(model: str, _folder: Path) -> Job:
    from pipeline.extractor import load
    from pipeline.run import run

    extractor = load(model=model)
    return lambda news, output: run([str(news)], output, extractor)
