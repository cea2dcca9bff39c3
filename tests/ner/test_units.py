import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ner.units import form, particle_lengths, skip_letters, units

AWKWARD = st.text(alphabet="وفبلكساتينهم\u064e\u0651\u0640\u200f\u2067أإ٤5 \nAbạ😀«.،\ufeff\u0301", max_size=60)


def surfaces(text):
    return [text[unit.start : unit.end] for unit in units(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لتو لام", ["لتو", "لام"]),
        ("Báo Quốc TếBáo Quốc Tế18/07/2023", ["Báo", "Quốc", "Tế", "Báo", "Quốc", "Tế", "18", "/", "07", "/", "2023"]),
        ("تُوْ لامـ", ["تُوْ", "لامـ"]),
        ("لـVnExpress", ["لـ", "Vn", "Express"]),
        ("«تروي تري»", ["«", "تروي", "تري", "»"]),
        ("تو\u200fلام 😀", ["تو\u200fلام", "😀"]),
        ("", []),
    ],
)
def test_cuts_where_a_name_may_begin_or_end(text, expected):
    assert surfaces(text) == expected


@given(AWKWARD)
def test_units_are_ordered_disjoint_and_hold_every_letter_and_digit(text):
    found = units(text, [(0, len(text))])
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = {i for unit in found for i in range(unit.start, unit.end)}
    assert {m.start() for m in re.finditer(r"[^\W_]", text)} <= covered


@given(AWKWARD)
def test_glued_says_that_no_space_stands_before(text):
    found = units(text, [(0, len(text))])
    for before, unit in itertools.pairwise(found):
        assert unit.glued == (before.end == unit.start)


def test_a_run_too_long_for_a_window_becomes_several_units():
    found = surfaces("ا" * 1000)
    assert "".join(found) == "ا" * 1000
    assert max(map(len, found)) <= 64


def test_form_drops_what_the_model_does_not_read():
    assert form("تُوـلام\u200f") == "تولام"
    assert form("٢٠٢٤") == "2024"
    assert form("ﻻم") == "لام"


@pytest.mark.parametrize(
    ("word", "lengths"),
    [("لتو", (0, 1)), ("ولتو", (0, 1, 2)), ("تو", (0,)), ("و", (0,)), ("وب", (0, 1)), ("وزارة", (0, 1))],
)
def test_particles_a_word_may_begin_with(word, lengths):
    assert particle_lengths(word) == lengths


@pytest.mark.parametrize(
    ("surface", "letters", "rest"), [("لِتو", 1, "تو"), ("لـتو", 1, "تو"), ("وَلتو", 2, "تو"), ("تو", 0, "تو")]
)
def test_skipping_letters_skips_their_marks(surface, letters, rest):
    assert surface[skip_letters(surface, letters) :] == rest
