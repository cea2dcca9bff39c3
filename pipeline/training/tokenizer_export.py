"""Write the trained weights of stanza's tokenizer and clitic expander as ONNX graphs.

The graphs do what `stanza.models.tokenization.model.Tokenizer` and `stanza.models.mwt.character_classifier` do in
evaluation (stanza 1.15, Apache-2.0), layer for layer and with the same weights. What else the models need, their
characters and the expander's dictionary, lies in the graphs' metadata as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from pipeline.errors import JisrError

#: Features of a character that its code point alone decides; features of place would need more inputs.
FEATURES = ["space_before", "capitalized", "numeric"]
_OPSET, _IR_VERSION = 17, 9
_UNK = 1

Weights = Mapping[str, NDArray[np.float32]]


class _Graph:
    """A graph in the making. Sequences are time-major: ids (time, batch) int32, lengths (batch,) int32."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[Any]) -> str:
        """Add a constant; its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        """Add an operator; the name of its output."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, weights: Weights, name: str) -> str:
        """Add a linear layer by the name of its weights; the name of its output."""
        product = self.add("MatMul", x, self.constant(weights[f"{name}.weight"].T))
        bias = weights.get(f"{name}.bias")
        return product if bias is None else self.add("Add", product, self.constant(bias))

    def lstm(self, x: str, weights: Weights, name: str, layer: int = 0) -> str:
        """A bidirectional layer: (time, batch, d) to (time, batch, 2 × hidden), each row read to its length only."""
        ends = [f"l{layer}", f"l{layer}_reverse"]
        w, r = (np.stack([_gates(weights[f"{name}.weight_{kind}_{end}"]) for end in ends]) for kind in ("ih", "hh"))
        biases = [[_gates(weights[f"{name}.bias_{kind}_{end}"]) for kind in ("ih", "hh")] for end in ends]
        hidden = r.shape[2]
        bias = np.stack([np.concatenate(pair) for pair in biases])
        inputs = [self.constant(w), self.constant(r), self.constant(bias)]
        out = self.add("LSTM", x, *inputs, "lengths", hidden_size=hidden, direction="bidirectional")
        rows = self.add("Transpose", out, perm=[0, 2, 1, 3])
        return self.add("Reshape", rows, self.constant(np.array([0, 0, 2 * hidden], dtype=np.int64)))

    def save(self, path: Path, output: str, kind: int, metadata: Mapping[str, str]) -> None:
        """Check the graph and write it, with what stands in `metadata`."""
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT32, ["time", "batch"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ]
        outputs = [helper.make_tensor_value_info(output, kind, ["time", "batch"])]
        graph = helper.make_graph(self.nodes, path.stem, inputs, outputs, self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)
        helper.set_model_props(model, dict(metadata))
        onnx.checker.check_model(model)
        onnx.save(model, str(path))


def export_tokenizer(checkpoint: Path, output: Path) -> None:
    """Write the tokenizer's graph: ids to stanza's labels 0-4 (time, batch), int8.

    Raises JisrError on a model with features or layers that the graph has not.
    """
    saved = torch.load(checkpoint, weights_only=True)
    config, units = saved["config"], saved["vocab"]["_id2unit"]
    plain = not (config["conv_res"] or config["use_dictionary"] or config["rnn_layers"] != 1)
    if config["feat_funcs"] != FEATURES or not (plain and config["hierarchical"] and config["use_mwt"]):
        raise JisrError(
            "this tokenizer cannot be exported",
            where=str(checkpoint),
            expected=f"feat_funcs {FEATURES}, hierarchical, with MWT",
        )
    weights = {name: value.numpy() for name, value in saved["model"].items()}
    graph = _Graph()
    x = graph.add("Gather", graph.constant(_with_features(weights["embeddings.weight"], units)), "ids")
    low = graph.lstm(x, weights, "rnn")
    token = graph.linear(low, weights, "tok_clf")
    doubt = graph.add(
        "Sigmoid", graph.add("Mul", token, graph.constant(np.array([-config["hier_invtemp"]], dtype=np.float32)))
    )
    high = graph.lstm(
        graph.add("Mul", low, graph.add("Sub", graph.constant(np.array([1], dtype=np.float32)), doubt)), weights, "rnn2"
    )
    heads = [
        graph.add("Add", graph.linear(low, weights, f"{head}_clf"), graph.linear(high, weights, f"{head}_clf2"))
        for head in ("tok", "sent", "mwt")
    ]
    graph.nodes.append(helper.make_node("Cast", [_label(graph, *heads)], ["labels"], to=TensorProto.INT8))
    graph.save(output, "labels", TensorProto.INT8, {"units": json.dumps(units)})


def export_expander(checkpoint: Path, output: Path) -> None:
    """Write the expander's graph: ids of SOS + token + EOS to whether a word begins there (time, batch), bool.

    Raises JisrError on an expander that rewrites tokens.
    """
    saved = torch.load(checkpoint, weights_only=True)
    config, units, expansions = saved["config"], saved["vocab"]["_id2unit"], saved["dict"]
    if not config.get("force_exact_pieces"):
        raise JisrError("this expander cannot be exported", where=str(checkpoint), expected="exact pieces")
    weights = {name: value.numpy() for name, value in saved["model"].items()}
    graph = _Graph()
    x = graph.add("Gather", graph.constant(weights["embedding.weight"]), "ids")
    for layer in range(config["num_layers"]):
        x = graph.lstm(x, weights, "encoder", layer)
    x = graph.linear(graph.add("Relu", graph.linear(x, weights, "output_layer.0")), weights, "output_layer.2")
    choice = graph.add("ArgMax", x, axis=2, keepdims=0)
    graph.nodes.append(helper.make_node("Cast", [choice], ["cuts"], to=TensorProto.BOOL))
    metadata = {"units": json.dumps(units), "expansions": json.dumps(expansions, ensure_ascii=False)}
    graph.save(output, "cuts", TensorProto.BOOL, metadata)


def _gates(values: NDArray[np.float32]) -> NDArray[np.float32]:
    # torch orders the gates input, forget, cell, output; ONNX input, output, forget, cell
    i, f, c, o = np.split(values, 4)
    return np.concatenate([i, o, f, c])


def _with_features(embeddings: NDArray[np.float32], units: list[str]) -> NDArray[np.float32]:
    """Rows of embedding and features: one a known unit, then unknown capitals, then unknown digits."""
    known = [[unit == " ", unit.isupper(), unit.isdecimal()] if len(unit) == 1 else [0, 0, 0] for unit in units]
    unknown = [[0, 1, 0], [0, 0, 1]]
    rows = np.concatenate([embeddings, embeddings[[_UNK, _UNK]]])
    return np.concatenate([rows, np.array(known + unknown, dtype=np.float32)], axis=1)


def _label(graph: _Graph, token: str, sentence: str, multi: str) -> str:
    def log_sigmoids(x: str) -> tuple[str, str]:
        """Of a score: log-probability of yes, and of no."""
        return tuple(graph.add("Neg", graph.add("Softplus", y)) for y in (x, graph.add("Neg", x)))  # type: ignore[return-value]

    (inside, end), (no_stop, stop), (single, several) = map(log_sigmoids, (token, sentence, multi))
    sums = [graph.add("Add", graph.add("Add", end, s), m) for m in (single, several) for s in (no_stop, stop)]
    return graph.add("ArgMax", graph.add("Concat", inside, *sums, axis=2), axis=2, keepdims=0)
