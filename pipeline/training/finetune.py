"""Fine-tuning: annotated documents in, a token-classification model out, chosen on the dev documents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from datasets import Dataset
from transformers import PreTrainedModel, Trainer, TrainerControl
from transformers.trainer_utils import get_last_checkpoint

from pipeline.document import Document
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import Recognizer
from pipeline.text.tokenize import Tokenizer
from pipeline.training.arguments import CHOSEN_ON_DEV, arguments
from pipeline.training.dev import Dev
from pipeline.training.examples import IGNORED, Example, examples, packing_limits
from pipeline.training.recipe import Recipe
from pipeline.training.synthesize import retold
from pipeline.training.torch_model import PieceClassifier, TorchModel, new_model


class Tools(NamedTuple):
    """What turns text into the model's input."""

    tokenizer: Tokenizer
    pieces: Pieces


class Data(NamedTuple):
    """Documents to learn from and to choose by; `public` ones come first, and only warm the model up."""

    train: Sequence[Document]
    dev: Sequence[Document]
    public: Sequence[Document] = ()


def finetune(recipe: Recipe, data: Data, tools: Tools, work: Path) -> PreTrainedModel:
    """Train by `recipe` and return the model of the epoch with the best micro F1 on `data.dev`.

    Checkpoints are kept below `work` after each epoch; the same call again goes on from the last one.
    """
    model = new_model(recipe.encoder, recipe.window_pieces)
    if recipe.public:
        _phase(model, recipe, recipe.public.epochs, data.public, data.dev, tools, work / "public")
    documents = retold(data.train, recipe.retellings, recipe.seed)
    _phase(model, recipe, recipe.epochs, documents, data.dev, tools, work / "annotated")
    return model


def _phase(
    model: PreTrainedModel,
    recipe: Recipe,
    epochs: int,
    documents: Sequence[Document],
    dev: Sequence[Document],
    tools: Tools,
    work: Path,
) -> None:
    trainer = _Trainer(
        model=model,
        args=arguments(
            recipe, epochs, work, train_sampling_strategy="group_by_length", logging_steps=50, **CHOSEN_ON_DEV
        ),
        train_dataset=Dataset.from_list(_all_examples(recipe, documents, tools)),
        eval_dataset=Dataset.from_list([]),  # _Trainer.evaluate reads whole documents instead
        data_collator=_Collator(tools.pieces, recipe),
    )
    trainer.prepare(model, recipe, Dev(dev, tools.tokenizer), tools.pieces)
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(work)) if work.is_dir() else None)
    # Takes the mixed-precision wrapper off `model.forward`, which the next phase and the ONNX export must not see.
    trainer.accelerator.unwrap_model(model, keep_fp32_wrapper=False)


def _all_examples(recipe: Recipe, documents: Sequence[Document], tools: Tools) -> list[Example]:
    layouts = tools.tokenizer.layouts([document.text for document in documents])
    draw = random.Random(recipe.seed)
    found: list[Example] = []
    for document, layout in zip(documents, layouts, strict=True):
        limits = packing_limits(recipe.window_pieces, recipe.packings, draw.randrange(2**31))
        found += examples(document, layout, tools.pieces, limits)
    return found


class _Trainer(Trainer):
    """Scores dev by whole documents and strict spans; gives the new head a learning rate of its own."""

    def prepare(self, network: PreTrainedModel, recipe: Recipe, dev: Dev, pieces: Pieces) -> None:
        """Give what the training needs beside the arguments of its base class."""
        self._network, self._recipe, self._dev, self._pieces = network, recipe, dev, pieces

    def evaluate(self, *_: object, **__: object) -> dict[str, float]:
        """Strict F1 (0 to 1) on dev, over all labels and for each."""
        scorer = TorchModel(PieceClassifier(self._network).train(False), self._recipe.window_pieces)
        metrics = self._dev.scores(Recognizer(scorer, self._pieces))
        self.log(metrics)
        self.control: TrainerControl = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics

    def create_optimizer(self, *_: object) -> torch.optim.Optimizer:
        """AdamW with two learning rates: the pretrained body's, and the head's."""
        body = list(self._network.base_model.parameters())
        known = {id(parameter) for parameter in body}
        head = [parameter for parameter in self._network.parameters() if id(parameter) not in known]
        groups: list[dict[str, Any]] = [{"params": body}, {"params": head, "lr": self._recipe.head_learning_rate}]
        rate, decay = self._recipe.learning_rate, self._recipe.weight_decay
        self.optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=decay)
        return self.optimizer


class _Collator:
    """Pads windows to the longest of a batch, and hides a share of their pieces behind the mask piece."""

    def __init__(self, pieces: Pieces, recipe: Recipe) -> None:
        self._pieces, self._share = pieces, recipe.masked_pieces
        self._draw = torch.Generator().manual_seed(recipe.seed)

    def __call__(self, batch: Sequence[Example]) -> dict[str, torch.Tensor]:
        longest = max(len(example["input_ids"]) for example in batch)

        def padded(rows: list[list[int]], value: int) -> torch.Tensor:
            """A rectangle of rows, filled up with a value."""
            return torch.tensor([row + [value] * (longest - len(row)) for row in rows])

        input_ids = padded([example["input_ids"] for example in batch], self._pieces.padding)
        hidden = torch.rand(input_ids.shape, generator=self._draw) < self._share
        for special in (self._pieces.begin, self._pieces.end, self._pieces.padding):
            hidden &= input_ids != special
        return {
            "input_ids": input_ids.masked_fill(hidden, self._pieces.mask),
            "attention_mask": padded([[1] * len(example["input_ids"]) for example in batch], 0),
            "labels": padded([example["labels"] for example in batch], IGNORED),
        }
