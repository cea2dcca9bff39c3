"""How near the NER model comes to what the machine can do, and where the rest of its time goes."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline import config
from pipeline.bench import articles
from pipeline.bench.machine import machine
from pipeline.bench.operators import Inputs, Operator, operators
from pipeline.bench.peak import COLUMNS, INNER, ROWS, int8_peak
from pipeline.bench.table import table
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import Recognizer
from pipeline.ner.runtime import GRAPH, Model
from pipeline.text.tokenize import load_tokenizer

_WORDS, _ARTICLES = 400, 20


def use(inputs: Sequence[str], chosen: config.Config) -> str:
    """The int8 peak, the model's share of it, and a table of its operators, over windows of real text on one core.

    Raises UsageError where an input, the model or the package onnx is missing.
    """
    texts = [document.text for document in articles.documents(inputs)]
    folder = config.model_folder(chosen)
    model = _Recording(Model(folder, threads=1))
    peak = int8_peak()
    read = [document.text for document in articles.repeated(texts, _WORDS, _ARTICLES)]
    layouts = load_tokenizer(config.tokenizer_folder(chosen), chosen.tokenizer.backend).layouts(read)
    Recognizer(model, Pieces(folder / "tokenizer.json")).spans(read, layouts)
    found = operators(folder / GRAPH, model.windows)
    return "\n".join([_summary(chosen, peak, model, found), "", _table(found, peak)])


class _Recording:
    """The model, which remembers the windows that it read and the processor time that they took."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.window = model.window
        self.windows: list[Inputs] = []
        self.seconds = 0.0

    def scores(self, pieces: NDArray[np.int64], firsts: NDArray[np.int64]) -> NDArray[np.float32]:
        """As the model has it, recorded and timed."""
        self.windows.append({"input_ids": pieces, "firsts": firsts})
        began = time.process_time()
        scores = self._model.scores(pieces, firsts)
        self.seconds += time.process_time() - began
        return scores


def _summary(chosen: config.Config, peak: float, model: _Recording, found: Sequence[Operator]) -> str:
    reached = sum(operator.operations for operator in found) / model.seconds
    pieces = sum(window["input_ids"].size for window in model.windows)
    words = _WORDS * _ARTICLES
    return "\n".join(
        [
            machine(),
            f"int8 peak, one core: {peak / 1e9:,.0f} GOP/s (MatMulInteger, {ROWS} x {INNER} x {COLUMNS})",
            f"model {chosen.extract.model}: {reached / 1e9:,.0f} GOP/s in matrix products, {reached / peak:.0%} of it",
            f"{words / model.seconds:,.0f} words a CPU-second, {pieces / words:.2f} pieces a word, "
            f"{pieces / len(model.windows):.0f} pieces a window of at most {model.window}",
        ]
    )


def _table(found: Sequence[Operator], peak: float) -> str:
    rows = [
        [
            operator.name,
            f"{operator.share:.1%}",
            f"{operator.operations / operator.seconds / 1e9:,.0f}" if operator.operations else "",
            f"{operator.operations / operator.seconds / peak:.0%}" if operator.operations else "",
        ]
        for operator in found
        if operator.share >= 0.001
    ]
    return table(["operator", "share of the time", "GOP/s", "of the peak"], rows)
