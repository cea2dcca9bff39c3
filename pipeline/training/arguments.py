"""What all trainings share: how `transformers.Trainer` is run on this machine."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import TrainingArguments

from pipeline.training.recipe import DistillRecipe, PretrainRecipe, Recipe

#: Dev is scored after each epoch, and the epoch with the best micro F1 is kept.
CHOSEN_ON_DEV: dict[str, object] = {
    "eval_strategy": "epoch",
    "save_strategy": "epoch",
    "save_total_limit": 2,
    "load_best_model_at_end": True,
    "metric_for_best_model": "eval_f1",
}


def arguments(
    recipe: Recipe | PretrainRecipe | DistillRecipe, epochs: int, work: Path, **more: object
) -> TrainingArguments:
    """Arguments of a training of `epochs` passes by `recipe`, with checkpoints below `work`; bf16 throughout."""
    return TrainingArguments(
        output_dir=str(work),
        num_train_epochs=epochs,
        per_device_train_batch_size=recipe.batch_windows,
        learning_rate=recipe.learning_rate,
        weight_decay=recipe.weight_decay,
        warmup_steps=recipe.warmup,
        bf16=True,
        use_cpu=not torch.cuda.is_available(),
        seed=recipe.seed,
        disable_tqdm=True,
        dataloader_pin_memory=False,
        **more,
    )
