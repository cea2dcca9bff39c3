"""Block-quantised weights: 32 weights share one fp16 scale, each weight is a nibble (4.5 bits a weight).

The layout is ggml's Q4_0. The encoder that jisr starts from was published in this form, so keeping it so
loses nothing and costs a quarter of fp16. A quantised tensor `name` is stored as `name.q4` (uint8, rows x blocks x 16)
and `name.scale` (fp16, rows x blocks); the low nibbles are weights 0 to 15 of a block, the high ones 16 to 31.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_BYTES = 2 + BLOCK // 2  # a fp16 scale, then 32 nibbles


def split_blocks(raw: NDArray[np.uint8], rows: int, columns: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Part a published byte stream of `rows` x `columns` weights into nibbles and scales."""
    blocks = raw.reshape(rows, columns // BLOCK, _BYTES)
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16)[..., 0]
    return np.ascontiguousarray(blocks[..., 2:]), scales


def dequantise(nibbles: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """Weights (rows x columns, fp32) out of nibbles and scales."""
    signed = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    weights = signed * scales[..., None].astype(np.float32)
    return weights.reshape(len(nibbles), -1)
