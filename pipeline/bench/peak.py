"""The most 8-bit products a second that the machine makes, by the library that runs the models."""

from __future__ import annotations

import time

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from pipeline.errors import UsageError

ROWS, INNER, COLUMNS = 1024, 384, 1536  # pieces x the model's width, times the width inside a layer
_ROUNDS, _PRODUCTS = 20, 10


def session_options() -> ort.SessionOptions:
    """Those that the NER model runs with: one thread, which does not spin while it waits."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def int8_peak() -> float:
    """Operations a second (a multiplication and an addition are two) of one core, in the best of many rounds.

    Unsigned activations times signed weights, as in the NER model. Raises UsageError where the package onnx is missing.
    """
    session = ort.InferenceSession(product(), session_options(), providers=["CPUExecutionProvider"])
    best = min(_seconds(session, activations()) for _ in range(_ROUNDS))
    return 2 * ROWS * INNER * COLUMNS * _PRODUCTS / best


def activations() -> dict[str, NDArray[np.uint8]]:
    """What the product is made of beside its weights."""
    return {"A": np.random.default_rng(1).integers(0, 256, (ROWS, INNER), np.uint8)}


def product() -> bytes:
    """A graph of one MatMulInteger. Raises UsageError where the package onnx is missing."""
    try:
        from onnx import TensorProto, helper, numpy_helper
    except ImportError:
        hint = "pip install 'jisr[bench]'"
        raise UsageError("the package onnx, which makes the product to measure, is missing", hint=hint) from None
    weights = np.random.default_rng(2).integers(-128, 128, (INNER, COLUMNS), np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["A", "B"], ["Y"])],
        "product",
        [helper.make_tensor_value_info("A", TensorProto.UINT8, [ROWS, INNER])],
        [helper.make_tensor_value_info("Y", TensorProto.INT32, [ROWS, COLUMNS])],
        [numpy_helper.from_array(weights, "B")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    serialised: bytes = model.SerializeToString()
    return serialised


def _seconds(session: ort.InferenceSession, given: dict[str, NDArray[np.uint8]]) -> float:
    began = time.process_time()
    for _ in range(_PRODUCTS):
        session.run(None, given)
    return time.process_time() - began
