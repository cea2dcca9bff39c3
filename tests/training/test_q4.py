import numpy as np

from pipeline.training.q4 import dequantise, split_blocks


def test_a_block_is_a_scale_and_32_nibbles_low_ones_first():
    nibbles = np.arange(16, dtype=np.uint8) | (15 - np.arange(16, dtype=np.uint8)) << 4
    raw = np.concatenate([np.array([0.5], np.float16).view(np.uint8), nibbles])
    weights = dequantise(*split_blocks(np.tile(raw, 4), rows=2, columns=64))
    once = [*(0.5 * (i - 8) for i in range(16)), *(0.5 * (7 - i) for i in range(16))]
    assert weights.tolist() == [once * 2] * 2
