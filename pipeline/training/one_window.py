"""A BERT as extraction runs it: one window at a time, so with no batch, no mask and no arithmetic of shapes.

The numbers are those of `transformers`; the exported graph has half as many operators, and none that only guards
against masks and padding, which one window does not have.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel


class RowVectors(nn.Module):
    """Vectors of pieces out of a table in int8 with one scale a row: a quarter of the size, and next to exact.

    ONNX Runtime's own quantization has one scale for the whole table, which costs half a point of F1.
    """

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors (pieces x width)."""
        found: Tensor = self.table.index_select(0, ids).float() * self.scale.index_select(0, ids)
        return found


class OneWindow(nn.Module):
    """The last states (positions x width) of a `BertModel` out of the vectors of one window (positions x width)."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self._embeddings, self._layers = model.embeddings, model.encoder.layer
        self._heads: int = model.config.num_attention_heads

    def forward(self, vectors: Tensor) -> Tensor:
        """Positions are counted from 0; all belong to one segment."""
        first = self._embeddings
        places = first.position_embeddings.weight[: vectors.shape[0]]
        states: Tensor = first.LayerNorm(vectors + places + first.token_type_embeddings.weight[0])
        for layer in self._layers:
            states = layer.attention.output(self._mixed(layer.attention.self, states), states)
            states = layer.output(layer.intermediate(states), states)
        return states

    def _mixed(self, attention: nn.Module, states: Tensor) -> Tensor:
        """Scaled dot-product attention (Vaswani et al. 2017) of every position to all."""
        width = states.shape[-1] // self._heads
        query, key, value = (
            linear(states).view(-1, self._heads, width) for linear in (attention.query, attention.key, attention.value)
        )
        scores = query.transpose(0, 1) @ key.permute(1, 2, 0) * width**-0.5
        return (scores.softmax(-1) @ value.transpose(0, 1)).transpose(0, 1).reshape(-1, self._heads * width)
