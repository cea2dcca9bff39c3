"""Continued pretraining: the encoder reads plain text and learns to guess hidden words.

Masked-language modelling (Devlin et al. 2019) with whole words hidden (Cui et al. 2021). Scores over the vocabulary are
computed at hidden pieces only: for a small body on a CPU they would otherwise cost as much as the body itself.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

import torch
from datasets import Dataset
from torch import Tensor, nn
from transformers import PreTrainedModel, Trainer
from transformers.trainer_utils import get_last_checkpoint

from pipeline.errors import UsageError
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import sentence_units
from pipeline.training.arguments import arguments
from pipeline.training.examples import IGNORED
from pipeline.training.finetune import Tools
from pipeline.training.recipe import PretrainRecipe

_log = logging.getLogger(__name__)
_BATCH = 64  # paragraphs that are tokenized together


class Window(TypedDict):
    """A stretch of text: piece ids, and for each piece the number of its word (0 for special pieces)."""

    input_ids: list[int]
    words: list[int]


def pretrain(recipe: PretrainRecipe, encoder: PreTrainedModel, files: Sequence[Path], tools: Tools, work: Path) -> None:
    """Train `encoder` in place on the paragraphs (lines) of `files`.

    Checkpoints are kept below `work`; the same call again goes on from the last one.
    """
    windows = Dataset.from_list(list(cut(_some(paragraphs(files, recipe.seed), recipe, tools), recipe, tools.pieces)))
    _log.info("pretraining on %d windows of %d pieces", len(windows), recipe.window_pieces)
    model = MaskedLanguageModel(encoder)
    trainer = Trainer(
        model=model,
        args=arguments(
            recipe, 1, work, remove_unused_columns=False, save_steps=200, save_total_limit=1, logging_steps=20
        ),
        train_dataset=windows,
        data_collator=_Collator(tools.pieces, recipe),
    )
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(work)) if work.is_dir() else None)


def paragraphs(files: Sequence[Path], seed: int) -> Iterator[str]:
    """Lines of all files in a random order, the files taking turns, so that a small file is not drowned by a large one.

    Raises UsageError where a file cannot be read.
    """
    draw = random.Random(seed)
    waiting = []
    for file in files:
        try:
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("cannot read the text", where=str(file), expected="UTF-8", hint=str(error)) from error
        draw.shuffle(lines)
        waiting.append(lines)
    while any(waiting):
        yield from (lines.pop() for lines in waiting if lines)


def cut(words: Iterable[tuple[int, ...]], recipe: PretrainRecipe, pieces: Pieces) -> Iterator[Window]:
    """Windows filled with whole words; a word that is longer than a window is left out."""
    room = recipe.window_pieces - 2
    ids: list[int] = []
    numbers: list[int] = []
    for word in words:
        if len(word) > room:
            continue
        if len(ids) + len(word) > room:
            yield Window(input_ids=[pieces.begin, *ids, pieces.end], words=[0, *numbers, 0])
            ids, numbers = [], []
        numbers += [numbers[-1] + 1 if numbers else 1] * len(word)
        ids += word
    if ids:
        yield Window(input_ids=[pieces.begin, *ids, pieces.end], words=[0, *numbers, 0])


def _some(texts: Iterator[str], recipe: PretrainRecipe, tools: Tools) -> Iterator[tuple[int, ...]]:
    """Pieces of each word of `texts`, up to the recipe's number of pieces."""
    read = 0
    while batch := [text for _, text in zip(range(_BATCH), texts, strict=False)]:
        for text, layout in zip(batch, tools.tokenizer.layouts(batch), strict=True):
            for word in tools.pieces.of(text, sentence_units(text, layout)[0]):
                yield word
                read += len(word)
        if read >= recipe.pieces:
            return


class MaskedLanguageModel(nn.Module):
    """An encoder with a head that scores the vocabulary, tied to the encoder's piece embeddings."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        width, size = encoder.config.hidden_size, encoder.config.vocab_size
        self.dense, self.norm = nn.Linear(width, width), nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, labels: Tensor) -> dict[str, Tensor]:
        """The mean cross entropy (nats) of the hidden pieces: those whose label is not IGNORED."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        hidden = labels != IGNORED
        guess = self.norm(nn.functional.gelu(self.dense(states[hidden])))
        scores = nn.functional.linear(guess, self.encoder.get_input_embeddings().weight, self.bias)
        return {"loss": nn.functional.cross_entropy(scores.float(), labels[hidden])}


class _Collator:
    """Pads windows to the longest of a batch and hides a share of their words, anew each time."""

    def __init__(self, pieces: Pieces, recipe: PretrainRecipe) -> None:
        self._pieces, self._share = pieces, recipe.masked_words
        self._draw = random.Random(recipe.seed)

    def __call__(self, batch: Sequence[Window]) -> dict[str, Tensor]:
        longest = max(len(window["input_ids"]) for window in batch)
        ids = torch.full((len(batch), longest), self._pieces.padding)
        labels = torch.full((len(batch), longest), IGNORED)
        for row, window in enumerate(batch):
            found = torch.tensor(window["input_ids"])
            words = torch.tensor(window["words"])
            hidden = torch.isin(words, torch.tensor(self._hidden(int(words.max()))))
            ids[row, : len(found)] = found.masked_fill(hidden, self._pieces.mask)
            labels[row, : len(found)] = found.masked_fill(~hidden, IGNORED)
        return {"input_ids": ids, "attention_mask": (ids != self._pieces.padding).long(), "labels": labels}

    def _hidden(self, words: int) -> list[int]:
        """Numbers of the words to hide, at least one."""
        return self._draw.sample(range(1, words + 1), max(1, round(self._share * words)))
