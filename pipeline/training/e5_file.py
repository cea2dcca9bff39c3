"""The weight file of multilingual-e5-small as its package has it, with tensors quantised in blocks to 4 bits."""

from __future__ import annotations

import struct
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from transformers import BertConfig

from pipeline.errors import JisrError
from pipeline.training.q4 import split_blocks

Weights: TypeAlias = dict[str, NDArray[Any]]

#: name in the published file -> name in `BertModel`, without the layer
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def unpack(raw: NDArray[np.uint8], rows: list[int]) -> tuple[Weights, BertConfig]:
    """Read the published weight file; keep the embedding `rows`. Quantised tensors stay quantised (see q4)."""
    reader = _Reader(raw)
    weights: Weights = {}
    nibbles, scales = reader.quantised("emb.word", reader.pieces)
    _put(weights, "embeddings.word_embeddings.weight", nibbles[rows], scales[rows])
    weights["embeddings.position_embeddings.weight"] = reader.dense("emb.pos").reshape(-1, reader.hidden)
    types = reader.dense("emb.type").reshape(-1, reader.hidden)
    weights["embeddings.token_type_embeddings.weight"] = np.ascontiguousarray(
        np.broadcast_to(types, (reader.types, reader.hidden))
    )
    _put_norm(weights, "embeddings.LayerNorm", reader, "emb.ln")
    for layer in range(reader.layers):
        for short, name in _LAYER.items():
            outputs = reader.feed_forward if short == "fi" else reader.hidden
            _put(weights, f"encoder.layer.{layer}.{name}.weight", *reader.quantised(f"l{layer}.{short}.w", outputs))
            weights[f"encoder.layer.{layer}.{name}.bias"] = reader.dense(f"l{layer}.{short}.b")
        for short, name in _LAYER_NORMS.items():
            _put_norm(weights, f"encoder.layer.{layer}.{name}", reader, f"l{layer}.{short}")
    return weights, reader.config(len(rows))


class _Reader:
    """Cursor over the published weight file: a header, the pieces, then a directory of named tensors."""

    def __init__(self, raw: NDArray[np.uint8]) -> None:
        self._raw = raw
        self._bytes = memoryview(raw.tobytes())
        if bytes(self._bytes[:4]) != b"E5S1":
            raise JisrError("not an encoder file", expected="a file that begins with E5S1")
        fields = struct.unpack_from("<7i", self._bytes, 8)
        self.hidden, self.layers, self.heads, self.feed_forward, self.pieces, self.positions, self.types = fields
        self.epsilon = struct.unpack_from("<f", self._bytes, 36)[0]
        self._tensors = self._directory(self._after_pieces())

    def _after_pieces(self) -> int:
        count, *_, blob = struct.unpack_from("<5iQ", self._bytes, 44)
        position = 44 + 28 + 4 * (count + 1) + 4 * count + blob
        return int(position + 8 + struct.unpack_from("<iI", self._bytes, position)[1])

    def _directory(self, position: int) -> dict[str, int]:
        (count,) = struct.unpack_from("<i", self._bytes, position)
        position += 4
        found: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, position)
            name = bytes(self._bytes[position + 2 : position + 2 + length]).decode()
            position += 2 + length + 1
            size, offset, _ = struct.unpack_from("<IQQ", self._bytes, position)
            position += 20
            found[name], self._sizes[name] = offset, size
        return found

    def dense(self, name: str) -> NDArray[np.float32]:
        """A tensor that is not quantised, flat."""
        start = self._tensors[name]
        return np.frombuffer(self._bytes, np.float32, self._sizes[name], start).copy()

    def quantised(self, name: str, rows: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """A tensor of so many rows: its nibbles and scales; see q4."""
        start, columns = self._tensors[name], self._sizes[name] // rows
        return split_blocks(self._raw[start : start + rows * columns // 32 * 18], rows, columns)

    def config(self, pieces: int) -> BertConfig:
        """The shape of the network, with so many pieces."""
        return BertConfig(
            vocab_size=pieces,
            hidden_size=self.hidden,
            num_hidden_layers=self.layers,
            num_attention_heads=self.heads,
            intermediate_size=self.feed_forward,
            max_position_embeddings=self.positions,
            type_vocab_size=self.types,
            layer_norm_eps=1e-12,
            pad_token_id=1,
        )


def _put(weights: Weights, name: str, nibbles: NDArray[np.uint8], scales: NDArray[np.float16]) -> None:
    weights[f"{name}.q4"] = np.ascontiguousarray(nibbles)
    weights[f"{name}.scale"] = np.ascontiguousarray(scales)


def _put_norm(weights: Weights, name: str, reader: _Reader, short: str) -> None:
    weights[f"{name}.weight"], weights[f"{name}.bias"] = reader.dense(f"{short}.w"), reader.dense(f"{short}.b")
