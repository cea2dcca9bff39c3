import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ner.windows import plan

LIMIT = 20


@st.composite
def documents(draw):
    sentences = draw(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=60), max_size=8))
    lengths = [n for sentence in sentences for n in sentence]
    ranges, start = [], 0
    for sentence in sentences:
        ranges.append((start, start + len(sentence)))
        start += len(sentence)
    return lengths, ranges


@given(documents())
def test_every_unit_is_kept_exactly_once_and_no_window_is_too_long(document):
    lengths, sentences = document
    windows = plan(lengths, sentences, LIMIT)
    kept = [i for window in windows for i in range(window.keep_first, window.keep_last)]
    assert kept == list(range(len(lengths)))
    for window in windows:
        assert window.first <= window.keep_first < window.keep_last <= window.last
        assert sum(lengths[window.first : window.last]) <= LIMIT


def test_windows_end_where_sentences_end():
    windows = plan([5] * 8, [(0, 3), (3, 5), (5, 8)], LIMIT)
    assert [(w.first, w.last) for w in windows] == [(0, 3), (3, 5), (5, 8)]
    assert [(w.first, w.last) for w in plan([1] * 8, [(0, 3), (3, 5), (5, 8)], LIMIT)] == [(0, 8)]


def test_a_long_sentence_is_read_in_overlapping_windows():
    windows = plan([1] * 50, [(0, 50)], LIMIT)
    assert all(a.last > b.first for a, b in itertools.pairwise(windows))
    assert all(a.keep_last == b.keep_first for a, b in itertools.pairwise(windows))


def test_nothing_to_read_needs_no_window():
    assert plan([], [], LIMIT) == []
