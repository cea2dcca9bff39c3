"""A BERT of AraBERT's shape (Antoun et al. 2020: 12 layers x 768, 64,000 pieces, 135 M), in two programs.

Its pieces are trained on the articles themselves, so that it reads few: 1.4 a word of the shipped text, signs included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bench.peers.contender import SPARSE, Contender, Job, Mention, job_of

if TYPE_CHECKING:
    from torch import nn

_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
_PIECES, _WINDOW, _OVERLAP = 64_000, 512, 64
_GRAPH, _TOKENIZER = "bert.onnx", "tokenizer.json"
_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def _network() -> nn.Module:
    import torch
    from transformers import BertConfig, BertForTokenClassification

    torch.manual_seed(1)
    torch.set_num_threads(1)
    names = dict(enumerate(_LABELS))
    shape = BertConfig(vocab_size=_PIECES, id2label=names, label2id={name: n for n, name in names.items()})
    network = BertForTokenClassification(shape).eval()
    with torch.no_grad():
        network.classifier.bias[0] = SPARSE
    return network


def _train_pieces(texts: Sequence[str], folder: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=_PIECES, min_frequency=2, special_tokens=_SPECIAL, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    end, begin = ((name, _SPECIAL.index(name)) for name in ("[SEP]", "[CLS]"))
    tokenizer.post_processor = processors.BertProcessing(end, begin)
    tokenizer.save(str(folder / _TOKENIZER))


def _load_transformers(folder: Path) -> Job:
    from transformers import PreTrainedTokenizerFast, pipeline

    file = str(folder / _TOKENIZER)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=file, model_max_length=_WINDOW, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]"
    )
    read = pipeline(
        "token-classification",
        model=_network(),
        tokenizer=tokenizer,
        aggregation_strategy="simple",
        stride=_OVERLAP,
        device="cpu",
    )
    return job_of(
        lambda texts: [[(each["start"], each["end"], each["entity_group"]) for each in found] for found in read(texts)]
    )


def _export(texts: Sequence[str], folder: Path) -> None:
    """The pieces, and the network in int8, quantised as jisr's own models are."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    _train_pieces(texts, folder)
    full = folder / "full.onnx"
    network = _network()
    torch.onnx.export(
        network,
        (torch.ones(1, 8, dtype=torch.int64),),
        str(full),
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={"ids": {1: "pieces"}, "scores": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, folder / _GRAPH, weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()


def _load_onnx(folder: Path) -> Job:
    """The bare graph with the least code around it: pieces in, best labels out, equal neighbours joined."""
    import onnxruntime as ort
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.enable_truncation(_WINDOW, stride=_OVERLAP)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(str(folder / _GRAPH), options, providers=["CPUExecutionProvider"])

    def find(text: str) -> Iterator[Mention]:
        """The mentions of one text."""
        whole = tokenizer.encode(text)
        for window in (whole, *whole.overflowing):
            labels = session.run(None, {"ids": [window.ids]})[0][0].argmax(axis=1)
            yield from mentions(labels.tolist(), window.offsets)

    return job_of(lambda texts: map(find, texts))


def mentions(labels: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Runs of pieces of one label, as ranges of the text; special pieces have no place in it."""
    for label, group in groupby(zip(labels, offsets, strict=True), key=lambda piece: piece[0]):
        pieces = [place for _, place in group if place[1]]
        if label and pieces:
            yield pieces[0][0], pieces[-1][1], _LABELS[label][2:]


TRANSFORMERS = Contender(
    "transformers' pipeline, AraBERT's shape (135 M)", _load_transformers, _train_pieces, ("torch", "transformers")
)
ONNX = Contender("the same in ONNX Runtime, int8", _load_onnx, _export, ("torch", "transformers", "onnx"))
