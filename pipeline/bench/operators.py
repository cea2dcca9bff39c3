"""What ONNX Runtime's profiler says of a graph: time and products by operator."""

from __future__ import annotations

import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import onnxruntime as ort
from numpy.typing import NDArray

from pipeline.bench.peak import session_options

Inputs = dict[str, NDArray[Any]]
BETWEEN = "between operators"


class Operator(NamedTuple):
    """An operator's seconds, its share of those of all runs, and the operations of its matrix products."""

    name: str
    seconds: float
    share: float
    operations: float


def operators(graph: Path, windows: Iterable[Inputs]) -> list[Operator]:
    """Each operator over all windows, the most expensive first, and what the runs take beside them."""
    options = session_options()
    options.enable_profiling = True
    with tempfile.TemporaryDirectory() as folder:
        options.profile_file_prefix = str(Path(folder) / "profile")
        session = ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        for window in windows:
            session.run(None, window)
        return summed(json.loads(Path(session.end_profiling()).read_text(encoding="utf-8")))


def summed(events: Sequence[dict[str, Any]]) -> list[Operator]:
    """Operators out of the profiler's events, whose durations are microseconds."""
    seconds: defaultdict[str, float] = defaultdict(float)
    operations: defaultdict[str, float] = defaultdict(float)
    runs = sum(event["dur"] for event in events if event["name"] == "model_run") / 1e6
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            name = event["args"]["op_name"]
            seconds[name] += event["dur"] / 1e6
            operations[name] += _operations(name, event["args"])
    seconds[BETWEEN] = runs - sum(seconds.values())
    found = [Operator(name, each, each / runs, operations[name]) for name, each in seconds.items()]
    return sorted(found, key=lambda operator: -operator.seconds)


def _operations(name: str, shapes: dict[str, Any]) -> float:
    """Of a matrix product: two for each element of the result and each step along the inner dimension."""
    if "MatMul" not in name and name != "Gemm":
        return 0
    (left,) = shapes["input_type_shape"][0].values()
    (result,) = shapes["output_type_shape"][0].values()
    return float(2 * left[-1] * math.prod(result))
