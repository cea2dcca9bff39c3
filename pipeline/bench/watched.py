"""An extractor with a stopwatch on its stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline import config
from pipeline.bench.stopwatch import Stopwatch
from pipeline.document import Document, Span
from pipeline.extractor import Extractor, Tokenizer
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import Recognizer
from pipeline.ner.runtime import Model
from pipeline.rules.engine import Rules
from pipeline.text.layout import Layout
from pipeline.text.tokenize import load_tokenizer

TOKENISE, MODEL, LABELS, RULES, MERGE = "tokenise", "NER model", "NER around it", "rules", "merge"


class WatchedExtractor(Extractor):
    """The configured extractor with all its stages; what it does between them counts as the merge."""

    def __init__(self, chosen: config.Config, watch: Stopwatch) -> None:
        folder = config.model_folder(chosen)
        tokenizer = load_tokenizer(config.tokenizer_folder(chosen), chosen.tokenizer.backend)
        self._watch = watch
        super().__init__(
            chosen.batch,
            rules=_Rules(watch),
            model=(_Tokenizer(tokenizer, watch), _Recognizer(folder, watch)),
        )

    def process(self, documents: Sequence[Document]) -> list[Document]:
        """The documents with their spans."""
        with self._watch.stage(MERGE):
            return super().process(documents)


class _Tokenizer:
    def __init__(self, tokenizer: Tokenizer, watch: Stopwatch) -> None:
        self._tokenizer, self._watch = tokenizer, watch

    def layouts(self, texts: Sequence[str]) -> list[Layout]:
        """As the tokenizer has it, timed."""
        with self._watch.stage(TOKENISE):
            return self._tokenizer.layouts(texts)


class _Model(Model):
    def __init__(self, folder: Path, watch: Stopwatch) -> None:
        super().__init__(folder, threads=1)
        self._watch = watch

    def scores(self, pieces: NDArray[np.int64], firsts: NDArray[np.int64]) -> NDArray[np.float32]:
        """As the model has it, timed."""
        with self._watch.stage(MODEL):
            return super().scores(pieces, firsts)


class _Recognizer(Recognizer):
    def __init__(self, folder: Path, watch: Stopwatch) -> None:
        model = _Model(folder, watch)
        super().__init__(model, Pieces(folder / "tokenizer.json"), model.calibration)
        self._watch = watch

    def spans(self, texts: Sequence[str], layouts: Sequence[Layout]) -> list[tuple[Span, ...]]:
        """As the recognizer has it, timed."""
        with self._watch.stage(LABELS):
            return super().spans(texts, layouts)


class _Rules(Rules):
    def __init__(self, watch: Stopwatch) -> None:
        super().__init__()
        self._watch = watch

    def __call__(
        self, text: str, *, published: date | None = None, furniture: Sequence[tuple[int, int]] = ()
    ) -> tuple[Span, ...]:
        with self._watch.stage(RULES):
            return super().__call__(text, published=published, furniture=furniture)
