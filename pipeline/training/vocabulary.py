"""More whole words in a model's vocabulary: fewer pieces a word, so less to compute.

The vector of a new word is the mean of its old pieces' vectors (fast vocabulary transfer, Gee et al. 2022); training
after that settles it. A word that may begin with attached particles keeps its pieces, since the model must see them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from pipeline.ner.units import form, particle_lengths, units

_SPACE = "▁"
_EDGE = 1e-3  # by how much a new word's score passes that of its pieces, so that it is preferred


def frequent_words(files: Sequence[Path]) -> list[str]:
    """Words behind white space, most frequent first; every file counts the same, however long."""
    shares: defaultdict[str, float] = defaultdict(float)
    for file in files:
        counts: Counter[str] = Counter()
        for line in file.open(encoding="utf-8"):
            counts.update(form(line[u.start : u.end]) for u in units(line, [(0, len(line))]) if not u.glued)
        total = counts.total()
        for word, count in counts.items():
            shares[word] += count / total
    plain = [word for word in shares if word.isalpha() and not _may_have_particle(word, shares)]
    return sorted(plain, key=lambda word: shares[word], reverse=True)


def add_words(model: PreTrainedModel, tokenizer_file: Path, words: Sequence[str], most: int) -> str:
    """Add the first `most` of `words` that are not one piece yet; returns the new tokenizer.json.

    The tokenizer must be a Unigram model, as that of jisr's encoder is. `model` gets the new rows.
    """
    tokenizer = json.loads(tokenizer_file.read_text(encoding="utf-8"))
    old = Tokenizer.from_file(str(tokenizer_file)).model
    vocabulary = tokenizer["model"]["vocab"]
    score = dict(vocabulary)
    rows: list[list[int]] = []
    for word in words:
        parts = old.tokenize(_SPACE + word)
        if len(rows) == most:
            break
        if len(parts) > 1 and all(part.value in score for part in parts):
            vocabulary.append([_SPACE + word, sum(score[part.value] for part in parts) + _EDGE])
            rows.append([part.id for part in parts])
    first = model.config.vocab_size
    model.resize_token_embeddings(first + len(rows), mean_resizing=False)
    vectors = model.get_input_embeddings().weight
    with torch.no_grad():
        vectors[first:] = torch.stack([vectors[row].mean(0) for row in rows])
    return json.dumps(tokenizer, ensure_ascii=False)


def _may_have_particle(word: str, shares: Mapping[str, float]) -> bool:
    """Whether the word without its first letters is the commoner word."""
    return any(shares.get(word[letters:], 0) > shares[word] for letters in particle_lengths(word)[1:])
