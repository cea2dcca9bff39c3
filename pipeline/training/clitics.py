"""Where an Arabic token splits into words, judged by how often its parts stand alone in plain text.

A treebank of a thousand sentences holds few words: a tokenizer that knows only it cuts وزارة into و + زارة. Counts over
plain text tell that زارة is no word. A small ranker, fitted on the treebank, weighs such counts for every split that
grammar allows; its judgement labels plain text, on which the tokenizer is then trained (`tokenizer_silver.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from pipeline.training.tokenizer_data import TreeSentence

Words = tuple[str, ...]
Counts = Mapping[str, int]

_LETTERS = re.compile("[ء-غف-ي]+")
_SIGNS = re.compile("[ـً-ْٰ]")
_PREFIXES: list[Words] = [(), *((a,) for a in "وفبلكس"), *((a, b) for a in "وف" for b in "بلكس")]
_SUFFIXES = ["", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ني", "ي"]
_LONGEST_STEM = 6
_HIDDEN, _EPOCHS, _BATCH, _RATE = 64, 25, 128, 2e-3


class Split(NamedTuple):
    """One way to read a token."""

    prefix: Words
    stem: str
    suffix: str

    @property
    def words(self) -> Words:
        """The words in order."""
        return tuple(part for part in (*self.prefix, self.stem, self.suffix) if part)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each run of Arabic letters occurs, vowel signs and tatweel aside."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_LETTERS.findall(_SIGNS.sub("", text)))
    return counts


def plain(token: str) -> str:
    """The token without vowel signs and tatweel."""
    return _SIGNS.sub("", token)


def splits(token: str) -> list[Split]:
    """Every split that grammar allows of a token of plain letters, the token whole first; none of another token."""
    found: dict[Words, Split] = {}
    if not _LETTERS.fullmatch(token):
        return []
    for prefix in _PREFIXES:
        front = "".join(prefix)
        for suffix in _SUFFIXES:
            stem = token[len(front) : len(token) - len(suffix)]
            if front + stem + suffix == token and (stem or (prefix and suffix)):
                split = Split(prefix, stem, suffix)
                found.setdefault(split.words, split)
    return list(found.values())


class Ranker:
    """Ranks the splits of a token; fitted on a treebank's sentences, with counts over plain text."""

    def __init__(self, sentences: Iterable[TreeSentence], counts: Counts, seed: int) -> None:
        torch.manual_seed(seed)
        self._counts = counts
        self._known: dict[str, dict[Words, float]] = {}
        cases = [case for sentence in sentences for token in sentence.tokens if (case := self._case(token.words))]
        size = cases[0][0].shape[1]
        self._net = nn.Sequential(
            nn.Linear(size, _HIDDEN),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(_HIDDEN, _HIDDEN // 2),
            nn.ReLU(),
            nn.Linear(_HIDDEN // 2, 1),
        )
        self._fit(cases)

    def probabilities(self, token: str) -> dict[Words, float]:
        """Each split of a token of plain letters with its probability."""
        if token not in self._known:
            options = splits(token)
            with torch.no_grad():
                scores = self._net(self._features(token, options)).squeeze(-1).softmax(0).tolist()
            self._known[token] = {option.words: score for option, score in zip(options, scores, strict=True)}
        return self._known[token]

    def _case(self, words: Words) -> tuple[Tensor, int] | None:
        words = tuple(map(plain, words))
        token = "".join(words)
        options = splits(token)
        readings = [option.words for option in options]
        return (
            (self._features(token, options), readings.index(words)) if len(options) > 1 and words in readings else None
        )

    def _fit(self, cases: Sequence[tuple[Tensor, int]]) -> None:
        widest = max(len(features) for features, _ in cases)
        inputs = torch.stack([nn.functional.pad(features, (0, 0, 0, widest - len(features))) for features, _ in cases])
        absent = torch.arange(widest)[None, :] >= torch.tensor([[len(features)] for features, _ in cases])
        targets = torch.tensor([target for _, target in cases])
        optimizer = torch.optim.AdamW(self._net.parameters(), lr=_RATE, weight_decay=1e-2)
        for _ in range(_EPOCHS):
            for rows in torch.randperm(len(cases)).split(_BATCH):
                scores = self._net(inputs[rows]).squeeze(-1).masked_fill(absent[rows], -1e9)
                optimizer.zero_grad()
                nn.functional.cross_entropy(scores, targets[rows]).backward()
                optimizer.step()
        self._net.eval()

    def _features(self, token: str, options: Sequence[Split]) -> Tensor:
        return torch.tensor([self._describe(token, option) for option in options])

    def _describe(self, token: str, split: Split) -> list[float]:
        prefix, stem, suffix = split
        base = max(_bases(split), key=lambda form: self._counts.get(form, 0)) if stem else ""
        bare = base.removeprefix("ال")
        of_stem = [
            [base],
            ["ال" + base],
            [front + base for front in "وبلفك" if front + base != token],
            [stem + end for end in ("ه", "ها", "هم", "نا") if stem + end != token],
            [bare],
        ]
        of_token = [
            [token],
            ["ال" + token],
            [front + token for front in "وبفل"],
            [token + "ها", token + "ه", token[:-1] + "ته", token[:-1] + "تها"],
        ]
        logs = [self._log(forms) if stem else 0.0 for forms in of_stem] + [self._log(forms) for forms in of_token]
        flags = [stem.startswith("ال"), stem.endswith("ة"), not stem, *(stem[:1] == letter for letter in "يتنأا")]
        kinds = [*(prefix == other for other in _PREFIXES), *(suffix == other for other in _SUFFIXES)]
        sizes = [min(len(stem), _LONGEST_STEM) == size for size in range(_LONGEST_STEM + 1)]
        return logs + [float(flag) for flag in flags + kinds + sizes]

    def _log(self, forms: Iterable[str]) -> float:
        # a fifth brings the logarithms of the counts to the scale of the flags
        return math.log1p(sum(self._counts.get(form, 0) for form in forms)) / 5


def _bases(split: Split) -> set[str]:
    """The forms in which a stem stands alone: لسلطة after ل as السلطة, بطولت before ه as بطولة."""
    stem = split.stem
    forms = {stem}
    if split.prefix[-1:] == ("ل",) and stem.startswith("ل"):
        forms.add("ا" + stem)
    alone = {"ت": "ة", "ئ": "ء", "ؤ": "ء", "ي": "ى", "ا": "ى"}.get(stem[-1:])
    if split.suffix and alone:
        forms |= {form[:-1] + alone for form in forms}
    return forms
