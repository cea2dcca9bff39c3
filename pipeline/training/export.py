"""A model folder out of a trained network: fp16 weights to train on from, an int8 ONNX graph to run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn
from transformers import PreTrainedModel

from pipeline.ner.runtime import GRAPH
from pipeline.training.outliers import Window, nodes, outlying

_OPSET = 17


def export(model: PreTrainedModel, network: nn.Module, tokenizer: Path, out: Path, sample: Sequence[Window]) -> None:
    """Write config.json, model.safetensors (fp16), model.onnx (int8) and tokenizer.json into the folder `out`.

    `network` is the model as the recognizer asks it: piece ids and the units' first pieces in, scores of units out.
    `sample` shows which of its products have inputs that int8 cannot hold; these stay in fp32.
    """
    out.mkdir(parents=True, exist_ok=True)
    model.cpu().half().float()  # both files then hold the same numbers
    with tempfile.TemporaryDirectory() as folder:
        full, prepared = Path(folder) / "full.onnx", Path(folder) / "prepared.onnx"
        to_onnx(network.train(False), full)
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        products = ["MatMul", "Gemm"]  # and not the look-up of vectors
        quantize_dynamic(
            prepared,
            out / GRAPH,
            op_types_to_quantize=products,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=nodes(prepared, outlying(network, sample)),
        )
    if tokenizer != out / "tokenizer.json":
        shutil.copyfile(tokenizer, out / "tokenizer.json")
    model.half().save_pretrained(out)


def to_onnx(network: nn.Module, file: Path) -> None:
    """Write the fp32 graph: input_ids (pieces) and firsts (units) to scores (units x labels)."""
    torch.onnx.export(
        network,
        (torch.ones(8, dtype=torch.int64), torch.tensor([1, 3])),
        str(file),
        input_names=["input_ids", "firsts"],
        output_names=["scores"],
        dynamic_axes={"input_ids": {0: "pieces"}, "firsts": {0: "units"}, "scores": {0: "units"}},
        opset_version=_OPSET,
        dynamo=False,
    )
