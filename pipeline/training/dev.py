"""Dev documents: what a model is chosen on."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import MODEL_LABELS, Document
from pipeline.evaluation.match import Pair
from pipeline.evaluation.metrics import evaluate
from pipeline.ner.recognizer import Recognizer
from pipeline.text.tokenize import Tokenizer


class Dev:
    """Annotated documents, tokenized once, to score models on by whole documents and strict spans."""

    def __init__(self, documents: Sequence[Document], tokenizer: Tokenizer) -> None:
        self._gold = [d.with_spans(span for span in d.spans if span.label in MODEL_LABELS) for d in documents]
        self._texts = [document.text for document in documents]
        self._layouts = tokenizer.layouts(self._texts)

    def scores(self, recognizer: Recognizer) -> dict[str, float]:
        """Strict F1 (0 to 1) over all labels (`eval_f1`) and for each, as a `Trainer` wants its metrics."""
        found = recognizer.spans(self._texts, self._layouts)
        strict = evaluate([Pair(d, d.with_spans(spans)) for d, spans in zip(self._gold, found, strict=True)]).strict
        return {"eval_f1": strict.micro.f1, **{f"eval_f1_{k}": v.f1 for k, v in strict.by_label.items()}}
