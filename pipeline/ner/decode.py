"""From label probabilities to the best label sequence that makes sense.

Decoding is over units, not sub-word pieces, and only valid sequences exist: an I- label follows its own entity, and a
label that skips a particle stands only on a word that begins with one. Most sentences are valid as they come; the rest
get Viterbi's best path.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.ner.labels import LABEL_SET, OUTSIDE, forbidden_starts, forbidden_transitions, is_inside, particle_letters

Scores = NDArray[np.float32]
Form: TypeAlias = Callable[[int], str]
_NEVER = np.float32(-1e9)
_SKIPS = np.array([i != OUTSIDE and not is_inside(i) and particle_letters(i) > 0 for i in range(len(LABEL_SET))])
INSIDE = np.array([is_inside(i) for i in range(len(LABEL_SET))])


def log_softmax(logits: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    normalised: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised


def best_labels(scores: Scores, form: Form, sentences: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Label ids of a document's units.

    `scores` are log-probabilities (units x labels), `form` tells a unit's form by its number (few are asked for),
    `sentences` are unit ranges. Units outside every sentence get O.
    """
    if not len(scores):
        return np.zeros(0, np.int64)
    _mask_impossible(scores, form, np.flatnonzero(_SKIPS[scores.argmax(axis=1)]))
    best = scores.argmax(axis=1)
    before = np.concatenate([[OUTSIDE], best[:-1]])
    firsts = [first for first, _ in sentences]
    before[firsts] = OUTSIDE
    wrong = np.flatnonzero(forbidden_transitions()[before, best])
    starts = np.array(firsts)
    for sentence in np.unique(np.searchsorted(starts, wrong, side="right") - 1):
        first, last = sentences[sentence]
        _mask_impossible(scores, form, range(first, last))
        best[first:last] = viterbi(scores[first:last])
    labels: NDArray[np.int64] = best
    return labels


def viterbi(scores: Scores) -> NDArray[np.int64]:
    """The likeliest valid label path through one sentence's log-probabilities (units x labels)."""
    penalty = np.where(forbidden_transitions(), _NEVER, np.float32(0))
    total = scores[0] + np.where(INSIDE, _NEVER, np.float32(0))
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = total[:, None] + penalty
        back[i] = paths.argmax(axis=0)
        total = paths.max(axis=0) + scores[i]
    path = np.zeros(len(scores), np.int64)
    path[-1] = total.argmax()
    for i in range(len(scores) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def _mask_impossible(scores: Scores, form: Form, rows: Sequence[int] | NDArray[np.int64]) -> None:
    for row in rows:
        scores[row, list(forbidden_starts(form(row)))] = _NEVER
