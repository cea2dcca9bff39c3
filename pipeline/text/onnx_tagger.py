"""stanza's trained tokenizer and clitic expander, run by ONNX Runtime with NumPy around it; no torch.

Read as stanza 1.15 reads (its `models/tokenization` and `models/mwt`, Apache-2.0): a paragraph below
`WINDOW` units is tagged whole, with one padding unit at its end; a longer one in windows, each of which begins after
the last sentence end that the window before it holds. E-mail addresses and links are kept whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from pipeline.errors import JisrError
from pipeline.text.links import find_links
from pipeline.text.units import Ints, Units

WINDOW = 1000
#: Units of one run of the network: few enough that its arrays stay in the processor's cache
_AREA = 1_500
#: Cached expansions of tokens; a full cache is emptied.
_CACHE_SIZE = 100_000
_PAD, _UNK, _SOS, _EOS = 0, 1, 2, 3
_UNSEEN = -1

Labels = NDArray[np.int8]


class OnnxTagger:
    """The default backend: `tokenizer.onnx` and `mwt.onnx` of a folder. Raises JisrError where one is missing."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer, metadata = _load(folder / "tokenizer.onnx")
        units = json.loads(metadata["units"])
        self._ids = np.full(0x110000, _UNSEEN, dtype=np.int32)
        for number, unit in enumerate(units):
            if len(unit) == 1:
                self._ids[ord(unit)] = number
        self._unknown = len(units)
        self._expander, metadata = _load(folder / "mwt.onnx")
        self._letters = {unit: number for number, unit in enumerate(json.loads(metadata["units"]))}
        self._expansions: dict[str, str] = json.loads(metadata["expansions"])
        self._split: dict[str, tuple[str, ...]] = {}

    def labels(self, units: Units) -> Labels:
        """stanza's label of each unit, as `tokenize.Tagger` describes it."""
        ids, lengths = self._identify(units.codes), np.diff(units.bounds)
        labels = np.zeros(len(ids), dtype=np.int8)
        short = np.flatnonzero(lengths < WINDOW)
        self._tag(ids, units.bounds[short], lengths[short], 1, labels)
        self._tag_long(ids, units.bounds, np.flatnonzero(lengths >= WINDOW), labels)
        last = units.bounds[1:] - 1
        labels[last] = np.where(labels[last] > 2, 4, 2)
        for start, end in find_links(units.text, units.bounds):
            labels[start : end - 1] = 0
            labels[end - 1] = max(int(labels[end - 1]), 1)
        return labels

    def split(self, tokens: Sequence[str]) -> list[tuple[str, ...]]:
        """The words of tokens that hold several, by the training data's dictionary, else by the network."""
        if len(self._split) > _CACHE_SIZE:
            self._split.clear()
        new = sorted({token for token in tokens if token not in self._split}, key=lambda token: (len(token), token))
        found = {token: spelt for token in new if (spelt := self._listed(token))}
        found |= self._expand([token for token in new if token not in found])
        for token, spelt in found.items():
            words = tuple(word for word in spelt.split(" ") if word)
            self._split[token] = words if len(words) > 1 else (token,)
        return [self._split[token] for token in tokens]

    def _listed(self, token: str) -> str | None:
        """The dictionary's expansion, found under a lower-case form too, as stanza finds it."""
        spelt = self._expansions.get(token)
        if spelt is None and token.isupper():
            spelt = self._expansions.get(token.lower(), "").upper()
        if not spelt and token[0].isupper() and token[1:].islower():
            lower = self._expansions.get(token.lower(), "")
            spelt = lower[:1].upper() + lower[1:]
        return spelt or None

    def _identify(self, codes: NDArray[np.uint32]) -> NDArray[np.int32]:
        ids = self._ids[codes]
        if len(ids) and ids.min() == _UNSEEN:
            for code in np.unique(codes[ids == _UNSEEN]):
                character = chr(int(code))
                capital, digit = character.isupper(), character.isdecimal()
                self._ids[code] = self._unknown if capital else self._unknown + 1 if digit else _UNK
            ids = self._ids[codes]
        return ids

    def _tag(self, ids: NDArray[np.int32], starts: Ints, lengths: Ints, padding: int, labels: Labels) -> None:
        """Tag the runs of `ids` that begin at `starts`, each on its own, and write into `labels`."""
        for rows in _batches(lengths):
            size, at = lengths[rows], starts[rows]
            steps = np.arange(int(size.max()) + padding)[:, None]
            inside = steps < size
            where = (at + steps)[inside]
            batch = np.full(inside.shape, _PAD, dtype=np.int32)
            batch[inside] = ids[where]
            tagged = self._tokenizer.run(None, {"ids": batch, "lengths": (size + padding).astype(np.int32)})[0]
            labels[where] = tagged[inside]

    def _tag_long(self, ids: NDArray[np.int32], bounds: Ints, long: Ints, labels: Labels) -> None:
        at, ends = bounds[long].copy(), bounds[long + 1]
        while len(at):
            sizes = np.minimum(ends - at, WINDOW)
            self._tag(ids, at, sizes, 0, labels)
            for row, (start, size) in enumerate(zip(at.tolist(), sizes.tolist(), strict=True)):
                stops = np.flatnonzero(labels[start : start + size] % 2 == 0)
                stops = stops[labels[start + stops] > 0]
                more = start + size < ends[row]
                at[row] = start + (int(stops[-1]) + 1 if more and len(stops) else size)
            unread = at < ends
            at, ends = at[unread], ends[unread]

    def _expand(self, tokens: list[str]) -> Iterator[tuple[str, str]]:
        lengths = np.array([len(token) + 2 for token in tokens], dtype=np.int64)
        for rows in _batches(lengths):
            chosen = [tokens[row] for row in rows]
            batch = np.full((int(lengths[rows].max()), len(rows)), _PAD, dtype=np.int32)
            for column, token in enumerate(chosen):
                letters = [self._letters.get(letter, _UNK) for letter in token]
                batch[: len(letters) + 2, column] = [_SOS, *letters, _EOS]
            cuts = self._expander.run(None, {"ids": batch, "lengths": lengths[rows].astype(np.int32)})[0]
            for column, token in enumerate(chosen):
                cut = cuts[1 : len(token) + 1, column].tolist()
                yield token, "".join(" " + letter if new else letter for letter, new in zip(token, cut, strict=True))


def _batches(lengths: Ints) -> Iterator[Ints]:
    """Row numbers, in batches of like length whose padded area stays near `_AREA`."""
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        # rows get longer, so the last row of the batch decides its area
        sizes = lengths[order[first : first + _AREA]]
        fits = int(np.searchsorted(sizes * np.arange(1, len(sizes) + 1), _AREA, side="right"))
        count = max(fits, 1)
        yield order[first : first + count]
        first += count


def _load(path: Path) -> tuple[ort.InferenceSession, dict[str, str]]:
    if not path.is_file():
        raise JisrError("no such model", where=str(path), expected="tokenizer.onnx and mwt.onnx in one folder")
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    metadata: dict[str, Any] = session.get_modelmeta().custom_metadata_map
    return session, metadata
