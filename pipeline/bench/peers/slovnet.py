"""slovnet: a small convolutional NER on NumPy over razdel's tokens, in the shape of `slovnet_ner_news_v1`.

Word vectors of 300 numbers, kept as 100 codes each, shape vectors of 30, three convolutions and a CRF. It is made for
Russian; its tokenizer cuts Arabic nearly as well (a comma may stay with its word), so that its speed is comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bench.peers.contender import SPARSE, Contender, Job, job_of

if TYPE_CHECKING:
    from slovnet.exec import model

_WORDS = "words.txt"
_CODES, _CENTROIDS, _CODE, _SHAPE = 100, 256, 3, 30
_CONVOLUTIONS, _KERNEL = (256, 128, 64), 3


def _prepare(texts: Sequence[str], folder: Path) -> None:
    """Write the articles' own words: their vectors are those that are known."""
    words = sorted({word.lower() for text in texts for word in text.split()})
    (folder / _WORDS).write_text("\n".join(words), encoding="utf-8")


def _weight(*shape: int, scale: float = 0.1) -> model.Weight:
    import numpy as np
    from slovnet.exec.model import Weight

    array = np.random.default_rng(1).normal(scale=scale, size=shape).astype(np.float32)
    return Weight(shape, "float32", array)


def _layer(size: int, filters: int) -> model.CNNEncoderLayer:
    from slovnet.exec.model import BatchNorm1d, CNNEncoderLayer, Conv1d, ReLU

    norm = [_weight(filters), _weight(filters), _weight(filters), _weight(filters, scale=0)]
    norm[-1].array += 1
    conv = Conv1d(_weight(filters, size, _KERNEL), _weight(filters), (_KERNEL - 1) // 2)
    return CNNEncoderLayer(conv, ReLU(), BatchNorm1d(*norm))


def _load(folder: Path) -> Job:
    from slovnet.api import NER
    from slovnet.const import PAD, UNK
    from slovnet.exec.encoders import TagEncoder
    from slovnet.exec.infer import NERInfer, TagDecoder
    from slovnet.shape import SHAPES
    from slovnet.vocab import BIOTagsVocab, Vocab

    words = Vocab([*(folder / _WORDS).read_text(encoding="utf-8").split("\n"), UNK, PAD])
    shapes, tags = Vocab([*SHAPES, PAD]), BIOTagsVocab(["PER", "LOC", "ORG"])
    network = _network(len(words), len(shapes), len(tags), tags.encode("O"))
    read = NER(NERInfer(network, TagEncoder(words, shapes), TagDecoder(tags)), batch_size=8)
    return job_of(
        lambda texts: [[(span.start, span.stop, span.type) for span in marked.spans] for marked in read.map(texts)]
    )


def _network(words: int, shapes: int, tags: int, outside: int) -> model.NER:
    import numpy as np
    from slovnet.exec import model

    codes = np.random.default_rng(1).integers(0, _CENTROIDS, (words, _CODES), np.uint8)
    vectors = model.NavecEmbedding(
        "random", model.Weight(codes.shape, "uint8", codes), _weight(_CODES, _CENTROIDS, _CODE)
    )
    embedding = model.WordShapeEmbedding(vectors, model.Embedding(_weight(shapes, _SHAPE)))
    sizes = [_CODES * _CODE + _SHAPE, *_CONVOLUTIONS]
    encoder = model.CNNEncoder([_layer(*pair) for pair in pairwise(sizes)])
    bias = _weight(tags, scale=0)
    bias.array[outside] = SPARSE
    head = model.NERHead(model.Linear(_weight(_CONVOLUTIONS[-1], tags), bias), model.CRF(_weight(tags, tags)))
    return model.NER(embedding, encoder, head)


SLOVNET = Contender("slovnet, tokenizer and NER", _load, _prepare, ("slovnet",))
