"""Products that int8 would spoil: one input far from all others leaves the others only a few of 256 steps.

A few feed-forward layers of a BERT have such inputs (Bondarenko et al. 2021). They are kept in full precision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

_FAR = 500  # times the mean size of an input


class Window(NamedTuple):
    """What a network is asked about one window: piece ids, and the first piece of each unit."""

    input_ids: Tensor
    firsts: Tensor


def outlying(network: nn.Module, windows: Iterable[Window]) -> list[NDArray[np.float32]]:
    """Weights of the linear layers that see such inputs in at least half of the windows."""
    spreads: defaultdict[nn.Module, list[float]] = defaultdict(list)

    def note(layer: nn.Module, inputs: tuple[Tensor]) -> None:
        """Note how far the largest input of a product is above their mean."""
        sizes = inputs[0].abs()
        spreads[layer].append((sizes.max() / sizes.mean()).item())

    hooks = [m.register_forward_pre_hook(note) for m in network.modules() if isinstance(m, nn.Linear)]
    with torch.inference_mode():
        for window in windows:
            network(*window)
    for hook in hooks:
        hook.remove()
    return [layer.weight.detach().numpy() for layer, seen in spreads.items() if median(seen) > _FAR]


def nodes(graph_file: Path, weights: list[NDArray[np.float32]]) -> list[str]:
    """Names of the graph's products with one of these weights, also as the quantizer will call them."""
    graph = onnx.load(graph_file).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = []
    for node in graph.node:
        of_node = held.get(node.input[1]) if node.op_type in ("Gemm", "MatMul") else None
        if of_node is not None and any(np.array_equal(of_node, w) or np.array_equal(of_node.T, w) for w in weights):
            found += [node.name, f"{node.name}_MatMul"]
    return found
