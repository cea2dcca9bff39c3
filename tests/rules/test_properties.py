"""What holds for every text: spans are sound, number words give their number, and time grows with length only."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from pipeline.document import Document
from pipeline.rules.engine import Rules
from pipeline.rules.lexer import lex
from pipeline.rules.lexicon import table
from pipeline.rules.numbers.grammar import read_number
from pipeline.rules.view import fold, view

RULES = Rules()
WORDS = st.sampled_from([word for word in table().words if word.isalpha()])
SIGNS = st.text("0123456789٠٣٩.,٫٬،-/:%٪$+() \n\u0640\u064b\u064f\u200f\u2067\ufeffﻻﷲ😀éđA\r", max_size=6)
TEXTS = st.lists(WORDS | SIGNS | st.integers(0, 10**7).map(str) | st.sampled_from([" ", " و", "ال", "لل"])).map("".join)
#: Spellings that must not change a number's value.
SPELLINGS: list[Callable[[str], str]] = [
    str,
    lambda words: words.replace(" و ", " و"),
    lambda words: words.replace("مائة", "مئة").replace("مائت", "مئت"),
    lambda words: re.sub("(?<!لي)ون |(?<!ثم)ان ", "ين ", words),
    lambda words: words.replace("أ", "ا").replace("ة", "ه").replace("آ", "ا"),
    lambda words: words.replace("ث", "ثُ").replace("م", "مـ"),
    lambda words: "\u200f" + words.replace(" ", "\u00a0"),
]


@given(TEXTS)
def test_spans_make_a_document(text: str) -> None:
    Document(id="fuzz", text=text, spans=RULES(text))


@given(st.text())
def test_any_text_makes_a_document(text: str) -> None:
    Document(id="fuzz", text=text, spans=RULES(text))


@given(TEXTS)
def test_view_offsets_lead_back(text: str) -> None:
    seen = view(text)
    assert seen.text.replace("-", "") == fold(text).replace("-", "")  # a tatweel beside no letter is a dash
    starts = [seen.raw_start(offset) for offset in range(len(seen.text))]
    assert starts == sorted(starts)
    for offset, start in enumerate(starts):
        assert seen.text[offset] in fold(text[start]) or (seen.text[offset], text[start]) == ("-", "ـ")
        assert start < seen.raw_end(offset + 1) <= len(text)
        assert seen.offset_of(start) <= offset


@given(st.integers(1, 10**15), st.sampled_from(SPELLINGS))
@settings(max_examples=300)
def test_words_give_their_number(number: int, spell: Callable[[str], str]) -> None:
    text = lex(spell(num2words(number, lang="ar")))
    found = read_number(text, 0)
    assert found is not None
    assert (found.value, found.kind, found.after) == (number, "cardinal", len(text.atoms))


@given(st.integers(1, 999), st.sampled_from(SPELLINGS))
def test_ordinal_words_give_their_number(number: int, spell: Callable[[str], str]) -> None:
    found = read_number(lex(spell(num2words(number, lang="ar", to="ordinal"))), 0)
    assert found is not None
    assert found.value == number


@given(st.integers(0, 10**9))
def test_digits_of_every_script_give_their_number(number: int) -> None:
    for text in (str(number), f"{number:,}", f"{number:,}".translate({ord(d): 0x660 + int(d) for d in "0123456789"})):
        assert [span.value for span in RULES(f"بلغ {text} شخصا")] == [number]


@pytest.mark.parametrize("part", ["1", ",", "و", "-", "1-", "1/", "1.", "(", "A1", "ألف ", "دينار ", "\u064b", "٫1"])
def test_a_long_run_is_read_in_linear_time(part: str) -> None:
    """The time of a long run is bounded, and grows no faster than its length (with room for a busy machine)."""
    short, long = part * (5_000 // len(part)), part * (25_000 // len(part))
    begun = time.perf_counter()
    RULES(short)
    middle = time.perf_counter()
    RULES(long)
    assert time.perf_counter() - middle < 5 * 6 * (middle - begun) + 0.5


@pytest.mark.parametrize("part", ["1", ",", "و"])
def test_a_megabyte_of_one_sign_takes_under_two_seconds(part: str) -> None:
    begun = time.process_time()
    assert RULES(part * 1_000_000) == ()
    assert time.process_time() - begun < 2
