"""Distillation: a small network learns from a large one (Hinton et al. 2015).

On plain text its targets are the label probabilities that the teacher gives each unit; on annotated documents, and
copies of them about other people, they are the labels themselves, a little softened. A share of the pieces is hidden.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import Trainer, TrainerControl
from transformers.trainer_utils import get_last_checkpoint

from pipeline.document import Document
from pipeline.ner.pieces import Pieces
from pipeline.ner.recognizer import Recognizer
from pipeline.training.arguments import CHOSEN_ON_DEV, arguments
from pipeline.training.lessons import Lesson, School, annotated, lessons, taught
from pipeline.training.recipe import DistillRecipe
from pipeline.training.student import Student, StudentClassifier
from pipeline.training.torch_model import TorchModel

_log = logging.getLogger(__name__)


class Texts(NamedTuple):
    """What is learnt from: annotated documents, and plain text."""

    annotated: Iterable[Document]
    plain: Iterable[str]


def distill(recipe: DistillRecipe, student: Student, texts: Texts, school: School, work: Path) -> None:
    """Train `student` in place on `texts`; it ends as it was after the epoch with the best micro F1 on dev.

    Checkpoints are kept below `work`; the same call again goes on from the last one.
    """
    read = chain((annotated(d, school) for d in texts.annotated), (taught(text, school) for text in texts.plain))
    windows = [lesson for text in read for lesson in lessons(text, recipe.window_pieces, school)]
    _log.info("distilling on %d windows", len(windows))
    trainer = _Trainer(
        model=student,
        args=arguments(recipe, recipe.epochs, work, remove_unused_columns=False, logging_steps=50, **CHOSEN_ON_DEV),
        train_dataset=windows,
        eval_dataset=[],  # _Trainer.evaluate reads whole documents instead
        data_collator=_Collator(school.pieces, recipe),
    )
    trainer.prepare(student, recipe, school)
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(work)) if work.is_dir() else None)
    trainer.accelerator.unwrap_model(student, keep_fp32_wrapper=False)


class _Trainer(Trainer):
    """Learns from the teacher's probabilities; scores dev by whole documents and strict spans."""

    def prepare(self, student: Student, recipe: DistillRecipe, school: School) -> None:
        """Give what the training needs beside the arguments of its base class."""
        self._student, self._recipe, self._school = student, recipe, school

    def compute_loss(
        self, model: nn.Module, inputs: dict[str, Tensor], return_outputs: bool = False, **_: object
    ) -> Tensor:
        """The mean Kullback-Leibler divergence (nats) of the student's label probabilities from the targets."""
        targets, mask = inputs.pop("targets"), inputs["attention_mask"].bool()
        said = model(**inputs).logits.float().log_softmax(-1)
        return nn.functional.kl_div(said[mask], targets, reduction="batchmean", log_target=True)

    def evaluate(self, *_: object, **__: object) -> dict[str, float]:
        """Strict F1 (0 to 1) on dev, over all labels and for each."""
        scorer = TorchModel(StudentClassifier(self._student).train(False), self._recipe.window_pieces)
        metrics = self._school.dev.scores(Recognizer(scorer, self._school.pieces))
        self.log(metrics)
        self.control: TrainerControl = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics


class _Collator:
    """Lays windows in a row, as `Student` wants them, and hides a share of their pieces behind the mask piece."""

    def __init__(self, pieces: Pieces, recipe: DistillRecipe) -> None:
        self._pieces, self._share = pieces, recipe.masked_pieces
        self._draw = random.Random(recipe.seed)

    def __call__(self, batch: Sequence[Lesson]) -> dict[str, Tensor]:
        begins = np.cumsum([0, *(len(lesson["input_ids"]) for lesson in batch)])
        units = torch.tensor([len(lesson["firsts"]) for lesson in batch])

        def joined(rows: Iterable[NDArray[Any]]) -> Tensor:
            """One tensor of all windows in a row."""
            return torch.from_numpy(np.concatenate(list(rows)))

        return {
            "input_ids": joined(self._hidden(lesson["input_ids"]) for lesson in batch),
            "firsts": joined(lesson["firsts"] + begin for lesson, begin in zip(batch, begins[:-1], strict=True)),
            "ends": joined(lesson["ends"] + begin for lesson, begin in zip(batch, begins[:-1], strict=True)),
            "attention_mask": (torch.arange(int(units.max())) < units[:, None]).long(),
            "targets": joined(lesson["targets"] for lesson in batch),
        }

    def _hidden(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        hidden = ids.copy()
        hidden[[i for i in range(1, len(ids) - 1) if self._draw.random() < self._share]] = self._pieces.mask
        return hidden
