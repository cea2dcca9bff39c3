"""The model while it is trained: PyTorch behind the same interface as ONNX Runtime, so that dev is scored alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoConfig, AutoModelForTokenClassification, PreTrainedModel

from pipeline.ner.labels import LABEL_SET
from pipeline.training.encoder import is_packed, load_encoder


def new_model(encoder: str, window: int) -> PreTrainedModel:
    """A token classifier over jisr's labels with a fresh head on a pretrained encoder."""
    names = dict(enumerate(LABEL_SET))
    config = AutoConfig.from_pretrained(encoder, id2label=names, label2id={name: i for i, name in names.items()})
    config.window_pieces = window
    if not is_packed(encoder):
        return AutoModelForTokenClassification.from_pretrained(encoder, config=config, dtype=torch.float32)
    model: PreTrainedModel = AutoModelForTokenClassification.from_config(config)
    model.base_model.load_state_dict(load_encoder(encoder).state_dict())
    return model


def load_model(folder: Path) -> PreTrainedModel:
    """A fine-tuned model of a folder with config.json and model.safetensors, in fp32."""
    return AutoModelForTokenClassification.from_pretrained(folder, dtype=torch.float32)


class TorchModel:
    """Scores windows with a model in memory; see `pipeline.ner.runtime.Model`."""

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model
        self.window: int = model.config.window_pieces

    def scores(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Label scores (pieces x labels) of one window."""
        with torch.inference_mode():
            logits: NDArray[np.float32] = self._model(torch.from_numpy(pieces)[None]).logits[0].float().numpy()
        return logits
