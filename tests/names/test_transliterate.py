import random
import unicodedata

import pytest

from pipeline.names.transliterate import render, rows, spellings, toneless


@pytest.mark.parametrize(
    ("name", "spelling"),
    [("Tô Lâm", "تو لام"), ("Hồ Chí Minh", "هو تشي مينه"), ("Phạm Tất Thắng", "فام تات ثانج"), ("Hà Tĩnh", "ها تينه")],
)
def test_names_get_the_spellings_that_pages_use(name, spelling):
    draw = random.Random(0)
    assert spelling in {render(name, draw) for _ in range(50)}


def test_both_traditions_are_drawn():
    draw = random.Random(0)
    assert {"ثانج", "ثانغ"} <= {render("Thắng", draw) for _ in range(50)}


def test_spellings_are_probabilities():
    assert sum(spellings("Nguyễn").values()) == pytest.approx(1)
    assert max(spellings("Nguyễn"), key=spellings("Nguyễn").get) == "نجوين"


def test_what_is_no_vietnamese_syllable_has_no_spelling():
    assert spellings("Washington") == {}
    assert render("Ngọc Washington", random.Random(0)) is None


def test_tones_go_and_letters_stay():
    assert toneless("Đường Ớ") == "đương ơ"


@pytest.mark.parametrize("file", ["family", "middle", "given", "places"])
def test_lexicon_names_are_normalised_and_unique(file):
    names = [row["name"] for row in rows(f"{file}.tsv")]
    assert len(names) == len(set(names))
    assert all(unicodedata.is_normalized("NFC", name) and name == name.strip() for name in names)
