from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ner.decode import best_labels, log_softmax, viterbi
from pipeline.ner.labels import LABEL_SET, forbidden_transitions, is_inside

IDS = {name: i for i, name in enumerate(LABEL_SET)}


def scored(*rows):
    """Log-probabilities in which each row's labels have the given weights."""
    scores = np.full((len(rows), len(LABEL_SET)), -20, np.float32)
    for i, row in enumerate(rows):
        for name, score in row.items():
            scores[i, IDS[name]] = score
    return scores


def names(ids):
    return [LABEL_SET[i] for i in ids]


def test_an_orphan_inside_becomes_the_best_valid_path():
    scores = scored({"O": -1, "B-PER": -1.1}, {"I-PER": -0.1, "O": -4})
    assert names(best_labels(scores, ["تو", "لام"].__getitem__, [(0, 2)])) == ["B-PER", "I-PER"]


def test_an_entity_does_not_cross_sentences():
    scores = scored({"B-PER": -0.1}, {"I-PER": -0.1, "B-PER": -2, "O": -1})
    assert names(best_labels(scores, ["تو", "لام"].__getitem__, [(0, 1), (1, 2)])) == ["B-PER", "O"]


@pytest.mark.parametrize(("word", "expected"), [("تو", "B-PER"), ("لتو", "B1-PER")])
def test_a_particle_label_stands_only_on_a_particle(word, expected):
    scores = scored({"B1-PER": -0.1, "B-PER": -1, "O": -5})
    assert names(best_labels(scores, lambda _: word, [(0, 1)])) == [expected]


def test_nothing_gives_nothing():
    assert len(best_labels(np.zeros((0, len(LABEL_SET)), np.float32), str, [])) == 0


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_viterbi_finds_the_best_of_all_valid_paths(seed):
    scores = log_softmax(np.random.default_rng(seed).normal(0, 3, (3, len(LABEL_SET))).astype(np.float32))
    forbidden = forbidden_transitions()
    valid = (
        path
        for path in product(range(len(LABEL_SET)), repeat=3)
        if not is_inside(path[0]) and not any(forbidden[a, b] for a, b in pairwise(path))
    )
    best = max(valid, key=lambda path: sum(scores[i, label] for i, label in enumerate(path)))
    assert tuple(viterbi(scores)) == best
