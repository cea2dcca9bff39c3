"""A training run from files to a model folder."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import msgspec
from transformers import AutoTokenizer

from pipeline import config, resources
from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.formats import records
from pipeline.ner.pieces import Pieces
from pipeline.text.tokenize import load_tokenizer
from pipeline.training import public, recipe
from pipeline.training.export import export
from pipeline.training.finetune import Data, Tools, finetune

_log = logging.getLogger(__name__)
RECORD = "training.json"  # what the model was made from, beside its weights


def train_model(recipe_file: Path, train: Path, dev: Path, out: Path, public_folder: Path | None) -> None:
    """Train by a recipe on record files and write the model's folder `out`.

    Checkpoints go to `out/checkpoints`. Raises UsageError where a file is missing, the recipe cannot be read, or it
    asks for public sets and no folder of them is given.
    """
    chosen = recipe.load(recipe_file)
    encoder = _encoder(chosen.encoder)
    chosen = msgspec.structs.replace(chosen, encoder=encoder)
    data = Data(records.load(train), records.load(dev), _public(chosen, public_folder))
    settings = config.load()
    tokenizer = load_tokenizer(config.tokenizer_folder(settings), settings.tokenizer.backend)
    pieces_file = _tokenizer_file(encoder, out)
    _log.info("training on %d documents, and %d public ones", len(data.train), len(data.public))
    model = finetune(chosen, data, Tools(tokenizer, Pieces(pieces_file)), out / "checkpoints")
    export(model, pieces_file, out)
    made_from = {"recipe": msgspec.to_builtins(recipe.load(recipe_file)), "train": train.name, "dev": dev.name}
    (out / RECORD).write_text(json.dumps(made_from, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _encoder(name: str) -> str:
    shipped = resources.folder("models") / name
    return str(shipped) if shipped.is_dir() else name


def _tokenizer_file(encoder: str, out: Path) -> Path:
    local = Path(encoder) / "tokenizer.json"
    if local.is_file():
        return local
    out.mkdir(parents=True, exist_ok=True)
    fetched = out / "tokenizer.json"
    AutoTokenizer.from_pretrained(encoder).backend_tokenizer.save(str(fetched))
    return fetched


def _public(chosen: recipe.Recipe, folder: Path | None) -> list[Document]:
    if chosen.public is None:
        return []
    if folder is None:
        hint = "give --public FOLDER, or take the section [public] out of the recipe"
        raise UsageError("the recipe asks for public sets", expected="their folder", hint=hint)
    return public.load(chosen.public.sets, folder)
