"""The model behind the recognizer: an ONNX graph in, label scores out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from pipeline.errors import JisrError
from pipeline.ner.confidence import Calibration
from pipeline.ner.labels import LABEL_SET

GRAPH = "model.onnx"
CALIBRATION = "calibration"  # the key in config.json


class Model:
    """A token-classification model of a folder (`config.json`, `model.onnx`), run by ONNX Runtime.

    `window` is the most pieces that one window may hold, the two special ones not counted; `calibration` is for the
    scores of spans.
    Raises JisrError when the folder is no model of jisr's or has other labels.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        config = _config(folder)
        labels = tuple(config["id2label"][str(i)] for i in range(len(config["id2label"])))
        if labels != LABEL_SET:
            raise JisrError(f"the model has the labels {labels}", where=str(folder), expected=str(LABEL_SET))
        self.window: int = config["window_pieces"]
        self.calibration = msgspec.convert(config.get(CALIBRATION, {}), Calibration)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # A worker that waits must not burn the core that another one needs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])

    def scores(self, pieces: NDArray[np.int64], firsts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Label scores (units x labels) of one window, given its pieces and where in them each unit begins.

        Windows are not batched: int8 scales are taken over all that is run together, so a window's scores, and with
        them the output, would depend on its neighbours. A window of 160 pieces keeps a core busy by itself.
        """
        result: NDArray[np.float32] = self._session.run(None, {"input_ids": pieces, "firsts": firsts})[0]
        return result


def _config(folder: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except OSError as error:
        expected = f"a folder with config.json, tokenizer.json and {GRAPH}"
        raise JisrError("no NER model here", where=str(folder), expected=expected, hint=str(error)) from error
    return config
