"""The shipped model: what int8 costs against the weights it was made from."""

from pathlib import Path

import pytest

from pipeline import config, resources
from pipeline.document import MODEL_LABELS
from pipeline.evaluation.match import Pair
from pipeline.evaluation.metrics import evaluate
from pipeline.formats import records
from pipeline.ner import Recognizer, load_recognizer
from pipeline.ner.pieces import Pieces
from pipeline.text.tokenize import load_tokenizer

pytest.importorskip("torch", reason="training needs the extra `train`")

GOLD = resources.folder("models").parent / "annotations" / "gold"
MOST_LOST = 0.003  # micro F1


@pytest.fixture(scope="module")
def judge():
    """Strict micro F1 of a recognizer on dev and test."""
    gold = [document for split in ("dev", "test") for document in records.load(GOLD / f"{split}.jsonl")]
    tokenizer = load_tokenizer(config.tokenizer_folder(config.load()))
    texts = [document.text for document in gold]
    layouts = tokenizer.layouts(texts)
    names = [d.with_spans(span for span in d.spans if span.label in MODEL_LABELS) for d in gold]

    def micro(recognizer):
        found = recognizer.spans(texts, layouts)
        return evaluate([Pair(d, d.with_spans(s)) for d, s in zip(names, found, strict=True)]).strict.micro.f1

    return micro


def full_precision(folder: Path) -> Recognizer:
    from pipeline.training.torch_model import PieceClassifier, TorchModel, load_model

    model = load_model(folder)
    scorer = TorchModel(PieceClassifier(model).train(False), model.config.window_pieces)
    return Recognizer(scorer, Pieces(folder / "tokenizer.json"))


def test_int8_costs_little(judge):
    folder = config.model_folder(config.load())
    assert judge(full_precision(folder)) - judge(load_recognizer(folder)) <= MOST_LOST
