"""The mean of fine-tuned models, weight by weight: often better than each (model soups, Wortsman et al. 2022).

It works for models that were trained from the same one, so that their weights still mean the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import PreTrainedModel

from pipeline.errors import UsageError
from pipeline.training.torch_model import load_model


def average(folders: Sequence[Path]) -> PreTrainedModel:
    """The model of the first folder with the mean of all folders' weights, in fp32.

    Raises UsageError where their pieces or shapes differ.
    """
    first, *others = folders
    pieces = (first / "tokenizer.json").read_bytes()
    model = load_model(first)
    weights = {name: value.clone() for name, value in model.state_dict().items()}
    for folder in others:
        other = load_model(folder).state_dict()
        same = {name: value.shape for name, value in other.items()} == {n: v.shape for n, v in weights.items()}
        if not same or (folder / "tokenizer.json").read_bytes() != pieces:
            expected = f"the same shape and pieces as {first}"
            raise UsageError("another kind of model", where=str(folder), expected=expected, hint="average its siblings")
        for name, value in weights.items():
            if torch.is_floating_point(value):
                value += other[name]
    for value in weights.values():
        if torch.is_floating_point(value):
            value /= len(folders)
    model.load_state_dict(weights)
    return model
