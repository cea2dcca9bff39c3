"""The reference backend: stanza itself, with torch; needs the extra `train`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import JisrError
from pipeline.text.units import Units

#: Paragraphs from here on are read alone: stanza tags a long one in windows, and pads the others of its batch to it.
_WINDOW = 1000
_BETWEEN = "\n\n"


class StanzaTagger:
    """`tokenizer.pt` and `mwt.pt` of a folder in a `stanza.Pipeline`. Raises JisrError where stanza is missing."""

    def __init__(self, folder: Path) -> None:
        self._pipeline = stanza_pipeline(folder)
        self._split: dict[str, tuple[str, ...]] = {}

    def labels(self, units: Units) -> NDArray[np.int8]:
        """stanza's label of each unit, as `tokenize.Tagger` describes it."""
        labels = np.zeros(len(units.codes), dtype=np.int8)
        self._split.clear()
        bounds = units.bounds.tolist()
        for group in _groups(bounds):
            starts = [bounds[number] for number in group]
            paragraphs = [units.text[start : bounds[number + 1]] for number, start in zip(group, starts, strict=True)]
            self._read(paragraphs, starts, labels)
        return labels

    def split(self, tokens: Sequence[str]) -> list[tuple[str, ...]]:
        """The words that stanza gave for tokens of the texts labelled last."""
        return [self._split[token] for token in tokens]

    def _read(self, paragraphs: list[str], starts: list[int], labels: NDArray[np.int8]) -> None:
        sizes = np.array([len(paragraph) + len(_BETWEEN) for paragraph in paragraphs])
        joined = np.cumsum(sizes) - sizes
        for sentence in self._pipeline(_BETWEEN.join(paragraphs)).sentences:
            for number, token in enumerate(sentence.tokens, start=1):
                paragraph = int(np.searchsorted(joined, token.start_char, side="right")) - 1
                end = starts[paragraph] + token.end_char - int(joined[paragraph])
                several = len(token.words) > 1
                labels[end - 1] = 1 + (number == len(sentence.tokens)) + 2 * several
                if several:
                    start = starts[paragraph] + token.start_char - int(joined[paragraph])
                    surface = paragraphs[paragraph][start - starts[paragraph] : end - starts[paragraph]]
                    self._split[surface] = tuple(word.text for word in token.words)


def _groups(bounds: list[int]) -> Iterator[list[int]]:
    """Paragraph numbers that are read together: all short ones, then each long one alone."""
    sizes = [end - start for start, end in pairwise(bounds)]
    short = [number for number, size in enumerate(sizes) if size < _WINDOW]
    if short:
        yield short
    yield from ([number] for number, size in enumerate(sizes) if size >= _WINDOW)


def stanza_pipeline(folder: Path) -> Callable[[str], Any]:
    """A `stanza.Pipeline` over the models of `folder`, without a network. Raises JisrError where stanza is missing."""
    try:
        import stanza
    except ImportError as error:
        hint = "pip install 'jisr[train]', or use the backend onnx"
        raise JisrError("stanza is not installed", where="tokenizer.backend", hint=hint) from error
    with tempfile.TemporaryDirectory() as empty:
        (Path(empty) / "resources.json").write_text("{}", encoding="utf-8")
        pipeline: Callable[[str], Any] = stanza.Pipeline(
            "ar",
            dir=empty,
            download_method=None,
            allow_unknown_language=True,
            processors={"tokenize": "jisr", "mwt": "jisr"},
            tokenize_model_path=str(folder / "tokenizer.pt"),
            mwt_model_path=str(folder / "mwt.pt"),
            use_gpu=False,
            logging_level="ERROR",
        )
    return pipeline
