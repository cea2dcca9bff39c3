"""Calibration of an exported model: what its scores are worth, learnt on documents it was not trained on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.document import Document
from pipeline.ner.confidence import UNCALIBRATED, fit
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import Recognizer
from pipeline.ner.runtime import CALIBRATION, Model
from pipeline.text.tokenize import Tokenizer


def calibrate(folder: Path, documents: Sequence[Document], tokenizer: Tokenizer) -> None:
    """Fit the calibration of the model in `folder` on annotated documents and write it into its config.json."""
    recognizer = Recognizer(Model(folder, threads=1), Pieces(folder / "tokenizer.json"), UNCALIBRATED)
    texts = [document.text for document in documents]
    said: list[float] = []
    right: list[bool] = []
    for document, spans in zip(documents, recognizer.spans(texts, tokenizer.layouts(texts)), strict=True):
        gold = {(span.start, span.end, span.label) for span in document.spans}
        said += [span.score or 0.0 for span in spans]
        right += [(span.start, span.end, span.label) in gold for span in spans]
    file = folder / "config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    config[CALIBRATION] = msgspec.to_builtins(fit(said, right))
    file.write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
