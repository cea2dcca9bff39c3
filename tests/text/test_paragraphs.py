import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.units import LONGEST_PARAGRAPH, read_units


def paragraphs(texts, excluded=None):
    units = read_units(texts, excluded or [()] * len(texts))
    return [units.text[start:end] for start, end in zip(units.bounds, units.bounds[1:], strict=False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n ", []),
        ("أ", ["أ"]),
        ("  أ  ب\t\xa0ج  ", ["أ ب ج"]),
        ("أ\nب\r\nج\u2028د", ["أ", "ب", "ج", "د"]),
        ("أ \n\n  ب", ["أ", "ب"]),
        ("أ\x97ب", ["أ ب"]),
        ("\x00😀\ud800", ["\x00😀\ud800"]),
        ("\ufeff\u200fأ\u200cب \u200f\n\u202b\n", ["أب"]),
    ],
)
def test_paragraphs_lie_between_line_breaks_with_single_spaces(text, expected):
    assert paragraphs([text]) == expected


def test_an_excluded_range_ends_a_paragraph_and_is_not_read():
    assert paragraphs(["نص أول إعلان نص ثان", "ب"], [[(7, 12)], []]) == ["نص أول", "نص ثان", "ب"]


@pytest.mark.parametrize("unit", ["ا" * 9 + " ", "ا"])
def test_a_line_without_end_is_cut_after_at_most_the_longest_paragraph(unit):
    text = unit * (70_000 // len(unit))
    parts = paragraphs([text])
    assert max(map(len, parts)) <= LONGEST_PARAGRAPH
    assert "".join(parts) == text.rstrip()
    assert all(part[0] == " " for part in parts[1:]) or " " not in text


@given(st.lists(st.text(alphabet="اب. \t\n\r😀\x00\ud800\u0085\u200f", max_size=40), max_size=6))
def test_every_unit_has_its_place_in_the_texts(texts):
    units = read_units(texts, [()] * len(texts))
    joined = "\n".join(texts)
    assert len(units.text) == len(units.codes) == len(units.positions)
    assert np.all(np.diff(units.positions) > 0)
    solid = [character for character in joined if not character.isspace() and character != "\u200f"]
    assert [character for character in units.text if character != " "] == solid
    for character, position in zip(units.text, units.positions, strict=True):
        assert joined[position] == character or (character == " " and joined[position] in "\u200f \t")
