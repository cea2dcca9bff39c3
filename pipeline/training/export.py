"""A model folder out of a trained network: fp16 weights to train on from, an int8 ONNX graph to run."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from transformers import PreTrainedModel

from pipeline.ner.runtime import GRAPH

_OPSET = 17


def export(model: PreTrainedModel, tokenizer: Path, out: Path) -> None:
    """Write config.json, model.safetensors (fp16), model.onnx (int8) and tokenizer.json into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model = model.cpu().half().float().train(False)  # both files then hold the same numbers
    with tempfile.TemporaryDirectory() as folder:
        full, prepared = Path(folder) / "full.onnx", Path(folder) / "prepared.onnx"
        to_onnx(model, full)
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(prepared, out / GRAPH, weight_type=QuantType.QInt8, per_channel=True)
    if tokenizer != out / "tokenizer.json":
        shutil.copyfile(tokenizer, out / "tokenizer.json")
    model.half().save_pretrained(out)


def to_onnx(model: PreTrainedModel, file: Path) -> None:
    """Write the fp32 graph: input_ids and attention_mask (windows x pieces) to logits (windows x pieces x labels)."""
    example = torch.ones((2, 8), dtype=torch.int64)
    axes = {0: "windows", 1: "pieces"}
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(
        _Logits(model),
        (example, example),
        str(file),
        input_names=names,
        output_names=["logits"],
        dynamic_axes=dict.fromkeys([*names, "logits"], axes),
        opset_version=_OPSET,
        dynamo=False,
    )


class _Logits(nn.Module):
    """Only the logits of a model's output, as tracing wants it."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self._model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        logits: Tensor = self._model(input_ids=input_ids, attention_mask=attention_mask).logits
        return logits
