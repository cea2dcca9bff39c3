"""A training run from files to a model folder."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path

import msgspec
import torch
from transformers import AutoModel, AutoTokenizer

from pipeline import config, resources
from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.formats import records
from pipeline.ner import load_recognizer
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import sentence_units
from pipeline.ner.windows import plan
from pipeline.text.tokenize import load_tokenizer
from pipeline.training import public, recipe
from pipeline.training.average import average
from pipeline.training.calibrate import calibrate
from pipeline.training.dev import Dev
from pipeline.training.distill import Texts, distill
from pipeline.training.encoder import is_packed, load_encoder
from pipeline.training.export import export
from pipeline.training.finetune import Data, Tools, finetune
from pipeline.training.lessons import School, stretches
from pipeline.training.outliers import Window
from pipeline.training.pretrain import pretrain
from pipeline.training.student import StudentClassifier, new_student
from pipeline.training.synthesize import retold
from pipeline.training.torch_model import PieceClassifier, load_model
from pipeline.training.vocabulary import add_words, frequent_words

_log = logging.getLogger(__name__)
RECORD = "training.json"  # what the model was made from, beside its weights


def train_model(recipe_file: Path, train: Sequence[Path], dev: Path, out: Path, public_folder: Path | None) -> None:
    """Train by a recipe on record files and write the model's folder `out`.

    Checkpoints go to `out/checkpoints`. Raises UsageError where a file is missing, the recipe cannot be read, or it
    asks for public sets and no folder of them is given.
    """
    chosen = recipe.load(recipe_file)
    encoder = _encoder(chosen.encoder)
    chosen = msgspec.structs.replace(chosen, encoder=encoder)
    data = Data(_all(train), records.load(dev), _public(chosen, public_folder))
    pieces_file = _tokenizer_file(encoder, out)
    _log.info("training on %d documents, and %d public ones", len(data.train), len(data.public))
    tools = _tools(pieces_file)
    model = finetune(chosen, data, tools, out / "checkpoints")
    export(model, PieceClassifier(model), pieces_file, out, sample(data.dev, tools, chosen.window_pieces))
    calibrate(out, data.dev, tools.tokenizer)
    made_from = {
        "recipe": msgspec.to_builtins(recipe.load(recipe_file)),
        "train": [file.name for file in train],
        "dev": dev.name,
    }
    (out / RECORD).write_text(json.dumps(made_from, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def pretrain_encoder(recipe_file: Path, texts: Sequence[Path], out: Path) -> None:
    """Train an encoder on plain text by a recipe and write it, with its tokenizer, into the folder `out`.

    Checkpoints go to `out/checkpoints`. Raises UsageError where a file or the recipe cannot be read.
    """
    chosen = recipe.load_pretrain(recipe_file)
    encoder = _encoder(chosen.encoder)
    pieces_file = _tokenizer_file(encoder, out)
    network = load_encoder(encoder) if is_packed(encoder) else AutoModel.from_pretrained(encoder, dtype=torch.float32)
    pretrain(chosen, network, texts, _tools(pieces_file), out / "checkpoints")
    network.save_pretrained(out)
    if pieces_file != out / "tokenizer.json":
        shutil.copyfile(pieces_file, out / "tokenizer.json")


def distill_model(recipe_file: Path, train: Sequence[Path], dev: Path, texts: Sequence[Path], out: Path) -> None:
    """Train a student by a recipe on what its teacher says of record files and plain texts; write its folder `out`.

    Raises UsageError where a file is missing or the recipe cannot be read.
    """
    chosen = recipe.load_distill(recipe_file)
    folder = Path(_encoder(chosen.teacher))
    tools = _tools(folder / "tokenizer.json")
    judges = records.load(dev)
    school = School(load_recognizer(folder), tools.tokenizer, tools.pieces, Dev(judges, tools.tokenizer))
    student = new_student(chosen, load_model(folder))
    annotated = retold(_all(train), chosen.retellings, chosen.seed)
    plain = stretches(texts, chosen.words, chosen.seed)
    distill(chosen, student, Texts(annotated, plain), school, out / "checkpoints")
    shown = sample(judges, tools, chosen.window_pieces)
    export(student, StudentClassifier(student), folder / "tokenizer.json", out, shown)
    calibrate(out, judges, tools.tokenizer)


def widen(folder: Path, texts: Sequence[Path], out: Path, words: int) -> None:
    """Write the fine-tuned model of `folder` into `out` with frequent words of `texts` as pieces of their own."""
    model = load_model(folder)
    tokenizer = add_words(model, folder / "tokenizer.json", frequent_words(texts), words)
    model.save_pretrained(out)
    (out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")


def average_models(folders: Sequence[Path], dev: Path, out: Path) -> None:
    """Write the mean of fine-tuned models into the folder `out`, its scores calibrated on the records of `dev`.

    Raises UsageError where the models are of different kinds or `dev` is missing.
    """
    model, pieces_file = average(folders), folders[0] / "tokenizer.json"
    judges, tools = records.load(dev), _tools(pieces_file)
    shown = sample(judges, tools, model.config.window_pieces)
    export(model, PieceClassifier(model), pieces_file, out, shown)
    calibrate(out, judges, tools.tokenizer)


def _tools(pieces_file: Path) -> Tools:
    settings = config.load()
    tokenizer = load_tokenizer(config.tokenizer_folder(settings), settings.tokenizer.backend)
    return Tools(tokenizer, Pieces(pieces_file))


def sample(documents: Sequence[Document], tools: Tools, limit: int) -> list[Window]:
    """The first window of each document, as a network is asked about it."""
    windows = []
    for document in documents:
        found, sentences = sentence_units(document.text, tools.tokenizer.layout(document.text))
        looked_up = tools.pieces.of(document.text, found)
        for window in plan([len(ids) for ids in looked_up], sentences, limit)[:1]:
            ids = looked_up[window.first : window.last]
            firsts = list(accumulate((len(i) for i in ids[:-1]), initial=1))
            pieces = [tools.pieces.begin, *chain.from_iterable(ids), tools.pieces.end]
            windows.append(Window(torch.tensor(pieces), torch.tensor(firsts)))
    return windows


def _all(files: Sequence[Path]) -> list[Document]:
    return [document for file in files for document in records.load(file)]


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
