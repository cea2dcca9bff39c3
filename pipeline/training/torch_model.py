"""The model while it is trained: PyTorch behind the same interface as ONNX Runtime, so that dev is scored alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForTokenClassification, BertForTokenClassification, PreTrainedModel

from pipeline.ner.labels import LABEL_SET
from pipeline.training.encoder import is_packed, load_encoder
from pipeline.training.one_window import OneWindow, RowVectors


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


class PieceClassifier(nn.Module):
    """A `transformers` token classifier as the recognizer asks it: one window in, scores of its units out.

    It holds the vectors of pieces as they are when it is made.
    """

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self._model = model
        self._window: OneWindow | None = None
        if isinstance(model, BertForTokenClassification):
            self._vectors, self._window = RowVectors(model.get_input_embeddings()), OneWindow(model.bert)

    def forward(self, input_ids: Tensor, firsts: Tensor) -> Tensor:
        """Scores (units x labels) at the first piece of each unit."""
        if self._window is None:
            mask = torch.ones_like(input_ids)[None]
            logits: Tensor = self._model(input_ids=input_ids[None], attention_mask=mask).logits[0]
            return logits.index_select(0, firsts)
        states = self._window(self._vectors(input_ids))
        scores: Tensor = self._model.classifier(states.index_select(0, firsts))
        return scores


class TorchModel:
    """Scores windows with a network in memory; see `pipeline.ner.runtime.Model`."""

    def __init__(self, network: nn.Module, window: int) -> None:
        self._network, self.window = network, window

    def scores(self, pieces: NDArray[np.int64], firsts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Label scores (units x labels) of one window."""
        with torch.inference_mode():
            logits: Tensor = self._network(torch.from_numpy(pieces), torch.from_numpy(firsts))
        scores: NDArray[np.float32] = logits.float().numpy()
        return scores
